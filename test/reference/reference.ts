/*
Readings: where the exact rules of paths and frictions leave room, this is how it was read.

Encounter and order
- Instants are cut (not rounded) to the millisecond; text is compared by UTF-8 bytes, as ids are.
- A phone value loses everything but digits and +, and a leading 00 becomes +; a national number gets no country code.
- An empty list is as good as an absent one; of two encounters with one id the first given stays.
- A path or holding of an encounter after the clock does not exist, and neither does its naming of a journey.
Who
- A kind outside the list ranks as `other`; ties within a kind go by text.
- In a conflict nothing of the whole group is joined; an encounter's customer is the strongest of that encounter's own identifiers.
- `conflicts` lists all identifiers of each such group, not only those of the unique kind.
- `customers` counts those with an encounter; one known by statements alone appears in `holdings` only.
- A statement links nothing; one without holdings says nothing of holdings; of two at one instant the later given counts.
- "The encounters since" a statement are strictly later than its `asOf`; a statement at the very instant of an encounter precedes it.
- Within one encounter `givesUp` is applied before `takesUp`; both count whoever the initiator is, a third party included.
Which path
- "Naming that matter with a journey" means its `journey` field (no journey by definition), and it may be later than the encounter placed.
- A journey whose key is `relationship` is the built-in one however named; with a matter it is a path of its own under the same restrictions.
- `journey` without matter may join an open path that has a matter; "latest" always means the latest last encounter (order: time, id).
- Whether a path is abandoned is asked at the encounter's own time, just before it.
- A remark that finds no path of its journey begins one like any encounter.
- A touchpoint in several journeys has no only journey; such an encounter without journey and matter goes to `relationship`.
Remarks
- Content is step, outcome, turn, provides, asks, offers, takesUp, givesUp, directsTo, promises, fulfils and any signal but praise; sentiment, channel, locale, device and time zone are not.
- An encounter with no content at all (or text alone) is no remark; one with both measures and praise is.
- A remark without initiator is a remark too; a third party's `turn`, `outcome` and step are ignored, its promises, fulfils, team, signals and measures count.
State and turn
- All time limits are in time at the deadline itself: paused and abandoned only once the moment is past it.
- "Last encounter on the customer's turn" = the path's last encounter of any sort, while the turn is the customer's after it.
- Only an active path pauses; only an active or paused one is abandoned by time; a completed one on the customer's turn does neither.
- A company's (or nobody's) encounter on a paused path leaves it paused, with the old `pausedAt`; the pause limit counts anew from it.
- Only a customer's encounter re-opens an abandoned path, but anybody's `complete` completes it; anybody's `abandon` abandons even a completed one.
- A re-opened abandoned path keeps its turn unless the rule changes it; only re-opening a completed one gives the company the turn.
- `pausedAt` of a resumption is null when the path was abandoned by `step` without having been paused.
- `pausedAt` of a path is told only while it is paused; `fromChannel` is the channel of the last encounter of any sort, null without one.
- A re-opening encounter's own `turn`, then its complete or abandon (nobody), beat "gives the company the turn".
- An encounter without initiator changes no turn even with `complete`: the path is completed and the company's turn, if it was, goes on.
- If the turn already was the company's when the path is re-opened or `turn: company` is said, the same encounter remains its giver.
- `outcome` is that of the latest complete which names one; re-opening does not clear it.
- A `complete` on a completed path is a completion again (team sequence, start of the repeat-contact limit).
- Completed in its start channel: "the first encounter" is the first one with a channel that is no third party's; `provides` by anybody counts; encounters after the completion too.
- Path `turn` on `relationship` is told as nobody, handovers and bounces as 0.
Frictions
- A parameter is taken at the touchpoint of the encounter where the rule bites: the asking, contact, fail, scored or giving-up one; for silence the one that (re)started the clock.
- For `repeated-ask` an item's own duration at any level beats a general validity at any level; the validity is the ask's, not the provider's.
- "Within the validity" includes its last instant; a validity of 0 never matches.
- Only a customer's `provides` count as provided, only a company's `asks` as asked; `offers` count whoever the initiator is, since the field means what the company offered.
- A product known by statement has no evidence even if an older encounter took it up; taken up again since, it has.
- Forced switch: the first encounter itself must have a digital channel (nothing is passed over); when it is itself the direction, it is evidence once.
- Silence: any limit is working time, parameters included; once per start of the clock; "the company's last since" is the one that restarted it, so no remark.
- Silence: a promise counts when it was made at or before the deadline, whoever made it; of several open ones the earliest `dueAt` is taken first.
- A promise may be kept by anybody's `fulfils`, at `dueAt` in time; in one encounter `fulfils` come before its own promises; each name in the list keeps one.
- A promise already past due when made is broken at its `dueAt`, before its encounter.
- "Subject" is the name that the friction carries (`what`, `metric`): two alike in one encounter are one friction, the earliest, then the first listed.
- Repeat-contact: the limit binds only the first half; a complaint or question counts as "what is happening" unless it has a step or provides; the completion is the latest.
- Repeat-contact after a completion: any customer's encounter that is no remark, even one with a step or provides.
- Abandonment: start or provides are sought up to the moment of abandoning; `step: abandon` on an already abandoned path makes no second one.
- Dead-end: `abandon` and `start` relieve nothing; anybody's progress, complete or fail does, a third party's excepted.
- Effort counts every encounter of the path, remarks and third parties included.
- Poor score: metric names and scales are compared exactly; a parameter replaces the metric's default as a whole, scale included; without a scale in it, any scale will do; a score below the scale's first number is not poor.
- Poor scores count whoever the initiator is.
- Negative mention: the third party is required for sentiment too; stars "of 5" = no scale or one that ends at 5.
- Loss: `takesUp` of anything in the same encounter prevents it; `products` are all that were given up, held or not; "strictly earlier" compares `occurredAt` only.
- Sorting beyond kind and evidence (compared element by element) goes by promise or metric.
Time
- A calendar "DE-BY" is a country and a state; every local date that a public holiday touches, in part too, is no working day; the zone stays Europe/Helsinki.
- A limit of 0 is reached at its start, on whatever day.
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
export type { Parameters, ReferenceDefinitions } from './definitions.ts'

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
