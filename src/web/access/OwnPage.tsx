import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { deleteSession } from '../../api/session.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Absence } from './Absence.tsx'
import { OwnNotices } from './OwnNotices.tsx'
import { PasswordChange } from './PasswordChange.tsx'
import { Sessions } from './Sessions.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import { useSession } from './useSession.ts'

/** What is one's own: who one is, when one is away, the password, and where one is signed in. */
export function OwnPage() {
  const { say, team, formats } = useWords()
  const me = useSession().data?.me
  const queries = useQueryClient()
  const navigate = useNavigate()
  if (!me) return null

  async function leave(): Promise<void> {
    await call(deleteSession)
    await navigate({ to: '/' })
    await queries.resetQueries()
  }

  return (
    <SettingsFrame>
      <section aria-labelledby="own-who">
        <h2 id="own-who">{me.name}</h2>
        <p>
          {me.email} · {say(`role.${me.role}`)}
          {me.teams.length > 0 && ` · ${formats.list(me.teams.map(team))}`}
        </p>
        <Button variant="default" onClick={() => void leave()}>
          {say('settings.leave')}
        </Button>
      </section>
      <Absence me={me} />
      <OwnNotices />
      <PasswordChange />
      <Sessions />
    </SettingsFrame>
  )
}
