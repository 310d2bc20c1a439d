import { STATES_OF_CASES, type CaseJson } from '../../api/case.ts'
import { FIGURES, type CaseFigure } from '../../api/caseFigures.ts'
import { MOST_OF_CAUSE } from '../../api/caseParts.ts'
import type { RootCause } from './CauseFields.tsx'
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
  /** What a figure counts, of the cases that opened in a time, of a team, with a cause, or handed over. */
  figure?: CaseFigure | 'counted'
  since?: string
  until?: string
  team?: string
  cause?: RootCause
  handedFrom?: string
  handedTo?: string
  handedSince?: string
  handedUntil?: string
}

/** Reads an address's search part; what makes no sense there is left out. */
export function readCaseList(search: Record<string, unknown>): CaseList {
  const oneOf = <Name extends string>(name: string, names: readonly Name[]) => names.find((each) => each === search[name])
  const text = (name: string) => (search[name] === undefined || search[name] === '' ? undefined : String(search[name]))
  const moment = (name: string) => {
    const given = text(name)
    return given === undefined || Number.isNaN(Date.parse(given)) ? undefined : new Date(given).toISOString()
  }
  // No team is one of them.
  const team = (name: string) => (typeof search[name] === 'string' ? (search[name] as string) : undefined)
  const severity = Number(search['severity'])
  const list = {
    whose: oneOf('whose', WHOSE),
    severity: severity >= 2 && severity <= 5 && Number.isInteger(severity) ? severity : undefined,
    kind: oneOf('kind', FRICTION_KINDS),
    journey: text('journey'),
    state: oneOf('state', STATES_OF_CASES),
    q: text('q'),
    figure: oneOf('figure', [...FIGURES, 'counted'] as const),
    since: moment('since'),
    until: moment('until'),
    team: text('team'),
    cause: causeOf(search['cause']),
    handedFrom: team('handedFrom'),
    handedTo: team('handedTo'),
    handedSince: moment('handedSince'),
    handedUntil: moment('handedUntil'),
    overdue: search['overdue'] === true || search['overdue'] === 'true' ? (true as const) : undefined,
  }
  return Object.fromEntries(Object.entries(list).filter(([, value]) => value !== undefined))
}

/** Whether a list shows what is behind a figure, whoever's it is and over or not. */
export function isBehindFigure({ figure, cause, handedFrom, handedTo }: CaseList): boolean {
  return figure !== undefined || cause !== undefined || handedFrom !== undefined || handedTo !== undefined
}

/** What the list of cases is asked: what is over only when it is asked for. */
export function askedCases({ whose: _whose, state, overdue, figure, cause, ...filters }: CaseList, shown: Whose) {
  const isBehind = isBehindFigure({ figure, cause, ...filters } as CaseList)
  return {
    ...filters,
    ...(state !== undefined && { state }),
    ...(figure === 'counted' && { counted: 'true' }),
    ...(figure !== undefined && figure !== 'counted' && { figure }),
    ...(cause !== undefined && { cause: JSON.stringify(cause), counted: 'true' }),
    ...(shown === 'all' ? state === undefined && !isBehind && { live: 'true' } : { whose: shown }),
    ...(overdue && { overdue: 'true' }),
    sort: isBehind ? ('newest' as const) : ('due' as const),
    limit: 50,
  }
}

function causeOf(given: unknown): RootCause | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const part = (name: keyof RootCause) => {
    const text: unknown = (given as Record<string, unknown>)[name]
    return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, MOST_OF_CAUSE) : null
  }
  const cause = { team: part('team'), process: part('process'), system: part('system'), touchpoint: part('touchpoint') }
  return Object.values(cause).some((each) => each !== null) ? cause : undefined
}
