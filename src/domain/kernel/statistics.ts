/** Median of numbers sorted ascending; the mean of the middle two when their count is even, null when there are none. */
export function medianOfSorted(sorted: ArrayLike<number>): number | null {
  const count = sorted.length
  if (count === 0) return null
  const upper = sorted[count >> 1]!
  return count % 2 === 1 ? upper : (sorted[(count >> 1) - 1]! + upper) / 2
}

/** Percentile (share 0–1) of numbers sorted ascending by nearest rank; null when there are none. */
export function percentileOfSorted(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1]!
}
