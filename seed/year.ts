import { DAY } from '../src/domain/kernel/duration.ts'
import { formatInstant } from '../src/domain/kernel/instant.ts'
import { localDay, zoneOffset } from '../src/domain/kernel/zone.ts'
import type { Random } from './random.ts'

/** Where the demo organisation lives. */
export const ZONE = 'Europe/Helsinki'
/** The first moment of the demo year, in ms since 1970 UTC. */
export const YEAR_BEGINS = Date.parse('2025-03-31T21:00:00Z')
/** The moment after the demo year's last encounter: the bank story has ended the day before. */
export const YEAR_ENDS = Date.parse('2026-03-31T00:00:00Z')

const FIRST_DAY = Date.UTC(2025, 3, 1) / DAY
const LAST_DAY = Date.UTC(2026, 2, 30) / DAY

/** Finnish public holidays of the demo year and a week after, and the eves on which offices stay closed. */
export const HOLIDAYS: readonly string[] = [
  '2025-04-18',
  '2025-04-20',
  '2025-04-21',
  '2025-05-01',
  '2025-05-29',
  '2025-06-08',
  '2025-06-21',
  '2025-11-01',
  '2025-12-06',
  '2025-12-25',
  '2025-12-26',
  '2026-01-01',
  '2026-01-06',
  '2026-04-03',
  '2026-04-05',
  '2026-04-06',
]
const EVES = ['2025-06-20', '2025-12-24']

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY
/** The same holidays as days since 1970-01-01. */
export const holidays: ReadonlySet<number> = new Set(HOLIDAYS.map(dayOf))
const closed = new Set([...HOLIDAYS, ...EVES].map(dayOf))

/** Monday = 0 … Sunday = 6 of a local day (days since 1970-01-01). */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Month (January = 0) of a local day. */
export function monthOf(day: number): number {
  return new Date(day * DAY).getUTCMonth()
}

/** Whether offices work on a local day. */
export function isWorkday(day: number): boolean {
  return weekdayOf(day) < 5 && !holidays.has(day)
}

/** The instant of a local day and minute. */
export function instantAt(day: number, minute: number): number {
  const local = day * DAY + minute * 60_000
  const guess = local - zoneOffset(ZONE, local)
  return local - zoneOffset(ZONE, guess)
}

/** The local day an instant falls on. */
export function dayAt(instant: number): number {
  return localDay(ZONE, instant)
}

/** How busy a theme is by month and weekday; 1 is an ordinary day. */
export interface Rhythm {
  months: readonly number[]
  weekdays: readonly number[]
}

/** Draws a day of the year by its rhythm; holidays are quiet. The days are summed once for each rhythm. */
export function drawDay(random: Random, rhythm: Rhythm, from = FIRST_DAY): number {
  const sums = sumsOf(rhythm)
  const before = from > FIRST_DAY ? sums[Math.min(from - FIRST_DAY, sums.length) - 1]! : 0
  const wanted = before + random.next() * (sums[sums.length - 1]! - before)
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > wanted) high = middle
    else low = middle + 1
  }
  return FIRST_DAY + low
}

const summed = new WeakMap<Rhythm, number[]>()

function sumsOf(rhythm: Rhythm): number[] {
  let sums = summed.get(rhythm)
  if (!sums) {
    sums = []
    let sum = 0
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      const quiet = closed.has(day) ? 0.3 : 1
      sum += rhythm.months[monthOf(day)]! * rhythm.weekdays[weekdayOf(day)]! * quiet
      sums.push(sum)
    }
    summed.set(rhythm, sums)
  }
  return sums
}

type Hours = readonly [opens: number, closes: number] | null

/** Opening hours by channel in minutes of the local day: Monday–Friday, Saturday, Sunday; a channel not named is always open. */
const HOURS: Readonly<Record<string, readonly [Hours, Hours, Hours]>> = {
  branch: [[600, 990], null, null],
  phone: [[480, 1080], null, null],
  chat: [[480, 1200], [600, 960], null],
  office: [[480, 1020], null, null],
  store: [
    [600, 1140],
    [600, 1020],
    [720, 960],
  ],
  post: [[480, 1200], [540, 960], null],
  home: [[480, 1080], null, null],
}

/** When a channel is open on a local day, in minutes; null when closed, the whole day for a channel without hours. */
export function hoursOf(channel: string, day: number): readonly [number, number] | null {
  const hours = HOURS[channel]
  if (!hours) return [0, 1440]
  if (closed.has(day)) return null
  const weekday = weekdayOf(day)
  return hours[Math.max(0, weekday - 4)]!
}

const CURVES: Readonly<Record<string, readonly number[]>> = {
  mobile: [1, 0.4, 0.2, 0.2, 0.3, 1, 3, 5, 4, 3, 3, 4, 5, 4, 4, 5, 6, 7, 8, 10, 11, 10, 7, 3],
  desktop: [0.4, 0.2, 0.1, 0.1, 0.1, 0.3, 1, 3, 7, 9, 9, 8, 7, 8, 8, 7, 5, 4, 4, 5, 5, 4, 2, 1],
  tablet: [0.5, 0.2, 0.1, 0.1, 0.1, 0.3, 1, 3, 4, 4, 4, 3, 3, 3, 3, 3, 4, 5, 7, 10, 12, 10, 5, 2],
}

const curveItems = Object.fromEntries(
  Object.entries(CURVES).map(([device, curve]) => [device, curve.map((weight, hour) => [hour, weight] as const)]),
)

/** A minute of the day at which a customer is on a device: phones in the evening, desks in the morning. */
export function drawMinute(random: Random, device: string): number {
  return random.weighted(curveItems[device] ?? curveItems.desktop!) * 60 + random.whole(0, 59)
}

/** A moment in a channel's opening hours on a day or the first day after it, never at or before `after`. */
export function drawOpen(random: Random, channel: string, day: number, after: number): number {
  for (let tried = day; tried < day + 30; tried++) {
    const hours = hoursOf(channel, tried)
    if (!hours) continue
    const opens = instantAt(tried, hours[0])
    // The last one is let in half an hour before the doors close.
    const closes = instantAt(tried, hours[1] - 30)
    const earliest = Math.max(opens, after + 60_000)
    if (earliest >= closes) continue
    return earliest + Math.floor((random.next() * (closes - earliest)) / 60_000) * 60_000
  }
  throw new Error(`${channel} is closed for a month from ${formatInstant(after)}.`)
}

/** The day that lies a number of working days after the first working day at or after `day`. */
export function workdayAfter(day: number, count: number): number {
  let found = day
  while (!isWorkday(found)) found++
  for (let left = count; left > 0; left--) {
    found++
    while (!isWorkday(found)) found++
  }
  return found
}
