import { describe, expect, it } from 'vitest'
import { DAY } from '../../../domain/kernel/duration.ts'
import { comparedStretch, filtersOf, readAddress, stretchOf } from './address.ts'

const first = Date.UTC(2025, 3, 1)
const last = Date.UTC(2026, 2, 31)
const startOfDay = (date: string) => Date.parse(`${date}T00:00:00+03:00`)

describe('the address of a view', () => {
  it('is read as far as it makes sense', () => {
    const given = {
      period: '90d',
      compare: 'week',
      channel: 'web',
      kind: 'silence',
      state: 'lost',
      touchpoint: 7,
      behind: { step: 2, last: true },
    }
    expect(readAddress(given)).toEqual({ period: '90d', channel: 'web', kind: 'silence', touchpoint: '7', behind: { step: 2 } })
    expect(readAddress({ from: '2026-02-01', to: 'soon', behind: 'x' })).toEqual({ from: '2026-02-01' })
  })

  it('means a stretch of time counted from the last encounter, or whole days', () => {
    expect(stretchOf({}, { first, last }, startOfDay)).toBeNull()
    expect(stretchOf({ period: '30d' }, null, startOfDay)).toBeNull()
    expect(stretchOf({ period: '30d' }, { first, last }, startOfDay)).toEqual({ since: last + 1 - 30 * DAY, until: last + 1 })
    const days = stretchOf({ from: '2026-02-27', to: '2026-02-28' }, { first, last }, startOfDay)!
    expect(new Date(days.since).toISOString()).toBe('2026-02-26T21:00:00.000Z')
    expect(new Date(days.until).toISOString()).toBe('2026-02-28T21:00:00.000Z')
    expect(stretchOf({ to: '2025-12-31' }, { first, last }, startOfDay)!.since).toBe(first)
    expect(stretchOf({ from: '2026-03-02', to: '2026-03-01' }, { first, last }, startOfDay)).toMatchObject({
      since: startOfDay('2026-03-02'),
    })
  })

  it('compares with the stretch just before, or a year before', () => {
    const stretch = { since: 10 * DAY, until: 14 * DAY }
    expect(comparedStretch(stretch, undefined)).toBeNull()
    expect(comparedStretch(stretch, 'before')).toEqual({ since: 6 * DAY, until: 10 * DAY })
    expect(comparedStretch(stretch, 'year')).toEqual({ since: -355 * DAY, until: -351 * DAY })
  })

  it('filters every question alike; an empty channel asks for none', () => {
    const filters = filtersOf({ channel: '', state: 'paused', by: 'x', show: 'all' }, { since: 0, until: DAY })
    expect(filters).toEqual({ channel: '', state: 'paused', since: '1970-01-01T00:00:00.000Z', until: '1970-01-02T00:00:00.000Z' })
  })
})
