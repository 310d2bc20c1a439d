import type { PathColumns } from '../columns.ts'
import { compareNames } from './compareNames.ts'
import type { PathFilter } from './filter.ts'
import { countPresence } from './presence.ts'

/** A stage in a channel (null = none given): its encounters, and the customers and paths they are of. */
export interface StageCount {
  stage: string | null
  channel: string | null
  encounters: number
  customers: number
  paths: number
  /** Paths of these on which a friction stands. */
  pathsWithFriction: number
}

/** Which stage is lived in which channel, counted over the chosen encounters; by stage, then channel, those without one last. */
export function getStages(columns: PathColumns, filter: PathFilter): StageCount[] {
  const { stage, channel } = columns.encounters
  const { stages, channels } = columns
  const [byStage, byChannel] = [
    { codes: stage, size: stages.length },
    { codes: channel, size: channels.length },
  ]
  const cells = countPresence(columns, filter, byStage, byChannel).map(({ row, column, frictions: _frictions, ...counts }) => ({
    stage: stages[row]!,
    channel: channels[column]!,
    ...counts,
  }))
  return cells.sort((a, b) => compareNames(a.stage, b.stage) || compareNames(a.channel, b.channel))
}
