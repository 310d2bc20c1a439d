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
  /** Ends of the interval of performance. */
  top: number
  bottom: number
  /** Where its name stands; null where there is no room. */
  label: { x: number; y: number; anchor: 'start' | 'end' } | null
}

/** The matrix of importance (to the right) and encounters without friction (upwards), laid out. */
export interface Matrix {
  width: number
  height: number
  plot: { left: number; right: number; top: number; bottom: number }
  /** The band at the right for those that all who complete meet; null without any. */
  band: { left: number; right: number } | null
  marks: MatrixMark[]
  columns: { x: number; value: number }[]
  rows: { y: number; value: number }[]
  /** Height at which the usual share of encounters without friction stands. */
  usual: number
  /** How many are not in it: too few paths or encounters to tell where. */
  left: number
}

const MARGIN = { left: 52, right: 16, top: 16, bottom: 44 }
const BAND = 96
const LARGEST = 22
const SMALLEST = 5
const LINE = 15

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
  const hasBand = placed.some(isNeeded)
  const plot = { left: MARGIN.left, right: width - MARGIN.right - (hasBand ? BAND : 0), top: MARGIN.top, bottom: height - MARGIN.bottom }
  const reach = reachOf(placed)
  const least = leastOf(placed, usual)
  const across = (value: number) => plot.left + ((value + reach) / (2 * reach)) * (plot.right - plot.left)
  const up = (value: number) => plot.bottom - ((value - least) / (1 - least)) * (plot.bottom - plot.top)
  const clip = (value: number, from: number, to: number) => Math.min(to, Math.max(from, value))
  const most = Math.max(1, ...placed.map(({ encounters }) => encounters))
  const band = hasBand ? { left: plot.right, right: plot.right + BAND } : null
  const marks = placed.map((touchpoint): MatrixMark => {
    const { compared } = touchpoint.importance
    const { share, low, high } = touchpoint.friction!
    return {
      touchpoint,
      x: compared === null ? (band!.left + band!.right) / 2 : across(compared.difference),
      y: up(1 - share),
      radius: Math.max(SMALLEST, LARGEST * Math.sqrt(touchpoint.encounters / most)),
      left: compared === null ? null : clip(across(compared.low), plot.left, plot.right),
      right: compared === null ? null : clip(across(compared.high), plot.left, plot.right),
      top: up(1 - low),
      bottom: clip(up(1 - high), plot.top, plot.bottom),
      label: null,
    }
  })
  placeLabels(marks, { ...plot, right: width - MARGIN.right }, measure, name)
  return {
    width,
    height,
    plot,
    band,
    marks,
    columns: steps(-reach, reach, plot.right - plot.left).map((value) => ({ x: across(value), value })),
    rows: steps(least, 1, plot.bottom - plot.top).map((value) => ({ y: up(value), value })),
    usual: up(Math.max(least, 1 - usual)),
    left: items.length - placed.length,
  }
}

/** How far importance reaches either way: whole tenths, two at the least. */
function reachOf(placed: readonly RegisteredTouchpoint[]): number {
  const furthest = Math.max(0, ...placed.map(({ importance }) => Math.abs(importance.compared?.difference ?? 0)))
  return Math.min(1, Math.max(2, Math.ceil(furthest * 10 + 0.2)) / 10)
}

/** Where the lower edge stands: a whole tenth under the worst, a fifth of room at the least. */
function leastOf(placed: readonly RegisteredTouchpoint[], usual: number): number {
  const worst = Math.max(usual, ...placed.map(({ friction }) => friction?.share ?? 0))
  return Math.max(0, Math.min(8, Math.floor((1 - worst) * 10 - 0.2)) / 10)
}

function steps(from: number, to: number, pixels: number): number[] {
  const tenths = Math.round((to - from) * 10)
  const each = [1, 2, 5, 10].find((step) => (pixels / tenths) * step >= 44) ?? 20
  return Array.from({ length: tenths + 1 }, (_, index) => Math.round(from * 10) + index)
    .filter((tenth) => tenth % each === 0)
    .map((tenth) => tenth / 10)
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
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
    const found = places.find(({ left, y }) => {
      const box = { left, right: left + long, top: y - LINE + 3, bottom: y + 3 }
      const isInside = box.left >= edge.left && box.right <= edge.right && box.top >= edge.top - 8 && box.bottom <= edge.bottom
      return (
        isInside && !taken.some((other) => touches(box, other)) && !circles.some((circle, index) => index !== own && touches(box, circle))
      )
    })
    if (found === undefined) return
    mark.label = { x: found.x, y: found.y, anchor: found.anchor }
    taken.push({ left: found.left, right: found.left + long, top: found.y - LINE + 3, bottom: found.y + 3 })
  })
}

function touches(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}
