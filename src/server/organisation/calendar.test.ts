import { describe, expect, it } from 'vitest'
import { isWorkingDay } from '../../domain/organisation/calendar.ts'
import { hasCalendar, openCalendar } from './calendar.ts'

const daysOff = (country: string, dates: string[]) =>
  dates.filter((date) => !isWorkingDay(openCalendar(country), Date.parse(`${date}T00:00:00Z`) / 86_400_000))

describe('a calendar', () => {
  it('knows the public holidays of Finland, those that move too', () => {
    const dates = [
      '2026-01-01',
      '2026-01-06',
      '2026-04-02',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-12-25',
      '2026-12-28',
    ]
    expect(daysOff('FI', dates)).toEqual(dates.filter((date) => !['2026-04-02', '2026-12-28'].includes(date)))
  })

  it('knows every day of a holiday that lasts for several, over the turn of the year too', () => {
    expect(daysOff('TR', ['2024-04-09', '2024-04-10', '2024-04-11', '2024-04-12'])).toContain('2024-04-12')
    const january = ['2025-01-01', '2025-01-02', '2025-01-03', '2025-01-06', '2025-01-07', '2025-01-08', '2025-01-09']
    expect(daysOff('RU', january)).toEqual(january.slice(0, -1))
  })

  it('is refused for a country nobody knows', () => {
    expect([hasCalendar('FI'), hasCalendar('XX'), hasCalendar('constructor')]).toEqual([true, false, false])
    expect(() => openCalendar('XX')).toThrow('No calendar for "XX"; give a country code such as FI or SE.')
  })
})
