/** A text that wants to stand near a mark, in one of the rows above (negative) or below (positive) the marks of its lane. */
export interface Wish {
  key: string
  /** Position of the mark it belongs to. */
  x: number
  width: number
  side: 'above' | 'below'
  /** Room between mark and text, to either side; with a diamond in the row the text begins beyond it. */
  lead: number
  /** Left out when there is no room within its rows. */
  isOptional: boolean
  /** Most rows it may be away. */
  rows: number
  /** Whether a thin stem leads from mark to text. */
  hasStem: boolean
}

/** Where a text stands: its row, and its outer edges; `anchor` says from which side it is written. */
export interface Placed {
  key: string
  row: number
  left: number
  right: number
  anchor: 'start' | 'end'
}

interface Taken {
  left: number
  right: number
  row: number
  owner: number
  isStem: boolean
}

const GAP = 4
const STEM = 2
const CROSSING = 1.6
const LEFTWARD = 0.4

interface Attempt {
  placed: Placed[]
  cost: number
}

/** What it costs to leave out a text that has to be told. */
const UNTOLD = 1000

/**
 * Places the texts of one lane so that none covers another or another's stem. Lines that pass (`above`, `below`: their
 * positions) are kept clear of where that costs little. What may not be left out always finds a place.
 */
export function placeLabels(
  wishes: readonly Wish[],
  passing: { above: readonly number[]; below: readonly number[] },
  left: number,
  right: number,
): Placed[] {
  const needed = wishes.filter(({ isOptional }) => !isOptional)
  const optional = wishes.filter(({ isOptional }) => isOptional)
  // From the right, each stem ends above the texts of those to its left: with room to the right that never fails.
  const orders = [needed, needed.toReversed()].map((order) => [...order, ...optional])
  const attempts = orders.map((order) => attempt(order, (x) => passing[x], left, right))
  return attempts.reduce((best, other) => (other.cost < best.cost ? other : best)).placed
}

function attempt(wishes: readonly Wish[], passing: (side: Wish['side']) => readonly number[], left: number, right: number): Attempt {
  const taken: Taken[] = []
  const result: Attempt = { placed: [], cost: 0 }
  for (const wish of wishes) {
    const best =
      findPlace(wish, passing(wish.side), taken, left, right) ?? (wish.isOptional ? null : findAnyPlace(wish, taken, left, right))
    if (!best) continue
    result.placed.push(best.placed)
    result.cost += wish.isOptional ? 0 : best.cost
    take(best.placed, wish, taken)
  }
  return result
}

function findPlace(wish: Wish, lines: readonly number[], taken: readonly Taken[], left: number, right: number) {
  let best: { placed: Placed; cost: number } | null = null
  for (let row = 1; row <= wish.rows; row++) {
    if (best && best.cost <= row) break
    for (const anchor of ['start', 'end'] as const) {
      const placed = propose(wish, wish.side === 'above' ? -row : row, anchor)
      if (placed.left < left || placed.right > right || !isFree(placed, wish, taken)) continue
      const crossed = lines.filter((x) => x > placed.left - GAP && x < placed.right + GAP).length
      const cost = row + crossed * CROSSING + (anchor === 'end' ? LEFTWARD : 0)
      if (!best || cost < best.cost) best = { placed, cost }
    }
  }
  return best
}

/** A row of its own, beyond all others: its stem may pass behind a text. */
function findAnyPlace(wish: Wish, taken: readonly Taken[], left: number, right: number) {
  const way = wish.side === 'above' ? -1 : 1
  const row = 1 + taken.reduce((most, each) => Math.max(most, each.row * way), 0)
  const fits = (['start', 'end'] as const).map((anchor) => propose(wish, row * way, anchor))
  const placed = fits.find((each) => each.left >= left && each.right <= right) ?? fits[wish.x - left > right - wish.x ? 1 : 0]!
  return { placed, cost: UNTOLD }
}

function propose(wish: Wish, row: number, anchor: 'start' | 'end'): Placed {
  const reach = wish.lead + wish.width
  const [left, right] = anchor === 'start' ? [wish.x - wish.lead, wish.x + reach] : [wish.x - reach, wish.x + wish.lead]
  return { key: wish.key, row, left, right, anchor }
}

function stemOf(wish: Wish, row: number): Taken[] {
  if (!wish.hasStem) return []
  const way = Math.sign(row)
  return Array.from({ length: Math.abs(row) - 1 }, (_, index) => ({
    left: wish.x - STEM,
    right: wish.x + STEM,
    row: way * (index + 1),
    owner: wish.x,
    isStem: true,
  }))
}

function isFree(placed: Placed, wish: Wish, taken: readonly Taken[]): boolean {
  const text: Taken = { left: placed.left, right: placed.right, row: placed.row, owner: wish.x, isStem: false }
  const stem = stemOf(wish, placed.row)
  return taken.every((other) => {
    if (touches(text, other) && !(other.isStem && other.owner === wish.x)) return false
    return stem.every((part) => other.owner === wish.x || !touches(part, other))
  })
}

function touches(one: Taken, other: Taken): boolean {
  return one.row === other.row && one.left < other.right + GAP && other.left < one.right + GAP
}

function take(placed: Placed, wish: Wish, taken: Taken[]): void {
  taken.push({ left: placed.left, right: placed.right, row: placed.row, owner: wish.x, isStem: false }, ...stemOf(wish, placed.row))
}
