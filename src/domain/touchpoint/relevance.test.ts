import { describe, expect, it } from 'vitest'
import { importanceOf, type Fork, type Forks } from './relevance.ts'

const reached = (touchpoint: string, finished: number, completed: number, ended = 0) => ({
  journey: 'loan',
  touchpoint,
  paths: finished,
  finished,
  completed,
  ended,
})
const fork = (from: string | null, touchpoint: string, by: number, completedBy: number, past: number, completedPast: number): Fork => ({
  journey: 'loan',
  from,
  touchpoint,
  by,
  completedBy,
  past,
  completedPast,
})
const forks = (given: Partial<Forks>): Forks => ({
  journeys: [{ journey: 'loan', finished: 300, completed: 150 }],
  reached: [],
  forks: [],
  ...given,
})

describe('importance', () => {
  it('compares paths that went on from the same point, each point weighed by how many there are on both sides', () => {
    const told = importanceOf(
      'call',
      forks({
        reached: [reached('call', 160, 100)],
        forks: [fork('form', 'call', 100, 80, 100, 60), fork(null, 'call', 50, 10, 50, 5), fork('form', 'desk', 100, 1, 100, 99)],
      }),
    )
    expect(told.silent).toBeNull()
    // Weights 50 and 25: (50·0.2 + 25·0.1) / 75.
    expect(told.compared!.difference).toBeCloseTo(1 / 6, 9)
    expect(told.compared!).toMatchObject({ by: 150, past: 150, points: 2 })
    expect(told.compared!.with - told.compared!.without).toBeCloseTo(1 / 6, 9)
    expect(told.compared!.low).toBeGreaterThan(0)
    expect(told).toMatchObject({ finished: { part: 150, n: 300 }, met: { part: 100, n: 160 } })
  })

  it('does not take a late touchpoint for a cause: all who go on from where it stands go by it', () => {
    // Of 300 paths half give up before the decision; each that gets there goes by it, so there is nobody to compare with.
    const told = importanceOf('decision', forks({ reached: [reached('decision', 150, 149, 20)] }))
    expect(told).toMatchObject({ compared: null, silent: 'always-met' })
  })

  it('is silent on what ends the paths it completes', () => {
    const given = forks({ reached: [reached('signing', 150, 140, 138)], forks: [fork('form', 'signing', 100, 99, 100, 2)] })
    expect(importanceOf('signing', given)).toMatchObject({ compared: null, silent: 'ends-paths' })
  })

  it('is silent with too few paths, and leaves out points with fewer than ten on a side', () => {
    expect(
      importanceOf('call', forks({ journeys: [{ journey: 'loan', finished: 9, completed: 1 }], reached: [reached('call', 9, 1)] })),
    ).toMatchObject({
      silent: 'few-finished',
    })
    expect(importanceOf('call', forks({ reached: [reached('call', 9, 9)] })).silent).toBe('few-met')
    const few = forks({ reached: [reached('call', 30, 20)], forks: [fork('form', 'call', 30, 20, 9, 1)] })
    expect(importanceOf('call', few)).toMatchObject({ compared: null, silent: 'few-compared' })
  })

  it('looks only at the journeys in which it was met', () => {
    const told = importanceOf(
      'call',
      forks({
        journeys: [
          { journey: 'loan', finished: 40, completed: 20 },
          { journey: 'card', finished: 1000, completed: 1000 },
        ],
        reached: [reached('call', 30, 20), { ...reached('form', 900, 900), journey: 'card' }],
      }),
    )
    expect(told.finished).toEqual({ part: 20, n: 40 })
  })
})
