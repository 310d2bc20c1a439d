import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { parseDuration } from './duration.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { compareMarks, compareText, sortedUnique } from './order.ts'
import { isTimeZone, localDay, localHour, localHourOfWeek, startOfLocalDay } from './zone.ts'

describe('an instant', () => {
  it('is RFC 3339 with a zone, cut to the millisecond', () => {
    const texts = ['2026-03-02T10:00:00Z', '2026-03-02t12:00:00+02:00', '2026-03-02 05:30:00-04:30', '2026-03-02T10:00:00.0009Z']
    expect(texts.map(parseInstant)).toEqual(texts.map(() => Date.UTC(2026, 2, 2, 10)))
    expect(parseInstant('2024-02-29T23:59:60Z')).toBe(Date.UTC(2024, 2, 1))
    expect(parseInstant('0099-01-01T00:00:00Z')).toBe(Date.parse('0099-01-01T00:00:00Z'))
  })

  it('is no date that does not exist, and no time without a zone', () => {
    const texts = [
      '2026-02-29T10:00:00Z',
      '2100-02-29T10:00:00Z',
      '2026-04-31T10:00:00Z',
      '2026-13-01T10:00:00Z',
      '2026-00-01T10:00:00Z',
      '2026-01-00T10:00:00Z',
    ]
    const times = [
      '2026-03-02T24:00:00Z',
      '2026-03-02T10:60:00Z',
      '2026-03-02T10:00:61Z',
      '2026-03-02T10:00:00+24:00',
      '2026-03-02T10:00:00',
      '2026-03-02',
      'now',
      '',
    ]
    for (const text of [...texts, ...times]) expect(parseInstant(text), text).toBe(null)
  })

  it('as it is usually written is read as any other way of writing it', () => {
    const piece = fc.tuple(fc.nat(28), fc.constantFrom('0', '2', '3', '6', '9', '-', '+', ':', '.', 'T', 'Z', ' ', '/', 'é'))
    const offset = fc.constantFrom('Z', '+02:00', '-04:30', '+23:59', '+24:00', '+00:60')
    const written = fc.date({ noInvalidDate: true, min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') })
    fc.assert(
      fc.property(written, offset, fc.boolean(), fc.option(piece), (date, zone, isWhole, change) => {
        let text = date.toISOString().slice(0, isWhole ? 19 : 23) + zone
        if (change) text = text.slice(0, change[0]) + change[1] + text.slice(change[0] + 1)
        // With a small t it is read by the general rule.
        expect(parseInstant(text), text).toBe(parseInstant(text[10] === 'T' ? `${text.slice(0, 10)}t${text.slice(11)}` : text))
        const isTime = !change && !zone.includes('60') && !zone.includes('24')
        expect(parseInstant(text)).toBe(isTime ? Date.parse(text) : parseInstant(text))
      }),
      { numRuns: 5000 },
    )
  })

  it('is printed in UTC, with milliseconds where there are any', () => {
    expect([0, 1, 250, 1000].map(formatInstant)).toEqual([
      '1970-01-01T00:00:00Z',
      '1970-01-01T00:00:00.001Z',
      '1970-01-01T00:00:00.250Z',
      '1970-01-01T00:00:01Z',
    ])
  })
})

describe('a length of time', () => {
  it('is a number and a unit, or several', () => {
    expect(['0', '90d', '48h', '1h 30m', '1.5h', '250ms', '2w', '7s'].map(parseDuration)).toEqual([
      0, 7_776_000_000, 172_800_000, 5_400_000, 5_400_000, 250, 1_209_600_000, 7000,
    ])
    expect(['', ' ', '7', 'd', '-1h', '1y', '1h x'].map(parseDuration)).toEqual(Array(7).fill(null))
  })
})

describe('order', () => {
  it('of texts is that of their bytes', () => {
    const sorted = ['', 'A', 'B', 'a', 'ab', 'b', 'ä', '\ufb01', '\u{1f600}']
    expect(sorted.toReversed().sort(compareText)).toEqual(sorted)
    expect(sorted.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))).toEqual(sorted)
    expect(sortedUnique(['b', 'a', 'b'])).toEqual(['a', 'b'])
  })

  it('of marks is by time, then id', () => {
    const marks = [
      { at: 1, id: 'b' },
      { at: 2, id: 'B' },
      { at: 2, id: 'a' },
    ]
    expect(marks.toReversed().sort(compareMarks)).toEqual(marks)
  })

  it('of keys makes equal content equal text', () => {
    expect(canonicalJson({ b: [1, { d: null, c: undefined }], a: 'x' })).toBe('{"a":"x","b":[1,{"d":null}]}')
  })

  it('of anything is JSON with sorted keys', () => {
    const sorted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(sorted)
      if (value === null || typeof value !== 'object') return value
      const fields = value as Record<string, unknown>
      return new Map(
        Object.keys(fields)
          .sort()
          .map((key) => [key, sorted(fields[key])]),
      )
    }
    const print = (value: unknown): string => {
      if (value instanceof Map) return `{${[...value].map(([key, each]) => `${JSON.stringify(key)}:${print(each)}`).join(',')}}`
      return Array.isArray(value) ? `[${value.map(print).join(',')}]` : JSON.stringify(value)
    }
    const words = fc.string({ unit: 'binary', maxLength: 120 })
    const values = fc.object({ key: words, values: [words, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)], maxKeys: 30 })
    fc.assert(
      fc.property(values, (value) => {
        expect(canonicalJson(value)).toBe(print(sorted(value)))
      }),
    )
  })
})

describe('local time', () => {
  const zone = 'Europe/Helsinki'

  it('is lived by the hour, over both changes of summer time', () => {
    const hours = ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z']
    expect(hours.map((text) => localHour(zone, Date.parse(text)))).toEqual([2, 4, 3, 3, 4])
    expect(localHour('Asia/Kolkata', Date.parse('2026-03-02T18:29:00Z'))).toBe(23)
    expect(localHour(zone, Date.parse('1969-12-31T22:30:00Z'))).toBe(0)
  })

  it('begins its days at local midnight', () => {
    const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
    const starts = ['2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26'].map((date) =>
      new Date(startOfLocalDay(zone, day(date))).toISOString(),
    )
    expect(starts).toEqual(['2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z', '2026-10-24T21:00:00.000Z', '2026-10-25T22:00:00.000Z'])
    expect(localDay(zone, Date.parse('2026-03-28T21:59:59Z'))).toBe(day('2026-03-28'))
    expect(localDay(zone, Date.parse('2026-03-28T22:00:00Z'))).toBe(day('2026-03-29'))
  })

  it('counts the week from Monday', () => {
    expect(localHourOfWeek(zone, Date.parse('2026-03-01T22:00:00Z'))).toBe(0)
    expect(localHourOfWeek(zone, Date.parse('2026-03-01T21:59:00Z'))).toBe(167)
  })

  it('knows its zones by name', () => {
    expect([zone, 'UTC', 'Mars/Base', ''].map(isTimeZone)).toEqual([true, true, false, false])
  })
})
