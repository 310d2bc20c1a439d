import { DAY } from '../../domain/kernel/duration.ts'
import type { Span } from './span.ts'
import { byTime, mannerAfter, type Manner, type Story, type StoryEncounter, type StoryFriction, type StoryPath } from './story.ts'

type Begun = { startsPath: StoryPath | null }

/** One row of the story told downward: an encounter, a friction, or a stretch in which nothing happened (ms). */
export type Row =
  | (StoryEncounter & Begun)
  | (StoryFriction & Begun)
  | { what: 'gap'; key: string; at: number; length: number; manner: Exclude<Manner, 'moving'> }

/** From how long on a stretch without encounters has a row of its own. */
const LONG = 2 * DAY

/** The story of a span as rows, by time; a friction stands after the encounter at which it became true. */
export function listRows(story: Story, span: Span): Row[] {
  const inside = ({ at }: { at: number }) => at >= span.from && at < span.to
  const standing = [...story.encounters, ...story.frictions]
    .filter(inside)
    .toSorted((a, b) => a.at - b.at || rank(a) - rank(b) || byTime(a, b))
  const begun = new Set<string>()
  return standing.flatMap((each, index): Row[] => {
    const path = story.paths.find(({ key }) => key === each.path)
    const isFirst = each.what === 'encounter' && !begun.has(each.path)
    if (each.what === 'encounter') begun.add(each.path)
    const row = { ...each, startsPath: isFirst && path ? path : null }
    const before = standing.slice(0, index).findLast((one) => one.what === 'encounter')
    if (each.what !== 'encounter' || before?.what !== 'encounter' || each.at - before.at < LONG) return [row]
    const manner = mannerAfter(before, each.at)
    if (manner === 'moving') return [row]
    return [{ what: 'gap', key: `gap ${each.key}`, at: each.at, length: each.at - before.at, manner }, row]
  })
}

function rank(each: StoryEncounter | StoryFriction): number {
  return each.what === 'encounter' ? 0 : 1
}
