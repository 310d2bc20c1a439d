import { studentBound } from './distributions.ts'

/** So many numbers, their sum and the sum of their squares. */
export interface Sums {
  n: number
  sum: number
  squares: number
}

/** A mean with its 95 % interval, in the unit of the numbers. */
export interface Mean {
  mean: number
  low: number
  high: number
  n: number
}

/** The sample variance of numbers; 0 of fewer than two. */
export function varianceOf({ n, sum, squares }: Sums): number {
  return n < 2 ? 0 : Math.max(0, (squares - sum ** 2 / n) / (n - 1))
}

/** A mean with Student's interval; of a single number the bounds are without end. Null of none. */
export function meanOf(sums: Sums): Mean | null {
  const { n, sum } = sums
  if (n === 0) return null
  const mean = sum / n
  if (n === 1) return { mean, low: -Infinity, high: Infinity, n }
  const half = studentBound(n - 1) * Math.sqrt(varianceOf(sums) / n)
  return { mean, low: mean - half, high: mean + half, n }
}

/** The difference of the first mean from the second with its 95 % interval (Welch 1947); null with fewer than two numbers on a side. */
export function meanDifference(first: Sums, second: Sums): { difference: number; low: number; high: number } | null {
  if (first.n < 2 || second.n < 2) return null
  const [one, other] = [varianceOf(first) / first.n, varianceOf(second) / second.n]
  const difference = first.sum / first.n - second.sum / second.n
  const spread = one + other
  if (spread === 0) return { difference, low: difference, high: difference }
  const freedom = spread ** 2 / (one ** 2 / (first.n - 1) + other ** 2 / (second.n - 1))
  const half = studentBound(freedom) * Math.sqrt(spread)
  return { difference, low: difference - half, high: difference + half }
}
