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

/** A date on the axis: a day, the beginning of a month, or of a year. */
export interface Tick {
  at: number
  x: number
  unit: 'day' | 'month' | 'year'
  /** Whether its date is written out. */
  isNamed: boolean
}

const NAME_WIDTH = { day: 62, month: 48, year: 44 }

/** Dates along the axis, as dense as their names can stand. */
export function markDates(scale: TimeScale, timeZone: string): Tick[] {
  return scale.islands.flatMap((island) => {
    const perDay = ((island.right - island.left) / (island.to - island.from)) * DAY
    const days = listDays(island, timeZone)
    const unit = perDay * 7 >= NAME_WIDTH.day ? 'day' : perDay * 30 >= NAME_WIDTH.month ? 'month' : 'year'
    const everyDay = perDay >= NAME_WIDTH.day
    const step = unit === 'year' ? Math.max(1, Math.ceil(NAME_WIDTH.year / (perDay * 365))) : 1
    const named = days.filter((day) => isNamed(day, unit, everyDay, step))
    const ticks = named.map((day) => tick(day, unit, scale, timeZone))
    const small = perDay >= 8 && !everyDay && unit === 'day' ? days.filter((day) => !named.includes(day)) : []
    const all = [...ticks, ...small.map((day) => ({ ...tick(day, unit, scale, timeZone), isNamed: false }))]
    if (ticks.length === 0 && days.length > 0) {
      return [{ ...tick(days[0]!, perDay * days.length < NAME_WIDTH.day * 2 ? 'year' : unit, scale, timeZone), isNamed: true }]
    }
    return all.toSorted((a, b) => a.at - b.at)
  })
}

function listDays({ from, to }: Span, timeZone: string): number[] {
  const first = localDay(timeZone, from)
  const days = Array.from({ length: Math.max(0, localDay(timeZone, to - 1) - first + 1) }, (_, index) => first + index)
  return days.filter((day) => startOfLocalDay(timeZone, day) >= from)
}

function isNamed(day: number, unit: Tick['unit'], everyDay: boolean, step: number): boolean {
  if (unit === 'day') return everyDay || isMonday(day)
  const date = new Date(day * DAY)
  if (date.getUTCDate() !== 1) return false
  return unit === 'month' || (date.getUTCMonth() === 0 && date.getUTCFullYear() % step === 0)
}

function tick(day: number, unit: Tick['unit'], scale: TimeScale, timeZone: string): Tick {
  const at = startOfLocalDay(timeZone, day)
  return { at, x: scale.x(at), unit, isNamed: true }
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
