import Holidays, { type HolidaysTypes } from 'date-holidays'
import type { WorkingCalendar } from '../../domain/organisation/calendar.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Countries whose public holidays are known, by ISO 3166 code. */
export function hasCalendar(country: string): boolean {
  return Object.hasOwn(new Holidays().getCountries(), country)
}

/** The IANA zone that a country lives in; of several the one that `date-holidays` names first. */
export function timeZoneOf(country: string): string {
  return new Holidays(country).getTimezones()[0] ?? 'UTC'
}

/** The working days of a country (public holidays of `date-holidays`, type `public`) lived in an IANA zone; throws on an unknown country. */
export function openCalendar(country = 'FI', timeZone = 'Europe/Helsinki'): WorkingCalendar {
  if (!hasCalendar(country)) throw new Error(`No calendar for "${country}"; give a country code such as FI or SE.`)
  const source = new Holidays(country, { types: ['public'] })
  const years = new Map<number, ReadonlySet<number>>()
  return {
    timeZone,
    holidays: (year) => {
      let days = years.get(year)
      if (!days) {
        days = new Set([...source.getHolidays(year - 1), ...source.getHolidays(year)].flatMap(daysOf))
        years.set(year, days)
      }
      return days
    },
  }
}

/** Every local day that a holiday touches. */
function daysOf(holiday: HolidaysTypes.Holiday): number[] {
  const start = Date.parse(`${holiday.date.slice(0, 19).replace(' ', 'T')}Z`)
  // An hour less: the day on which the clocks go back has 25 of them.
  const end = start + holiday.end.getTime() - holiday.start.getTime() - HOUR
  const days: number[] = []
  for (let day = Math.floor(start / DAY); day * DAY < end; day++) days.push(day)
  return days
}
