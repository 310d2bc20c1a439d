import { DAY } from '../kernel/duration.ts'
import { localDay, zoneOffset } from '../kernel/zone.ts'
import { isWorkingDay, type WorkingCalendar } from '../organisation/calendar.ts'
import type { NoticeWay, QuietHours, TellingTimes } from './notice.ts'

const MINUTE = 60_000

/** The gravest severity, which may pass quiet hours. */
const GRAVEST = 5

/** Something that waits to be told: since when it is known (ms since 1970 UTC), how it is to be told, and how grave it is, 1–5. */
export interface WaitingNotice {
  knownAt: number
  way: NoticeWay
  severity: number
}

/** Whether an instant (ms since 1970 UTC) lies in quiet hours by the clock on the wall of an IANA zone. */
export function isQuiet(quiet: QuietHours | null, timeZone: string, at: number): boolean {
  if (quiet === null) return false
  const local = at + zoneOffset(timeZone, at)
  const minute = Math.floor((((local % DAY) + DAY) % DAY) / MINUTE)
  const { from, until } = quiet
  return from < until ? from <= minute && minute < until : minute >= from || minute < until
}

/** The first instant from `at` on that is not quiet. */
function afterQuiet(quiet: QuietHours | null, timeZone: string, at: number): number {
  let end = at
  while (isQuiet(quiet, timeZone, end)) end = nextMinute(timeZone, quiet!.until, end)
  return end
}

/** The first instant after `after` at which the wall clock of a zone shows a minute of the day. */
function nextMinute(timeZone: string, minute: number, after: number): number {
  for (let day = localDay(timeZone, after); ; day++) {
    const at = instantsOf(timeZone, day, minute).find((each) => each > after)
    if (at !== undefined) return at
  }
}

/** The instants at which the wall clock shows a minute of a local day, in order: two where clocks go back; where they pass it over, as if they had not yet. */
function instantsOf(timeZone: string, day: number, minute: number): number[] {
  const local = day * DAY + minute * MINUTE
  const [before, after] = [zoneOffset(timeZone, local - DAY), zoneOffset(timeZone, local + DAY)]
  if (before === after) return [local - before]
  const fits = [local - before, local - after].filter((at) => at + zoneOffset(timeZone, at) === local)
  return fits.length > 0 ? [...new Set(fits)].sort((left, right) => left - right) : [local - before]
}

/** When something that waits is to be told (ms since 1970 UTC), not before `notBefore`: never in quiet hours, but for what may pass them. */
export function tellAt(waiting: WaitingNotice, times: TellingTimes, calendar: WorkingCalendar, notBefore: number): number {
  const { timeZone } = calendar
  const { knownAt, way, severity } = waiting
  if (way === 'at-once') {
    const at = Math.max(knownAt, notBefore)
    return severity >= GRAVEST && times.quiet?.gravest === true ? at : afterQuiet(times.quiet, timeZone, at)
  }
  let at = nextMinute(timeZone, times.digestAt, knownAt)
  while (!isWorkingDay(calendar, localDay(timeZone, at))) at = nextMinute(timeZone, times.digestAt, at)
  return afterQuiet(times.quiet, timeZone, Math.max(at, notBefore))
}

/** What is to be done now about what waits for one receiver: told together, told at a later time, or not at all, since it is not wanted any more. */
export interface Telling<Waiting> {
  tell: Waiting[]
  later: { waiting: Waiting; at: number }[]
  drop: Waiting[]
}

/** Decides at `now` about what waits for one receiver, to whom nothing is told before `notBefore` (both ms since 1970 UTC). */
export function decideTelling<Waiting extends WaitingNotice>(
  waiting: readonly Waiting[],
  times: TellingTimes,
  calendar: WorkingCalendar,
  { now, notBefore }: { now: number; notBefore: number },
): Telling<Waiting> {
  const telling: Telling<Waiting> = { tell: [], later: [], drop: [] }
  for (const each of waiting) {
    if (each.way === 'never') {
      telling.drop.push(each)
      continue
    }
    const due = tellAt(each, times, calendar, notBefore)
    // It was due while nobody looked: it is as if it became known only now, but the digest that it belongs to has come.
    const at = due < now ? tellAt({ ...each, way: 'at-once' }, quietFor(each.way, times), calendar, now) : due
    if (at <= now) telling.tell.push(each)
    else telling.later.push({ waiting: each, at })
  }
  return telling
}

/** What is gathered never passes quiet hours. */
function quietFor(way: NoticeWay, times: TellingTimes): TellingTimes {
  return way === 'digest' && times.quiet !== null ? { ...times, quiet: { ...times.quiet, gravest: false } } : times
}
