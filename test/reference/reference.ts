/*
A plain, slow retelling of the exact rules, written from their text alone, to compare the real derivation with.
Where the text leaves room, docs/decisions/030-readings-of-the-rules.md says how it is read.
*/
import { irrelevantOffers, losses, repeatedAsks } from './customerFrictions.ts'
import type { Life } from './customerFrictions.ts'
import { customersOf } from './customers.ts'
import { definitionsOf } from './definitions.ts'
import type { ReferenceDefinitions } from './definitions.ts'
import { compareOrder, compareText, encounterOf, identifierOf, sortedTexts } from './encounter.ts'
import type { Encounter, RawEncounter, Turn } from './encounter.ts'
import { appliesTo, distinct, severities } from './frictions.ts'
import type { Friction } from './frictions.ts'
import { holdingsAt } from './holdings.ts'
import { pathFrictions } from './pathFrictions.ts'
import { firstOf, isCompletedInStartChannel, pathsOf, teamChanges } from './paths.ts'
import type { Path } from './paths.ts'
import { calendarOf, instantOf, printInstant } from './time.ts'
import { walk } from './walk.ts'
import type { Resumption, State, Walk } from './walk.ts'

export type { RawEncounter } from './encounter.ts'
export type { ReferenceDefinitions } from './definitions.ts'

export interface ReferenceInput {
  encounters: RawEncounter[]
  statements?: { customer: string; asOf: string; holdings?: string[] }[]
  definitions?: ReferenceDefinitions
  asOf: string
  calendar?: string
}

export interface ReferencePath {
  customer: string
  journey: string
  matter: string | null
  state: State
  turn: Turn
  outcome: string | null
  encounters: number
  encounterIds: string[]
  handovers: number
  bounces: number
  resumptions: (Omit<Resumption, 'pausedAt' | 'resumedAt'> & { pausedAt: string | null; resumedAt: string })[]
  completedInStartChannel?: boolean
  pausedAt: string | null
}

export interface ReferenceFriction {
  kind: string
  customer: string
  journey: string
  matter: string | null
  occurredAt: string
  severity: number
  evidence: string[]
  items?: string[]
  products?: string[]
  what?: string
  team?: string
  metric?: string
  score?: number
  after?: { kind: string; occurredAt: string; evidence: string[] }[]
  leadTimeSeconds?: number
}

export interface Reference {
  customers: number
  paths: ReferencePath[]
  frictions: ReferenceFriction[]
  holdings: Record<string, string[]>
  conflicts: string[][]
}

/** Everything that the text derives from a set of encounters, statements and definitions at a clock. */
export function reference(input: ReferenceInput): Reference {
  const clock = instantOf(input.asOf)
  const definitions = definitionsOf(input.definitions)
  const isHoliday = calendarOf(input.calendar ?? 'FI')
  const encounters = [...new Map(input.encounters.toReversed().map((raw) => [raw.id, raw])).values()]
    .map((raw) => encounterOf(raw, definitions.touchpoint(raw.touchpoint)))
    .filter((each) => each.at <= clock)
    .sort(compareOrder)
  const customers = customersOf(encounters)
  const statements = (input.statements ?? []).flatMap(({ customer, asOf, holdings }) => {
    const split = customer.indexOf(':')
    const identifier = identifierOf(customer.slice(0, split), customer.slice(split + 1))
    return holdings ? [{ customer: customers.at(identifier), asOf: instantOf(asOf), holdings }] : []
  })

  const encountersOf = new Map<string, Encounter[]>()
  for (const each of encounters) {
    const customer = customers.of(each)
    encountersOf.set(customer, [...(encountersOf.get(customer) ?? []), each])
  }
  const lives = [...encountersOf].map(([customer, own]): Life => ({
    encounters: own,
    paths: pathsOf(customer, own, definitions),
    statements: statements.filter((each) => each.customer === customer),
    definitions,
  }))
  const walkOf = (path: Path): Walk => walk(path.journey, path.encounters, clock, definitions)

  const frictions = lives.flatMap((life) => {
    const scenes = life.paths.map((path) => ({ path, walk: walkOf(path), clock, definitions, isHoliday }))
    const found = [...scenes.flatMap(pathFrictions), ...repeatedAsks(life), ...irrelevantOffers(life)]
    const others = distinct(found.filter(appliesTo)).sort(compareFrictions)
    return [...others, ...losses(life, others)]
  })

  const known = sortedTexts([...encountersOf.keys(), ...statements.filter((each) => each.asOf <= clock).map((each) => each.customer)])
  const held = known.map((customer) => {
    const own = encountersOf.get(customer) ?? []
    const said = statements.filter((each) => each.customer === customer)
    return [customer, sortedTexts(holdingsAt(clock, own, said).keys())] as const
  })

  return {
    customers: encountersOf.size,
    paths: lives
      .flatMap((life) => life.paths)
      .sort((a, b) => compareOrder(firstOf(a), firstOf(b)))
      .map((path) => printPath(path, walkOf(path))),
    frictions: frictions.sort(compareFrictions).map(printFriction),
    holdings: Object.fromEntries(held),
    conflicts: customers.conflicts,
  }
}

/** By `occurredAt`, kind, evidence; then by subject, so that the order is total. */
function compareFrictions(a: Friction, b: Friction): number {
  return (
    a.occurredAt - b.occurredAt ||
    compareText(a.kind, b.kind) ||
    compareLists(a.evidence, b.evidence) ||
    compareText(a.what ?? a.metric ?? '', b.what ?? b.metric ?? '')
  )
}

function compareLists(a: string[], b: string[]): number {
  const length = Math.max(a.length, b.length)
  for (let index = 0; index < length; index += 1) {
    const left = a[index]
    const right = b[index]
    if (left === undefined) return -1
    if (right === undefined) return 1
    if (left !== right) return compareText(left, right)
  }
  return 0
}

function printPath(path: Path, { final, resumptions }: Walk): ReferencePath {
  const changes = teamChanges(path)
  return {
    customer: path.customer,
    journey: path.journey,
    matter: path.matter,
    state: final.state,
    turn: final.turn,
    outcome: final.outcome,
    encounters: path.encounters.length,
    encounterIds: path.encounters.map((each) => each.id),
    handovers: changes.length,
    bounces: changes.filter((each) => each.earlier !== null).length,
    resumptions: resumptions.map((each) => ({
      ...each,
      pausedAt: each.pausedAt === null ? null : printInstant(each.pausedAt),
      resumedAt: printInstant(each.resumedAt),
    })),
    ...(final.state === 'completed' && { completedInStartChannel: isCompletedInStartChannel(path) }),
    pausedAt: final.state === 'paused' && final.pausedAt !== null ? printInstant(final.pausedAt) : null,
  }
}

const brief = (each: Friction) => ({
  kind: each.kind,
  occurredAt: printInstant(each.occurredAt),
  evidence: each.evidence,
})

function printFriction({ kind, path, occurredAt, evidence, after, ...subject }: Friction): ReferenceFriction {
  return {
    kind,
    customer: path.customer,
    journey: path.journey,
    matter: path.matter,
    occurredAt: printInstant(occurredAt),
    severity: severities[kind],
    evidence,
    ...subject,
    ...(after && { after: after.map(brief) }),
  }
}
