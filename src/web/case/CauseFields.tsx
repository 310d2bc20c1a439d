import { useId, type ReactNode } from 'react'
import type { CasePageJson } from '../../api/case.ts'
import { useTeams } from '../employee/useTeams.ts'
import { useWords } from '../i18n/useWords.ts'

/** What caused a failure, as a form holds it. */
export type RootCause = NonNullable<CasePageJson['cause']>

const NOTHING: RootCause = { team: null, process: null, system: null, touchpoint: null }

interface Props {
  /** null = nothing is known. */
  cause: RootCause | null
  change: (next: RootCause | null) => void
  /** Touchpoints to choose from. */
  touchpoints: readonly string[]
}

/** The fields of a root cause: team, touchpoint, process, system; none of them needs to be known. */
export function CauseFields({ cause, change, touchpoints }: Props) {
  const { say, team, touchpoint } = useWords()
  const id = useId()
  const teams = useTeams()
  const set = (field: keyof RootCause, value: string) => {
    const next = { ...(cause ?? NOTHING), [field]: value === '' ? null : value }
    change(Object.values(next).some((part) => part !== null) ? next : null)
  }
  const places = [...new Set([...touchpoints, ...(cause?.touchpoint ? [cause.touchpoint] : [])])]
  return (
    <>
      <Choice id={`${id}-team`} label={say('case.cause.team')} value={cause?.team} change={(next) => set('team', next)}>
        {teams.data?.teams.map(({ key }) => (
          <option key={key} value={key}>
            {team(key)}
          </option>
        ))}
      </Choice>
      <Choice
        id={`${id}-touchpoint`}
        label={say('case.cause.touchpoint')}
        value={cause?.touchpoint}
        change={(next) => set('touchpoint', next)}
      >
        {places.map((key) => (
          <option key={key} value={key}>
            {touchpoint(key)}
          </option>
        ))}
      </Choice>
      <Words id={`${id}-process`} label={say('case.cause.process')} value={cause?.process} change={(next) => set('process', next)} />
      <Words id={`${id}-system`} label={say('case.cause.system')} value={cause?.system} change={(next) => set('system', next)} />
    </>
  )
}

interface FieldProps {
  id: string
  label: string
  value: string | null | undefined
  change: (next: string) => void
}

function Choice({ id, label, value, change, children }: FieldProps & { children: ReactNode }) {
  const { say } = useWords()
  return (
    <Field id={id} label={label}>
      <select id={id} className="choice" value={value ?? ''} onChange={(event) => change(event.currentTarget.value)}>
        <option value="">{say('case.notKnown')}</option>
        {children}
      </select>
    </Field>
  )
}

function Words({ id, label, value, change }: FieldProps) {
  return (
    <Field id={id} label={label}>
      <input id={id} className="choice" maxLength={200} value={value ?? ''} onChange={(event) => change(event.currentTarget.value)} />
    </Field>
  )
}

function Field({ label, id, children }: { label: string; id: string; children: ReactNode }) {
  return (
    <div className="case-field">
      <label className="faint" htmlFor={id}>
        {label}
      </label>
      {children}
    </div>
  )
}
