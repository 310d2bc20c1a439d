/** A square matrix, row after row. */
export interface Square {
  size: number
  cells: Float64Array
}

/** Under this much variance, of columns made to have 1, there is but rounding. */
const NO_SPREAD = 1e-9

/**
 * Pearson's correlations of equally long columns, for any weights: rows count as often as theirs says. A column without any spread goes with
 * nothing: 0 with others, 1 with itself. Columns are laid out once, so that many resamples of them are quick.
 */
export function openCorrelations(columns: readonly Float64Array[]): (weights: ArrayLike<number>) => Square {
  const size = columns.length
  const length = columns[0]?.length ?? 0
  const rows = new Float64Array(length * size)
  columns.forEach((column, index) => standardised(column).forEach((value, row) => (rows[row * size + index] = value)))
  const sums = new Float64Array(size)
  return (weights) => {
    const cells = new Float64Array(size * size)
    sums.fill(0)
    let total = 0
    for (let row = 0; row < length; row++) {
      const weight = weights[row]!
      if (weight === 0) continue
      total += weight
      const start = row * size
      for (let one = 0; one < size; one++) {
        const value = weight * rows[start + one]!
        sums[one]! += value
        for (let other = 0; other <= one; other++) cells[one * size + other]! += value * rows[start + other]!
      }
    }
    return correlated(cells, sums, total)
  }
}

/** Turns sums of products into correlations, in place. */
function correlated(cells: Float64Array, sums: Float64Array, total: number): Square {
  const size = sums.length
  const spreads = sums.map((sum, index) => {
    const variance = cells[index * size + index]! / total - (sum / total) ** 2
    return variance > NO_SPREAD ? Math.sqrt(variance) : 0
  })
  for (let one = 0; one < size; one++) {
    for (let other = 0; other < one; other++) {
      const spread = spreads[one]! * spreads[other]!
      const product = cells[one * size + other]! / total - (sums[one]! / total) * (sums[other]! / total)
      const cell = spread > 0 ? product / spread : 0
      cells[one * size + other] = cell
      cells[other * size + one] = cell
    }
    cells[one * size + one] = 1
  }
  return { size, cells }
}

/** A column with mean 0 and variance 1; all 0 when it has no spread but rounding. */
function standardised(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length)
  return spread <= Math.abs(mean) * 1e-12 ? new Float64Array(column.length) : column.map((value) => (value - mean) / spread)
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
