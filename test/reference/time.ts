import Holidays from 'date-holidays'

const organisationZone = 'Europe/Helsinki'

const second = 1000
const hour = 3600 * second
const day = 24 * hour
const units: Record<string, number> = { s: second, m: 60 * second, h: hour, d: day, w: 7 * day }

/** "7d", "48h", "30m" or a bare 0, in milliseconds. */
export function durationOf(text: string | number): number {
  if (Number(text) === 0) return 0
  const match = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(String(text).trim())
  const unit = units[match?.[2] ?? '']
  if (!match || unit === undefined) throw new Error(`not a duration: ${text}`)
  return Number(match[1]) * unit
}

/** RFC 3339 to milliseconds since 1970; digits finer than a millisecond are cut off. */
export function instantOf(text: string): number {
  const instant = Date.parse(
    text
      .toUpperCase()
      .replace(' ', 'T')
      .replace(/(\.\d{3})\d+/, '$1'),
  )
  if (Number.isNaN(instant)) throw new Error(`not an instant: ${text}`)
  return instant
}

export function printInstant(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

/** The wall clock of a zone at an instant, written as if it were UTC. Zones change their offset on quarters of an hour only. */
function wallClock(instant: number, zone: string): number {
  const quarter = Math.floor(instant / (hour / 4))
  const key = `${zone} ${quarter}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    const start = quarter * (hour / 4)
    offsets.set(key, (offset = readClock(start, zone) - start))
  }
  return instant + offset
}

function readClock(instant: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type as string, Number(value)]))
  const part = (name: string): number => parts.get(name) ?? 0
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return wall + (((instant % second) + second) % second)
}

export function localHour(instant: number, zone: string): number {
  return new Date(wallClock(instant, zone)).getUTCHours()
}

function nextMidnight(instant: number): number {
  const midnight = (Math.floor(wallClock(instant, organisationZone) / day) + 1) * day
  const offset = (at: number): number => wallClock(at, organisationZone) - at
  const guess = midnight - offset(instant)
  return midnight - offset(guess)
}

export type Calendar = (localDate: string) => boolean

/** Whether a local date ("2026-04-03") is a public holiday of the country (or "country-state"). */
export function calendarOf(country: string): Calendar {
  const [land = 'FI', ...state] = country.split('-')
  const source = state.length > 0 ? new Holidays(land, state.join('-')) : new Holidays(land)
  const years = new Map<number, Set<string>>()
  const datesOf = (year: number): Set<string> => {
    const dates = new Set<string>()
    for (const holiday of [...source.getHolidays(year - 1), ...source.getHolidays(year)]) {
      if (holiday.type !== 'public') continue
      const first = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`)
      const clockTime = Date.parse(`1970-01-01T${holiday.date.slice(11, 19)}Z`)
      // A day of 25 hours still is one date.
      const length = holiday.end.getTime() - holiday.start.getTime() - hour
      for (let at = first; at < first + clockTime + length; at += day) {
        dates.add(new Date(at).toISOString().slice(0, 10))
      }
    }
    return dates
  }
  return (localDate) => {
    const year = Number(localDate.slice(0, 4))
    let dates = years.get(year)
    if (!dates) years.set(year, (dates = datesOf(year)))
    return dates.has(localDate)
  }
}

function isWorkingDay(instant: number, isHoliday: Calendar): boolean {
  const wall = new Date(wallClock(instant, organisationZone))
  const isWeekday = wall.getUTCDay() >= 1 && wall.getUTCDay() <= 5
  return isWeekday && !isHoliday(wall.toISOString().slice(0, 10))
}

/** The first instant at which the working time since `start` reaches the limit. */
export function workingDeadline(start: number, limit: number, isHoliday: Calendar): number {
  let at = start
  let left = limit
  while (left > 0) {
    const end = nextMidnight(at)
    if (isWorkingDay(at, isHoliday)) {
      if (left <= end - at) return at + left
      left -= end - at
    }
    at = end
  }
  return at
}
