import type { PathColumns } from '../columns.ts'
import { medianOfSorted } from '../../kernel/statistics.ts'
import { openChoice, type PathFilter } from './filter.ts'

/** The steps of a funnel in order, as touchpoints or stages, and the longest time in ms from the first to the last of them. */
export interface FunnelSteps {
  by: 'touchpoint' | 'stage'
  steps: readonly string[]
  within: number
}

/** One step of a funnel: the paths that reached it, their share of those at the first step, and the median of the shortest time from there in seconds. */
export interface FunnelStep {
  step: string
  paths: number
  /** 0–1; null when no path reached the first step. */
  share: number | null
  /** Null when no path reached it; 0 at the first. */
  medianSeconds: number | null
}

/**
 * How far paths get through steps, in this order but with anything between them, within a time from the first: a step is reached when
 * chosen encounters of one path make the steps up to it, each a later encounter than the one before.
 */
export function getFunnel(columns: PathColumns, filter: PathFilter, { by, steps, within }: FunnelSteps): FunnelStep[] {
  const choice = openChoice(columns, filter)
  const { start } = columns.paths
  const { time } = columns.encounters
  const codes = columns.encounters[by]
  const names = by === 'touchpoint' ? columns.touchpoints : columns.stages
  const wanted = steps.map((step) => names.indexOf(step))
  const isStep = new Uint8Array(names.length)
  for (const code of wanted) if (code >= 0) isStep[code] = 1
  const reached = steps.map((): number[] => [])
  const begun = new Float64Array(steps.length)
  const shortest = new Float64Array(steps.length)
  for (let path = 0; path + 1 < start.length; path++) {
    if (!choice.path(path)) continue
    begun.fill(-Infinity)
    shortest.fill(Infinity)
    for (let encounter = start[path]!, end = start[path + 1]!; encounter < end; encounter++) {
      const code = codes[encounter]!
      if (isStep[code] === 1 && choice.encounter(encounter)) takeStep(wanted, code, time[encounter]!, within, begun, shortest)
    }
    for (let step = 0; step < steps.length && shortest[step]! < Infinity; step++) reached[step]!.push(shortest[step]! / 1000)
  }
  const first = reached[0]?.length ?? 0
  return steps.map((step, index) => ({
    step,
    paths: reached[index]!.length,
    share: first === 0 ? null : reached[index]!.length / first,
    medianSeconds: medianOfSorted(Float64Array.from(reached[index]!).sort()),
  }))
}

/** Per step the latest beginning that led there, which leaves the most time; from the last step back, so that one encounter makes one step of a chain. */
function takeStep(wanted: readonly number[], code: number, at: number, within: number, begun: Float64Array, shortest: Float64Array): void {
  for (let step = wanted.length - 1; step >= 0; step--) {
    if (wanted[step] !== code) continue
    const from = step === 0 ? at : begun[step - 1]!
    if (at - from > within) continue
    begun[step] = from
    shortest[step] = Math.min(shortest[step]!, at - from)
  }
}
