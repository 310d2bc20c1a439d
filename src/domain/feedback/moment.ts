import { DAY } from '../kernel/duration.ts'
import { localDay, startOfLocalDay, zoneOffset } from '../kernel/zone.ts'
import type { Plan, Trigger } from './plan.ts'

const MINUTE = 60_000

/** The instant (ms since 1970 UTC) at which a local day (days since 1970-01-01) has come to a minute in an IANA zone. */
function atMinute(zone: string, day: number, minute: number): number {
  const local = day * DAY + minute * MINUTE
  return local - zoneOffset(zone, local - zoneOffset(zone, local))
}

/** The first instant from `from` (ms since 1970 UTC) on that lies within the plan’s hours of asking in an IANA zone. */
export function momentToAsk({ hours }: Pick<Plan, 'hours'>, from: number, zone: string): number {
  const day = localDay(zone, from)
  const opens = atMinute(zone, day, hours.from)
  if (from < opens) return opens
  return from < atMinute(zone, day, hours.to) ? from : atMinute(zone, day + 1, hours.from)
}

/** The local day (days since 1970-01-01) of a date `2026-03-01`. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}

/** Whether the plan’s days hold at an instant (ms since 1970 UTC), by the local day of an IANA zone. */
export function isWithinDates({ from, until }: Pick<Plan, 'from' | 'until'>, now: number, zone: string): boolean {
  const day = localDay(zone, now)
  return (from === undefined || day >= dayOf(from)) && (until === undefined || day <= dayOf(until))
}

/**
 * The latest local day at or before an instant on which a survey asked by the calendar is asked: its date `2026-03-01` and where it begins
 * (ms since 1970 UTC); a month too short for the day counts by its last. Null before the first.
 */
export function latestDate(
  { date, everyMonths }: Extract<Trigger, { on: 'date' }>,
  now: number,
  zone: string,
): { date: string; at: number } | null {
  const today = localDay(zone, now)
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const dayAfter = (months: number) => {
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
    return Date.UTC(year, month - 1 + months, Math.min(day, last)) / DAY
  }
  if (today < dayAfter(0)) return null
  let times = 0
  if (everyMonths !== undefined) {
    const now = new Date(today * DAY)
    const between = (now.getUTCFullYear() - year) * 12 + now.getUTCMonth() + 1 - month
    times = Math.floor(between / everyMonths)
    if (dayAfter(times * everyMonths) > today) times--
  }
  const found = dayAfter(times * (everyMonths ?? 0))
  return { date: new Date(found * DAY).toISOString().slice(0, 10), at: startOfLocalDay(zone, found) }
}
