import type { PathColumns } from '../columns.ts'
import { forEachChosen, type PathFilter, type Piece } from './filter.ts'
import { medianSecondsOf } from './medians.ts'

/** The steps of a funnel in order, as touchpoints or stages, and the longest time in ms from the first to the last of them. */
export interface FunnelSteps {
  by: 'touchpoint' | 'stage'
  steps: readonly string[]
  within: number
}

/** One step of a funnel: the paths that reached it, their share of those at the first step, and the medians of the shortest times from there and from the step before, in seconds. */
export interface FunnelStep {
  step: string
  paths: number
  /** 0–1; null when no path reached the first step. */
  share: number | null
  /** Null when no path reached it; 0 at the first. */
  medianSeconds: number | null
  /** From the step before; null when no path reached it, and at the first. */
  betweenSeconds: number | null
}

/**
 * How far paths get through steps, in this order but with anything between them, within a time from the first: a step is reached when
 * chosen encounters of one path make the steps up to it, each a later encounter than the one before.
 */
export function getFunnel(columns: PathColumns, filter: PathFilter, { by, steps, within }: FunnelSteps): FunnelStep[] {
  const { start } = columns.paths
  const { time } = columns.encounters
  const codes = columns.encounters[by]
  const names = by === 'touchpoint' ? columns.touchpoints : columns.stages
  const wanted = steps.map((step) => names.indexOf(step))
  const { last, before } = stepsByCode(wanted, names.length)
  const first = wanted[0] ?? -1
  const reached = steps.map(() => openTimes())
  const begun = new Float64Array(steps.length)
  const shortest = new Float64Array(steps.length)
  const between = steps.map(() => openTimes())
  // When each step was last reached, and the shortest time from the step before.
  const reachedAt = new Float64Array(steps.length)
  const nearest = new Float64Array(steps.length)
  let walked = 0
  let isOpen = false

  function endPath(): void {
    for (let step = 0; step < steps.length && shortest[step]! < Infinity; step++) {
      reached[step]!.add(shortest[step]!)
      if (step > 0) between[step]!.add(nearest[step]!)
    }
  }

  // Only encounters that make a step are looked at.
  const further = { codes, isWanted: Uint8Array.from(last, (step) => Number(step >= 0)) }
  const take = ({ count, list }: Piece): void => {
    let path = walked
    let isBegun = isOpen
    let end = start[path + 1]!
    for (let index = 0; index < count; index++) {
      const encounter = list[index]!
      if (encounter >= end) {
        if (isBegun) endPath()
        isBegun = false
        while (encounter >= end) end = start[++path + 1]!
      }
      const code = codes[encounter]!
      if (!isBegun) {
        // What comes before the first step leads nowhere.
        if (code !== first) continue
        isBegun = true
        for (let step = 0; step < steps.length; step++) {
          begun[step] = -Infinity
          shortest[step] = Infinity
          nearest[step] = Infinity
        }
      }
      const at = time[encounter]!
      // Per step the latest beginning that led there, which leaves the most time; backwards, so that one encounter makes one step of a chain.
      for (let step = last[code]!; step >= 0; step = before[step]!) {
        const from = step === 0 ? at : begun[step - 1]!
        if (at - from > within) continue
        begun[step] = from
        shortest[step] = Math.min(shortest[step]!, at - from)
        if (step > 0) nearest[step] = Math.min(nearest[step]!, at - reachedAt[step - 1]!)
        reachedAt[step] = at
      }
    }
    walked = path
    isOpen = isBegun
  }
  forEachChosen(columns, filter, take, further)
  if (isOpen) endPath()
  const atFirst = reached[0]?.count() ?? 0
  return steps.map((step, index) => ({
    step,
    paths: reached[index]!.count(),
    share: atFirst === 0 ? null : reached[index]!.count() / atFirst,
    medianSeconds: reached[index]!.medianSeconds(),
    betweenSeconds: between[index]!.medianSeconds(),
  }))
}

/** A list of times in ms that grows. */
function openTimes() {
  let times = new Float64Array(64)
  let count = 0
  return {
    add: (time: number): void => {
      if (count === times.length) {
        const next = new Float64Array(count * 2)
        next.set(times)
        times = next
      }
      times[count++] = time
    },
    count: (): number => count,
    medianSeconds: (): number | null => medianSecondsOf(times.subarray(0, count)),
  }
}

/** For each code the last step that it makes, −1 for none, and for each step the one before it of the same code. */
function stepsByCode(wanted: readonly number[], codes: number): { last: Int32Array; before: Int32Array } {
  const last = new Int32Array(codes).fill(-1)
  const before = new Int32Array(wanted.length).fill(-1)
  wanted.forEach((code, step) => {
    if (code < 0) return
    before[step] = last[code]!
    last[code] = step
  })
  return { last, before }
}
