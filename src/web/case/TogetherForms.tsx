import { useId, useState } from 'react'
import type { CaseJson } from '../../api/case.ts'
import { joinCasesTogether, linkCasesTogether, solveCasesTogether, type TogetherJson } from '../../api/caseTogether.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { ActionForm } from './ActionForms.tsx'
import { CauseFields, type RootCause } from './CauseFields.tsx'
import { useDraft } from './useDraft.ts'

interface Props {
  ids: readonly string[]
  /** Those of them that are on the screen. */
  chosen: readonly CaseJson[]
  attempt: (doing: () => Promise<TogetherJson>) => Promise<void>
  /** Asks what would come of it; nothing is done. */
  look: (doing: () => Promise<void>) => Promise<unknown>
  isBusy: boolean
  close: () => void
}

/** Links the chosen cases to one cause; none is closed. */
export function LinkTogether({ ids, attempt, isBusy, close }: Props) {
  const { say } = useWords()
  const [cause, setCause] = useState<RootCause | null>(null)
  const submit = () => cause && attempt(() => call(linkCasesTogether, { body: { cases: [...ids], cause } }))
  return (
    <ActionForm submit={submit} label={say('bulk.linkDo')} isBusy={isBusy || cause === null} close={close}>
      <Cause cause={cause} change={setCause} />
      <p className="faint">{say('bulk.linkHint')}</p>
    </ActionForm>
  )
}

/** Solves the chosen cases with one message; what would come of it is shown first. */
export function SolveTogether({ ids, attempt, look, isBusy, close }: Props) {
  const { say } = useWords()
  const id = useId()
  const [done, setDone] = useDraft('together-done')
  const [cause, setCause] = useState<RootCause | null>(null)
  const [tell, setTell] = useState(true)
  const [foreseen, setForeseen] = useState<TogetherJson | null>(null)
  const body = { cases: [...ids], done, cause, tell }
  const submit = () =>
    foreseen === null
      ? look(async () => setForeseen(await call(solveCasesTogether, { body: { ...body, preview: true } })))
      : attempt(async () => {
          const came = await call(solveCasesTogether, { body })
          setDone('')
          return came
        })
  return (
    <ActionForm submit={submit} label={say(foreseen === null ? 'bulk.preview' : 'bulk.solveDo')} isBusy={isBusy} close={close}>
      <label className="field-label" htmlFor={id}>
        {say('bulk.solveDone')}
      </label>
      <textarea
        id={id}
        className="choice"
        rows={4}
        required
        maxLength={10_000}
        value={done}
        onChange={(event) => {
          setDone(event.currentTarget.value)
          setForeseen(null)
        }}
      />
      <label className="cases-tick">
        <input
          type="checkbox"
          checked={tell}
          onChange={(event) => {
            setTell(event.currentTarget.checked)
            setForeseen(null)
          }}
        />
        {say('bulk.solveTell')}
      </label>
      <Cause cause={cause} change={setCause} />
      {foreseen && (
        <div className="cases-foreseen" role="status">
          <p>{say('bulk.people', { changed: foreseen.changed, customers: foreseen.customers, mailed: foreseen.mailed })}</p>
          <p className="faint">{say('bulk.foreseen')}</p>
          <blockquote>{done}</blockquote>
        </div>
      )}
    </ActionForm>
  )
}

/** Joins the chosen cases into one of them. */
export function JoinTogether({ ids, chosen, attempt, isBusy, close }: Props) {
  const { say, path } = useWords()
  const id = useId()
  const [into, setInto] = useState(ids[0]!)
  const known = new Map(chosen.map((each) => [each.id, each]))
  const submit = () => attempt(() => call(joinCasesTogether, { body: { cases: [...ids], into } }))
  return (
    <ActionForm submit={submit} label={say('bulk.joinDo')} isBusy={isBusy} close={close}>
      <label className="field-label" htmlFor={id}>
        {say('bulk.joinInto')}
      </label>
      <select id={id} className="choice" value={into} onChange={(event) => setInto(event.currentTarget.value)}>
        {ids.map((each) => {
          const found = known.get(each)
          return (
            <option key={each} value={each}>
              {found ? [each, found.displayName ?? found.customer, path(found)].join(' · ') : each}
            </option>
          )
        })}
      </select>
      <p className="faint">{say('case.joinHint')}</p>
    </ActionForm>
  )
}

function Cause({ cause, change }: { cause: RootCause | null; change: (next: RootCause | null) => void }) {
  const { say } = useWords()
  const touchpoints = Object.keys(useOrganisation().data?.names.touchpoints ?? {})
  return (
    <fieldset className="case-cause">
      <legend>{say('case.cause')}</legend>
      <CauseFields cause={cause} change={change} touchpoints={touchpoints} />
    </fieldset>
  )
}
