import type { Encounter } from '../../domain/encounter/encounter.ts'
import { derive, type Derived } from '../../domain/friction/derive.ts'
import { frictionIdentity } from '../../domain/friction/frictionKey.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Path } from '../../domain/journey/path.ts'
import { wayText } from '../../domain/journey/way.ts'
import { canonicalJson } from '../../domain/kernel/canonical.ts'
import { localHourOfWeek } from '../../domain/kernel/zone.ts'
import { digestOf } from '../encounter/registerIds.ts'
import { BETWEEN, NOTHING, statementsOf, type StandingCustomer } from './rebuildStanding.ts'

/** How what stands of a customer compares; `broken` = path rows whose columns are not those of their own JSON, by what they should be. */
export interface Compared {
  same: boolean
  broken: { customer: number; key: string; journey: string; matter: string | null }[]
}

/** Compares everything that stands of a customer with what its encounters and statements come to, from the beginning, at a clock in ms. */
export function compareStanding(standing: StandingCustomer, definitions: Definitions, clock: number): Compared {
  const encounters = standing.bodies === null ? [] : (JSON.parse(standing.bodies) as Encounter[])
  const derived = derive({ encounters, statements: statementsOf(standing) }, definitions, clock)
  const paths = comparePaths(standing.paths ?? '', derived, definitions)
  const same =
    paths.same &&
    isSameCustomer(standing, derived) &&
    (standing.places ?? '') === placesOf(derived, definitions.calendar.timeZone) &&
    isSameFrictions(standing, derived)
  return { same, broken: paths.broken.map((path) => ({ customer: standing.id, ...path })) }
}

function isSameCustomer(standing: StandingCustomer, { fold, placed, pending, nextDue }: Derived): boolean {
  if (standing.encounters !== placed.length || standing.pending !== pending.length > 0) return false
  // It may be looked at too early, never too late.
  if (nextDue !== null && (standing.dueAt === null || standing.dueAt > nextDue)) return false
  const first = fold.paths.reduce<number | null>((earliest, path) => Math.min(earliest ?? Infinity, path.first.at), null)
  if (standing.firstAt !== first || standing.lastAt !== (fold.last?.at ?? null)) return false
  const { paths: _, ...rest } = fold
  // Of a customer without anything nothing is kept.
  return standing.fold === null ? placed.length === 0 && fold.toldAt === null : isSameJson(standing.fold, rest)
}

function placesOf({ placed, paths }: Derived, timeZone: string): string {
  const journeys = new Map(paths.map((path) => [path.key, path.journey]))
  let text = ''
  for (const { encounter, path, step, previous, gap, resumed } of placed) {
    if (text !== '') text += '\n'
    text +=
      (encounter.channel ?? NOTHING) +
      BETWEEN +
      (encounter.stage ?? NOTHING) +
      BETWEEN +
      (encounter.initiator ?? NOTHING) +
      BETWEEN +
      path +
      BETWEEN +
      journeys.get(path)! +
      BETWEEN +
      step +
      BETWEEN +
      (previous ?? NOTHING) +
      BETWEEN +
      (gap ?? NOTHING) +
      BETWEEN +
      localHourOfWeek(encounter.timeZone ?? timeZone, encounter.at) +
      BETWEEN +
      resumed
  }
  return text
}

type Broken = Omit<Compared['broken'][number], 'customer'>

function comparePaths(kept: string, { paths, fold }: Derived, definitions: Definitions): { same: boolean; broken: Broken[] } {
  const lines = kept === '' ? [] : kept.split('\n')
  const byKey = new Map(paths.map((path) => [path.key, path]))
  const unsettled = new Map(fold.paths.map((path) => [path.key, path]))
  const broken: Broken[] = []
  let same = lines.length === paths.length
  for (const line of lines) {
    const key = line.slice(0, line.indexOf(BETWEEN))
    const path = byKey.get(key)
    if (path !== undefined && line === lineOf(path, unsettled.get(key)!, definitions)) continue
    const columns = line.split(BETWEEN)
    const [body, before] = [columns.at(-2)!, columns.at(-1)!]
    const { journey = '', matter = null } = path ?? {}
    if (!isPath(body) || (before !== NOTHING && !isPath(before))) {
      broken.push({ key, journey, matter })
      same = false
    } else if (path === undefined) same = false
    else {
      const was = unsettled.get(key)!
      const isSameBody = isSameJson(body, path) && (before === NOTHING ? was === path : was !== path && isSameJson(before, was))
      const isSameRow = columns.slice(0, -2).join(BETWEEN) === columnsOf(path, definitions)
      if (isSameBody && !isSameRow) broken.push({ key, journey, matter })
      same &&= isSameBody && isSameRow
    }
  }
  return { same, broken }
}

function isPath(json: string): boolean {
  return json === NOTHING ? false : (JSON.parse(json) as Partial<Path> | null)?.first?.id !== undefined
}

function columnsOf(path: Path, definitions: Definitions): string {
  const startDigital = path.startChannel === null ? null : definitions.isDigital(path.startChannel)
  const named = [path.key, path.journey, path.matter, path.state, path.turn, path.outcome, path.last.stage, path.first.at, path.last.at]
  const counted = [path.encounters, path.resumptions.length, path.handovers, path.bounces, startDigital, wayText(path.way)]
  return [...named, ...counted].map((value) => value ?? NOTHING).join(BETWEEN)
}

function lineOf(path: Path, unsettled: Path, definitions: Definitions): string {
  const before = unsettled === path ? NOTHING : JSON.stringify(unsettled)
  return columnsOf(path, definitions) + BETWEEN + JSON.stringify(path) + BETWEEN + before
}

function isSameFrictions({ frictions: kept }: StandingCustomer, { frictions, pending }: Derived): boolean {
  const rows = new Map<string, { row: string; friction: unknown }>()
  for (const [list, isPending] of [
    [frictions, false],
    [pending, true],
  ] as const) {
    for (const friction of list) {
      const key = digestOf(frictionIdentity(friction)).slice(0, 32)
      const row = [key, friction.kind, friction.path, friction.at, friction.severity, isPending].join(BETWEEN)
      rows.set(key, { row, friction })
    }
  }
  if ((kept?.length ?? 0) !== rows.size) return false
  return (kept ?? []).every(({ row, body }) => {
    const derived = rows.get(row.slice(0, 32))
    return derived !== undefined && derived.row === row && canonicalJson(body) === canonicalJson(derived.friction)
  })
}

/** What was read on and what was read from the beginning may name the same fields in another order. */
function isSameJson(text: string, value: unknown): boolean {
  return text === JSON.stringify(value) || canonicalJson(JSON.parse(text)) === canonicalJson(value)
}
