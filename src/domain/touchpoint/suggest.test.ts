import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Compared, Importance } from './relevance.ts'
import { suggest, type Seen } from './suggest.ts'

const compared = (low: number, high: number, by = 100, past = 40): Compared => ({
  difference: (low + high) / 2,
  low,
  high,
  with: 0.6,
  without: 0.4,
  by,
  past,
  points: 1,
})
const importance = (told: Partial<Importance>): Importance => ({
  compared: null,
  silent: null,
  finished: { part: 100, n: 200 },
  met: { part: 60, n: 100 },
  oftenest: { part: 100, n: 200 },
  ...told,
})
const seen = (told: Partial<Seen>): Seen => ({
  contact: 'direct',
  friction: { part: 50, n: 1000 },
  usual: { part: 500, n: 10_000 },
  importance: importance({ compared: compared(0.1, 0.3) }),
  ...told,
})
const HIGH = { part: 200, n: 1000 }
const LOW = { part: 5, n: 1000 }
const facts = (given: Seen) => suggest(given).reasons.map(({ fact }) => fact)

describe('a suggestion', () => {
  it.each<[string, Partial<Seen>, ReturnType<typeof suggest>['verdict'], string[]]>([
    ['mend what helps but hurts', { friction: HIGH }, 'mend', ['helps', 'friction-high']],
    ['keep what helps and works', { friction: LOW }, 'keep', ['helps', 'friction-low']],
    [
      'invest in what helps and works when most go past it',
      { friction: LOW, importance: importance({ compared: compared(0.1, 0.3, 40, 100) }) },
      'invest',
      ['helps', 'friction-low', 'few-go-by'],
    ],
    ['keep what all who complete meet', { importance: importance({ silent: 'always-met' }) }, 'keep', ['always-met', 'friction-usual']],
    [
      'mend what ends paths and hurts',
      { friction: HIGH, importance: importance({ silent: 'ends-paths' }) },
      'mend',
      ['ends-paths', 'friction-high'],
    ],
    [
      'mend what hinders',
      { importance: importance({ compared: compared(-0.3, -0.1) }) },
      'mend',
      ['hinders', 'friction-usual', 'much-met'],
    ],
    [
      'mend, not retire, what hurts and matters little for completion while many meet it',
      { friction: HIGH, importance: importance({ compared: compared(-0.02, 0.03) }) },
      'mend',
      ['little', 'friction-high', 'much-met'],
    ],
    [
      'retire what matters little and is kept just in case',
      { importance: importance({ compared: compared(-0.02, 0.03), oftenest: { part: 15, n: 1000 } }) },
      'retire',
      ['little', 'friction-usual', 'rarely-met'],
    ],
    [
      'mend, never retire, what nobody planned',
      { contact: 'indirect', friction: HIGH, importance: importance({ compared: compared(-0.02, 0.03) }) },
      'mend',
      ['little', 'friction-high', 'indirect'],
    ],
    [
      'nothing while importance is unsure',
      { importance: importance({ compared: compared(-0.2, 0.2) }) },
      null,
      ['unsure', 'friction-usual'],
    ],
    [
      'mend what hurts though importance is unknown',
      { friction: HIGH, importance: importance({ silent: 'few-met' }) },
      'mend',
      ['few-met', 'friction-high'],
    ],
    ['nothing of few encounters', { friction: { part: 20, n: 29 } }, null, ['few-encounters']],
    ['nothing of what was never seen', { friction: { part: 0, n: 0 } }, null, ['unseen']],
  ])('is to %s', (_name, told, verdict, reasons) => {
    const given = seen(told)
    expect([suggest(given).verdict, facts(given)]).toEqual([verdict, reasons])
  })

  it('does not call friction high that is rare in itself, however rare the usual', () => {
    expect(facts(seen({ friction: { part: 15, n: 1000 }, usual: { part: 1, n: 10_000 } }))).toContain('friction-usual')
  })

  const share = fc.integer({ min: 0, max: 5000 }).chain((n) => fc.record({ part: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))
  const interval = fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.5, noNaN: true }))

  it('always tells what it rests on, never retires the indirect nor what helps', () => {
    fc.assert(
      fc.property(
        share,
        share,
        interval,
        fc.constantFrom('direct' as const, 'indirect' as const, null),
        (friction, usual, [at, half], contact) => {
          const given = seen({ friction, usual, contact, importance: importance({ compared: compared(at - half, at + half) }) })
          const told = suggest(given)
          expect(told.reasons.length).toBeGreaterThan(0)
          if (contact === 'indirect') expect(told.verdict).not.toBe('retire')
          if (at - half > 0.05) expect(told.verdict).not.toBe('retire')
          if (told.verdict !== null) expect(friction.n).toBeGreaterThanOrEqual(30)
        },
      ),
    )
  })
})
