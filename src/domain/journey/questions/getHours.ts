import type { PathColumns } from '../columns.ts'
import { compareNames } from './compareNames.ts'
import { forEachChosen, type PathFilter } from './filter.ts'

/** Encounters of one channel or device (null = none given) by local time: seven days from Monday, 24 hours each. */
export interface HourCount {
  name: string | null
  encounters: number
  hours: number[][]
}

/** When people meet the organisation, in their own local time: the chosen encounters by channel or device; most first, then by text. */
export function getHours(columns: PathColumns, filter: PathFilter, by: 'channel' | 'device'): HourCount[] {
  const codes = columns.encounters[by]
  const names = by === 'channel' ? columns.channels : columns.devices
  const { hour } = columns.encounters
  const counts = new Uint32Array(names.length * 168)
  forEachChosen(columns, filter, (piece) => {
    const [given, hours] = [piece.codes(codes), piece.bytes(hour)]
    for (let index = 0; index < piece.count; index++) counts[given[index]! * 168 + hours[index]!]!++
  })
  const list: HourCount[] = []
  names.forEach((name, code) => {
    const week = counts.subarray(code * 168, (code + 1) * 168)
    const encounters = week.reduce((sum, count) => sum + count, 0)
    if (encounters > 0) list.push({ name, encounters, hours: days(week) })
  })
  return list.sort((a, b) => b.encounters - a.encounters || compareNames(a.name, b.name))
}

function days(week: Uint32Array): number[][] {
  return Array.from({ length: 7 }, (_, day) => [...week.subarray(day * 24, (day + 1) * 24)])
}
