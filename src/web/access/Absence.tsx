import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { patchSession, type Me } from '../../api/session.ts'
import { call } from '../client.ts'
import { useTeams } from '../employee/useTeams.ts'
import { useWords } from '../i18n/useWords.ts'
import { SESSION } from './useSession.ts'

/** Says when one is away and who then answers. */
export function Absence({ me }: { me: Me }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const choice = useId()
  const colleagues = useTeams()
  const own = colleagues.data?.people.find(({ id }) => id === me.id)
  const [substitute, setSubstitute] = useState<number | null>(null)
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [said, setSaid] = useState<'saved' | 'wrong' | null>(null)
  const chosen = substitute ?? own?.substitute ?? 0

  async function keep(absence: { from: string; until: string | null } | null): Promise<void> {
    try {
      await call(patchSession, { body: { absence, substitute: chosen === 0 ? null : chosen } })
      setSaid('saved')
      await Promise.all([queries.invalidateQueries({ queryKey: SESSION }), queries.invalidateQueries({ queryKey: ['teams'] })])
    } catch {
      setSaid('wrong')
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    void keep({ from: new Date(`${from}T00:00`).toISOString(), until: until === '' ? null : dayAfter(until) })
  }

  return (
    <section aria-labelledby="own-away">
      <h2 id="own-away">{say('away.title')}</h2>
      <p>{say(me.away ? 'away.now' : 'away.hint')}</p>
      <form onSubmit={submit}>
        <label className="field-label" htmlFor={choice}>
          {say('away.substitute')}
        </label>
        <select id={choice} className="choice" value={chosen} onChange={(event) => setSubstitute(Number(event.currentTarget.value))}>
          <option value={0}>{say('away.nobody')}</option>
          {colleagues.data?.people
            .filter(({ id }) => id !== me.id)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
        <TextInput label={say('away.from')} type="date" required value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput
          label={say('away.until')}
          description={say('away.untilHint')}
          type="date"
          min={from}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <p role="status">{said !== null && say(`away.${said}`)}</p>
        <Button type="submit" variant="default">
          {say('away.save')}
        </Button>
        {me.away && (
          <Button variant="default" onClick={() => void keep(null)}>
            {say('away.back')}
          </Button>
        )}
      </form>
    </section>
  )
}

/** The beginning of the day after a day, here: the last day away is given, the end is exclusive. */
function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00`)
  next.setDate(next.getDate() + 1)
  return next.toISOString()
}
