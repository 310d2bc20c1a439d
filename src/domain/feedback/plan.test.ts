import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../kernel/duration.ts'
import { isWithinDates, latestDate, momentToAsk } from './moment.ts'
import { type AskSurroundings, decideAsk, type Plan, planSchema, SKIP_REASONS } from './plan.ts'

const ZONE = 'Europe/Helsinki'
const NOON = Date.parse('2026-03-02T10:00:00Z')
const plan = (more: object = {}): Plan => planSchema.parse(more)
const around: AskSurroundings = {
  optedOut: false,
  isLive: true,
  isWithinDates: true,
  hasOpenCase: false,
  anythingAt: null,
  surveyAt: null,
  draw: 0.5,
  askedToday: 0,
  answers: 0,
  reachable: 'yes',
  chosen: true,
}
const decide = (more: object, change: Partial<AskSurroundings>, after = HOUR) =>
  decideAsk(plan(more), NOON, NOON + after, { ...around, ...change })

describe('whom to ask', () => {
  it.each([
    ['ask', {}, {}],
    ['opted-out', {}, { optedOut: true, isLive: false, chosen: false }],
    ['not-live', {}, { isLive: false, isWithinDates: false }],
    ['outside-dates', {}, { isWithinDates: false, chosen: false }],
    ['not-chosen', {}, { chosen: false, hasOpenCase: true }],
    ['case-open', {}, { hasOpenCase: true, surveyAt: NOON }],
    ['ask', { duringCase: true }, { hasOpenCase: true }],
    ['survey-asked-lately', {}, { surveyAt: NOON - 90 * DAY + 2 * HOUR, anythingAt: NOON }],
    ['ask', {}, { surveyAt: NOON - 90 * DAY + HOUR, anythingAt: NOON - 30 * DAY + HOUR }],
    ['asked-lately', {}, { anythingAt: NOON - 30 * DAY + HOUR + 1 }],
    ['not-in-sample', { share: 0.5 }, { draw: 0.5, reachable: 'no-address' }],
    ['no-address', { quotaDay: 1 }, { reachable: 'no-address', askedToday: 1 }],
    ['bounced', {}, { reachable: 'bounced' }],
    ['quota-answers', { quotaAnswers: 5, quotaDay: 1 }, { answers: 5, askedToday: 1 }],
    ['quota-day', { quotaDay: 3 }, { askedToday: 3 }],
    ['ask', { quotaDay: 3 }, { askedToday: 2 }],
  ] as const)('%s: %o with %o', (decision, more, change) => {
    expect(decide(more, change)).toBe(decision)
  })

  it.each([
    [{ from: '2026-05-02', until: '2026-05-01' }, 'until'],
    [{ trigger: { on: 'response', survey: 'nps', question: 'nps', atLeast: 9, atMost: 6 } }, 'trigger.atMost'],
  ])('that can ask nobody is refused: %o', (more, field) => {
    expect(planSchema.safeParse(more).error?.issues.map(({ path }) => path.join('.'))).toEqual([field])
  })

  it('is too late only after its time and freshness', () => {
    expect(decide({ afterMinutes: 60, freshForHours: 2 }, {}, 3 * HOUR)).toBe('ask')
    expect(decide({ afterMinutes: 60, freshForHours: 2 }, {}, 3 * HOUR + 1)).toBe('too-late')
  })

  it('never asks anybody twice within the clocks, in whatever order things happen', () => {
    const happening = fc.record({ at: fc.integer({ min: 0, max: 400 }), survey: fc.integer({ min: 0, max: 2 }), answered: fc.boolean() })
    const plans = fc.array(fc.record({ personDays: fc.integer({ min: 0, max: 60 }), surveyDays: fc.integer({ min: 0, max: 120 }) }), {
      minLength: 3,
      maxLength: 3,
    })
    fc.assert(
      fc.property(plans, fc.array(happening, { maxLength: 60 }), (given, happenings) => {
        const asked: { at: number; survey: number }[] = []
        const heard: { at: number; survey: number }[] = []
        for (const { at: day, survey, answered } of happenings.toSorted((left, right) => left.at - right.at)) {
          const at = NOON + day * DAY
          const latest = (list: typeof heard) => (list.length === 0 ? null : Math.max(...list.map((each) => each.at)))
          const decision = decideAsk(plan({ ...given[survey], freshForHours: 1 }), at, at, {
            ...around,
            anythingAt: latest(heard),
            surveyAt: latest(heard.filter((each) => each.survey === survey)),
          })
          if (decision !== 'ask') continue
          asked.push({ at, survey })
          heard.push({ at: answered ? at + DAY : at, survey })
        }
        for (const [index, later] of asked.entries()) {
          const { personDays, surveyDays } = given[later.survey]!
          for (const before of asked.slice(0, index)) {
            expect(later.at - before.at).toBeGreaterThanOrEqual(personDays * DAY)
            if (before.survey === later.survey) expect(later.at - before.at).toBeGreaterThanOrEqual(surveyDays * DAY)
          }
        }
      }),
    )
  })

  it('says a reason that there is, whatever it is given, and who opted out is never asked', () => {
    const surroundings = fc.record({
      optedOut: fc.boolean(),
      isLive: fc.boolean(),
      isWithinDates: fc.boolean(),
      hasOpenCase: fc.boolean(),
      anythingAt: fc.option(fc.integer()),
      surveyAt: fc.option(fc.integer()),
      draw: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      askedToday: fc.nat(),
      answers: fc.nat(),
      reachable: fc.constantFrom('yes' as const, 'no-address' as const, 'bounced' as const),
      chosen: fc.boolean(),
    })
    fc.assert(
      fc.property(surroundings, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const decision = decideAsk(plan({ share }), NOON, NOON, given)
        expect(['ask', ...SKIP_REASONS]).toContain(decision)
        if (given.optedOut) expect(decision).toBe('opted-out')
        if (decision === 'ask') expect(given.draw).toBeLessThan(share)
      }),
    )
  })
})

describe('when to ask', () => {
  const hours = { from: 9 * 60, to: 20 * 60 }
  const at = (from: string) => new Date(momentToAsk({ hours }, Date.parse(from), ZONE)).toISOString().slice(0, 16)

  it.each([
    ['2026-03-02T10:00:00Z', '2026-03-02T10:00'],
    ['2026-03-02T05:00:00Z', '2026-03-02T07:00'],
    ['2026-03-02T18:00:00Z', '2026-03-03T07:00'],
    ['2026-03-02T17:59:00Z', '2026-03-02T17:59'],
    // The clocks go forward on 29 March and back on 25 October.
    ['2026-03-28T19:00:00Z', '2026-03-29T06:00'],
    ['2026-10-24T19:00:00Z', '2026-10-25T07:00'],
  ])('what is ready at %s is asked at %s', (from, moment) => {
    expect(at(from)).toBe(moment)
  })

  it('is always within the hours, and never before it is ready', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3e12 }), (from) => {
        const moment = momentToAsk({ hours }, from, ZONE)
        expect(moment).toBeGreaterThanOrEqual(from)
        expect(momentToAsk({ hours }, moment, ZONE)).toBe(moment)
      }),
    )
  })

  it.each([
    ['2026-05-03', undefined, null],
    ['2026-05-04', undefined, '2026-05-04'],
    ['2026-12-31', undefined, '2026-05-04'],
    ['2026-11-03', 6, '2026-05-04'],
    ['2026-11-04', 6, '2026-11-04'],
    ['2028-02-01', 6, '2027-11-04'],
  ])('on %s a survey of 4 May every %s months was last asked on %s', (today, everyMonths, date) => {
    const trigger = { on: 'date', date: '2026-05-04', metSinceDays: 365, ...(everyMonths && { everyMonths }) } as const
    expect(latestDate(trigger, Date.parse(`${today}T10:00:00Z`), ZONE)?.date ?? null).toBe(date)
  })

  it('counts the last day of a month that is too short', () => {
    const trigger = { on: 'date', date: '2026-01-31', everyMonths: 1, metSinceDays: 365 } as const
    expect(latestDate(trigger, Date.parse('2026-03-01T10:00:00Z'), ZONE)?.date).toBe('2026-02-28')
  })

  it('holds by local days, both ends among them', () => {
    const days = { from: '2026-03-02', until: '2026-03-03' }
    const holds = (text: string) => isWithinDates(days, Date.parse(text), ZONE)
    expect(['2026-03-01T21:59:00Z', '2026-03-01T22:00:00Z', '2026-03-03T21:59:00Z', '2026-03-03T22:00:00Z'].map(holds)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})
