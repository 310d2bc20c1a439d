import type { Words } from '../i18n/words.ts'
import type { Span } from '../journey/span.ts'
import { byTime, type Story, type StoryEncounter, type StoryFriction } from '../journey/story.ts'

/** A row of the table: an encounter or a friction, in words. */
export interface TableRow {
  key: string
  what: 'encounter' | 'friction'
  at: number
  time: string
  name: string
  channel: string
  who: string
  path: string
  severity: number | null
}

/** The encounters and frictions of a span as rows of a table, by time. */
export function listTableRows(story: Story, span: Span, words: Words): TableRow[] {
  const inside = ({ at }: { at: number }) => at >= span.from && at < span.to
  const rank = (each: StoryEncounter | StoryFriction) => (each.what === 'encounter' ? 0 : 1)
  return [...story.encounters, ...story.frictions]
    .filter(inside)
    .toSorted((a, b) => a.at - b.at || rank(a) - rank(b) || byTime(a, b))
    .map((each): TableRow => {
      const row = { key: each.key, at: each.at, time: words.formats.moment(each.at), what: each.what, channel: words.channel(each.channel) }
      if (each.what === 'friction') {
        return { ...row, name: words.kind(each.friction.kind), who: '', path: words.path(each.friction), severity: each.friction.severity }
      }
      return {
        ...row,
        name: words.touchpoint(each.touchpoint),
        who: words.say(`side.${each.side}`),
        path: words.path(each.item),
        severity: null,
      }
    })
}

/** The rows as a table for a file, its head first. */
export function fileRows(rows: readonly TableRow[], { say }: Words): (string | number | null)[][] {
  const head = [say('table.time'), say('table.what'), say('table.channel'), say('table.who'), say('table.path'), say('table.severity')]
  return [
    head,
    ...rows.map(({ at, name, channel, who, path, severity }) => [new Date(at).toISOString(), name, channel, who, path, severity]),
  ]
}
