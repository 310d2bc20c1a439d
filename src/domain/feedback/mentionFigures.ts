import { DAY } from '../kernel/duration.ts'
import { type Mean, meanOf, type Sums } from '../kernel/means.ts'
import { type Share, shareOf } from '../kernel/shares.ts'
import { localDay, startOfLocalDay } from '../kernel/zone.ts'

/** What a group of mentions adds up to: how many, their stars, how many have 4–5, how many come to anything, how many to negative. */
export interface MentionSums {
  n: number
  stars: Sums
  good: number
  toned: number
  negative: number
}

/** Reputation by a group of mentions: mean stars 1–5, share of 4–5 among the rated, share of negative among those that come to anything. */
export interface Reputation {
  n: number
  /** Under ten ratings: too few for a comparison. */
  few: boolean
  stars: Mean | null
  good: Share | null
  negative: Share | null
}

const FEWEST = 10

/** The figures of a group of mentions, each with its 95 % interval held within the scale; null where nothing is to be counted. */
export function reputationOf({ n, stars, good, toned, negative }: MentionSums): Reputation {
  const mean = meanOf(stars)
  return {
    n,
    few: stars.n < FEWEST,
    stars: mean && { ...mean, low: Math.max(1, mean.low), high: Math.min(5, mean.high) },
    good: shareOf({ part: good, n: stars.n }),
    negative: shareOf({ part: negative, n: toned }),
  }
}

/** A day, week or month of the calendar: its first local day as `YYYY-MM-DD`, and its ends in ms since 1970 UTC. */
export interface Period {
  day: string
  from: number
  until: number
}

/** The calendar's days, weeks (from Monday) or months in a zone that a span from `since` until `until` (ms) touches, oldest first, at most `most` of the latest. */
export function periodsOf(unit: 'day' | 'week' | 'month', since: number, until: number, zone: string, most: number): Period[] {
  const periods: Period[] = []
  for (let end = until; periods.length < most && end > since;) {
    const first = firstDay(unit, localDay(zone, end - 1))
    const from = startOfLocalDay(zone, first)
    const day = new Date(first * DAY).toISOString().slice(0, 10)
    periods.unshift({ day, from, until: startOfLocalDay(zone, nextDay(unit, first)) })
    end = from
  }
  return periods
}

/** The first day of a day’s week or month; days since 1970-01-01, which was a Thursday. */
function firstDay(unit: 'day' | 'week' | 'month', day: number): number {
  if (unit === 'day') return day
  if (unit === 'week') return day - ((((day + 3) % 7) + 7) % 7)
  const date = new Date(day * DAY)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY
}

function nextDay(unit: 'day' | 'week' | 'month', first: number): number {
  if (unit !== 'month') return first + (unit === 'day' ? 1 : 7)
  const date = new Date(first * DAY)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY
}
