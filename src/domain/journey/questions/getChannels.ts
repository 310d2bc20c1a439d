import type { PathColumns } from '../columns.ts'
import { compareNames } from './compareNames.ts'
import { forEachChosen, type PathFilter } from './filter.ts'
import { openPresence } from './presence.ts'

/** A channel (null = none given): its encounters, and the customers and paths they are of. */
export interface ChannelCount {
  channel: string | null
  encounters: number
  customers: number
  paths: number
}

/** How much each channel is used, counted over the chosen encounters; most first, then by text. */
export function getChannels(columns: PathColumns, filter: PathFilter): ChannelCount[] {
  const { channel } = columns.encounters
  const { customer } = columns.paths
  const presence = openPresence(columns.channels.length)
  forEachChosen(columns, filter, (encounter, path) => presence.note(channel[encounter]!, path, customer[path]!))
  const counts = presence.list().map(({ code, ...count }) => ({ channel: columns.channels[code]!, ...count }))
  return counts.sort((a, b) => b.encounters - a.encounters || compareNames(a.channel, b.channel))
}
