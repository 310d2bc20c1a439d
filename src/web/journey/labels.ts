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

/**
 * Places the texts of one lane so that none covers another or another's stem. Earlier wishes choose first; lines that
 * pass (`above`, `below`: their positions) are kept clear of where that costs little.
 */
export function placeLabels(wishes: readonly Wish[], passing: { above: readonly number[]; below: readonly number[] }, left: number, right: number): Placed[] {
  const taken: Taken[] = []
  return wishes.flatMap((wish): Placed[] => {
    const lines = passing[wish.side]
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
    if (!best) return []
    take(best.placed, wish, taken)
    return [best.placed]
  })
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
