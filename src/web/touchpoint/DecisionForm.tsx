import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { decideTouchpoint, type RegisteredTouchpoint } from '../../api/touchpointRegister.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { VERDICTS, type Verdict as VerdictName } from '../../domain/touchpoint/suggest.ts'
import { useDraft } from '../case/useDraft.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Verdict } from './Verdict.tsx'

/** A decision is looked at again after so many days unless another day is given. */
const REVIEW_DAYS = 90

/** Where a lead decides on a touchpoint; the words survive a reload until they are sent. */
export function DecisionForm({ touchpoint }: { touchpoint: RegisteredTouchpoint }) {
  const { say } = useWords()
  const queries = useQueryClient()
  const id = useId()
  const [why, setWhy] = useDraft(`touchpoint-${touchpoint.key}`)
  const [verdict, setVerdict] = useState<VerdictName | null>(touchpoint.suggestion.verdict)
  const [reviewOn, setReviewOn] = useState(() => dayIn(REVIEW_DAYS))
  const [told, setTold] = useState<'done' | 'wrong' | null>(null)
  const [isBusy, setBusy] = useState(false)
  const decide = async (event: FormEvent) => {
    event.preventDefault()
    if (verdict === null) return
    setBusy(true)
    setTold(null)
    try {
      await call(decideTouchpoint, { params: { key: touchpoint.key }, body: { verdict, why, reviewOn } })
      setWhy('')
      setTold('done')
      await queries.invalidateQueries({ queryKey: ['touchpoints'] })
    } catch {
      setTold('wrong')
    }
    setBusy(false)
  }
  return (
    <form className="note-form touchpoint-form" aria-label={say('touchpoint.decide')} onSubmit={(event) => void decide(event)}>
      <h3>{say(touchpoint.decision === null ? 'touchpoint.decide' : 'touchpoint.decideAnew')}</h3>
      <fieldset className="touchpoint-verdicts">
        <legend className="faint">{say('touchpoint.verdict')}</legend>
        {VERDICTS.map((each) => (
          <label key={each}>
            <input type="radio" name={`${id}-verdict`} value={each} required checked={verdict === each} onChange={() => setVerdict(each)} />
            <Verdict verdict={each} />
          </label>
        ))}
      </fieldset>
      <label htmlFor={`${id}-why`} className="faint">
        {say('touchpoint.why')}
      </label>
      <textarea id={`${id}-why`} required maxLength={4000} rows={3} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
      <label htmlFor={`${id}-day`} className="faint">
        {say('touchpoint.reviewOn')}
      </label>
      <input
        id={`${id}-day`}
        type="date"
        className="choice"
        required
        min={dayIn(1)}
        value={reviewOn}
        onChange={(event) => setReviewOn(event.currentTarget.value)}
      />
      <Button type="submit" loading={isBusy}>
        {say('touchpoint.save')}
      </Button>
      <p role="alert" className="entry-wrong">
        {told === 'wrong' ? say('touchpoint.wrong') : null}
      </p>
      <p role="status" className="entry-done">
        {told === 'done' ? say('touchpoint.done') : null}
      </p>
    </form>
  )
}

/** The day so many days from now, YYYY-MM-DD. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10)
}
