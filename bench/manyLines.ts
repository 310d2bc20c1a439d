import { derive, type Derived } from '../src/domain/friction/derive.ts'
import { frictionIdentity } from '../src/domain/friction/frictionKey.ts'
import type { Friction } from '../src/domain/friction/friction.ts'
import type { Definitions } from '../src/domain/journey/definitions.ts'
import { type Path, readPathKey } from '../src/domain/journey/path.ts'
import { wayText } from '../src/domain/journey/way.ts'
import { localHourOfWeek } from '../src/domain/kernel/zone.ts'
import { digestOf } from '../src/server/encounter/registerIds.ts'
import { YEAR_END, yearOf } from './madeYear.ts'

/** The columns of each table in the order of the lines. */
export const COLUMNS = {
  customers: 'id, name, fold, first_at, last_at, encounters, due_at, pending',
  identifiers: 'identifier, customer_id, group_id',
  paths:
    'customer_id, key, journey, matter, state, turn, outcome, stage, first_at, last_at, encounters, resumptions, handovers, bounces, start_digital, way, body, unsettled',
  frictions: 'customer_id, key, kind, path, at, severity, pending, body, found_at',
  // Time first, so that sorting the lines sorts by time.
  encounters: 'at, customer_id, id, body, touchpoint, channel, device, stage, initiator, path, journey, step, previous, gap, hour, resumed',
}

/** A customer's lines for COPY; of the encounters each by itself, with its time. */
export interface CustomerLines {
  customers: string
  identifiers: string
  paths: string
  frictions: string
  encounters: { at: number; line: string }[]
}

/** A made-up customer as intake would have left it at the end of the year. */
export function linesOf(number: number, definitions: Definitions): CustomerLines {
  const encounters = yearOf(number)
  const derived = derive({ encounters }, definitions, YEAR_END)
  const { paths, placed, fold, nextDue, pending, frictions } = derived
  const name = `crm:${number}`
  const first = Math.min(...paths.map((path) => path.first.at))
  const { paths: unsettled, ...rest } = fold
  const unsettledOf = new Map(unsettled.map((path) => [path.key, JSON.stringify(path)]))
  return {
    customers: line([number, name, JSON.stringify(rest), first, fold.last!.at, placed.length, nextDue, pending.length > 0]),
    identifiers: line([name, number, number]),
    paths: paths.map((path) => pathLine(number, path, unsettledOf.get(path.key), definitions)).join(''),
    frictions:
      frictions.map((each) => frictionLine(number, each, false)).join('') +
      pending.map((each) => frictionLine(number, each, true)).join(''),
    encounters: encounterLines(number, derived, new Map(encounters.map((each) => [each.id, JSON.stringify(each)])), definitions),
  }
}

function pathLine(customer: number, path: Path, unsettled: string | undefined, definitions: Definitions): string {
  const body = JSON.stringify(path)
  return line([
    customer,
    path.key,
    path.journey,
    path.matter,
    path.state,
    path.turn,
    path.outcome,
    path.last.stage,
    path.first.at,
    path.last.at,
    path.encounters,
    path.resumptions.length,
    path.handovers,
    path.bounces,
    path.startChannel === null ? null : definitions.isDigital(path.startChannel),
    wayText(path.way),
    body,
    unsettled === body ? null : unsettled,
  ])
}

function frictionLine(customer: number, friction: Friction, pending: boolean): string {
  const { kind, path, at, severity } = friction
  const key = digestOf(frictionIdentity(friction)).slice(0, 32)
  return line([customer, key, kind, path, at, severity, pending, JSON.stringify(friction), at])
}

function encounterLines(customer: number, { placed }: Derived, bodies: Map<string, string>, { calendar }: Definitions) {
  return placed.map(({ encounter, path, step, previous, gap, resumed }) => ({
    at: encounter.at,
    line: line([
      encounter.at,
      customer,
      encounter.id,
      bodies.get(encounter.id),
      encounter.touchpoint,
      encounter.channel,
      encounter.device,
      encounter.stage,
      encounter.initiator,
      path,
      readPathKey(path).journey,
      step,
      previous,
      gap,
      localHourOfWeek(calendar.timeZone, encounter.at),
      resumed,
    ]),
  }))
}

/** A line as COPY reads it. */
function line(values: readonly (string | number | boolean | null | undefined)[]): string {
  const fields = values.map((value) => {
    if (value === null || value === undefined) return '\\N'
    return typeof value === 'string' ? value.replaceAll('\\', '\\\\') : value
  })
  return `${fields.join('\t')}\n`
}
