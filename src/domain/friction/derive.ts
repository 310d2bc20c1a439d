import type { Statement } from '../customer/holdings.ts'
import { isRemark, type Encounter } from '../encounter/encounter.ts'
import type { Definitions } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'
import { completeEncounter, lapse, lapseDue, walk } from '../journey/walk.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import { compareMarks, compareText } from '../kernel/order.ts'
import { compareFrictions } from './compare.ts'
import { emptyFold, noteMatters, type CustomerFold } from './customerFold.ts'
import type { Friction } from './friction.ts'
import { decideLoss, isGivingUp } from './loss.ts'
import { openTracks, placeOnPath, type Tracks } from './place.ts'
import { openReporter, type Reporter } from './reporter.ts'
import { rulesOf } from './rules.ts'

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
    tracks: openTracks(fold, (path) => nextDueOf(path, definitions)),
    reporter: openReporter(),
    placed: [],
    gives: [],
  }
  noteMatters(fold, encounters, definitions)
  let told = 0
  for (const encounter of encounters) {
    while (told < statements.length && statements[told]!.at <= encounter.at) takeStatement(fold, statements[told++]!)
    read(reading, encounter)
  }
  while (told < statements.length) takeStatement(fold, statements[told++]!)
  const last = encounters.at(-1)
  if (last) fold.last = { id: last.id, at: last.at }
  return settle(reading, clock)
}

interface Reading {
  fold: CustomerFold
  definitions: Definitions
  tracks: Tracks
  reporter: Reporter
  placed: Placed[]
  gives: { encounter: Encounter; path: Path }[]
}

/** The encounters that exist at the clock, in order, each id once. */
function inOrder(encounters: readonly Encounter[], clock: number): readonly Encounter[] {
  if (isInOrder(encounters, clock)) return encounters
  const existing = encounters.filter((encounter) => encounter.at <= clock)
  existing.sort(compareMarks)
  return existing.filter((encounter, index) => index === 0 || encounter.id !== existing[index - 1]!.id)
}

function isInOrder(encounters: readonly Encounter[], clock: number): boolean {
  for (let index = 0; index < encounters.length; index++) {
    if (encounters[index]!.at > clock) return false
    if (index > 0 && compareMarks(encounters[index - 1]!, encounters[index]!) >= 0) return false
  }
  return true
}

function inOrderOfStatement(statements: readonly Statement[], clock: number): readonly Statement[] {
  if (statements.length === 0) return statements
  const existing = statements.filter((statement) => statement.at <= clock && statement.holdings)
  return existing.sort((left, right) => left.at - right.at || compareText(canonicalJson(left), canonicalJson(right)))
}

function takeStatement(fold: CustomerFold, statement: Statement): void {
  fold.holdings = Object.fromEntries((statement.holdings ?? []).map((product) => [product, null]))
  fold.toldAt = statement.at
}

function read(reading: Reading, encounter: Encounter): void {
  const { fold, definitions, tracks, reporter } = reading
  const remark = isRemark(encounter)
  const track = placeOnPath(fold, tracks, encounter, remark, definitions, (waiting) => {
    passTime(waiting.path, encounter.at, definitions, reporter)
    waiting.due = nextDueOf(waiting.path, definitions)
    waiting.changed = true
  })
  const { path } = track
  const isFirst = path.encounters === 0
  const resumptions = path.resumptions.length
  const placed: Placed = {
    encounter,
    path: path.key,
    step: path.encounters + 1,
    previous: isFirst ? null : path.last.touchpoint,
    gap: isFirst ? null : encounter.at - path.last.at,
    resumed: false,
  }
  const before = walk(path, encounter, definitions, remark)
  placed.resumed = path.resumptions.length > resumptions
  reading.placed.push(placed)
  const moment = { encounter, remark, path, before, known: fold, definitions }
  reporter.path = path.key
  for (const rule of rulesOf(path.journey).atEncounter) {
    reporter.kind = rule.kind
    rule.atEncounter(moment, reporter.report)
  }
  if (isGivingUp(encounter)) reading.gives.push({ encounter, path })
  learn(fold, encounter)
  track.changed = true
  track.due = nextDueOf(path, definitions)
  const journey = tracks.byJourney.get(path.journey)!
  if (track.due < journey.due) journey.due = track.due
}

function learn(fold: CustomerFold, { id, at, initiator, provides, givesUp, takesUp }: Encounter): void {
  if (provides && initiator === 'customer') for (const item of provides) fold.provided[item] = { id, at }
  if (givesUp) for (const product of givesUp) delete fold.holdings[product]
  if (takesUp) for (const product of takesUp) fold.holdings[product] = { id, at }
}

/** Lets time pass on a path up to (not including) an instant, and reports what became true. Changes the path. */
function passTime(path: Path, until: number, definitions: Definitions, reporter: Reporter): void {
  const rules = rulesOf(path.journey)
  reporter.path = path.key
  for (const rule of rules.atTime) {
    reporter.kind = rule.kind
    rule.atTime(path, until, reporter.report)
  }
  for (const lapsed of lapse(path, until, definitions)) {
    for (const rule of rules.atLapse) {
      reporter.kind = rule.kind
      rule.atLapse(path, lapsed, reporter.report)
    }
  }
}

function nextDueOf(path: Path, definitions: Definitions): number {
  let next = lapseDue(path, definitions) ?? Infinity
  for (const rule of rulesOf(path.journey).due) {
    const due = rule.due(path)
    if (due !== null && due < next) next = due
  }
  return next
}

/** What stands at the clock, without touching the fold: an encounter dated before the clock may still come. */
function settle(reading: Reading, clock: number): Derived {
  const { fold, definitions, tracks, reporter, placed } = reading
  const { frictions } = reporter
  const waiting = openReporter()
  const pending = waiting.frictions
  const changed = new Set<string>()
  let nextDue = Infinity
  const paths = tracks.all.map((track) => {
    if (track.changed) changed.add(track.path.key)
    if (track.due >= clock) {
      nextDue = Math.min(nextDue, track.due)
      return track.path
    }
    const settled = copyOf(track.path)
    passTime(settled, clock, definitions, waiting)
    changed.add(settled.key)
    nextDue = Math.min(nextDue, nextDueOf(settled, definitions))
    return settled
  })
  frictions.push(...decideLosses(reading, pending))
  noteRecent(fold, frictions, (fold.last?.at ?? clock) - definitions.longestLossWindow)
  frictions.sort(compareFrictions)
  pending.sort(compareFrictions)
  return { fold, placed, frictions, pending, paths, changed, nextDue: nextDue === Infinity ? null : nextDue }
}

/** A path that time may pass on without touching the other. */
function copyOf(path: Path): Path {
  return { ...path, last: { ...path.last }, silence: path.silence && { ...path.silence } }
}

/** Keeps the frictions that may still come before a loss. Changes the fold. */
function noteRecent(fold: CustomerFold, frictions: readonly Friction[], horizon: number): void {
  if (fold.recent.some((friction) => friction.at < horizon)) fold.recent = fold.recent.filter((friction) => friction.at >= horizon)
  for (const { kind, at, evidence } of frictions) {
    if (kind !== 'loss' && at >= horizon) fold.recent.push({ kind, at, evidence })
  }
}

function decideLosses({ gives, fold, reporter, definitions }: Reading, pending: readonly Friction[]): Friction[] {
  return gives.flatMap(({ encounter, path }) => {
    const window = definitions.parameters(path.journey, encounter.touchpoint).lossWindow
    return decideLoss(encounter, path.key, window, [...fold.recent, ...reporter.frictions, ...pending]) ?? []
  })
}
