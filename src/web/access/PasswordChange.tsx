import { Button, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { putPassword } from '../../api/session.ts'
import { PASSWORD_LENGTH } from '../../domain/employee/employee.ts'
import { call, Refusal } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'

/** Changes one's password. */
export function PasswordChange() {
  const { say } = useWords()
  const queries = useQueryClient()
  const [present, setPresent] = useState('')
  const [next, setNext] = useState('')
  const [said, setSaid] = useState<string | null>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (next.length < PASSWORD_LENGTH.least) return setSaid(say('welcome.short', { count: PASSWORD_LENGTH.least }))
    try {
      await call(putPassword, { body: { present, next } })
      setPresent('')
      setNext('')
      setSaid(say('password.changed'))
      await queries.invalidateQueries({ queryKey: ['sessions'] })
    } catch (error) {
      const isWrong = error instanceof Refusal && error.problems.some(({ field }) => field === 'present')
      setSaid(say(isWrong ? 'password.wrong' : 'welcome.failed'))
    }
  }

  const eye = { 'aria-label': say('signIn.show') }
  return (
    <section aria-labelledby="own-password">
      <h2 id="own-password">{say('password.title')}</h2>
      <form onSubmit={(event) => void submit(event)}>
        <PasswordInput
          label={say('password.present')}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={eye}
          value={present}
          onChange={(event) => setPresent(event.currentTarget.value)}
        />
        <PasswordInput
          label={say('welcome.password')}
          description={say('welcome.rule', { count: PASSWORD_LENGTH.least })}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={eye}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <p role="status">{said}</p>
        <Button type="submit" variant="default">
          {say('password.change')}
        </Button>
      </form>
    </section>
  )
}
