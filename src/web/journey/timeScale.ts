import { DAY } from '../../domain/kernel/duration.ts'
import { localDay, startOfLocalDay } from '../../domain/kernel/zone.ts'
import type { Span } from './span.ts'

/** Time to the right: where an instant stands, and the long empty stretches that were folded away. */
export interface TimeScale {
  x: (at: number) => number
  /** Stretches drawn to scale, by time. */
  islands: { from: number; to: number; left: number; right: number }[]
  folds: { from: number; to: number; x: number }[]
}

const FOLD_WIDTH = 44
const NARROWEST_ISLAND = 72
/** A gap is folded when it is longer than this and takes more than its share of what is drawn. */
const SHORTEST_FOLD = 60 * DAY
const SHARE = 0.3

/** Lays a span out between two positions; long gaps between moments (ms, by time) are folded. */
export function openScale(span: Span, moments: readonly number[], left: number, right: number): TimeScale {
  const stretches = foldGaps(span, moments, Math.floor((right - left) / (FOLD_WIDTH + 2 * NARROWEST_ISLAND)))
  const free = right - left - FOLD_WIDTH * (stretches.length - 1) - NARROWEST_ISLAND * stretches.length
  const total = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
  let at = left
  const islands = stretches.map(({ from, to }) => {
    const width = stretches.length === 1 ? right - left : NARROWEST_ISLAND + (free * (to - from)) / total
    const island = { from, to, left: at, right: at + width }
    at += width + FOLD_WIDTH
    return island
  })
  const folds = islands.slice(1).map((island, index) => ({ from: islands[index]!.to, to: island.from, x: island.left - FOLD_WIDTH / 2 }))
  const x = (instant: number) => {
    const island = islands.findLast(({ from }) => instant >= from) ?? islands[0]!
    const share = Math.max(0, (instant - island.from) / (island.to - island.from))
    if (share <= 1) return island.left + share * (island.right - island.left)
    const next = islands[islands.indexOf(island) + 1]
    return next ? (island.right + next.left) / 2 : island.right
  }
  return { x, islands, folds }
}

function foldGaps(span: Span, moments: readonly number[], most: number): Span[] {
  const edges = [span.from, ...moments, span.to]
  const gaps = edges.slice(1).map((to, index) => ({ from: edges[index]!, to, length: to - edges[index]! }))
  gaps.sort((a, b) => b.length - a.length)
  let drawn = span.to - span.from
  const cuts: Span[] = []
  for (const gap of gaps) {
    if (cuts.length >= most || gap.length < SHORTEST_FOLD || gap.length < SHARE * drawn) break
    const margin = Math.min(gap.length / 4, 10 * DAY)
    cuts.push({ from: gap.from + margin, to: gap.to - margin })
    drawn -= gap.length - 2 * margin
  }
  cuts.sort((a, b) => a.from - b.from)
  const starts = [span.from, ...cuts.map(({ to }) => to)]
  const ends = [...cuts.map(({ from }) => from), span.to]
  return starts.map((from, index) => ({ from, to: ends[index]! }))
}

/** A date on the axis: the beginning of a day, month or year; `text` is empty where it is only marked. */
export interface Tick {
  at: number
  x: number
  text: string
  /** Where its text begins; before the mark where it would pass the right edge. */
  textX: number
}

/** How dates are written, and how wide in pixels. */
export interface Dates {
  day: (at: number) => string
  dayAndYear: (at: number) => string
  month: (at: number) => string
  monthAndYear: (at: number) => string
  year: (at: number) => string
  measure: (text: string) => number
}

type Unit = 'day' | 'month' | 'year'

/** Room between two dates on the axis. */
const APART = 12

/** Dates along the axis, as dense as they can be written; the first of every stretch tells its year. */
export function markDates(scale: TimeScale, timeZone: string, dates: Dates, right: number): Tick[] {
  const isFolded = scale.folds.length > 0
  let free = -Infinity
  return scale.islands.flatMap((island) => {
    const perDay = ((island.right - island.left) / (island.to - island.from)) * DAY
    const days = listDays(island, timeZone)
    const width = dates.measure(dates.day(island.from)) + APART
    const unit: Unit = perDay * 7 >= width ? 'day' : perDay * 30 >= 44 ? 'month' : 'year'
    const isDense = perDay >= width
    const wanted = days.filter((day, index) => isBeginning(day, unit, isDense) || (index === 0 && isFolded))
    const marked = unit === 'day' && perDay >= 8 ? days : wanted
    let isFirst = true
    return marked.map((day): Tick => {
      const at = startOfLocalDay(timeZone, day)
      const x = scale.x(at)
      const text = wanted.includes(day) && x >= free ? nameDate(at, day, unit, isFirst && isFolded, dates) : ''
      const textX = Math.min(x, right - dates.measure(text))
      if (text === '' || textX < free) return { at, x, text: '', textX: x }
      isFirst = false
      free = textX + dates.measure(text) + APART
      return { at, x, text, textX }
    })
  })
}

function nameDate(at: number, day: number, unit: Unit, withYear: boolean, dates: Dates): string {
  if (unit === 'day') return withYear ? dates.dayAndYear(at) : dates.day(at)
  if (unit === 'year') return dates.year(at)
  return withYear || new Date(day * DAY).getUTCMonth() === 0 ? dates.monthAndYear(at) : dates.month(at)
}

function isBeginning(day: number, unit: Unit, isDense: boolean): boolean {
  if (unit === 'day') return isDense || isMonday(day)
  const date = new Date(day * DAY)
  return date.getUTCDate() === 1 && (unit === 'month' || date.getUTCMonth() === 0)
}

function listDays({ from, to }: Span, timeZone: string): number[] {
  const first = localDay(timeZone, from)
  const days = Array.from({ length: Math.max(0, localDay(timeZone, to - 1) - first + 1) }, (_, index) => first + index)
  return days.filter((day) => startOfLocalDay(timeZone, day) >= from)
}

function isMonday(day: number): boolean {
  return (((day + 3) % 7) + 7) % 7 === 0
}

/** Weekends as stretches on the axis; none where a day is too narrow to be seen. */
export function shadeWeekends(scale: TimeScale, timeZone: string): { left: number; right: number }[] {
  return scale.islands.flatMap((island) => {
    const perDay = ((island.right - island.left) / (island.to - island.from)) * DAY
    if (perDay < 6) return []
    return listDays(island, timeZone)
      .filter((day) => isMonday(day + 2))
      .map((saturday) => ({
        left: scale.x(startOfLocalDay(timeZone, saturday)),
        right: Math.min(island.right, scale.x(startOfLocalDay(timeZone, saturday + 2))),
      }))
  })
}
