import type { RegisteredTouchpoint } from '../../api/touchpointRegister.ts'

/** A mark of the matrix: where it stands, how large, and how far its intervals reach; in pixels. */
export interface MatrixMark {
  touchpoint: RegisteredTouchpoint
  x: number
  y: number
  radius: number
  /** Ends of the interval of importance; null in the band of those that all who complete meet. */
  left: number | null
  right: number | null
  /** Ends of the interval of friction. */
  top: number
  bottom: number
  /** Where its name stands; null where there is no room. */
  label: { x: number; y: number; anchor: 'start' | 'end' } | null
}

/** The matrix laid out: importance to the right, friction downwards on a scale of square roots, so that small shares are told apart. */
export interface Matrix {
  width: number
  height: number
  plot: Box
  /** The band at the right for those that all who complete meet; null without any. */
  band: { left: number; right: number } | null
  marks: MatrixMark[]
  columns: { x: number; value: number }[]
  rows: { y: number; value: number }[]
  /** Height at which the usual share of friction stands. */
  usual: number
  /** How many are not in it: too few paths or encounters to tell where. */
  left: number
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const MARGIN = { left: 56, right: 16, top: 24, bottom: 48 }
const LARGEST = 20
const SMALLEST = 5
const LINE = 15
const ROWS = [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1]

/** Lays out the touchpoints whose place is known, large ones first, so that small ones stand above them. */
export function prepareMatrix(
  items: readonly RegisteredTouchpoint[],
  usual: number,
  width: number,
  height: number,
  measure: (text: string) => number,
  name: (key: string) => string,
): Matrix {
  const isNeeded = ({ importance: { silent } }: RegisteredTouchpoint) => silent === 'always-met' || silent === 'ends-paths'
  const placed = items
    .filter((each) => each.friction !== null && (each.importance.compared !== null || isNeeded(each)))
    .toSorted((a, b) => b.encounters - a.encounters)
  const edge = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom }
  const band = placed.some(isNeeded) ? { left: edge.right - (edge.right - edge.left) * 0.3, right: edge.right } : null
  const plot = { ...edge, right: band?.left ?? edge.right }
  const reach = reachOf(placed)
  const worst = Math.min(1, Math.max(0.2, usual, ...placed.map(({ friction }) => friction!.share)) * 1.1)
  const across = (value: number) => plot.left + ((value + reach) / (2 * reach)) * (plot.right - plot.left)
  const down = (share: number) => plot.top + Math.sqrt(Math.min(1, share / worst)) * (plot.bottom - plot.top)
  const clip = (value: number) => Math.min(plot.right, Math.max(plot.left, value))
  const most = Math.max(1, ...placed.map(({ encounters }) => encounters))
  const marks = placed.map((touchpoint): MatrixMark => {
    const { compared } = touchpoint.importance
    const { share, low, high } = touchpoint.friction!
    return {
      touchpoint,
      x: compared === null ? 0 : across(compared.difference),
      y: down(share),
      radius: Math.max(SMALLEST, LARGEST * Math.sqrt(touchpoint.encounters / most)),
      left: compared === null ? null : clip(across(compared.low)),
      right: compared === null ? null : clip(across(compared.high)),
      top: down(low),
      bottom: down(high),
      label: null,
    }
  })
  if (band !== null)
    spreadIn(
      band,
      marks.filter(({ left }) => left === null),
    )
  placeLabels(marks, edge, measure, name)
  return {
    width,
    height,
    plot,
    band,
    marks,
    columns: stepsOf(reach, plot.right - plot.left).map((value) => ({ x: across(value), value })),
    rows: ROWS.filter((value) => value <= worst).map((value) => ({ y: down(value), value })),
    usual: down(usual),
    left: items.length - placed.length,
  }
}

/** How far importance reaches either way: whole tenths, two at the least. */
function reachOf(placed: readonly RegisteredTouchpoint[]): number {
  const furthest = Math.max(0, ...placed.map(({ importance }) => Math.abs(importance.compared?.difference ?? 0)))
  return Math.min(1, Math.max(2, Math.ceil(furthest * 10 + 0.3)) / 10)
}

/** Tenths between the ends, so far apart that their numbers do not touch. */
function stepsOf(reach: number, pixels: number): number[] {
  const tenths = Math.round(reach * 10)
  const each = [1, 2, 5, 10].find((step) => (pixels / (2 * tenths)) * step >= 44) ?? 10
  const steps = Math.floor((tenths - 0.5) / each)
  return Array.from({ length: 2 * steps + 1 }, (_, index) => ((index - steps) * each) / 10)
}

/** In the band nothing is told sideways: marks stand beside each other, where they touch none. */
function spreadIn(band: { left: number; right: number }, marks: readonly MatrixMark[]): void {
  const middle = (band.left + band.right) / 2
  const set: MatrixMark[] = []
  for (const mark of marks) {
    const room = Math.max(0, (band.right - band.left) / 2 - mark.radius - 2)
    const tries = Array.from(
      { length: Math.floor(room / 4) * 2 + 1 },
      (_, index) => middle + Math.ceil(index / 2) * 4 * (index % 2 === 0 ? 1 : -1),
    )
    const isFree = (x: number) => set.every((other) => Math.hypot(other.x - x, other.y - mark.y) > other.radius + mark.radius)
    mark.x = tries.find(isFree) ?? middle
    set.push(mark)
  }
}

/** Names the largest first, beside their marks, wherever a name touches no other name or mark. */
function placeLabels(marks: readonly MatrixMark[], edge: Box, measure: (text: string) => number, name: (key: string) => string): void {
  const taken: Box[] = []
  const circles = marks.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }))
  marks.forEach((mark, own) => {
    const long = measure(name(mark.touchpoint.key))
    const places = [
      { x: mark.x + mark.radius + 4, anchor: 'start' as const, left: mark.x + mark.radius + 4 },
      { x: mark.x - mark.radius - 4, anchor: 'end' as const, left: mark.x - mark.radius - 4 - long },
    ].flatMap((place) => [0, -LINE, LINE].map((lift) => ({ ...place, y: mark.y + 5 + lift })))
    for (const { x, y, anchor, left } of places) {
      const box = { left, right: left + long, top: y - LINE + 3, bottom: y + 3 }
      const isInside = box.left >= edge.left && box.right <= edge.right && box.top >= edge.top - 16 && box.bottom <= edge.bottom
      if (!isInside || taken.some((other) => touches(box, other))) continue
      if (circles.some((circle, index) => index !== own && touches(box, circle))) continue
      mark.label = { x, y, anchor }
      taken.push(box)
      return
    }
  })
}

function touches(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}
