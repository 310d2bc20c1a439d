import type { PathColumns } from '../columns.ts'
import { openCells } from './cells.ts'
import { compareNames } from './compareNames.ts'
import { forEachChosen, type PathFilter } from './filter.ts'
import { openPresence } from './presence.ts'

/** A stage in a channel (null = none given): its encounters, and the customers and paths they are of. */
export interface StageCount {
  stage: string | null
  channel: string | null
  encounters: number
  customers: number
  paths: number
}

/** Which stage is lived in which channel, counted over the chosen encounters; by stage, then channel, those without one last. */
export function getStages(columns: PathColumns, filter: PathFilter): StageCount[] {
  const { stage, channel } = columns.encounters
  const { customer } = columns.paths
  const cells = openCells(columns.stages.length, columns.channels.length)
  forEachChosen(columns, filter, (encounter) => cells.count(stage[encounter]!, channel[encounter]!))
  const list = cells.list()
  const presence = openPresence(list.length)
  forEachChosen(columns, filter, (encounter, path) =>
    presence.note(cells.at(stage[encounter]!, channel[encounter]!), path, customer[path]!),
  )
  const counts = presence.list().map(({ code, ...count }) => ({
    stage: columns.stages[list[code]!.row]!,
    channel: columns.channels[list[code]!.column]!,
    ...count,
  }))
  return counts.sort((a, b) => compareNames(a.stage, b.stage) || compareNames(a.channel, b.channel))
}
