import { differenceOf, shareOf, type Counted } from '../kernel/shares.ts'

/** Finished paths of a journey: those that are completed or abandoned. */
export interface FinishedPaths {
  journey: string
  finished: number
  completed: number
}

/** Paths of a journey that met a touchpoint. */
export interface ReachedTouchpoint {
  journey: string
  touchpoint: string
  /** In any state. */
  paths: number
  /** Completed or abandoned. */
  finished: number
  completed: number
  /** Completed ones that first met it with their last encounter. */
  ended: number
}

/**
 * Finished paths of a journey that went on from the same point: the beginning (null), or the first time they left a touchpoint. Some went on
 * by this touchpoint, the others past it; those that had met it before are in neither.
 */
export interface Fork {
  journey: string
  from: string | null
  touchpoint: string
  by: number
  completedBy: number
  past: number
  completedPast: number
}

/** What paths tell of how touchpoints and completion go together. */
export interface Forks {
  journeys: FinishedPaths[]
  reached: ReachedTouchpoint[]
  forks: Fork[]
}

/** Fewest paths on either side of a comparison, and fewest answers or encounters of which a share is told. */
export const FEWEST = 10

/** Share of completed paths from which on a touchpoint counts as met by all, or as the end of those that met it. */
const NEARLY_ALL = 0.95

/** Why importance is not told: too few finished paths; too few that met it; it ends the paths it completes; all that complete meet it; too few went past it. */
export const SILENT = ['few-finished', 'few-met', 'ends-paths', 'always-met', 'few-compared'] as const

/** How much completion changes with a touchpoint and without it: shares 0–1, difference −1…1 with its 95 % interval, and of how many paths. */
export interface Compared {
  difference: number
  low: number
  high: number
  /** Share completed of those that went on by it, and of those that went past it, over the points where ways part. */
  with: number
  without: number
  by: number
  past: number
  points: number
}

/** A touchpoint's importance for completing paths: compared, or why not; and the plain counts of finished paths. */
export interface Importance {
  compared: Compared | null
  silent: (typeof SILENT)[number] | null
  finished: Counted
  /** Of the finished paths those that met it; part = completed. */
  met: Counted
  /** Finished paths that met it in the journey where the largest share did; null where no journey has ten. */
  oftenest: Counted | null
}

/** The importance of a touchpoint over the journeys in which paths met it. */
export function importanceOf(touchpoint: string, { journeys, reached, forks }: Forks): Importance {
  const own = reached.filter((each) => each.touchpoint === touchpoint)
  const through = new Set(own.map(({ journey }) => journey))
  const around = journeys.filter(({ journey }) => through.has(journey))
  const finished = { part: sum(around, 'completed'), n: sum(around, 'finished') }
  const met = { part: sum(own, 'completed'), n: sum(own, 'finished') }
  const shares = around
    .filter((each) => each.finished >= FEWEST)
    .map(({ journey, finished: n }) => ({ part: own.find((each) => each.journey === journey)!.finished, n }))
    .sort((a, b) => b.part / b.n - a.part / a.n)
  const told = { finished, met, oftenest: shares[0] ?? null }
  if (finished.n < FEWEST) return { compared: null, silent: 'few-finished', ...told }
  if (met.n < FEWEST) return { compared: null, silent: 'few-met', ...told }
  if (isNearlyAll({ part: sum(own, 'ended'), n: met.part })) return { compared: null, silent: 'ends-paths', ...told }
  const usable = forks.filter((fork) => fork.touchpoint === touchpoint && fork.by >= FEWEST && fork.past >= FEWEST)
  const difference = differenceOf(
    usable.map(({ by, completedBy, past, completedPast }) => ({
      first: { part: completedBy, n: by },
      second: { part: completedPast, n: past },
    })),
  )
  if (difference === null) {
    return { compared: null, silent: isNearlyAll({ part: met.part, n: finished.part }) ? 'always-met' : 'few-compared', ...told }
  }
  const { first, second, ...bounds } = difference
  return {
    compared: { ...bounds, with: first, without: second, by: sum(usable, 'by'), past: sum(usable, 'past'), points: usable.length },
    silent: null,
    ...told,
  }
}

function isNearlyAll(counted: Counted): boolean {
  return counted.n >= FEWEST && (shareOf(counted)?.share ?? 0) >= NEARLY_ALL
}

function sum<Name extends string>(rows: readonly Record<Name, number>[], name: Name): number {
  return rows.reduce((total, row) => total + row[name], 0)
}
