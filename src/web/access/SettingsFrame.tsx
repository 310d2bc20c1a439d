import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/useWords.ts'
import { useTitle } from '../shell/useTitle.ts'
import { useSession } from './useSession.ts'

/** What stands around every page of the settings: its title and the other pages. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { say } = useWords()
  useTitle(say('settings.title'))
  const role = useSession().data?.me?.role
  return (
    <div className="settings">
      <h1>{say('settings.title')}</h1>
      {(role === 'admin' || role === 'lead') && (
        <nav className="settings-tabs" aria-label={say('settings.pages')}>
          <Link to="/settings" activeOptions={{ exact: true }}>
            {say('settings.own')}
          </Link>
          {role === 'admin' && <Link to="/settings/people">{say('settings.people')}</Link>}
          {role === 'admin' && <Link to="/settings/teams">{say('settings.teams')}</Link>}
          <Link to="/settings/rules">{say('settings.rules')}</Link>
          <Link to="/settings/limits">{say('settings.limits')}</Link>
        </nav>
      )}
      {children}
    </div>
  )
}
