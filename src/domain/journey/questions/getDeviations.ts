import { PATH_STATES, type Codes, type PathColumns } from '../columns.ts'
import { compareNames } from './compareNames.ts'
import { chosenPaths, type PathFilter } from './filter.ts'

/** How a journey is meant to go: its stages in order, and the touchpoints that belong to it. */
export interface Meant {
  stages: readonly string[]
  touchpoints: readonly string[]
}

/** How paths met a stage of a journey, or one that it does not have. */
export interface StageDeviation {
  stage: string
  isMeant: boolean
  /** Paths that met it. */
  paths: number
  /** Paths that never met it, though they met a later stage or were completed. */
  skipped: number
  /** Paths that met it again after another stage. */
  repeated: number
  /** Paths that first met it after a later stage. */
  outOfOrder: number
}

/** How paths met a touchpoint of a journey, or one that it does not have. */
export interface TouchpointDeviation {
  touchpoint: string
  isMeant: boolean
  /** Paths that met it. */
  paths: number
  /** Completed paths that never met it; 0 for one that does not belong. */
  skipped: number
  /** Paths that met it more than once. */
  repeated: number
}

/** How paths went against how they were meant to go. */
export interface Deviations {
  paths: number
  completed: number
  /** Paths that skipped and repeated no stage, met all in order, and met no stage or touchpoint that does not belong. */
  asMeant: number
  /** The journey's in order, then others, most first. */
  stages: StageDeviation[]
  /** The journey's in its order, then others, most first. */
  touchpoints: TouchpointDeviation[]
}

const COMPLETED = PATH_STATES.indexOf('completed')

/** Compares whole paths with at least one chosen encounter with what was meant; encounters without a stage say nothing of stages. */
export function getDeviations(columns: PathColumns, filter: PathFilter, meant: Meant): Deviations {
  const { start, state } = columns.paths
  const stages = openStages(columns, meant.stages)
  const touchpoints = openTouchpoints(columns, meant.touchpoints)
  const chosen = chosenPaths(columns, filter)
  let completed = 0
  let asMeant = 0
  for (const path of chosen) {
    const isCompleted = state[path] === COMPLETED
    const [first, end] = [start[path]!, start[path + 1]!]
    const inStages = stages.walk(path, first, end, isCompleted)
    const inTouchpoints = touchpoints.walk(path, first, end, isCompleted)
    asMeant += inStages & inTouchpoints
    completed += Number(isCompleted)
  }
  return { paths: chosen.length, completed, asMeant, stages: stages.tell(), touchpoints: touchpoints.tell(completed) }
}

/** What the journey has by its order, then what else there is, most first, then by text. */
export function inMeantOrder<Each extends { paths: number }>(
  all: readonly Each[],
  meant: readonly string[],
  name: (each: Each) => string,
): Each[] {
  const rank = new Map(meant.map((key, index) => [key, index]))
  const rankOf = (each: Each) => rank.get(name(each)) ?? meant.length
  return [...all].sort((a, b) => rankOf(a) - rankOf(b) || b.paths - a.paths || compareNames(name(a), name(b)))
}

/** For each code its rank among the meant, −1 without one. */
function ranksOf(names: readonly (string | null)[], meant: readonly string[]): Int32Array {
  const rank = new Map(meant.map((key, index) => [key, index]))
  return Int32Array.from(names, (name) => (name === null ? -1 : (rank.get(name) ?? -1)))
}

function openStages(columns: PathColumns, meant: readonly string[]) {
  const codes: Codes = columns.encounters.stage
  const names = columns.stages
  const ranks = ranksOf(names, meant)
  const [paths, repeated, outOfOrder] = [new Uint32Array(names.length), new Uint32Array(names.length), new Uint32Array(names.length)]
  const seen = new Int32Array(names.length).fill(-1)
  const again = new Int32Array(names.length).fill(-1)
  const seenRank = new Int32Array(meant.length).fill(-1)
  const skipped = new Uint32Array(meant.length)

  /** 1 when nothing but what was meant happened. */
  function walk(path: number, first: number, end: number, isCompleted: boolean): number {
    let current = 0
    let furthest = -1
    let asMeant = 1
    for (let encounter = first; encounter < end; encounter++) {
      const code = codes[encounter]!
      if (code === 0 || code === current) continue
      current = code
      const rank = ranks[code]!
      if (rank < 0) asMeant = 0
      else seenRank[rank] = path
      if (seen[code] === path) {
        asMeant = 0
        if (again[code] !== path) repeated[code]!++
        again[code] = path
      } else {
        seen[code] = path
        paths[code]!++
        if (rank >= 0 && rank < furthest) {
          asMeant = 0
          outOfOrder[code]!++
        }
      }
      if (rank > furthest) furthest = rank
    }
    const until = isCompleted ? meant.length : furthest
    for (let rank = 0; rank < until; rank++) {
      if (seenRank[rank] === path) continue
      skipped[rank]!++
      asMeant = 0
    }
    return asMeant
  }

  function tell(): StageDeviation[] {
    const all = names.flatMap((stage, code) => (stage === null || (paths[code] === 0 && ranks[code]! < 0) ? [] : [deviation(stage, code)]))
    const unknown = meant.filter((stage) => !names.includes(stage)).map((stage) => deviation(stage, null))
    return inMeantOrder([...all, ...unknown], meant, ({ stage }) => stage)
  }

  function deviation(stage: string, code: number | null): StageDeviation {
    const rank = meant.indexOf(stage)
    const at = (counts: Uint32Array) => (code === null ? 0 : counts[code]!)
    return {
      stage,
      isMeant: rank >= 0,
      paths: at(paths),
      skipped: rank < 0 ? 0 : skipped[rank]!,
      repeated: at(repeated),
      outOfOrder: at(outOfOrder),
    }
  }

  return { walk, tell }
}

function openTouchpoints(columns: PathColumns, meant: readonly string[]) {
  const codes: Codes = columns.encounters.touchpoint
  const names = columns.touchpoints
  const ranks = ranksOf(names, meant)
  const [paths, repeated, completedPaths] = [new Uint32Array(names.length), new Uint32Array(names.length), new Uint32Array(names.length)]
  const seen = new Int32Array(names.length).fill(-1)
  const again = new Int32Array(names.length).fill(-1)

  /** 1 when no touchpoint was met that does not belong; without any that do, all belong. */
  function walk(path: number, first: number, end: number, isCompleted: boolean): number {
    let asMeant = 1
    for (let encounter = first; encounter < end; encounter++) {
      const code = codes[encounter]!
      if (seen[code] !== path) {
        seen[code] = path
        paths[code]!++
        completedPaths[code]! += Number(isCompleted)
        if (ranks[code]! < 0 && meant.length > 0) asMeant = 0
      } else if (again[code] !== path) {
        again[code] = path
        repeated[code]!++
      }
    }
    return asMeant
  }

  function tell(completed: number): TouchpointDeviation[] {
    const all = names.flatMap((touchpoint, code) =>
      touchpoint === null || (paths[code] === 0 && ranks[code]! < 0) ? [] : [deviation(touchpoint, code, completed)],
    )
    const unknown = meant.filter((touchpoint) => !names.includes(touchpoint)).map((touchpoint) => deviation(touchpoint, null, completed))
    return inMeantOrder([...all, ...unknown], meant, ({ touchpoint }) => touchpoint)
  }

  function deviation(touchpoint: string, code: number | null, completed: number): TouchpointDeviation {
    const isMeant = meant.includes(touchpoint)
    const at = (counts: Uint32Array) => (code === null ? 0 : counts[code]!)
    return { touchpoint, isMeant, paths: at(paths), skipped: isMeant ? completed - at(completedPaths) : 0, repeated: at(repeated) }
  }

  return { walk, tell }
}
