import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { getLink, postPassword } from '../../api/session.ts'
import { PASSWORD_LENGTH } from '../../domain/employee/employee.ts'
import { call, Refusal } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { SESSION } from './useSession.ts'

/** Where a link leads by which somebody chooses a password; the first admin says who they are, too. */
export function WelcomePage() {
  const { link } = useParams({ from: '/welcome/$link' })
  const { say } = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const known = useQuery({ queryKey: ['link', link], queryFn: ({ signal }) => call(getLink, { params: { link }, signal }), retry: false })
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (password.length < PASSWORD_LENGTH.least) return setWrong(say('welcome.short', { count: PASSWORD_LENGTH.least }))
    setBusy(true)
    setWrong(null)
    try {
      await call(postPassword, { params: { link }, body: { password, ...(known.data?.first && { name, email }) } })
      await queries.resetQueries({ queryKey: SESSION })
      await navigate({ to: '/', replace: true })
    } catch (error) {
      setWrong(error instanceof Refusal && error.status === 404 ? say('welcome.gone') : say('welcome.failed'))
    } finally {
      setBusy(false)
    }
  }

  if (known.isError) {
    const isGone = known.error instanceof Refusal && known.error.status === 404
    return (
      <section className="entry">
        <h1>{say('welcome.goneTitle')}</h1>
        <p>{say(isGone ? 'welcome.gone' : 'welcome.failed')}</p>
      </section>
    )
  }
  if (!known.data) return null
  const { first } = known.data
  return (
    <section className="entry">
      <h1>{first ? say('welcome.first') : say('welcome.title', { name: known.data.name })}</h1>
      <p>{say(first ? 'welcome.firstHint' : 'welcome.hint')}</p>
      <form className="entry-form" onSubmit={(event) => void submit(event)}>
        {first && (
          <TextInput
            label={say('welcome.name')}
            autoComplete="name"
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={say('signIn.email')}
          type="email"
          autoComplete="username"
          required
          readOnly={!first}
          value={first ? email : known.data.email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={say('welcome.password')}
          description={say('welcome.rule', { count: PASSWORD_LENGTH.least })}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': say('signIn.show') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <p role="alert" className="entry-wrong">
          {wrong}
        </p>
        <Button type="submit" loading={isBusy}>
          {say('welcome.enter')}
        </Button>
      </form>
    </section>
  )
}
