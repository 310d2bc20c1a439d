import { describe, expect, it } from 'vitest'
import { addWorkingTime, isWorkingDay, type WorkingCalendar } from './calendar.ts'

const HOUR = 3_600_000
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / (24 * HOUR)
const holidays = new Set(['2026-01-01', '2026-01-06', '2026-04-03', '2026-04-05', '2026-04-06', '2026-12-25', '2026-12-26'].map(dayOf))
const finnish: WorkingCalendar = {
  timeZone: 'Europe/Helsinki',
  holidays: (year) => (year === 2026 ? holidays : new Set([dayOf('2027-01-01'), dayOf('2027-01-06')])),
}

const after = (start: string, hours: number, calendar = finnish) =>
  new Date(addWorkingTime(calendar, Date.parse(start), hours * HOUR)).toISOString().replace('.000Z', 'Z')

describe('a working day', () => {
  it('is Monday to Friday without public holidays', () => {
    const week = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08']
    expect(week.map((date) => isWorkingDay(finnish, dayOf(date)))).toEqual([true, true, true, true, true, false, false])
    expect(['2026-04-03', '2026-04-06', '2026-04-07'].map((date) => isWorkingDay(finnish, dayOf(date)))).toEqual([false, false, true])
    expect([dayOf('1969-12-29'), dayOf('1969-12-28')].map((day) => isWorkingDay(finnish, day))).toEqual([true, false])
  })
})

describe('a limit in working time', () => {
  it('counts 24 hours for each working day', () => {
    expect(after('2026-03-02T10:00:00Z', 48)).toBe('2026-03-04T10:00:00Z')
    expect(after('2026-03-02T10:00:00Z', 1)).toBe('2026-03-02T11:00:00Z')
  })

  it('passes over the weekend, whose midnights are the organisation’s', () => {
    expect(after('2026-03-06T10:00:00Z', 24)).toBe('2026-03-09T10:00:00Z')
    expect(after('2026-03-06T21:59:00Z', 1)).toBe('2026-03-08T22:59:00Z')
    expect(after('2026-03-06T22:00:00Z', 1)).toBe('2026-03-08T23:00:00Z')
    expect(after('2026-03-06T22:00:00Z', 1, { ...finnish, timeZone: 'Europe/Stockholm' })).toBe('2026-03-06T23:00:00Z')
  })

  it('begun on a day off, begins with the next working day', () => {
    expect(after('2026-03-07T10:00:00Z', 2)).toBe('2026-03-09T00:00:00Z')
  })

  it('ends at the first instant at which the sum is reached: the midnight before days off, not after', () => {
    expect(after('2026-03-04T22:00:00Z', 48)).toBe('2026-03-06T22:00:00Z')
    expect(after('2026-03-06T10:00:00Z', 12)).toBe('2026-03-06T22:00:00Z')
  })

  it('passes over Easter, with summer time begun before it', () => {
    expect(after('2026-04-01T06:00:00Z', 48)).toBe('2026-04-07T06:00:00Z')
    expect(after('2026-04-02T20:59:59Z', 1)).toBe('2026-04-06T21:59:59Z')
  })

  it('counts hours lived on the days when the clocks change', () => {
    expect(after('2026-03-27T12:00:00Z', 24)).toBe('2026-03-30T11:00:00Z')
    expect(after('2026-10-23T12:00:00Z', 24)).toBe('2026-10-26T13:00:00Z')
  })

  it('passes over Christmas and the turn of the year', () => {
    expect(after('2026-12-24T10:00:00Z', 24)).toBe('2026-12-28T10:00:00Z')
    expect(after('2026-12-31T10:00:00Z', 24)).toBe('2027-01-04T10:00:00Z')
  })

  it('of 0 is reached at once, on whatever day', () => {
    expect(after('2026-03-07T10:00:00Z', 0)).toBe('2026-03-07T10:00:00Z')
  })

  it('ends even without any working day', () => {
    const never = { timeZone: 'UTC', holidays: () => ({ has: () => true }) as unknown as ReadonlySet<number> }
    expect(addWorkingTime(never, 0, HOUR)).toBeGreaterThan(0)
  })
})
