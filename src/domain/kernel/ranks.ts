/** Values by their place among the different ones, so that ranks of any resample are found by counting. */
export interface Ranked {
  /** For each row, the place of its value from 0. */
  places: Int32Array
  /** How many values differ. */
  different: number
}

/** Finds each value's place among those that differ, ascending. */
export function rankedOf(values: ArrayLike<number>): Ranked {
  const sorted = [...new Set(Array.from(values))].sort((one, other) => one - other)
  const places = new Map(sorted.map((value, place) => [value, place]))
  return { places: Int32Array.from(values, (value) => places.get(value)!), different: sorted.length }
}

/** Middle ranks by place, rows counted as often as they weigh. */
function middleRanks({ places, different }: Ranked, weights: ArrayLike<number>): Float64Array {
  const counts = new Float64Array(different)
  for (let row = 0; row < places.length; row++) counts[places[row]!]! += weights[row]!
  let below = 0
  return counts.map((count) => {
    const rank = below + (count + 1) / 2
    below += count
    return rank
  })
}

/** Spearman's correlation of ranks −1…1, ties at their middle; null when either never differs. Rows count as often as they weigh. */
export function rankCorrelation(left: Ranked, right: Ranked, weights: ArrayLike<number>): number | null {
  const [x, y] = [middleRanks(left, weights), middleRanks(right, weights)]
  let [n, xy, xx, yy] = [0, 0, 0, 0]
  for (let row = 0; row < left.places.length; row++) n += weights[row]!
  const middle = (n + 1) / 2
  for (let row = 0; row < left.places.length; row++) {
    const [one, other, weight] = [x[left.places[row]!]! - middle, y[right.places[row]!]! - middle, weights[row]!]
    xy += weight * one * other
    xx += weight * one * one
    yy += weight * other * other
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null
}

/** How often a row that is marked has a lower value than one that is not, 0–1, ties half (the area under the ROC curve); null when a side is empty. */
export function markedLower(values: Ranked, isMarked: ArrayLike<number>, weights: ArrayLike<number>): number | null {
  const ranks = middleRanks(values, weights)
  let [marked, others, sum] = [0, 0, 0]
  for (let row = 0; row < values.places.length; row++) {
    const weight = weights[row]!
    if (isMarked[row] === 1) {
      marked += weight
      sum += weight * ranks[values.places[row]!]!
    } else others += weight
  }
  return marked > 0 && others > 0 ? 1 - (sum - (marked * (marked + 1)) / 2) / (marked * others) : null
}
