const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** The natural logarithm of the gamma function for numbers above 0 (Lanczos 1964). */
function logGamma(value: number): number {
  if (value < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * value)) - logGamma(1 - value)
  const x = value - 1
  const t = x + 7.5
  const series = LANCZOS.reduce((sum, coefficient, index) => sum + coefficient / (x + index + 1), 0.99999999999980993)
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(series)
}

/** The share of a beta distribution (both shapes above 0) that lies at or under a share 0–1, by its continued fraction. */
function betaShare(share: number, a: number, b: number): number {
  if (share <= 0) return 0
  if (share >= 1) return 1
  if (share > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - share, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(share) + b * Math.log(1 - share)) / a
  const [tiny, near] = [1e-300, 1e-14]
  let c = 1
  let d = 1 - ((a + b) * share) / (a + 1)
  d = 1 / (Math.abs(d) < tiny ? tiny : d)
  let fraction = d
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * share) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    c = 1 + even / c
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = Math.abs(c) < tiny ? tiny : c
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * share) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    c = 1 + odd / c
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = Math.abs(c) < tiny ? tiny : c
    fraction *= d * c
    if (Math.abs(d * c - 1) < near) break
  }
  return front * fraction
}

/** How likely a value of Fisher's F distribution is at least as large as this one: 0–1; degrees of freedom of explained and left, each above 0. */
export function fisherTail(value: number, explained: number, left: number): number {
  if (value <= 0) return 1
  return betaShare(left / (left + explained * value), left / 2, explained / 2)
}

/** The 97.5th percentile of Student's t distribution, so that ± it holds 95 %; degrees of freedom above 0 (1 → 12.706, 9 → 2.262). */
export function studentBound(freedom: number): number {
  // Above this the two tails together are less than 5 %.
  let [low, high] = [1.9, 1000]
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (fisherTail(middle ** 2, 1, freedom) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}
