import type { PathColumns } from '../columns.ts'
import { compareNames } from './compareNames.ts'
import type { PathFilter } from './filter.ts'
import { countPresence } from './presence.ts'

/** A channel (null = none given): its encounters, and the customers and paths they are of. */
export interface ChannelCount {
  channel: string | null
  encounters: number
  customers: number
  paths: number
}

/** How much each channel is used, counted over the chosen encounters; most first, then by text. */
export function getChannels(columns: PathColumns, filter: PathFilter): ChannelCount[] {
  const coded = { codes: columns.encounters.channel, size: columns.channels.length }
  const counts = countPresence(columns, filter, null, coded).map(({ column, encounters, customers, paths }) => ({
    channel: columns.channels[column]!,
    encounters,
    customers,
    paths,
  }))
  return counts.sort((a, b) => b.encounters - a.encounters || compareNames(a.channel, b.channel))
}
