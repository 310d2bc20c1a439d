import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CasePageJson } from '../../api/case.ts'
import { acceptCase, catchCase, reopenCase, resumeCase, separateCase } from '../../api/caseWork.ts'
import type { Me } from '../../api/session.ts'
import { call } from '../client.ts'
import type { MessageKey } from '../i18n/fi.ts'
import { useWords } from '../i18n/useWords.ts'
import { ConfirmForm, DeclineForm, WaitForm } from './ActionForms.tsx'
import { decideActions, type Action } from './actions.ts'
import { SolveForm } from './SolveForm.tsx'
import { useWork } from './useWork.ts'
import { WRITE_FIELD } from './WriteBox.tsx'

/** Actions that ask for something more first. */
const ASKING = ['solve', 'wait', 'decline', 'confirm'] as const
type Asking = (typeof ASKING)[number]

const DONE: Readonly<Partial<Record<Action, MessageKey>>> = {
  catch: 'case.done.catch',
  accept: 'case.done.accept',
  decline: 'case.done.decline',
  solve: 'case.done.solve',
  confirm: 'case.done.confirm',
  wait: 'case.done.wait',
  resume: 'case.done.resume',
  reopen: 'case.done.reopen',
  separate: 'case.done.separate',
}

/** Whose move it is, and the one big thing to do now; all else is smaller. */
export function CaseAction({ each, me }: { each: CasePageJson; me: Me | null }) {
  const { say } = useWords()
  const work = useWork()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [done, setDone] = useState<MessageKey | null>(null)
  const { id, version } = each
  const { told, first, others } = decideActions(each, me)

  async function attempt(action: Action, doing: () => Promise<unknown>): Promise<boolean> {
    setDone(null)
    const isDone = await work.attempt(doing)
    if (isDone) {
      setDone(DONE[action] ?? null)
      setAsking(null)
    }
    return isDone
  }
  const begin = (action: Action) => {
    const isAsking = ASKING.find((name) => name === action)
    if (isAsking) return setAsking(asking === isAsking ? null : isAsking)
    if (action === 'write') return document.querySelector<HTMLElement>(`#${WRITE_FIELD}`)?.focus()
    const params = { id }
    const doing = {
      catch: () => call(catchCase, { params, body: {} }),
      accept: () => call(acceptCase, { params, body: { version } }),
      resume: () => call(resumeCase, { params, body: { version } }),
      reopen: () => call(reopenCase, { params, body: { version } }),
      separate: () => call(separateCase, { params, body: { version } }),
    }[action as 'catch' | 'accept' | 'resume' | 'reopen' | 'separate']
    void attempt(action, doing)
  }
  const close = () => setAsking(null)
  return (
    <section className="case-action" aria-label={say('case.action')}>
      <p className="case-action-told">
        {say(`case.told.${told}`, { name: each.owner?.name ?? '', by: each.offer?.by?.name ?? '', into: each.joinedInto ?? '' })}
      </p>
      {each.joinedInto !== null && (
        <p>
          <Link to="/cases/$id" params={{ id: each.joinedInto }}>
            {each.joinedInto}
          </Link>
        </p>
      )}
      <div className="case-action-buttons">
        {first !== null && (
          <Button size="md" disabled={work.isBusy} onClick={() => begin(first)} aria-expanded={ariaOf(first, asking)}>
            {say(`case.act.${first}`)}
          </Button>
        )}
        {others.map((action) => (
          <Button
            key={action}
            variant="default"
            disabled={work.isBusy}
            onClick={() => begin(action)}
            aria-expanded={ariaOf(action, asking)}
          >
            {say(`case.act.${action}`)}
          </Button>
        ))}
      </div>
      <p role="alert" className="entry-wrong">
        {work.wrong}
      </p>
      <p role="status" className="entry-done">
        {/* Told when the case is seen as it is after it: what is done next builds on that. */}
        {done !== null && !work.isBusy && say(done)}
      </p>
      {asking === 'solve' && <SolveForm each={each} attempt={(doing) => attempt('solve', doing)} isBusy={work.isBusy} close={close} />}
      {asking === 'wait' && <WaitForm each={each} attempt={(doing) => attempt('wait', doing)} isBusy={work.isBusy} close={close} />}
      {asking === 'decline' && (
        <DeclineForm each={each} attempt={(doing) => attempt('decline', doing)} isBusy={work.isBusy} close={close} />
      )}
      {asking === 'confirm' && (
        <ConfirmForm each={each} attempt={(doing) => attempt('confirm', doing)} isBusy={work.isBusy} close={close} />
      )}
    </section>
  )
}

function ariaOf(action: Action, asking: Asking | null): boolean | undefined {
  return ASKING.some((name) => name === action) ? action === asking : undefined
}
