import type { Statement } from '../customer/holdings.ts'
import type { Encounter, Initiator } from '../encounter/encounter.ts'
import { definitionsSchema, type DefinitionsInput } from '../journey/definition.ts'
import { openDefinitions } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'
import type { WorkingCalendar } from '../organisation/calendar.ts'
import { derive, type Derived } from './derive.ts'
import type { Friction, FrictionKind } from './friction.ts'

const HOLIDAYS_2026 = ['01-01', '01-06', '04-03', '04-05', '04-06', '05-01', '05-14', '06-20', '10-31', '12-06', '12-25', '12-26']

/** Finnish working days of 2026, the year of the examples. */
export const calendar: WorkingCalendar = {
  timeZone: 'Europe/Helsinki',
  holidays: (year) => new Set(year === 2026 ? HOLIDAYS_2026.map((date) => Date.parse(`2026-${date}T00:00:00Z`) / 86_400_000) : []),
}

/** Reads `03-02 10:00` (seconds and milliseconds as wanted) as a time of 2026 in UTC, in ms since 1970; 2 March is a Monday. */
export function at(time: string): number {
  return Date.parse(`2026-${time.replace(' ', 'T')}Z`)
}

/** An encounter of the journey `order` in an example; its id comes from its place in the list (`e1`, `e2` …) unless given. */
export type Facets = Partial<Omit<Encounter, 'at'>>

function encounter(initiator: Initiator | undefined, time: string, facets: Facets): Encounter {
  return { id: '', at: at(time), customer: { crm: 'C-1' }, touchpoint: 'desk', journey: 'order', initiator, ...facets }
}

/** The customer's encounter. */
export const customer = (time: string, facets: Facets = {}): Encounter => encounter('customer', time, facets)
/** The company's encounter. */
export const company = (time: string, facets: Facets = {}): Encounter => encounter('company', time, facets)
/** A third party's encounter. */
export const thirdParty = (time: string, facets: Facets = {}): Encounter => encounter('third-party', time, facets)
/** Nobody's encounter. */
export const nobody = (time: string, facets: Facets = {}): Encounter => encounter(undefined, time, facets)

/** What an example is looked at with. */
export interface Look {
  clock?: string
  definitions?: DefinitionsInput
  statements?: Statement[]
}

/** Derives an example, at the end of 2026 unless told otherwise. */
export function tell(encounters: readonly Encounter[], look: Look = {}): Derived {
  const named = encounters.map((each, index) => ({ ...each, id: each.id || `e${index + 1}` }))
  const definitions = openDefinitions(definitionsSchema.parse(look.definitions ?? {}), calendar)
  return derive({ encounters: named, statements: look.statements }, definitions, at(look.clock ?? '12-31 00:00'))
}

/** The frictions of one kind in an example. */
export function found(kind: FrictionKind, encounters: readonly Encounter[], look: Look = {}): Friction[] {
  const { frictions, pending } = tell(encounters, look)
  return [...frictions, ...pending].filter((friction) => friction.kind === kind)
}

/** The frictions of one kind in an example as `[time, ...evidence]`. */
export function told(kind: FrictionKind, encounters: readonly Encounter[], look: Look = {}): string[][] {
  return found(kind, encounters, look).map((friction) => [print(friction.at), ...friction.evidence])
}

/** The only path of an example. */
export function pathOf(encounters: readonly Encounter[], look: Look = {}): Path {
  const { paths } = tell(encounters, look)
  if (paths.length !== 1) throw new Error(`The example has ${paths.length} paths.`)
  return paths[0]!
}

/** Prints a time as `at` reads it; seconds only when they are not zero. */
export function print(time: number): string {
  return new Date(time)
    .toISOString()
    .slice(5, -1)
    .replace('T', ' ')
    .replace(/(:00)?\.000$/, '')
}
