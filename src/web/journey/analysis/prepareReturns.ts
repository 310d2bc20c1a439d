import type { z } from 'zod'
import type { getResumptions } from '../../../api/journeyAnalysis.ts'

export type ReturnsAnswer = z.output<typeof getResumptions.answer>

/** Returns after gaps of a length, each bin twice as long as the one before; seconds, `until` exclusive. */
export interface GapBin {
  from: number
  until: number
  count: number
}

/** Gathers gaps by doublings, from the shortest to the longest, those between that nobody took included. */
export function binGaps(gaps: ReturnsAnswer['gaps']): GapBin[] {
  const counts = new Map<number, number>()
  for (const { from, count } of gaps) {
    // The server's gaps are counted in sixths of a doubling of a millisecond: a little more than its beginning lies within.
    const doubling = Math.floor(Math.log2(Math.max(from, 0.001) * 1000) + 1e-6)
    counts.set(doubling, (counts.get(doubling) ?? 0) + count)
  }
  const doublings = [...counts.keys()]
  const bins: GapBin[] = []
  for (let doubling = Math.min(...doublings); doubling <= Math.max(...doublings); doubling++) {
    bins.push({ from: 2 ** doubling / 1000, until: 2 ** (doubling + 1) / 1000, count: counts.get(doubling) ?? 0 })
  }
  return bins
}
