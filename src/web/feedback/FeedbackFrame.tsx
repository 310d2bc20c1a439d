import { Link, useMatchRoute } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { LiveMark } from '../friction/LiveMark.tsx'
import { useWords } from '../i18n/useWords.ts'
import { useTitle } from '../shell/useTitle.ts'
import '../case/caseList.css'
import './feedback.css'

/** What stands around every page of feedback: its title and the other pages. */
export function FeedbackFrame({ children, title }: { children: ReactNode; title: string }) {
  const { say } = useWords()
  useTitle(title)
  // One answer stands under another address than the list of all.
  const isAnswer = useMatchRoute()({ to: '/feedback/responses/$response' }) !== false
  return (
    <div className="feedback">
      <header className="cases-head">
        <h1>{say('places.feedback')}</h1>
        <LiveMark />
      </header>
      <nav className="cases-tabs" aria-label={say('feedback.pages')}>
        <Link to="/feedback" activeOptions={{ exact: true, includeSearch: false }} {...(isAnswer && { 'aria-current': 'page' as const })}>
          {say('feedback.answers')}
        </Link>
        <Link to="/feedback/words" activeOptions={{ includeSearch: false }}>
          {say('places.said')}
        </Link>
        <Link to="/feedback/themes">{say('places.themes')}</Link>
        <Link to="/feedback/scores">{say('feedback.scores')}</Link>
        <Link to="/feedback/surveys">{say('places.surveys')}</Link>
        <Link to="/feedback/mentions">{say('places.mentions')}</Link>
      </nav>
      {children}
    </div>
  )
}
