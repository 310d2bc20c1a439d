import { STATES_OF_CASES, type CaseJson } from '../../api/case.ts'
import { FRICTION_KINDS, type FrictionKind } from '../../domain/friction/friction.ts'

/** Whose cases a list shows. */
export const WHOSE = ['mine', 'inbox', 'offered', 'helping', 'all'] as const
export type Whose = (typeof WHOSE)[number]

/** What of the cases is looked at, as the address says it; what is left out is all. */
export interface CaseList {
  whose?: Whose
  severity?: number
  kind?: FrictionKind
  journey?: string
  state?: CaseJson['state']
  q?: string
  overdue?: true
}

/** Reads an address's search part; what makes no sense there is left out. */
export function readCaseList(search: Record<string, unknown>): CaseList {
  const oneOf = <Name extends string>(name: string, names: readonly Name[]) => names.find((each) => each === search[name])
  const text = (name: string) => (search[name] === undefined || search[name] === '' ? undefined : String(search[name]))
  const severity = Number(search['severity'])
  const list = {
    whose: oneOf('whose', WHOSE),
    severity: severity >= 2 && severity <= 5 && Number.isInteger(severity) ? severity : undefined,
    kind: oneOf('kind', FRICTION_KINDS),
    journey: text('journey'),
    state: oneOf('state', STATES_OF_CASES),
    q: text('q'),
    overdue: search['overdue'] === true || search['overdue'] === 'true' ? (true as const) : undefined,
  }
  return Object.fromEntries(Object.entries(list).filter(([, value]) => value !== undefined))
}

/** What the list of cases is asked: what is over only when it is asked for. */
export function askedCases({ whose: _whose, state, overdue, ...filters }: CaseList, shown: Whose) {
  return {
    ...filters,
    ...(state !== undefined && { state }),
    ...(shown === 'all' ? state === undefined && { live: 'true' } : { whose: shown }),
    ...(overdue && { overdue: 'true' }),
    sort: 'due' as const,
    limit: 50,
  }
}
