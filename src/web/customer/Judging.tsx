import { Button } from '@mantine/core'
import { useId, useState, type FormEvent } from 'react'
import type { z } from 'zod'
import type { postUndo } from '../../api/identity.ts'
import { Refusal } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'

/** Asks what would come of a word on who is who, or says it. */
export type Ask = (said: { identifiers: string[]; because: string; preview: boolean }) => Promise<z.output<typeof postUndo.answer>>

interface Props {
  label: string
  /** Identifiers of which some are chosen. */
  choices?: readonly string[]
  /** Whether an identifier is to be written. */
  isNaming?: boolean
  ask: Ask
  done: () => void
}

/** A word on who is who: first what would come of it, then doing it. */
export function Judging({ label, choices, isNaming, ask, done }: Props) {
  const { say } = useWords()
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  const [named, setNamed] = useState('')
  const [because, setBecause] = useState('')
  const [after, setAfter] = useState<z.output<typeof postUndo.answer>['after'] | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const isComplete =
    because.trim() !== '' && (!choices || (chosen.length > 0 && chosen.length < choices.length)) && (!isNaming || named.includes(':'))

  const attempt = async (preview: boolean) => {
    setWrong(null)
    try {
      const answer = await ask({ identifiers: isNaming ? [named.trim()] : chosen, because: because.trim(), preview })
      if (preview) return setAfter(answer.after)
      setIsOpen(false)
      setAfter(null)
      done()
    } catch (error) {
      setAfter(null)
      setWrong(
        say(
          error instanceof Refusal && error.status === 409
            ? 'identity.contradicts'
            : error instanceof Refusal && error.status === 422
              ? 'identity.unknown'
              : 'identity.failed',
        ),
      )
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(after === null)
  }
  if (!isOpen) {
    return (
      <button type="button" className="text-link" onClick={() => setIsOpen(true)}>
        {label}
      </button>
    )
  }
  return (
    <form onSubmit={submit} aria-label={label} onChange={() => setAfter(null)}>
      <strong>{label}</strong>
      {choices?.map((identifier) => (
        <label key={identifier}>
          <input
            type="checkbox"
            checked={chosen.includes(identifier)}
            onChange={(event) =>
              setChosen(event.currentTarget.checked ? [...chosen, identifier] : chosen.filter((each) => each !== identifier))
            }
          />{' '}
          {identifier}
        </label>
      ))}
      {isNaming && (
        <>
          <label htmlFor={`${id}-named`}>{say('identity.named')}</label>
          <input
            id={`${id}-named`}
            type="text"
            value={named}
            placeholder="email:maija@example.com"
            onChange={(event) => setNamed(event.currentTarget.value)}
          />
        </>
      )}
      <label htmlFor={`${id}-because`}>{say('identity.because')}</label>
      <input
        id={`${id}-because`}
        type="text"
        maxLength={1000}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
      <div role="status">
        {after && (
          <>
            <p>{say('identity.preview')}</p>
            <ul>
              {after.map((each) => (
                <li key={each.id}>
                  {each.identifiers.join(', ')} – {say('identity.previewCount', { encounters: each.encounters, cases: each.cases })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
      <div className="note-acts">
        <Button type="submit" size="compact-sm" disabled={!isComplete}>
          {after === null ? say('identity.tryOut') : say('identity.do')}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => setIsOpen(false)}>
          {say('note.cancel')}
        </Button>
      </div>
    </form>
  )
}
