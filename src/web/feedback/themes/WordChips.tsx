import { Button, TextInput } from '@mantine/core'
import { useId, useRef, useState, type FormEvent } from 'react'
import { useWords } from '../../i18n/useWords.ts'
import { Choice } from '../Choice.tsx'
import { readForms, showForm, sortForms, type How } from './prepareForms.ts'

interface Props {
  label: string
  addLabel: string
  none: string
  forms: readonly string[]
  shipped: readonly string[]
  language: string
  /** Null = they are only looked at. */
  change: ((forms: string[]) => void) | null
}

const HOWS = ['begins', 'whole', 'inside'] as const

/** Words of a theme, one's own first; each can be taken out, and what came with Polku put back. */
export function WordChips({ label, addLabel, none, forms, shipped, language, change }: Props) {
  const { say } = useWords()
  const list = useRef<HTMLDivElement>(null)
  const { own, shipped: came, taken } = sortForms(forms, shipped)
  const remove = (form: string) => {
    change?.(forms.filter((each) => each !== form))
    // What had the focus goes away: it stays with the words.
    list.current?.focus()
  }
  return (
    <div className="theme-chips" ref={list} tabIndex={-1} role="group" aria-label={label}>
      {forms.length === 0 && <p>{none}</p>}
      {own.length > 0 && came.length > 0 && <p className="theme-chips-head">{say('themes.own')}</p>}
      {own.length > 0 && <Chips forms={own} language={language} isOwn remove={change && remove} />}
      {came.length > 0 && <Chips forms={came} language={language} remove={change && remove} />}
      {taken.length > 0 && (
        <>
          <p className="theme-chips-head">{say('themes.takenOut')}</p>
          <ul className="theme-chip-list">
            {taken.map((form) => (
              <li key={form} className="theme-chip" data-taken lang={language}>
                <s>{showForm(form)}</s>
                {change && (
                  <button
                    type="button"
                    aria-label={say('themes.putBack', { word: showForm(form) })}
                    onClick={() => {
                      change([...forms, form])
                      list.current?.focus()
                    }}
                  >
                    ↺
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {change && <AddWord label={addLabel} forms={forms} language={language} add={(added) => change([...forms, ...added])} />}
    </div>
  )
}

interface ChipsProps {
  forms: readonly string[]
  language: string
  isOwn?: boolean
  remove: ((form: string) => void) | null
}

function Chips({ forms, language, isOwn = false, remove }: ChipsProps) {
  const { say } = useWords()
  return (
    <ul className="theme-chip-list">
      {forms.map((form) => (
        <li key={form} className="theme-chip" data-own={isOwn || undefined} lang={language}>
          <span>{showForm(form)}</span>
          {remove && (
            <button type="button" aria-label={say('themes.removeOf', { word: showForm(form) })} onClick={() => remove(form)}>
              ×
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

interface AddProps {
  label: string
  forms: readonly string[]
  language: string
  add: (forms: string[]) => void
}

function AddWord({ label, forms, language, add }: AddProps) {
  const { say } = useWords()
  const id = useId()
  const [text, setText] = useState('')
  const [how, setHow] = useState<How>('begins')
  const [wrong, setWrong] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readForms(text, how)
    const added = read?.filter((form) => !forms.includes(form)) ?? []
    if (read === null) return setWrong(say('themes.wrongWord'))
    if (added.length === 0) return setWrong(say('themes.thereAlready', { word: showForm(read[0]!) }))
    setWrong(null)
    setText('')
    add(added)
  }
  return (
    <form className="themes-line" onSubmit={submit}>
      <TextInput
        id={id}
        label={label}
        lang={language}
        value={text}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : `${id}-wrong`}
        maxLength={400}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Choice
        label={say('themes.how')}
        value={how}
        none={null}
        options={HOWS.map((each) => [each, say(`themes.how.${each}`)])}
        change={(next) => setHow(HOWS.find((each) => each === next) ?? 'begins')}
      />
      <Button type="submit" variant="default">
        {say('themes.add')}
      </Button>
      <p id={`${id}-wrong`} role="alert" className="entry-wrong">
        {wrong}
      </p>
    </form>
  )
}
