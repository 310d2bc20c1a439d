/** A share of so many, each 0–1, with the bounds of its 95 % interval. */
export interface Share {
  share: number
  low: number
  high: number
  n: number
}

/** How many of so many. */
export interface Counted {
  part: number
  n: number
}

/** Two shares of each of several groups, and the difference of the first from the second; each −1…1 or 0–1, bounds of 95 %. */
export interface Difference {
  difference: number
  low: number
  high: number
  /** Both shares, as the groups are weighed together. */
  first: number
  second: number
}

/** The 97.5th percentile of the normal distribution. */
const Z = 1.959964

/** A share with Wilson's score interval (Wilson 1927): 8 of 10 → 0.490–0.943. Null of none. */
export function shareOf({ part, n }: Counted): Share | null {
  if (n === 0) return null
  const share = part / n
  const scale = 1 + Z ** 2 / n
  const centre = (share + Z ** 2 / (2 * n)) / scale
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))
  // At the edges the bound is the edge itself, but for rounding.
  return { share, low: part === 0 ? 0 : centre - half, high: part === n ? 1 : centre + half, n }
}

/** Of fewer than so many a share is not told. */
export const FEWEST_TOLD = 10

/** A share with Wilson's interval as it is told to people: null of fewer than ten. */
export function toldShare(part: number, n: number): Omit<Share, 'n'> | null {
  const told = n < FEWEST_TOLD ? null : shareOf({ part, n })
  return told === null ? null : { share: told.share, low: told.low, high: told.high }
}

/**
 * The difference of two shares over groups that are alike within: each group's difference weighed as Mantel and Haenszel do, by
 * n₁n₂/(n₁+n₂), and an interval recovered from Wilson's bounds of each share (Zou and Donner 2008); of a single group that is Newcombe's
 * hybrid score interval (1998, his method 10). Null when no group has both.
 */
export function differenceOf(groups: readonly { first: Counted; second: Counted }[]): Difference | null {
  let [weights, first, second, below, above] = [0, 0, 0, 0, 0]
  for (const group of groups) {
    const [one, other] = [shareOf(group.first), shareOf(group.second)]
    if (one === null || other === null) continue
    const weight = (one.n * other.n) / (one.n + other.n)
    weights += weight
    first += weight * one.share
    second += weight * other.share
    below += weight ** 2 * ((one.share - one.low) ** 2 + (other.high - other.share) ** 2)
    above += weight ** 2 * ((one.high - one.share) ** 2 + (other.share - other.low) ** 2)
  }
  if (weights === 0) return null
  const difference = (first - second) / weights
  return {
    difference,
    low: Math.max(-1, difference - Math.sqrt(below) / weights),
    high: Math.min(1, difference + Math.sqrt(above) / weights),
    first: first / weights,
    second: second / weights,
  }
}
