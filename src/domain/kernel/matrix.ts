/** A square matrix, row after row. */
export interface Square {
  size: number
  cells: Float64Array
}

/**
 * Pearson's correlations of equally long columns, rows counted as often as their weight says (once unless given). A column without any
 * spread goes with nothing: 0 with others, 1 with itself.
 */
export function correlationsOf(columns: readonly Float64Array[], weights?: ArrayLike<number>): Square {
  const size = columns.length
  const rows = columns[0]?.length ?? 0
  const centred = columns.map((column) => centre(column, rows, weights))
  const cells = new Float64Array(size * size)
  for (let one = 0; one < size; one++) {
    for (let other = 0; other <= one; other++) {
      const [left, right] = [centred[one]!, centred[other]!]
      let sum = 0
      if (weights === undefined) for (let row = 0; row < rows; row++) sum += left[row]! * right[row]!
      else for (let row = 0; row < rows; row++) sum += weights[row]! * left[row]! * right[row]!
      cells[one * size + other] = sum
    }
  }
  const lengths = columns.map((_, index) => Math.sqrt(cells[index * size + index]!))
  for (let one = 0; one < size; one++) {
    for (let other = 0; other < one; other++) {
      const length = lengths[one]! * lengths[other]!
      const cell = length > 0 ? cells[one * size + other]! / length : 0
      cells[one * size + other] = cell
      cells[other * size + one] = cell
    }
    cells[one * size + one] = 1
  }
  return { size, cells }
}

/** Distances from the mean; all 0 where they are but rounding. */
function centre(column: Float64Array, rows: number, weights?: ArrayLike<number>): Float64Array {
  let [sum, total, largest] = [0, 0, 0]
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row]!
    sum += weight * column[row]!
    total += weight
    largest = Math.max(largest, Math.abs(column[row]!))
  }
  const mean = sum / total
  return column.map((value) => (Math.abs(value - mean) <= largest * 1e-12 ? 0 : value - mean))
}

/** Eigenvalues and eigenvectors (columns of `vectors`) of a symmetric matrix by Jacobi's turns. */
export function eigenOf({ size, cells }: Square): { values: Float64Array; vectors: Square } {
  const left = cells.slice()
  const vectors = new Float64Array(size * size)
  for (let index = 0; index < size; index++) vectors[index * size + index] = 1
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += left[p * size + q]! ** 2
    if (off < 1e-22) break
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) turn(left, vectors, size, p, q)
  }
  return { values: Float64Array.from({ length: size }, (_, index) => left[index * size + index]!), vectors: { size, cells: vectors } }
}

/** Turns two axes so that what joins them becomes 0. */
function turn(cells: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const joint = cells[p * size + q]!
  if (Math.abs(joint) < 1e-300) return
  const theta = (cells[q * size + q]! - cells[p * size + p]!) / (2 * joint)
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta ** 2 + 1))
  const c = 1 / Math.sqrt(t ** 2 + 1)
  const s = t * c
  for (let row = 0; row < size; row++) {
    const [one, other] = [cells[row * size + p]!, cells[row * size + q]!]
    cells[row * size + p] = c * one - s * other
    cells[row * size + q] = s * one + c * other
  }
  for (let column = 0; column < size; column++) {
    const [one, other] = [cells[p * size + column]!, cells[q * size + column]!]
    cells[p * size + column] = c * one - s * other
    cells[q * size + column] = s * one + c * other
    const [v, w] = [vectors[column * size + p]!, vectors[column * size + q]!]
    vectors[column * size + p] = c * v - s * w
    vectors[column * size + q] = s * v + c * w
  }
}
