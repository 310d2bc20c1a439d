import { Button } from '@mantine/core'
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { CasePageJson } from '../../api/case.ts'
import { confirmCase, declineCase, waitOnCase } from '../../api/caseWork.ts'
import { WAITING_FOR } from '../../domain/case/case.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { dayAfter, endOfDay } from './days.ts'

/** What a form beneath the actions is given. */
export interface ActionFormProps {
  each: CasePageJson
  /** Does it; tells whether it was done. */
  attempt: (doing: () => Promise<unknown>) => Promise<boolean>
  isBusy: boolean
  close: () => void
}

/** A form beneath the actions, with what sends it and what puts it away. */
export function ActionForm({
  submit,
  label,
  isBusy,
  close,
  children,
}: {
  submit: () => unknown
  label: string
  isBusy: boolean
  close: () => void
  children: ReactNode
}) {
  const { say } = useWords()
  const form = useRef<HTMLFormElement>(null)
  // Who asked for the form is going to fill it in.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), [])
  const send = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <form className="case-form" ref={form} onSubmit={send}>
      {children}
      <div className="case-action-buttons">
        <Button type="submit" disabled={isBusy}>
          {label}
        </Button>
        <Button variant="subtle" onClick={close}>
          {say('case.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** Waits for somebody until a day. */
export function WaitForm({ each, attempt, isBusy, close }: ActionFormProps) {
  const { say } = useWords()
  const id = useId()
  const [whom, setWhom] = useState<(typeof WAITING_FOR)[number]>('customer')
  const [today] = useState(() => Date.now())
  const [until, setUntil] = useState(() => dayAfter(today, 3))
  const [note, setNote] = useState('')
  const submit = () =>
    void attempt(() =>
      call(waitOnCase, {
        params: { id: each.id },
        body: { version: each.version, for: whom, until: endOfDay(until), note: note.trim() === '' ? null : note },
      }),
    )
  return (
    <ActionForm submit={submit} label={say('case.act.wait')} isBusy={isBusy} close={close}>
      <label className="field-label" htmlFor={id}>
        {say('case.waitFor')}
      </label>
      <select id={id} className="choice" value={whom} onChange={(event) => setWhom(event.currentTarget.value as typeof whom)}>
        {WAITING_FOR.map((each) => (
          <option key={each} value={each}>
            {say(`case.waiting.${each}`)}
          </option>
        ))}
      </select>
      <p className="faint">{say(whom === 'customer' ? 'case.waitStops' : 'case.waitRuns')}</p>
      <label className="field-label" htmlFor={`${id}-until`}>
        {say('case.waitUntil')}
      </label>
      <input
        id={`${id}-until`}
        className="choice"
        type="date"
        required
        min={dayAfter(today, 0)}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <label className="field-label" htmlFor={`${id}-note`}>
        {say('case.noteOptional')}
      </label>
      <input id={`${id}-note`} className="choice" value={note} maxLength={2000} onChange={(event) => setNote(event.currentTarget.value)} />
    </ActionForm>
  )
}

/** Declines an offer, with a word on why. */
export function DeclineForm({ each, attempt, isBusy, close }: ActionFormProps) {
  const { say } = useWords()
  const id = useId()
  const [note, setNote] = useState('')
  const body = { version: each.version, note: note.trim() === '' ? null : note }
  const submit = () => void attempt(() => call(declineCase, { params: { id: each.id }, body }))
  return (
    <ActionForm submit={submit} label={say('case.act.decline')} isBusy={isBusy} close={close}>
      <label className="field-label" htmlFor={id}>
        {say('case.declineWhy')}
      </label>
      <input id={id} className="choice" value={note} maxLength={2000} onChange={(event) => setNote(event.currentTarget.value)} />
    </ActionForm>
  )
}

const CHANNELS = ['phone', 'email', 'chat', 'branch', 'store'] as const

/** Notes that the customer said it is solved. */
export function ConfirmForm({ each, attempt, isBusy, close }: ActionFormProps) {
  const { say, channel: nameOf } = useWords()
  const id = useId()
  const [channel, setChannel] = useState<string>('phone')
  const body = { version: each.version, channel }
  const submit = () => void attempt(() => call(confirmCase, { params: { id: each.id }, body }))
  return (
    <ActionForm submit={submit} label={say('case.act.confirm')} isBusy={isBusy} close={close}>
      <label className="field-label" htmlFor={id}>
        {say('case.confirmWhere')}
      </label>
      <select id={id} className="choice" value={channel} onChange={(event) => setChannel(event.currentTarget.value)}>
        {CHANNELS.map((key) => (
          <option key={key} value={key}>
            {nameOf(key)}
          </option>
        ))}
      </select>
    </ActionForm>
  )
}
