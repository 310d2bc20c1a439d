import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { postForgotten, postSession } from '../../api/session.ts'
import { call, Refusal } from '../client.ts'
import { readName } from '../i18n/words.ts'
import { useWords } from '../i18n/useWords.ts'
import { useTitle } from '../shell/useTitle.ts'
import type { MessageKey } from '../i18n/fi.ts'
import { useSession } from './useSession.ts'

type Said = { tone: 'wrong' | 'done'; text: string } | null

/** Signs in by address and password; whoever forgot the password asks for a link here. */
export function SignInPage() {
  const { say, language } = useWords()
  useTitle(say('signIn.title'))
  const session = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [said, setSaid] = useState<Said>(null)

  async function attempt(work: () => Promise<Said>): Promise<void> {
    setBusy(true)
    setSaid(null)
    try {
      setSaid(await work())
    } catch (error) {
      setSaid({ tone: 'wrong', text: say(reasonOf(error)) })
    } finally {
      setBusy(false)
    }
  }

  const enter = (as: { email: string; password: string }) =>
    attempt(async () => {
      await call(postSession, { body: as })
      // Whoever was here before may have seen other things.
      await queries.resetQueries()
      if (location.pathname === '/sign-in') await navigate({ to: '/' })
      return null
    })

  function submit(event: FormEvent): void {
    event.preventDefault()
    void enter({ email, password })
  }

  const forget = () =>
    attempt(async () => {
      await call(postForgotten, { body: { email } })
      return { tone: 'done', text: say('signIn.linkSent', { email }) }
    })

  const demo = session.data?.demo
  return (
    <section className="entry">
      <h1>{say('signIn.title')}</h1>
      {session.data?.ready === false && <p>{say('signIn.notReady')}</p>}
      <form className="entry-form" onSubmit={submit}>
        <TextInput
          label={say('signIn.email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={say('signIn.password')}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': say('signIn.show') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <p role="status" className={said?.tone === 'wrong' ? 'entry-wrong' : 'entry-done'}>
          {said?.text}
        </p>
        <Button type="submit" loading={isBusy}>
          {say('signIn.enter')}
        </Button>
        {session.data?.mail === true ? (
          <button type="button" className="text-link" disabled={email === '' || isBusy} onClick={() => void forget()}>
            {say('signIn.forgotten')}
          </button>
        ) : (
          <p className="faint">{say('signIn.noMail')}</p>
        )}
      </form>
      {demo && (
        <section className="entry-demo" aria-labelledby="demo-people">
          <h2 id="demo-people">{say('signIn.demo')}</h2>
          <p className="faint">{say('signIn.demoHint')}</p>
          <ul>
            {demo.people.map((person) => (
              <li key={person.email}>
                <Button
                  variant="default"
                  fullWidth
                  justify="space-between"
                  disabled={isBusy}
                  onClick={() => void enter({ email: person.email, password: demo.password })}
                  rightSection={<span className="faint">{say(`role.${person.role}`)}</span>}
                >
                  {person.name}
                  {person.team !== null && <span className="entry-team">{readName(person.team, language)}</span>}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  )
}

/** Why one did not get in. */
function reasonOf(error: unknown): MessageKey {
  if (!(error instanceof Refusal)) return 'error.unexpected'
  if (error.status === 429) return 'signIn.tooMany'
  if (error.status === 0 || error.status >= 500) return 'signIn.unreachable'
  return 'signIn.wrong'
}
