import type { Statement } from '../customer/holdings.ts'
import { isRemark, type Encounter } from '../encounter/encounter.ts'
import type { Definitions } from '../journey/definitions.ts'
import { copyPath, type Path } from '../journey/path.ts'
import { completeEncounter, lapse, walk } from '../journey/walk.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import { compareMarks, compareText, type Mark } from '../kernel/order.ts'
import { compareFrictions } from './compare.ts'
import { emptyFold, type CustomerFold } from './customerFold.ts'
import type { Friction, FrictionBefore } from './friction.ts'
import { decideLoss, isGivingUp } from './loss.ts'
import { openMatterJourneys, placeOnPath, type MatterJourneys } from './place.ts'
import { openReporter, type Reporter } from './reporter.ts'
import type { Moment } from './rule.ts'
import { rulesOf } from './rules.ts'
import { closeTracks, nextDueOf, noteEncounter, openTracks, ownPath, standingTracks, type Track, type Tracks } from './tracks.ts'

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

/** Reads a customer's further encounters on from a fold (see `canContinue`), which stays as it is, and derives what stands at the clock. */
export function continueDerivation(fold: CustomerFold, record: CustomerRecord, definitions: Definitions, clock: number): Derived {
  const encounters = inOrder(record.encounters, clock)
  const statements = inOrderOfStatement(record.statements ?? NO_STATEMENTS, clock)
  const reading = openReading(fold, encounters, definitions)
  let told = 0
  for (const encounter of encounters) {
    while (told < statements.length && statements[told]!.at <= encounter.at) takeStatement(reading, statements[told++]!)
    read(reading, completeEncounter(encounter, definitions))
  }
  while (told < statements.length) takeStatement(reading, statements[told++]!)
  const settled = settle(reading, clock)
  const losses = decideLosses(reading, settled.pending)
  const next = encounters.length === 0 && statements.length === 0 ? fold : foldOf(reading)
  closeTracks(reading.tracks, fold, next)
  const frictions = [...reading.reporter.frictions, ...losses].sort(compareFrictions)
  const { pending, paths, changed, nextDue } = settled
  return { fold: next, placed: reading.placed, frictions, pending, paths, changed, nextDue }
}

const NO_STATEMENTS: readonly Statement[] = []

/** What has been read so far, on from a fold. */
interface Reading {
  fold: CustomerFold
  definitions: Definitions
  tracks: Tracks
  matterJourneys: MatterJourneys
  provided: OwnRecord<Mark>
  holdings: OwnRecord<Mark | null>
  toldAt: number | null
  reporter: Reporter
  passTime: (track: Track, until: number) => void
  placed: Placed[]
  gives: { encounter: Encounter; path: string; journey: string }[]
}

/** A record of the fold, or a copy of this reading's own once that is to change. */
interface OwnRecord<Value> {
  all: Record<string, Value>
  own: boolean
}

function openReading(fold: CustomerFold, encounters: readonly Encounter[], definitions: Definitions): Reading {
  const tracks = openTracks(fold, definitions)
  const reporter = openReporter()
  return {
    fold,
    definitions,
    tracks,
    matterJourneys: openMatterJourneys(encounters, definitions),
    provided: { all: fold.provided, own: false },
    holdings: { all: fold.holdings, own: false },
    toldAt: fold.toldAt,
    reporter,
    passTime: (track, until) => {
      passTime(ownPath(tracks, track), until, definitions, reporter)
      track.due = nextDueOf(track.path, definitions)
    },
    placed: [],
    gives: [],
  }
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

function takeStatement(reading: Reading, statement: Statement): void {
  reading.holdings = { all: Object.fromEntries((statement.holdings ?? []).map((product) => [product, null])), own: true }
  reading.toldAt = statement.at
}

function read(reading: Reading, encounter: Encounter): void {
  const { definitions, tracks, reporter } = reading
  const remark = isRemark(encounter)
  const track = placeOnPath(tracks, encounter, remark, reading.matterJourneys, reading.passTime)
  const path = ownPath(tracks, track)
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
  const moment: Moment = {
    encounter,
    remark,
    path,
    before,
    provided: reading.provided.all,
    holdings: reading.holdings.all,
    definitions,
  }
  reporter.path = path.key
  for (const rule of rulesOf(path.journey).atEncounter) {
    reporter.kind = rule.kind
    rule.atEncounter(moment, reporter.report)
  }
  if (isGivingUp(encounter)) reading.gives.push({ encounter, path: path.key, journey: path.journey })
  learn(reading, encounter)
  noteEncounter(tracks, track)
}

function learn(reading: Reading, { id, at, initiator, provides, givesUp, takesUp }: Encounter): void {
  if (provides && initiator === 'customer') {
    const provided = ownRecord(reading.provided)
    for (const item of provides) provided[item] = { id, at }
  }
  if (!givesUp && !takesUp) return
  const holdings = ownRecord(reading.holdings)
  if (givesUp) for (const product of givesUp) delete holdings[product]
  if (takesUp) for (const product of takesUp) holdings[product] = { id, at }
}

function ownRecord<Value>(record: OwnRecord<Value>): Record<string, Value> {
  if (!record.own) {
    record.all = { ...record.all }
    record.own = true
  }
  return record.all
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

/** What stands at the clock, apart from what was read: an encounter dated before the clock may still come. */
function settle({ definitions, tracks }: Reading, clock: number): Pick<Derived, 'pending' | 'paths' | 'changed' | 'nextDue'> {
  const changed = new Set<string>()
  for (const { path } of tracks.own) changed.add(path.key)
  let reporter: Reporter | undefined
  let { paths } = tracks
  let nextDue = Infinity
  for (const journey of tracks.byJourney.values()) {
    for (const { path, place, due } of standingTracks(journey)) {
      if (due >= clock) {
        if (due < nextDue) nextDue = due
        continue
      }
      const settled = copyPath(path)
      reporter ??= openReporter()
      passTime(settled, clock, definitions, reporter)
      if (paths === tracks.paths) paths = paths.slice()
      paths[place] = settled
      changed.add(settled.key)
      nextDue = Math.min(nextDue, nextDueOf(settled, definitions))
    }
  }
  const pending = reporter?.frictions.sort(compareFrictions) ?? []
  return { pending, paths, changed, nextDue: nextDue === Infinity ? null : nextDue }
}

function foldOf({ fold, tracks, provided, holdings, toldAt, placed, reporter, definitions }: Reading): CustomerFold {
  const latest = placed.at(-1)?.encounter
  const last = latest ? { id: latest.id, at: latest.at } : fold.last
  const recent = last ? recentSince(last.at - definitions.longestLossWindow, fold.recent, reporter.frictions) : fold.recent
  return { paths: tracks.paths, provided: provided.all, holdings: holdings.all, recent, last, toldAt }
}

/** The frictions that may still come before a loss: those known and those found since a time. */
function recentSince(horizon: number, known: FrictionBefore[], found: readonly Friction[]): FrictionBefore[] {
  const still = known.some((friction) => friction.at < horizon) ? known.filter((friction) => friction.at >= horizon) : known
  const fresh: FrictionBefore[] = []
  for (const { kind, at, evidence } of found) if (kind !== 'loss' && at >= horizon) fresh.push({ kind, at, evidence })
  return fresh.length === 0 ? still : [...still, ...fresh]
}

function decideLosses({ gives, fold, reporter, definitions }: Reading, pending: readonly Friction[]): Friction[] {
  if (gives.length === 0) return []
  return gives.flatMap(({ encounter, path, journey }) => {
    const window = definitions.parameters(journey, encounter.touchpoint).lossWindow
    return decideLoss(encounter, path, window, [...fold.recent, ...reporter.frictions, ...pending]) ?? []
  })
}
