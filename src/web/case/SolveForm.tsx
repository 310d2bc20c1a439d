import { useId, useState } from 'react'
import { solveCase } from '../../api/caseWork.ts'
import { call } from '../client.ts'
import { useTeams } from '../employee/useTeams.ts'
import { useWords } from '../i18n/useWords.ts'
import { ActionForm, type ActionFormProps } from './ActionForms.tsx'
import { useDraft } from './useDraft.ts'

/** Holds a case for solved: what was done (the customer reads it), what had caused it, what we learnt. */
export function SolveForm({ each, attempt, isBusy, close }: ActionFormProps) {
  const { say, team: nameTeam, touchpoint: nameTouchpoint } = useWords()
  const id = useId()
  const [done, setDone] = useDraft(`${each.id}-done`)
  const [learned, setLearned] = useDraft(`${each.id}-learned`)
  const [team, setTeam] = useState('')
  const [touchpoint, setTouchpoint] = useState('')
  const [process, setProcess] = useState('')
  const [system, setSystem] = useState('')
  const teams = useTeams()
  const touchpoints = [...new Set(each.evidence.map((item) => item.touchpoint))]
  async function submit(): Promise<void> {
    const known = [team, touchpoint, process.trim(), system.trim()].some((part) => part !== '')
    const cause = known
      ? { team: team || null, touchpoint: touchpoint || null, process: process.trim() || null, system: system.trim() || null }
      : null
    const body = { version: each.version, done, cause, learned: learned.trim() === '' ? null : learned }
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
      <fieldset className="case-cause">
        <legend>{say('case.cause')}</legend>
        <Field label={say('case.cause.team')} id={`${id}-team`}>
          <select id={`${id}-team`} className="choice" value={team} onChange={(event) => setTeam(event.currentTarget.value)}>
            <option value="">{say('case.notKnown')}</option>
            {teams.data?.teams.map(({ key }) => (
              <option key={key} value={key}>
                {nameTeam(key)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={say('case.cause.touchpoint')} id={`${id}-touchpoint`}>
          <select
            id={`${id}-touchpoint`}
            className="choice"
            value={touchpoint}
            onChange={(event) => setTouchpoint(event.currentTarget.value)}
          >
            <option value="">{say('case.notKnown')}</option>
            {touchpoints.map((key) => (
              <option key={key} value={key}>
                {nameTouchpoint(key)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={say('case.cause.process')} id={`${id}-process`}>
          <input
            id={`${id}-process`}
            className="choice"
            maxLength={200}
            value={process}
            onChange={(event) => setProcess(event.currentTarget.value)}
          />
        </Field>
        <Field label={say('case.cause.system')} id={`${id}-system`}>
          <input
            id={`${id}-system`}
            className="choice"
            maxLength={200}
            value={system}
            onChange={(event) => setSystem(event.currentTarget.value)}
          />
        </Field>
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

function Field({ label, id, children }: { label: string; id: string; children: React.ReactNode }) {
  return (
    <div className="case-field">
      <label className="faint" htmlFor={id}>
        {label}
      </label>
      {children}
    </div>
  )
}
