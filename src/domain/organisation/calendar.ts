import { DAY } from '../kernel/duration.ts'
import { localDay, startOfLocalDay } from '../kernel/zone.ts'

/** An organisation's working days: its IANA zone and the public holidays of a local year as days since 1970-01-01. */
export interface WorkingCalendar {
  timeZone: string
  holidays: (year: number) => ReadonlySet<number>
}

/** Whether a local day (days since 1970-01-01) is Monday–Friday and no public holiday. */
export function isWorkingDay(calendar: WorkingCalendar, day: number): boolean {
  const weekday = (((day + 3) % 7) + 7) % 7
  if (weekday > 4) return false
  return !calendar.holidays(new Date(day * DAY).getUTCFullYear()).has(day)
}

/** The longest working time, in milliseconds, that a limit may have: ten years of days. */
export const LONGEST_WORKING_TIME = 3660 * DAY

/** The first instant at which `limit` ms of working time have passed since `start`; a working day counts 24 h, others 0. */
export function addWorkingTime(calendar: WorkingCalendar, start: number, limit: number): number {
  let left = Math.min(limit, LONGEST_WORKING_TIME)
  if (left <= 0) return start
  let at = start
  // Bounded: a calendar without any working day would otherwise never end.
  for (let day = localDay(calendar.timeZone, start), last = day + 40_000; day < last; day++) {
    const end = startOfLocalDay(calendar.timeZone, day + 1)
    if (isWorkingDay(calendar, day)) {
      if (end - at >= left) return at + left
      left -= end - at
    }
    at = end
  }
  return at
}
