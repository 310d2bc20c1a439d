import { afterEach, expect, it, vi } from 'vitest'
import { paceOf } from './pace.ts'

afterEach(() => void vi.useRealTimers())

it('acts once for all that asked meanwhile, and at most so often while many ask', () => {
  vi.useFakeTimers()
  const at: number[] = []
  const start = Date.now()
  const { ask, stop } = paceOf({ gather: 400, apart: 2000 }, () => at.push(Date.now() - start))
  for (let passed = 0; passed < 5000; passed += 100) {
    ask()
    vi.advanceTimersByTime(100)
  }
  expect(at).toEqual([400, 2400, 4400])
  vi.advanceTimersByTime(5000)
  expect(at).toEqual([400, 2400, 4400, 6400])
  ask()
  vi.advanceTimersByTime(399)
  expect(at).toHaveLength(4)
  vi.advanceTimersByTime(1)
  expect(at).toHaveLength(5)
  ask()
  stop()
  vi.advanceTimersByTime(10_000)
  expect(at).toHaveLength(5)
})
