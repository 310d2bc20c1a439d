import type { Encounter } from '../encounter/encounter.ts'
import { MATTER, RELATIONSHIP } from '../journey/definition.ts'
import type { Definitions } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'
import { beginPath } from '../journey/walk.ts'
import { compareMarks } from '../kernel/order.ts'
import { namedJourney, type CustomerFold } from './customerFold.ts'

/** A path while encounters are read: when time alone will next tell on it (ms since 1970 UTC, Infinity for never), and whether it changed. */
export interface Track {
  path: Path
  due: number
  changed: boolean
}

/** A customer's paths while encounters are read, in the order of the fold and by journey. */
export interface Tracks {
  all: Track[]
  byJourney: Map<string, JourneyTracks>
}

/** The paths of one journey, also by matter; `due` is no later than that of any of them. */
export interface JourneyTracks {
  tracks: Track[]
  byMatter: Map<string, Track>
  due: number
}

/** Begins to read on a fold's paths; `dueOf` tells when time alone will next tell on one. */
export function openTracks(fold: CustomerFold, dueOf: (path: Path) => number): Tracks {
  const tracks: Tracks = { all: [], byJourney: new Map() }
  for (const path of fold.paths) addTrack(tracks, path, dueOf(path))
  return tracks
}

function addTrack({ all, byJourney }: Tracks, path: Path, due: number): Track {
  const track = { path, due, changed: false }
  all.push(track)
  let journey = byJourney.get(path.journey)
  if (!journey) {
    journey = { tracks: [], byMatter: new Map(), due: Infinity }
    byJourney.set(path.journey, journey)
  }
  journey.tracks.push(track)
  if (path.matter !== null) journey.byMatter.set(path.matter, track)
  if (due < journey.due) journey.due = due
  return track
}

/**
 * The path an encounter belongs to, begun when there is none: by matter, else by journey, else the customer's relationship.
 * `passTime` is called first for the paths of the journey on which a deadline has passed, since time may have abandoned them.
 */
export function placeOnPath(
  fold: CustomerFold,
  tracks: Tracks,
  encounter: Encounter,
  remark: boolean,
  definitions: Definitions,
  passTime: (track: Track) => void,
): Track {
  const named = namedJourney(encounter, definitions)
  const matter = named === RELATIONSHIP ? null : (encounter.matter ?? null)
  const journey = named ?? (matter === null ? RELATIONSHIP : journeyOf(fold, matter))
  const known = tracks.byJourney.get(journey)
  if (known) {
    if (known.due < encounter.at) passTimeOn(known, encounter.at, passTime)
    const found = findTrack(known, journey, matter, remark)
    if (found) return found
  }
  const path = beginPath(journey, matter, encounter)
  fold.paths.push(path)
  return addTrack(tracks, path, Infinity)
}

function journeyOf(fold: CustomerFold, matter: string): string {
  return (Object.hasOwn(fold.matters, matter) ? fold.matters[matter] : undefined) ?? MATTER
}

function passTimeOn(journey: JourneyTracks, until: number, passTime: (track: Track) => void): void {
  journey.due = Infinity
  for (const track of journey.tracks) {
    if (track.due < until) passTime(track)
    if (track.due < journey.due) journey.due = track.due
  }
}

function findTrack(known: JourneyTracks, journey: string, matter: string | null, anyState: boolean): Track | undefined {
  if (journey === RELATIONSHIP) return known.tracks[0]
  if (matter !== null) return known.byMatter.get(matter)
  let latest: Track | undefined
  for (const track of known.tracks) {
    const { state, last } = track.path
    if (!anyState && (state === 'completed' || state === 'abandoned')) continue
    if (!latest || compareMarks(last, latest.path.last) > 0) latest = track
  }
  return latest
}
