import { useId, useState } from 'react'
import { solveCase } from '../../api/caseWork.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { ActionForm, type ActionFormProps } from './ActionForms.tsx'
import { CauseFields, type RootCause } from './CauseFields.tsx'
import { useDraft } from './useDraft.ts'

/** Holds a case for solved: what was done (the customer reads it), what had caused it, what we learnt. */
export function SolveForm({ each, attempt, isBusy, close }: ActionFormProps) {
  const { say } = useWords()
  const id = useId()
  const [done, setDone] = useDraft(`${each.id}-done`)
  const [learned, setLearned] = useDraft(`${each.id}-learned`)
  const [cause, setCause] = useState<RootCause | null>(each.cause)
  const [tell, setTell] = useState(true)
  const touchpoints = [...new Set(each.evidence.map((item) => item.touchpoint))]
  async function submit(): Promise<void> {
    const body = {
      version: each.version,
      done,
      cause,
      tell: tell && each.mail === 'ready',
      learned: learned.trim() === '' ? null : learned,
    }
    if (!(await attempt(() => call(solveCase, { params: { id: each.id }, body })))) return
    setDone('')
    setLearned('')
  }
  return (
    <ActionForm submit={() => void submit()} label={say('case.act.solve')} isBusy={isBusy} close={close}>
      <label className="field-label" htmlFor={id}>
        {say('case.solveDone')}
      </label>
      <textarea
        id={id}
        className="choice"
        rows={3}
        required
        value={done}
        onChange={(event) => setDone(event.currentTarget.value)}
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`} className="faint">
        {say('case.solveDoneHint')}
      </p>
      {each.mail === 'ready' && (
        <>
          <label className="cases-tick">
            <input
              type="checkbox"
              checked={tell}
              onChange={(event) => setTell(event.currentTarget.checked)}
              aria-describedby={`${id}-tell`}
            />
            {say('case.solveTell')}
          </label>
          <p id={`${id}-tell`} className="faint">
            {say('case.solveTellHint')}
          </p>
        </>
      )}
      <fieldset className="case-cause">
        <legend>{say('case.cause')}</legend>
        <CauseFields cause={cause} change={setCause} touchpoints={touchpoints} />
      </fieldset>
      <label className="field-label" htmlFor={`${id}-learned`}>
        {say('case.solveLearned')}
      </label>
      <textarea
        id={`${id}-learned`}
        className="choice"
        rows={2}
        value={learned}
        onChange={(event) => setLearned(event.currentTarget.value)}
      />
    </ActionForm>
  )
}
