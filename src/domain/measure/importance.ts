import { eigenOf, type Square } from '../kernel/matrix.ts'

/** Up to this many drivers every order in which they may come is weighed; the work doubles with each. */
export const MOST_BY_SHAPLEY = 12

/** What is left of a column's spread under this is rounding: the others tell it wholly. */
const NOTHING = 1e-9

/** How much of the outcome's spread each driver explains, and all together (R², 0–1), from correlations whose last column is the outcome. */
export interface Explained {
  parts: Float64Array
  all: number
}

/** Shapley's shares of R² (Lindeman, Merenda and Gold 1980): what a driver adds to those before it, averaged over every order; at most 12 drivers. */
export function shapleyOf(correlations: Square): Explained {
  const drivers = correlations.size - 1
  const explained = explainedBySets(correlations)
  const weights = setWeights(drivers)
  const parts = new Float64Array(drivers)
  for (let set = 0; set < explained.length; set++) {
    const weight = weights[countBits(set)]!
    for (let driver = 0; driver < drivers; driver++) {
      if ((set & (1 << driver)) === 0) parts[driver]! += weight * (explained[set | (1 << driver)]! - explained[set]!)
    }
  }
  return { parts, all: explained[explained.length - 1]! }
}

/** The share of all orders in which exactly a given set of so many comes before a driver. */
function setWeights(drivers: number): number[] {
  const weights = [1 / drivers]
  for (let size = 1; size < drivers; size++) weights.push((weights[size - 1]! * size) / (drivers - size))
  return weights
}

function countBits(set: number): number {
  let count = 0
  for (let left = set; left !== 0; left &= left - 1) count++
  return count
}

/** R² of every set of drivers, by its bits: drivers are taken out one by one, and each that is in leaves less to explain. */
function explainedBySets({ size, cells }: Square): Float64Array {
  const drivers = size - 1
  const explained = new Float64Array(2 ** drivers)
  const rooms = Array.from({ length: size }, (_, level) => new Float64Array((size - level) ** 2))
  rooms[0]!.set(cells)
  const descend = (level: number, set: number): void => {
    const room = rooms[level]!
    if (level === drivers) {
      explained[set] = Math.max(0, 1 - room[0]!)
      return
    }
    const width = size - level
    const next = rooms[level + 1]!
    for (const isIn of [false, true]) {
      const pivot = isIn && room[0]! > NOTHING ? room[0]! : null
      for (let row = 1; row < width; row++) {
        for (let column = 1; column < width; column++) {
          const cell = room[row * width + column]!
          next[(row - 1) * (width - 1) + column - 1] = pivot === null ? cell : cell - (room[row * width]! * room[column]!) / pivot
        }
      }
      descend(level + 1, isIn ? set | (1 << level) : set)
    }
  }
  descend(0, 0)
  return explained
}

/** Johnson's relative weights (2000): the outcome's spread told by uncorrelated twins of the drivers, given back to whom each twin resembles. */
export function relativeWeightsOf({ size, cells }: Square): Explained {
  const drivers = size - 1
  const among = { size: drivers, cells: new Float64Array(drivers * drivers) }
  for (let row = 0; row < drivers; row++) among.cells.set(cells.subarray(row * size, row * size + drivers), row * drivers)
  const { values, vectors } = eigenOf(among)
  const told = new Float64Array(drivers)
  const twins = new Float64Array(drivers * drivers)
  for (let axis = 0; axis < drivers; axis++) {
    if (values[axis]! <= NOTHING) continue
    const root = Math.sqrt(values[axis]!)
    let along = 0
    for (let driver = 0; driver < drivers; driver++) along += vectors.cells[driver * drivers + axis]! * cells[driver * size + drivers]!
    for (let one = 0; one < drivers; one++) {
      const lean = vectors.cells[one * drivers + axis]!
      told[one]! += (lean * along) / root
      for (let other = 0; other < drivers; other++) twins[one * drivers + other]! += lean * root * vectors.cells[other * drivers + axis]!
    }
  }
  const parts = new Float64Array(drivers)
  for (let one = 0; one < drivers; one++)
    for (let other = 0; other < drivers; other++) parts[one]! += twins[one * drivers + other]! ** 2 * told[other]! ** 2
  return { parts, all: parts.reduce((sum, part) => sum + part, 0) }
}
