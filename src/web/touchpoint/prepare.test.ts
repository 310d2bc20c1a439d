import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RegisteredTouchpoint } from '../../api/touchpointRegister.ts'
import { shareOf } from '../../domain/kernel/shares.ts'
import { prepareMatrix } from './prepareMatrix.ts'
import { prepareRegister } from './prepareRegister.ts'
import { readRegisterAddress } from './registerAddress.ts'

const touchpoint = (key: string, told: Partial<RegisteredTouchpoint> = {}): RegisteredTouchpoint => ({
  key,
  name: null,
  isDefined: true,
  channels: ['web'],
  stages: [],
  journeys: ['loan'],
  contact: null,
  facing: null,
  team: null,
  systems: [],
  encounters: 100,
  customers: 50,
  paths: { part: 40, n: 100 },
  troubled: 10,
  friction: shareOf({ part: 10, n: 100 }),
  answers: 0,
  importance: { compared: null, silent: 'few-met', finished: { part: 5, n: 9 }, met: { part: 1, n: 3 }, oftenest: null },
  suggestion: { verdict: null, reasons: [] },
  decision: null,
  due: false,
  ...told,
})
const compared = (difference: number) => ({
  ...touchpoint('').importance,
  compared: { difference, low: difference - 0.1, high: difference + 0.1, with: 0.5, without: 0.5, by: 20, past: 20, points: 1 },
  silent: null,
})
const keys = (items: readonly RegisteredTouchpoint[]) => items.map(({ key }) => key).join(' ')

describe('the register', () => {
  const items = [
    touchpoint('call', { team: 'desk', channels: ['phone'], answers: 3, encounters: 5, friction: null }),
    touchpoint('form', {
      systems: ['loan-system'],
      suggestion: { verdict: 'mend', reasons: [] },
      importance: compared(-0.2),
      friction: shareOf({ part: 1, n: 50 }),
    }),
    touchpoint('parcel', { contact: 'indirect', due: true, encounters: 300, importance: compared(0.3) }),
  ]
  const shown = (search: Record<string, unknown>) => keys(prepareRegister(items, readRegisterAddress(search), (key) => key))

  it.each([
    [{}, 'parcel form call'],
    [{ order: 'up' }, 'call form parcel'],
    [{ sort: 'name' }, 'call form parcel'],
    [{ sort: 'friction' }, 'parcel form call'],
    [{ sort: 'friction', order: 'up' }, 'form parcel call'],
    [{ sort: 'completion', order: 'up' }, 'form parcel call'],
    [{ q: 'LOAN-sys' }, 'form'],
    [{ channel: 'phone' }, 'call'],
    [{ team: 'desk' }, 'call'],
    [{ contact: 'indirect' }, 'parcel'],
    [{ contact: 'untold' }, 'form call'],
    [{ measured: 'yes' }, 'call'],
    [{ measured: 'no' }, 'parcel form'],
    [{ verdict: 'mend' }, 'form'],
    [{ verdict: 'none' }, 'parcel call'],
    [{ decision: 'due' }, 'parcel'],
    [{ decision: 'made' }, ''],
    [{ verdict: 'nonsense', days: 12 }, 'parcel form call'],
  ])('shows %o as %s', (search, told) => expect(shown(search)).toBe(told))
})

describe('the matrix', () => {
  const measure = (text: string) => text.length * 7

  it('sets importance to the right and friction downwards, and tells how many have no place', () => {
    const matrix = prepareMatrix(
      [
        touchpoint('good', { importance: compared(0.3), friction: shareOf({ part: 0, n: 100 }) }),
        touchpoint('bad', { importance: compared(-0.3), friction: shareOf({ part: 60, n: 100 }) }),
        touchpoint('needed', { importance: { ...touchpoint('').importance, silent: 'always-met' } }),
        touchpoint('unknown'),
      ],
      0.1,
      800,
      500,
      measure,
      (key) => key,
    )
    const [good, bad, needed] = ['good', 'bad', 'needed'].map((key) => matrix.marks.find((mark) => mark.touchpoint.key === key)!)
    expect(matrix.left).toBe(1)
    expect(good!.x).toBeGreaterThan(bad!.x)
    expect(good!.y).toBeLessThan(bad!.y)
    expect(needed!.x).toBeGreaterThan(matrix.band!.left)
    expect([needed!.left, needed!.y]).toEqual([null, matrix.usual])
  })

  it('keeps every mark and interval inside, and lets no two names touch', () => {
    const any = fc.record({
      difference: fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: null }),
      part: fc.integer({ min: 0, max: 100 }),
      encounters: fc.integer({ min: 10, max: 100_000 }),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), fc.integer({ min: 560, max: 2000 }), (given, width) => {
        const items = given.map(({ difference, part, encounters }, index) =>
          touchpoint(`touchpoint ${index}`, {
            encounters,
            friction: shareOf({ part, n: 100 }),
            importance: difference === null ? { ...touchpoint('').importance, silent: 'ends-paths' } : compared(difference),
          }),
        )
        const { marks, plot, band } = prepareMatrix(items, 0.1, width, 520, measure, (key) => key)
        expect(marks).toHaveLength(items.length)
        for (const { x, y, left, right, top, bottom } of marks) {
          expect(x).toBeGreaterThanOrEqual(plot.left - 1e-6)
          expect(x).toBeLessThanOrEqual((band?.right ?? plot.right) + 1e-6)
          expect(y).toBeGreaterThanOrEqual(plot.top - 1e-6)
          expect(y).toBeLessThanOrEqual(plot.bottom + 1e-6)
          expect(top).toBeLessThanOrEqual(bottom)
          expect(bottom).toBeLessThanOrEqual(plot.bottom + 1e-6)
          if (left !== null) expect([left <= x + 1e-6, right! >= x - 1e-6]).toEqual([true, true])
        }
        const boxes = marks.flatMap(({ label, touchpoint: { key } }) => {
          if (label === null) return []
          const left = label.anchor === 'start' ? label.x : label.x - measure(key)
          return [{ left, right: left + measure(key), y: label.y }]
        })
        const isApart = (one: (typeof boxes)[number], other: (typeof boxes)[number]) =>
          one.right <= other.left || other.right <= one.left || Math.abs(one.y - other.y) >= 15
        for (const [index, box] of boxes.entries()) expect(boxes.slice(index + 1).every((other) => isApart(box, other))).toBe(true)
      }),
    )
  })
})
