import type { z } from 'zod'
import type { getStages } from '../../../api/journey.ts'
import type { getSatisfaction, getWaits } from '../../../api/journeyAnalysis.ts'

export type StagesAnswer = z.output<typeof getStages.answer>
export type WaitsAnswer = z.output<typeof getWaits.answer>
type SatisfactionAnswer = z.output<typeof getSatisfaction.answer>

/** What the heat of stages and channels can tell. */
export const HEATS = ['paths', 'encounters', 'customers', 'friction', 'time', 'satisfaction'] as const
export type Heat = (typeof HEATS)[number]

/** A stage in a channel with everything known of it. */
export interface StageCell {
  stage: string | null
  channel: string | null
  paths: number
  encounters: number
  customers: number
  pathsWithFriction: number
  /** How many have an encounter before them, and the median time between. */
  waits: number
  medianSeconds: number | null
  /** Scores of CSAT, and how many were 4 or 5. */
  answers: number
  satisfied: number
}

/** Stages, channels, and the cells where they meet: stages in the journey's order, others after them, none given last; channels by use. */
export interface StageTable {
  stages: (string | null)[]
  channels: (string | null)[]
  /** Undefined where nothing was met. */
  cell: (stage: string | null, channel: string | null) => StageCell | undefined
}

/** Puts the answers on stages together as a table. */
export function prepareStages(
  answer: StagesAnswer,
  { waits, satisfaction }: { waits?: WaitsAnswer | undefined; satisfaction?: SatisfactionAnswer | undefined },
  order: readonly string[],
): StageTable {
  const keyOf = (stage: string | null, channel: string | null) => JSON.stringify([stage, channel])
  const waitOf = new Map(waits?.cells.map((wait) => [keyOf(wait.stage, wait.channel), wait]))
  const scored = new Map(satisfaction?.cells.map((each) => [keyOf(each.stage, each.channel), each]))
  const cells = new Map(
    answer.cells.map((each): [string, StageCell] => {
      const wait = waitOf.get(keyOf(each.stage, each.channel))
      const { answers = 0, satisfied = 0 } = scored.get(keyOf(each.stage, each.channel)) ?? {}
      const more = { waits: wait?.count ?? 0, medianSeconds: wait?.medianSeconds ?? null, answers, satisfied }
      return [keyOf(each.stage, each.channel), { ...each, ...more }]
    }),
  )
  const used = new Map<string | null, number>()
  for (const { channel, encounters } of answer.cells) used.set(channel, (used.get(channel) ?? 0) + encounters)
  const rank = (stage: string | null) => (stage === null ? order.length + 1 : order.includes(stage) ? order.indexOf(stage) : order.length)
  return {
    stages: [...new Set(answer.cells.map(({ stage }) => stage))].toSorted((a, b) => rank(a) - rank(b)),
    channels: [...used].toSorted((a, b) => b[1] - a[1]).map(([channel]) => channel),
    cell: (stage, channel) => cells.get(keyOf(stage, channel)),
  }
}

/** The number that a heat tells of a cell, and of how many it is; null for none. */
export function heatOf(cell: StageCell, heat: Heat): { value: number | null; of: number } {
  if (heat === 'friction') return { value: cell.paths === 0 ? null : cell.pathsWithFriction / cell.paths, of: cell.paths }
  if (heat === 'satisfaction') return { value: cell.answers === 0 ? null : cell.satisfied / cell.answers, of: cell.answers }
  if (heat === 'time') return { value: cell.medianSeconds, of: cell.waits }
  return { value: cell[heat], of: Infinity }
}
