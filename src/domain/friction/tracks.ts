import type { Definitions } from '../journey/definitions.ts'
import { copyPath, type Path } from '../journey/path.ts'
import { lapseDue } from '../journey/walk.ts'
import { compareMarks } from '../kernel/order.ts'
import { rulesOf } from './rules.ts'

/** What a customer's paths are read on from. */
interface Fold {
  paths: Path[]
}

/** A path while encounters are read: its place in the fold, and when time alone will next tell on it (ms since 1970 UTC, Infinity for never). */
export interface Track {
  path: Path
  place: number
  due: number
  /** Whether this reading began or copied the path, so that it may change it. */
  own: boolean
  /** Whether its journey has it among those that stand. */
  stands: boolean
}

/** The paths of one journey. */
export interface JourneyTracks {
  /** The one with the latest encounter. */
  latest: Track
  /** Those that are open or have a deadline, besides some that no longer do. */
  standing: Track[]
  byMatter: Map<string, Track>
  /** No later than the next deadline of any of them. */
  due: number
}

/** A customer's paths while encounters are read, in the order of the fold and by journey. */
export interface Tracks {
  definitions: Definitions
  paths: Path[]
  byJourney: Map<string, JourneyTracks>
  /** Those that this reading began or copied. */
  own: Track[]
}

/** Of a fold with so many paths, where they are is kept when it is read on from: of fewer it is found as quickly again. */
const MANY = 4

/** Where the paths of folds are. It goes on to the next fold with the customer: whoever reads on from the same fold once more finds it anew. */
const kept = new WeakMap<Fold, Tracks>()

/** Begins to read on a fold's paths, which stay as they are: what is to change is copied. */
export function openTracks(fold: Fold, definitions: Definitions): Tracks {
  const known = fold.paths.length < MANY ? undefined : kept.get(fold)
  if (known?.definitions === definitions) {
    kept.delete(fold)
    return known
  }
  const tracks: Tracks = { definitions, paths: fold.paths, byJourney: new Map(), own: [] }
  for (let place = 0; place < fold.paths.length; place++) {
    const path = fold.paths[place]!
    addTrack(tracks, { path, place, due: nextDueOf(path, definitions), own: false, stands: true })
  }
  return tracks
}

/** Ends a reading on from a fold with the fold it came to. */
export function closeTracks(tracks: Tracks, before: Fold, fold: Fold): void {
  if (before.paths.length < MANY) return
  for (const track of tracks.own) track.own = false
  tracks.own = []
  kept.set(fold, tracks)
}

/** Begins a path in the reading. */
export function beginTrack(tracks: Tracks, path: Path): Track {
  const track: Track = { path, place: tracks.paths.length, due: Infinity, own: true, stands: true }
  if (tracks.own.length === 0) tracks.paths = tracks.paths.slice()
  tracks.paths.push(path)
  tracks.own.push(track)
  addTrack(tracks, track)
  return track
}

/** The path of a track, to be changed: a copy, unless this reading has one already. */
export function ownPath(tracks: Tracks, track: Track): Path {
  if (track.own) return track.path
  if (tracks.own.length === 0) tracks.paths = tracks.paths.slice()
  track.path = copyPath(track.path)
  track.own = true
  tracks.paths[track.place] = track.path
  tracks.own.push(track)
  return track.path
}

function addTrack({ byJourney }: Tracks, track: Track): void {
  const { path, due } = track
  let journey = byJourney.get(path.journey)
  if (journey === undefined) {
    journey = { latest: track, standing: [], byMatter: new Map(), due: Infinity }
    byJourney.set(path.journey, journey)
  } else if (compareMarks(path.last, journey.latest.path.last) > 0) journey.latest = track
  journey.standing.push(track)
  if (path.matter !== null) journey.byMatter.set(path.matter, track)
  if (due < journey.due) journey.due = due
}

/** Notes what an encounter on a track's path, which it changed, came to. */
export function noteEncounter({ byJourney, definitions }: Tracks, track: Track): void {
  const journey = byJourney.get(track.path.journey)!
  journey.latest = track
  track.due = nextDueOf(track.path, definitions)
  if (track.due < journey.due) journey.due = track.due
  if (track.stands) return
  track.stands = true
  journey.standing.push(track)
}

/** The paths of a journey that are open or have a deadline; the others, which stay as they are until an encounter comes, are let go. */
export function standingTracks(journey: JourneyTracks): readonly Track[] {
  const { standing } = journey
  let count = 0
  for (const track of standing) {
    track.stands = track.due !== Infinity || !isClosed(track.path)
    if (track.stands) standing[count++] = track
  }
  if (count < standing.length) standing.length = count
  return standing
}

/** Whether a path is completed or abandoned. */
export function isClosed({ state }: Path): boolean {
  return state === 'completed' || state === 'abandoned'
}

/** When time alone will next tell on a path, in ms since 1970 UTC; Infinity for never. */
export function nextDueOf(path: Path, definitions: Definitions): number {
  let next = lapseDue(path, definitions) ?? Infinity
  for (const rule of rulesOf(path.journey).due) {
    const due = rule.due(path)
    if (due !== null && due < next) next = due
  }
  return next
}

/** Whether a fold has a path of a journey and matter. */
export function hasPath(fold: Fold, journey: string, matter: string): boolean {
  const known = fold.paths.length < MANY ? undefined : kept.get(fold)
  if (known) return known.byJourney.get(journey)?.byMatter.has(matter) ?? false
  return fold.paths.some((path) => path.matter === matter && path.journey === journey)
}
