/** The middle two of at least one number as they would stand sorted (twice the same when their count is odd), without sorting all; reorders them. */
export function selectMiddle(values: Float64Array): [number, number] {
  const upper = values.length >> 1
  return selectPair(values, values.length % 2 === 1 ? upper : upper - 1, upper)
}

/** The numbers of two ranks (from 0), the same or neighbours, as they would stand sorted; reorders them. */
export function selectPair(values: Float64Array, lower: number, upper: number): [number, number] {
  select(values, upper)
  if (lower === upper) return [values[upper]!, values[upper]!]
  let before = -Infinity
  for (let index = 0; index < upper; index++) if (values[index]! > before) before = values[index]!
  return [before, values[upper]!]
}

/** Moves the number of a rank (from 0) to its place, none greater before it and none less after it. */
function select(values: Float64Array, rank: number): void {
  let left = 0
  let right = values.length - 1
  while (left < right) {
    const pivot = middleOf(values[left]!, values[(left + right) >> 1]!, values[right]!)
    let low = left
    let high = right
    while (low <= high) {
      while (values[low]! < pivot) low++
      while (values[high]! > pivot) high--
      if (low > high) break
      const swapped = values[low]!
      values[low++] = values[high]!
      values[high--] = swapped
    }
    if (rank <= high) right = high
    else if (rank >= low) left = low
    else return
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
