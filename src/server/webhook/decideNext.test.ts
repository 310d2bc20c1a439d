import { describe, expect, it } from 'vitest'
import { decideNext, DISABLED_AFTER, WAITS } from './decideNext.ts'

const NOW = 1_000_000_000_000
const HOUR = 3_600_000
const failed = { status: 500, problem: 'answered 500' }

describe('what follows from an attempt', () => {
  it('is nothing more once it was taken', () => {
    expect(decideNext({ status: 204, problem: null }, 1, NOW - DISABLED_AFTER, NOW, 0.5)).toEqual({
      state: 'delivered',
      nextAt: null,
      quietUntil: null,
      disable: null,
    })
  })

  it('is ten attempts, ever further apart, over more than three days and fewer than four', () => {
    const run = (chance: number) => {
      const waits: number[] = []
      for (let attempt = 1; ; attempt++) {
        const { state, nextAt } = decideNext(failed, attempt, null, NOW, chance)
        if (nextAt === null) return { state, waits }
        expect(state).toBe('waiting')
        waits.push(nextAt - NOW)
      }
    }
    const total = (waits: number[]) => waits.reduce((sum, wait) => sum + wait, 0)
    const soonest = run(0)
    const latest = run(0.999_999)
    expect(soonest).toEqual({ state: 'failed', waits: [...WAITS] })
    expect(soonest.waits).toHaveLength(9)
    expect(soonest.waits).toEqual(soonest.waits.toSorted((left, right) => left - right))
    expect(total(soonest.waits)).toBeGreaterThan(72 * HOUR)
    expect(total(latest.waits)).toBeLessThan(96 * HOUR)
    latest.waits.forEach((wait, index) => expect(wait).toBeGreaterThan(WAITS[index]! * 1.19))
  })

  it('gives a busy receiver rest, as long as it asks for, a day at most', () => {
    const busy = (status: number, restUntil?: number) => decideNext({ status, problem: 'busy', restUntil }, 1, null, NOW, 0)
    expect(busy(429, NOW + HOUR)).toMatchObject({ nextAt: NOW + HOUR, quietUntil: NOW + HOUR })
    expect(busy(503, NOW + 1000 * HOUR)).toMatchObject({ nextAt: NOW + 24 * HOUR, quietUntil: NOW + 24 * HOUR })
    expect(busy(503, NOW + 1000)).toMatchObject({ nextAt: NOW + 5000, quietUntil: NOW + 1000 })
    expect(busy(502)).toMatchObject({ nextAt: NOW + 5000, quietUntil: NOW + 30_000 })
    expect(busy(500, NOW + HOUR)).toMatchObject({ nextAt: NOW + HOUR, quietUntil: null })
    expect(busy(404)).toMatchObject({ quietUntil: null, disable: null })
  })

  it('turns off a receiver that is gone, or took nothing for five days', () => {
    expect(decideNext({ status: 410, problem: 'answered 410' }, 1, null, NOW, 0).disable).toMatch(/410/)
    expect(decideNext(failed, 4, NOW - DISABLED_AFTER, NOW, 0).disable).toMatch(/five days/)
    expect(decideNext(failed, 4, NOW - DISABLED_AFTER + 1, NOW, 0).disable).toBeNull()
  })
})
