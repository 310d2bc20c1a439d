import type { PathColumns } from '../columns.ts'
import { openCells } from './cells.ts'
import { compareNames } from './compareNames.ts'
import { countGaps } from './countGaps.ts'
import type { PathFilter } from './filter.ts'

/** A stage in a channel (null = none given): encounters there with one before them on their path, and the exact median of the seconds between. */
export interface StageWait {
  stage: string | null
  channel: string | null
  count: number
  medianSeconds: number
}

/** How long after the encounter before on their path the chosen encounters came; by stage, then channel, those without one last. */
export function getWaits(columns: PathColumns, filter: PathFilter): StageWait[] {
  const { stage, channel, previous } = columns.encounters
  const { stages, channels } = columns
  const cells = openCells(columns, filter, { codes: stage, size: stages.length }, { codes: channel, size: channels.length })
  // The first on a path waited for nothing.
  const further = { codes: previous, isWanted: new Uint8Array(columns.touchpoints.length).fill(1, 1) }
  const { counts, medianSeconds } = countGaps({ columns, filter, cells, further })
  const waits: StageWait[] = []
  counts.forEach((count, cell) => {
    if (count === 0) return
    const { row, column } = cells.cellOf(cell)
    waits.push({ stage: stages[row]!, channel: channels[column]!, count, medianSeconds: medianSeconds(cell) })
  })
  return waits.sort(compareStageCells)
}

/** By stage, then channel, those without one last. */
export function compareStageCells(a: Pick<StageWait, 'stage' | 'channel'>, b: Pick<StageWait, 'stage' | 'channel'>): number {
  return compareNames(a.stage, b.stage) || compareNames(a.channel, b.channel)
}
