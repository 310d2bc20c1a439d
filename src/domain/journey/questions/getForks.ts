import type { FinishedPaths, Fork, Forks, ReachedTouchpoint } from '../../touchpoint/relevance.ts'
import { PATH_STATES, type PathColumns } from '../columns.ts'
import { compareNames } from './compareNames.ts'
import { chosenPaths, type PathFilter } from './filter.ts'

const COMPLETED = PATH_STATES.indexOf('completed')
const ABANDONED = PATH_STATES.indexOf('abandoned')

/** Up to so many touchpoints, each point has a place for every one; with more, for those that occur. */
const DENSE = 2048

/** Paths at a point, and of each touchpoint those that went on by it or had met it before, as four numbers: by, completed by, had, completed had. */
interface Point {
  all: number
  completed: number
  places: Map<number, number> | null
  counts: Uint32Array
}

/**
 * How finished paths went on from the same point with a touchpoint and without it: whole paths with at least one chosen encounter. A path
 * leaves a touchpoint when its next encounter is at another; only the first time counts, and paths that ended there do not. Forks with fewer
 * than so many paths on either side are left out. In order of journey, point and touchpoint.
 */
export function getForks(columns: PathColumns, filter: PathFilter, fewest: number): Forks {
  const { start, state, journey } = columns.paths
  const { touchpoint } = columns.encounters
  const size = columns.touchpoints.length
  const finished = columns.journeys.map(() => ({ finished: 0, completed: 0 }))
  const reached = columns.journeys.map((): Uint32Array | null => null)
  const points = columns.journeys.map((): (Point | undefined)[] => [])
  const met = new Uint32Array(size)
  const metBy = new Int32Array(size).fill(-1)
  const leftBy = new Int32Array(size).fill(-1)

  for (const path of chosenPaths(columns, filter)) {
    const code = journey[path]!
    const isFinished = state[path] === COMPLETED || state[path] === ABANDONED
    const done = Number(state[path] === COMPLETED)
    const counts = (reached[code] ??= new Uint32Array(size * 4))
    if (isFinished) {
      finished[code]!.finished++
      finished[code]!.completed += done
    }
    let before = 0
    let known = 0
    for (let encounter = start[path]!, end = start[path + 1]!; encounter < end; encounter++) {
      const next = touchpoint[encounter]!
      if (next === before) continue
      const isNew = metBy[next] !== path
      if (isFinished && leftBy[before] !== path) {
        leftBy[before] = path
        const point = (points[code]![before] ??= openPoint(size))
        point.all++
        point.completed += done
        if (isNew) count(point, next, 0, done)
        for (let index = 0; index < known; index++) count(point, met[index]!, 2, done)
      }
      if (isNew) {
        metBy[next] = path
        met[known++] = next
        const place = next * 4
        counts[place]!++
        if (isFinished) counts[place + 1]!++
        counts[place + 2]! += done
        if (encounter === end - 1) counts[place + 3]! += done
      }
      before = next
    }
  }

  const forks = columns.journeys.flatMap((name, code) =>
    [...points[code]!.entries()].flatMap(([from, point]) =>
      point === undefined ? [] : forksOf(point, name!, columns.touchpoints[from]!, columns, fewest),
    ),
  )
  return {
    journeys: finished
      .map((counted, code): FinishedPaths => ({ journey: columns.journeys[code]!, ...counted }))
      .filter((counted) => counted.finished > 0)
      .sort((a, b) => compareNames(a.journey, b.journey)),
    reached: reached
      .flatMap((counts, code) => (counts === null ? [] : reachedOf(counts, columns.journeys[code]!, columns)))
      .sort((a, b) => compareNames(a.journey, b.journey) || compareNames(a.touchpoint, b.touchpoint)),
    forks: forks.sort(compareForks),
  }
}

/** The order in which forks are told. */
export function compareForks(a: Fork, b: Fork): number {
  return compareNames(a.journey, b.journey) || compareNames(a.from, b.from) || compareNames(a.touchpoint, b.touchpoint)
}

function openPoint(size: number): Point {
  const isDense = size <= DENSE
  return { all: 0, completed: 0, places: isDense ? null : new Map(), counts: new Uint32Array(isDense ? size * 4 : 64) }
}

function count(point: Point, touchpoint: number, column: 0 | 2, done: number): void {
  const place = (point.places === null ? touchpoint : placeOf(point, point.places, touchpoint)) * 4 + column
  point.counts[place]!++
  point.counts[place + 1]! += done
}

function placeOf(point: Point, places: Map<number, number>, touchpoint: number): number {
  const known = places.get(touchpoint)
  if (known !== undefined) return known
  const place = places.size
  places.set(touchpoint, place)
  if (place * 4 >= point.counts.length) {
    const grown = new Uint32Array(point.counts.length * 2)
    grown.set(point.counts)
    point.counts = grown
  }
  return place
}

function forksOf(point: Point, journey: string, from: string | null, { touchpoints }: PathColumns, fewest: number): Fork[] {
  const places = point.places ?? touchpoints.map((_, code) => [code, code] as const)
  const forks: Fork[] = []
  for (const [code, place] of places) {
    const [by, completedBy, had, completedHad] = point.counts.subarray(place * 4, place * 4 + 4)
    const past = point.all - by! - had!
    if (by! < fewest || past < fewest) continue
    const completedPast = point.completed - completedBy! - completedHad!
    forks.push({ journey, from, touchpoint: touchpoints[code]!, by: by!, completedBy: completedBy!, past, completedPast })
  }
  return forks
}

function reachedOf(counts: Uint32Array, journey: string, { touchpoints }: PathColumns): ReachedTouchpoint[] {
  return touchpoints.flatMap((touchpoint, code) => {
    const [paths, finished, completed, ended] = counts.subarray(code * 4, code * 4 + 4)
    if (touchpoint === null || paths === 0) return []
    return [{ journey, touchpoint, paths: paths!, finished: finished!, completed: completed!, ended: ended! }]
  })
}
