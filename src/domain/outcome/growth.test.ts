import { expect, it } from 'vitest'
import { hasGrown } from './growth.ts'

it('tells growth from chance, and says nothing of few', () => {
  const grown = (now: number, before: number) => hasGrown({ now, before })
  expect([grown(4, 0), grown(5, 0), grown(5, 1), grown(6, 1)]).toEqual([false, true, false, true])
  // 100 to 125 is 1.67 spreads, 100 to 124 is 1.60.
  expect([grown(124, 100), grown(125, 100)]).toEqual([false, true])
  expect([grown(100, 100), grown(80, 100)]).toEqual([false, false])
})
