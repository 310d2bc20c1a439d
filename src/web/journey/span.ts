import { DAY } from '../../domain/kernel/duration.ts'
import { localDay, startOfLocalDay } from '../../domain/kernel/zone.ts'
import type { Story } from './story.ts'

/** A stretch of time in ms since 1970 UTC, whole local days; `to` is the start of the day after its last. */
export interface Span {
  from: number
  to: number
}

/** How much is looked at: around the frictions, the last year, or all there is. */
export type Zoom = 'frictions' | 'year' | 'all'

const FOUR_WEEKS = 28 * DAY
const YEAR = 365 * DAY
/** As far back as frictions are counted before a loss. */
const RECENT = 90 * DAY

function wholeDays(from: number, last: number, timeZone: string): Span {
  return { from: startOfLocalDay(timeZone, localDay(timeZone, from)), to: startOfLocalDay(timeZone, localDay(timeZone, last) + 1) }
}

/** The span to look at; null when nothing happened. */
export function chooseSpan(story: Story, zoom: Zoom, timeZone: string): Span | null {
  const first = story.encounters[0]
  const last = story.encounters.at(-1)
  if (!first || !last) return null
  const end = Math.max(last.at, story.frictions.at(-1)?.at ?? last.at)
  if (zoom === 'all') return wholeDays(first.at, end, timeZone)
  if (zoom === 'year') return wholeDays(Math.max(first.at, end - YEAR), end, timeZone)
  return wholeDays(...aroundFrictions(story, last.at), timeZone)
}

function aroundFrictions(story: Story, lastEncounter: number): [number, number] {
  const latest = story.frictions.at(-1)
  if (!latest) return [Math.max(story.encounters[0]!.at, lastEncounter - FOUR_WEEKS), lastEncounter]
  const recent = story.frictions.filter(({ at }) => at >= latest.at - RECENT)
  const begun = recent[0]!.at
  const touched = new Set(recent.map(({ path }) => path))
  const near = story.encounters.filter(({ at, path }) => touched.has(path) && at >= begun - FOUR_WEEKS && at <= latest.at + FOUR_WEEKS / 2)
  return [Math.min(begun, near[0]?.at ?? begun), Math.max(latest.at, near.at(-1)?.at ?? latest.at)]
}

/** The whole weeks of a span, at least one. */
export function weeksOf({ from, to }: Span): number {
  return Math.max(1, Math.round((to - from) / (7 * DAY)))
}

/** What lies outside a span: how many encounters before and after it, and the years of those before. */
export function foldOutside(story: Story, span: Span, timeZone: string): { years: number[]; before: number; after: number } {
  const before = story.encounters.filter(({ at }) => at < span.from)
  const year = new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone })
  return {
    years: [...new Set(before.map(({ at }) => Number(year.format(at))))],
    before: before.length,
    after: story.encounters.filter(({ at }) => at >= span.to).length,
  }
}
