import { Button } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { CasePageJson } from '../../api/case.ts'
import { noteOnCase, phoneOnCase, writeOnCase } from '../../api/caseWork.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useDraft } from './useDraft.ts'
import { useWork } from './useWork.ts'

const MODES = ['message', 'call', 'note'] as const
type Mode = (typeof MODES)[number]

/** Id of the field in which one writes. */
export const WRITE_FIELD = 'case-write'

/** Writes to the customer, notes a call, or notes something for colleagues; what is written stays until it is kept. */
export function WriteBox({ each }: { each: CasePageJson }) {
  const { say } = useWords()
  const work = useWork()
  const { id, version, state, mail } = each
  const modes = MODES.filter((mode) => mode === 'note' || (state !== 'open' && state !== 'withdrawn' && state !== 'confirmed'))
  const [chosen, setChosen] = useState<Mode>('message')
  const mode = modes.includes(chosen) ? chosen : 'note'
  const [text, setText] = useDraft(`${id}-${mode}`)
  const [reached, setReached] = useState(true)
  const [isDone, setDone] = useState(false)
  /** The case as it was when one began to write. */
  const [begun, setBegun] = useState(version)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setDone(false)
    if (text.trim() === '') return
    const doing = {
      message: () => call(writeOnCase, { params: { id }, body: { version, text } }),
      call: () => call(phoneOnCase, { params: { id }, body: { version, text, reached } }),
      note: () => call(noteOnCase, { params: { id }, body: { version, text } }),
    }[mode]
    if (!(await work.attempt(doing))) return
    setText('')
    setDone(true)
  }

  return (
    <form className="case-write" onSubmit={(event) => void submit(event)} aria-label={say('case.write')}>
      <fieldset className="case-modes">
        <legend className="hidden">{say('case.writeMode')}</legend>
        {modes.map((each) => (
          <label key={each}>
            <input type="radio" name="mode" value={each} checked={each === mode} onChange={() => setChosen(each)} />
            {say(`case.mode.${each}`)}
          </label>
        ))}
      </fieldset>
      <label className="hidden" htmlFor={WRITE_FIELD}>
        {say(`case.mode.${mode}`)}
      </label>
      <textarea
        id={WRITE_FIELD}
        className="choice"
        rows={4}
        maxLength={10_000}
        value={text}
        aria-describedby={`${WRITE_FIELD}-hint`}
        placeholder={say(`case.hint.${mode}`)}
        onChange={(event) => {
          if (text === '') setBegun(version)
          setText(event.currentTarget.value)
          setDone(false)
        }}
      />
      <p id={`${WRITE_FIELD}-hint`} className="faint">
        {mode === 'message' && say(`case.mail.${mail}`)}
        {mode === 'note' && say('case.noteSeen')}
        {mode === 'call' && say('case.callSeen')}
      </p>
      {mode === 'call' && (
        <label className="cases-tick">
          <input type="checkbox" checked={reached} onChange={(event) => setReached(event.currentTarget.checked)} />
          {say('case.reached')}
        </label>
      )}
      {text !== '' && begun !== version && (
        <p role="status" className="case-overtaken">
          {say('case.overtaken')}
        </p>
      )}
      <p role="alert" className="entry-wrong">
        {work.wrong} {work.wrong !== null && text !== '' && say('case.draftKept')}
      </p>
      <p role="status" className="entry-done">
        {isDone && say(`case.kept.${mode}`)}
      </p>
      <div>
        <Button type="submit" disabled={work.isBusy}>
          {say(`case.send.${mode}`)}
        </Button>
      </div>
    </form>
  )
}
