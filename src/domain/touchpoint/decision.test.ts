import { describe, expect, it } from 'vitest'
import { follow, isDue, touchpointDecisionSchema, type Measured } from './decision.ts'

const DAY = 86_400_000
const measured = (told: Partial<Measured>): Measured => ({
  since: 0,
  until: 70 * DAY,
  encounters: 1000,
  troubled: 200,
  compared: null,
  ...told,
})
const compared = (low: number, high: number) => ({
  difference: (low + high) / 2,
  low,
  high,
  with: 0.5,
  without: 0.4,
  by: 50,
  past: 50,
  points: 1,
})

describe('a decision', () => {
  it('is followed by what changed since: volume a week, friction and completion', () => {
    const told = follow(
      measured({ compared: compared(0.05, 0.15) }),
      measured({ since: 70 * DAY, until: 77 * DAY, encounters: 200, troubled: 10, compared: compared(0.3, 0.5) }),
    )
    expect(told.volume).toEqual({ before: 100, since: 200 })
    expect(told.friction).toMatchObject({ told: 'better', before: { share: 0.2, n: 1000 }, since: { share: 0.05, n: 200 } })
    expect(told.completion.told).toBe('better')
  })

  it('calls no change what chance may explain, and nothing what is too little', () => {
    expect(follow(measured({}), measured({ encounters: 40, troubled: 9 })).friction.told).toBe('unchanged')
    expect(follow(measured({}), measured({ encounters: 100, troubled: 60 })).friction.told).toBe('worse')
    expect(follow(measured({}), measured({ encounters: 9, troubled: 0 })).friction).toMatchObject({ told: 'few', since: null })
    expect(follow(measured({ compared: compared(-0.1, 0.2) }), measured({ compared: compared(0, 0.3) })).completion.told).toBe('unchanged')
    expect(follow(measured({}), measured({ since: 70 * DAY, until: 70 * DAY + 3_600_000 })).volume.since).toBeNull()
  })

  it('is due from its day on', () => {
    expect([isDue('2026-03-09', '2026-03-10'), isDue('2026-03-10', '2026-03-10'), isDue('2026-03-11', '2026-03-10')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it('needs words and a day', () => {
    const given = { verdict: 'mend', why: ' Lomake kysyy samaa kahdesti. ', reviewOn: '2026-12-01' }
    expect(touchpointDecisionSchema.parse(given).why).toBe('Lomake kysyy samaa kahdesti.')
    for (const wrong of [{ why: '  ' }, { reviewOn: '1.12.2026' }, { reviewOn: '2026-02-30' }, { verdict: 'close' }]) {
      expect(touchpointDecisionSchema.safeParse({ ...given, ...wrong }).success).toBe(false)
    }
  })
})
