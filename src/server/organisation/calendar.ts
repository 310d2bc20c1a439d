import Holidays from 'date-holidays'
import type { WorkingCalendar } from '../../domain/organisation/calendar.ts'

const DAY = 86_400_000

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
        days = new Set(source.getHolidays(year).map((holiday) => Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`) / DAY))
        years.set(year, days)
      }
      return days
    },
  }
}
