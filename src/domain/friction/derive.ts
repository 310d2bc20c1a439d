import type { Statement } from '../customer/holdings.ts'
import { isRemark, type Encounter } from '../encounter/encounter.ts'
import { RELATIONSHIP } from '../journey/definition.ts'
import type { Definitions } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'
import { completeEncounter, lapse, lapseDue, walk } from '../journey/walk.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import { compareMarks, compareText, type Mark } from '../kernel/order.ts'
import { compareFrictions } from './compare.ts'
import { emptyFold, noteMatters, type CustomerFold } from './customerFold.ts'
import { SEVERITY, type Friction, type FrictionKind } from './friction.ts'
import { decideLoss, isGivingUp } from './loss.ts'
import { pathsByJourney, placeOnPath, type PathsByJourney } from './place.ts'
import type { Report, Rule } from './rule.ts'
import { RELATIONSHIP_RULES, RULES } from './rules.ts'

/** Where an encounter landed: its path, its step number from 1, and what preceded it there (gap in ms). */
export interface Placed {
  /** The encounter as the definitions complete it. */
  encounter: Encounter
  path: string
  step: number
  previous: string | null
  gap: number | null
  /** Whether the customer came back with it to a path that had paused or been abandoned. */
  resumed: boolean
}

/** What a customer's encounters come to at a clock. */
export interface Derived {
  /** Kept after the last encounter, whatever the clock: read on from it with `continueDerivation`. */
  fold: CustomerFold
  /** The encounters read in this call. */
  placed: Placed[]
  /** Frictions that these encounters settled; no later encounter in order can refute them. */
  frictions: Friction[]
  /** Frictions of deadlines the clock has passed since the last encounter of their path; an encounter dated earlier may refute them. */
  pending: Friction[]
  /** All paths as they stand at the clock, by first encounter. */
  paths: Path[]
  /** Keys of the paths that these encounters or the clock changed since the fold. */
  changed: Set<string>
  /** The next deadline in ms since 1970 UTC; null when nothing is due. */
  nextDue: number | null
}

/** Encounters and statements of one customer, in any order, with duplicates by id. */
export interface CustomerRecord {
  encounters: readonly Encounter[]
  statements?: readonly Statement[]
}

/** Derives a customer's paths and frictions from scratch at a clock (ms since 1970 UTC); what is dated after it does not exist yet. */
export function derive(record: CustomerRecord, definitions: Definitions, clock: number): Derived {
  return continueDerivation(emptyFold(), record, definitions, clock)
}

/** Reads a customer's further encounters on from a fold (see `canContinue`), which it changes, and derives what stands at the clock. */
export function continueDerivation(fold: CustomerFold, record: CustomerRecord, definitions: Definitions, clock: number): Derived {
  const encounters = inOrder(record.encounters, clock).map((encounter) => completeEncounter(encounter, definitions))
  const statements = inOrderOfStatement(record.statements ?? [], clock)
  const reading: Reading = {
    fold,
    definitions,
    byJourney: pathsByJourney(fold),
    frictions: [],
    placed: [],
    changed: new Set(),
    gives: [],
  }
  noteMatters(fold, encounters, definitions)
  let told = 0
  for (const encounter of encounters) {
    while (told < statements.length && statements[told]!.at <= encounter.at) takeStatement(fold, statements[told++]!)
    read(reading, encounter)
  }
  while (told < statements.length) takeStatement(fold, statements[told++]!)
  return settle(reading, clock)
}

interface Reading {
  fold: CustomerFold
  definitions: Definitions
  byJourney: PathsByJourney
  frictions: Friction[]
  placed: Placed[]
  changed: Set<string>
  gives: { encounter: Encounter; path: Path }[]
}

function inOrder(encounters: readonly Encounter[], clock: number): Encounter[] {
  const existing = encounters.filter((encounter) => encounter.at <= clock)
  existing.sort(compareMarks)
  return existing.filter((encounter, index) => index === 0 || encounter.id !== existing[index - 1]!.id)
}

function inOrderOfStatement(statements: readonly Statement[], clock: number): Statement[] {
  const existing = statements.filter((statement) => statement.at <= clock && statement.holdings)
  return existing.sort((left, right) => left.at - right.at || compareText(canonicalJson(left), canonicalJson(right)))
}

function takeStatement(fold: CustomerFold, statement: Statement): void {
  fold.holdings = Object.fromEntries((statement.holdings ?? []).map((product) => [product, null]))
  fold.toldAt = statement.at
}

function read(reading: Reading, encounter: Encounter): void {
  const { fold, definitions, frictions } = reading
  const path = placeOnPath(fold, reading.byJourney, encounter, definitions, (candidate) => {
    if (nextDueOf(candidate, definitions) >= encounter.at) return
    passTime(candidate, encounter.at, definitions, frictions)
    reading.changed.add(candidate.key)
  })
  reading.changed.add(path.key)
  const isFirst = path.encounters === 0
  const placed = {
    encounter,
    path: path.key,
    step: path.encounters + 1,
    previous: isFirst ? null : path.last.touchpoint,
    gap: isFirst ? null : encounter.at - path.last.at,
  }
  const resumptions = path.resumptions.length
  const before = walk(path, encounter, definitions)
  reading.placed.push({ ...placed, resumed: path.resumptions.length > resumptions })
  const moment = {
    encounter,
    remark: isRemark(encounter),
    path,
    before,
    known: fold,
    parameters: definitions.parameters(path.journey, encounter.touchpoint),
    definitions,
  }
  for (const rule of rulesOf(path)) rule.atEncounter?.(moment, reporter(rule.kind, path, frictions))
  if (isGivingUp(encounter)) reading.gives.push({ encounter, path })
  learn(fold, encounter)
}

function learn(fold: CustomerFold, encounter: Encounter): void {
  const mark = { id: encounter.id, at: encounter.at }
  if (encounter.initiator === 'customer') for (const item of encounter.provides ?? []) fold.provided[item] = mark
  for (const product of encounter.givesUp ?? []) delete fold.holdings[product]
  for (const product of encounter.takesUp ?? []) fold.holdings[product] = mark
  fold.last = mark
}

function rulesOf(path: Path): readonly Rule[] {
  return path.journey === RELATIONSHIP ? RELATIONSHIP_RULES : RULES
}

function reporter(kind: FrictionKind, path: Path, frictions: Friction[]): Report {
  return (at, marks, details) => {
    const evidence = [...new Set([...marks].sort(compareMarks).map((mark: Mark) => mark.id))]
    frictions.push({ kind, path: path.key, at, severity: SEVERITY[kind], evidence, ...details })
  }
}

/** Lets time pass on a path up to (not including) an instant, and reports what became true. Changes the path. */
function passTime(path: Path, until: number, definitions: Definitions, frictions: Friction[]): void {
  const rules = rulesOf(path)
  for (const rule of rules) if (rule.atTime) rule.atTime(path, until, reporter(rule.kind, path, frictions))
  for (const lapsed of lapse(path, until, definitions)) {
    for (const rule of rules) rule.atLapse?.(path, lapsed, reporter(rule.kind, path, frictions))
  }
}

function nextDueOf(path: Path, definitions: Definitions): number {
  let due = lapseDue(path, definitions) ?? Infinity
  for (const rule of rulesOf(path)) due = Math.min(due, rule.due?.(path) ?? Infinity)
  return due
}

/** What stands at the clock, without touching the fold: an encounter dated before the clock may still come. */
function settle(reading: Reading, clock: number): Derived {
  const { fold, definitions, frictions, placed, changed } = reading
  const pending: Friction[] = []
  let nextDue = Infinity
  const paths = fold.paths.map((path) => {
    let due = nextDueOf(path, definitions)
    let settled = path
    if (due < clock) {
      settled = structuredClone(path)
      passTime(settled, clock, definitions, pending)
      changed.add(path.key)
      due = nextDueOf(settled, definitions)
    }
    nextDue = Math.min(nextDue, due)
    return settled
  })
  frictions.push(...decideLosses(reading, pending))
  const horizon = (fold.last?.at ?? clock) - definitions.longestLossWindow
  fold.recent = [...fold.recent, ...frictions.filter((friction) => friction.kind !== 'loss')]
    .filter((friction) => friction.at >= horizon)
    .map(({ kind, at, evidence }) => ({ kind, at, evidence }))
  frictions.sort(compareFrictions)
  pending.sort(compareFrictions)
  return { fold, placed, frictions, pending, paths, changed, nextDue: nextDue === Infinity ? null : nextDue }
}

function decideLosses({ gives, fold, frictions, definitions }: Reading, pending: readonly Friction[]): Friction[] {
  const losses: Friction[] = []
  for (const { encounter, path } of gives) {
    const window = definitions.parameters(path.journey, encounter.touchpoint).lossWindow
    const before = [...fold.recent, ...frictions, ...pending]
    const loss = decideLoss(encounter, path.key, window, before)
    if (loss) losses.push(loss)
  }
  return losses
}
