import type { Encounter } from '../encounter/encounter.ts'
import { MATTER, RELATIONSHIP } from '../journey/definition.ts'
import type { Definitions } from '../journey/definitions.ts'
import { beginPath } from '../journey/walk.ts'
import { compareMarks } from '../kernel/order.ts'
import { journeyOfMatter, namedJourney } from './customerFold.ts'
import { beginTrack, isClosed, standingTracks, type JourneyTracks, type Track, type Tracks } from './tracks.ts'

/** Tells the journey of a matter that has no path yet: that of the earliest encounter to be read that names the matter with a journey. */
export type MatterJourneys = (matter: string) => string | undefined

/** Reads the journeys of matters from the encounters (in order) of a reading, if it comes to be asked. */
export function openMatterJourneys(encounters: readonly Encounter[], definitions: Definitions): MatterJourneys {
  let journeys: Map<string, string> | undefined
  return (matter) => {
    journeys ??= matterJourneys(encounters, definitions)
    return journeys.get(matter)
  }
}

function matterJourneys(encounters: readonly Encounter[], definitions: Definitions): Map<string, string> {
  const journeys = new Map<string, string>()
  for (const encounter of encounters) {
    const { matter } = encounter
    if (matter === undefined || journeys.has(matter)) continue
    const journey = journeyOfMatter(encounter, definitions)
    if (journey !== undefined) journeys.set(matter, journey)
  }
  return journeys
}

/**
 * The path an encounter belongs to, begun when there is none: by matter, else by journey, else the customer's relationship.
 * `passTime` is called first for the paths of the journey on which a deadline has passed, since time may have abandoned them.
 */
export function placeOnPath(
  tracks: Tracks,
  encounter: Encounter,
  remark: boolean,
  journeys: MatterJourneys,
  passTime: (track: Track, until: number) => void,
): Track {
  const named = namedJourney(encounter, tracks.definitions)
  const matter = named === RELATIONSHIP ? null : (encounter.matter ?? null)
  const journey = named ?? (matter === null ? RELATIONSHIP : journeyOf(tracks, matter, journeys))
  const known = tracks.byJourney.get(journey)
  if (known) {
    if (known.due < encounter.at) passTimeOn(known, encounter.at, passTime)
    const found = findTrack(known, journey, matter, remark)
    if (found) return found
  }
  return beginTrack(tracks, beginPath(journey, matter, encounter))
}

/** A matter stays on the journey of its first path. */
function journeyOf({ byJourney }: Tracks, matter: string, journeys: MatterJourneys): string {
  let first: Track | undefined
  for (const { byMatter } of byJourney.values()) {
    const track = byMatter.get(matter)
    if (track && (!first || track.place < first.place)) first = track
  }
  return first?.path.journey ?? journeys(matter) ?? MATTER
}

function passTimeOn(journey: JourneyTracks, until: number, passTime: (track: Track, until: number) => void): void {
  const standing = standingTracks(journey)
  const passed = standing.filter((track) => track.due < until)
  // In the order of the fold, so that what is kept does not depend on how it came about.
  for (const track of passed.sort((left, right) => left.place - right.place)) passTime(track, until)
  journey.due = Infinity
  for (const track of standing) if (track.due < journey.due) journey.due = track.due
}

function findTrack(known: JourneyTracks, journey: string, matter: string | null, anyState: boolean): Track | undefined {
  if (journey === RELATIONSHIP || (matter === null && anyState)) return known.latest
  if (matter !== null) return known.byMatter.get(matter)
  if (!isClosed(known.latest.path)) return known.latest
  let latest: Track | undefined
  for (const track of standingTracks(known)) {
    if (isClosed(track.path)) continue
    if (!latest || compareMarks(track.path.last, latest.path.last) > 0) latest = track
  }
  return latest
}
