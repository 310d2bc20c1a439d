import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../kernel/duration.ts'
import { localDay, localHour } from '../kernel/zone.ts'
import { isWorkingDay } from '../organisation/calendar.ts'
import { NOTICE_WAYS, quietHoursSchema, type TellingTimes } from './notice.ts'
import { decideTelling, isQuiet, tellAt, type WaitingNotice } from './noticeTime.ts'

const HELSINKI = 'Europe/Helsinki'
const MINUTE = 60_000
// The sixth of January is a holiday.
const calendar = { timeZone: HELSINKI, holidays: (year: number) => new Set([Date.UTC(year, 0, 6) / DAY]) }
const at = (text: string) => Date.parse(text)
const NIGHT: TellingTimes = { digestAt: 8 * 60, quiet: { from: 20 * 60, until: 7 * 60, gravest: false } }
const told = (waiting: Partial<WaitingNotice> & { knownAt: number }, times = NIGHT, notBefore = waiting.knownAt) =>
  new Date(tellAt({ way: 'at-once', severity: 3, ...waiting }, times, calendar, notBefore)).toISOString()

describe('when somebody is told', () => {
  it('is at once by day and in the morning by night, unless the gravest may pass', () => {
    expect(told({ knownAt: at('2026-03-10T12:00:00Z') })).toBe('2026-03-10T12:00:00.000Z')
    expect(told({ knownAt: at('2026-03-10T18:00:00Z') })).toBe('2026-03-11T05:00:00.000Z')
    expect(told({ knownAt: at('2026-03-11T02:00:00Z'), severity: 5 })).toBe('2026-03-11T05:00:00.000Z')
    const passing = { ...NIGHT, quiet: { ...NIGHT.quiet!, gravest: true } }
    expect(told({ knownAt: at('2026-03-11T02:00:00Z'), severity: 5 }, passing)).toBe('2026-03-11T02:00:00.000Z')
    expect(told({ knownAt: at('2026-03-11T02:00:00Z'), severity: 4 }, passing)).toBe('2026-03-11T05:00:00.000Z')
  })

  it('is with the digest of the next working day, and after quiet hours when that falls into them', () => {
    const digest = (text: string, times = NIGHT) => told({ knownAt: at(text), way: 'digest', severity: 5 }, times)
    expect(digest('2026-03-10T05:59:00Z')).toBe('2026-03-10T06:00:00.000Z')
    expect(digest('2026-03-10T06:00:00Z')).toBe('2026-03-11T06:00:00.000Z')
    expect(digest('2026-03-13T12:00:00Z')).toBe('2026-03-16T06:00:00.000Z')
    expect(digest('2026-01-05T12:00:00Z')).toBe('2026-01-07T06:00:00.000Z')
    expect(digest('2026-03-10T12:00:00Z', { digestAt: 6 * 60, quiet: NIGHT.quiet })).toBe('2026-03-11T05:00:00.000Z')
  })

  it('goes by the clock on the wall when clocks change', () => {
    expect(told({ knownAt: at('2026-03-28T20:00:00Z') })).toBe('2026-03-29T04:00:00.000Z')
    expect(told({ knownAt: at('2026-10-24T20:00:00Z') })).toBe('2026-10-25T05:00:00.000Z')
    // On 25 October the clock shows 03:00–04:00 twice.
    const early = { ...NIGHT, quiet: { from: 1320, until: 210, gravest: false } }
    expect(told({ knownAt: at('2026-10-25T00:10:00Z') }, early)).toBe('2026-10-25T00:30:00.000Z')
    expect(told({ knownAt: at('2026-10-25T01:10:00Z') }, early)).toBe('2026-10-25T01:30:00.000Z')
  })

  it('leaves a breath after what was told before', () => {
    const now = at('2026-03-10T12:00:00Z')
    expect(told({ knownAt: now }, NIGHT, now + 5 * MINUTE)).toBe('2026-03-10T12:05:00.000Z')
  })
})

const minute = fc.integer({ min: 0, max: 1439 })
const times: fc.Arbitrary<TellingTimes> = fc.record({
  digestAt: minute,
  quiet: fc.option(
    fc.record({ from: minute, until: minute, gravest: fc.boolean() }).filter((each) => quietHoursSchema.safeParse(each).success),
    { nil: null },
  ),
})
// Around both changes of the clocks and the holiday.
const begin = fc.constantFrom(at('2026-01-04T00:00:00Z'), at('2026-03-27T00:00:00Z'), at('2026-10-23T00:00:00Z'))
const happenings = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 3 * DAY }),
    way: fc.constantFrom(...NOTICE_WAYS),
    severity: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 12 },
)
const looks = fc.array(fc.integer({ min: MINUTE, max: 20 * HOUR }), { minLength: 1, maxLength: 60 })

describe('whoever looks whenever', () => {
  it('tells each happening once, nothing in quiet hours, what is gathered not before its time, and loses nothing', () => {
    fc.assert(
      fc.property(begin, times, happenings, looks, fc.integer({ min: 0, max: 10 }), (from, given, happened, steps, gap) => {
        const all = happened.map((each, id) => ({ ...each, id, knownAt: from + each.after }))
        let waiting: typeof all = []
        const toldAt = new Map<number, number>()
        const seen = new Set<number>()
        let now = from
        let last = 0
        // After the given looks somebody looks each half hour for six days, so that everything finds its time.
        const every = Array.from({ length: 6 * 48 }, () => 30 * MINUTE)
        for (const step of [...steps, ...every]) {
          now += step
          for (const each of all) {
            if (each.knownAt <= now && !seen.has(each.id)) {
              seen.add(each.id)
              waiting.push(each)
            }
          }
          const { tell, later, drop } = decideTelling(waiting, given, calendar, { now, notBefore: last + gap * MINUTE })
          expect(tell.length + later.length + drop.length).toBe(waiting.length)
          for (const each of tell) {
            expect(toldAt.has(each.id)).toBe(false)
            toldAt.set(each.id, now)
            const passes = each.way === 'at-once' && each.severity === 5 && given.quiet?.gravest === true
            expect(!passes && isQuiet(given.quiet, HELSINKI, now)).toBe(false)
            expect(now >= each.knownAt).toBe(true)
          }
          if (tell.length > 0) {
            expect(now - last >= gap * MINUTE).toBe(true)
            last = now
          }
          expect(later.every((each) => each.at > now)).toBe(true)
          waiting = later.map((each) => each.waiting)
        }
        const wanted = all.filter(({ way, knownAt }) => way !== 'never' && knownAt < now - 5 * DAY)
        expect(wanted.filter(({ id }) => !toldAt.has(id))).toEqual([])
        expect(all.filter(({ way, id }) => way === 'never' && toldAt.has(id))).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('puts a digest on a working day, unless quiet hours carry it over', () => {
    fc.assert(
      fc.property(begin, times, fc.integer({ min: 0, max: 5 * DAY }), (from, given, after) => {
        const knownAt = from + after
        const due = tellAt({ knownAt, way: 'digest', severity: 5 }, given, calendar, 0)
        const plain = tellAt({ knownAt, way: 'digest', severity: 5 }, { ...given, quiet: null }, calendar, 0)
        expect(isWorkingDay(calendar, localDay(HELSINKI, plain))).toBe(true)
        expect(plain > knownAt && due >= plain && due - plain <= DAY + HOUR).toBe(true)
        // Where clocks go forward the minute may be passed over.
        expect([0, 1]).toContain(localHour(HELSINKI, plain) - Math.floor(given.digestAt / 60))
        expect(isQuiet(given.quiet, HELSINKI, due)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})
