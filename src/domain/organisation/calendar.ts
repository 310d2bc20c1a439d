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

/** A local day: the instant at which it ends, and whether it is a working day. */
interface Day {
  end: number
  works: boolean
}

/** Days of each calendar, since the same few are asked for again and again. */
const calendars = new WeakMap<WorkingCalendar, Map<number, Day>>()

function daysOf(calendar: WorkingCalendar): Map<number, Day> {
  let days = calendars.get(calendar)
  if (days === undefined) {
    days = new Map()
    calendars.set(calendar, days)
  }
  return days
}

function openDay(calendar: WorkingCalendar, day: number): Day {
  return { end: startOfLocalDay(calendar.timeZone, day + 1), works: isWorkingDay(calendar, day) }
}

/** The first instant at which `limit` ms of working time have passed since `start`; a working day counts 24 h, others 0. */
export function addWorkingTime(calendar: WorkingCalendar, start: number, limit: number): number {
  let left = Math.min(limit, LONGEST_WORKING_TIME)
  if (left <= 0) return start
  const days = daysOf(calendar)
  let at = start
  // Bounded: a calendar without any working day would otherwise never end.
  for (let number = localDay(calendar.timeZone, start), last = number + 40_000; number < last; number++) {
    let day = days.get(number)
    if (day === undefined) {
      day = openDay(calendar, number)
      days.set(number, day)
    }
    if (day.works) {
      if (day.end - at >= left) return at + left
      left -= day.end - at
    }
    at = day.end
  }
  return at
}

/** The working time in ms that passes from `start` to `end`; 0 when `end` is not later. */
export function workingTimeBetween(calendar: WorkingCalendar, start: number, end: number): number {
  const days = daysOf(calendar)
  let at = start
  let passed = 0
  for (let number = localDay(calendar.timeZone, start); at < end; number++) {
    let day = days.get(number)
    if (day === undefined) {
      day = openDay(calendar, number)
      days.set(number, day)
    }
    if (day.works) passed += Math.min(day.end, end) - at
    at = day.end
  }
  return passed
}
