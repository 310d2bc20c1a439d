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

/** Begins a cell that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** The rows as CSV with a byte-order mark, so that spreadsheets read its letters; `;` where the decimal mark is a comma. */
export function writeCsv(rows: readonly TableRow[], words: Words): string {
  const { say, formats } = words
  const mark = formats.number(0.5).includes(',') ? ';' : ','
  const cell = (text: string) => {
    const plain = FORMULA.test(text) ? `'${text}` : text
    return /["\n\r]|[;,]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
  }
  const head = [say('table.time'), say('table.what'), say('table.channel'), say('table.who'), say('table.path'), say('table.severity')]
  const body = rows.map(({ at, name, channel, who, path, severity }) => [
    new Date(at).toISOString(),
    name,
    channel,
    who,
    path,
    severity === null ? '' : String(severity),
  ])
  return `\uFEFF${[head, ...body].map((row) => row.map(cell).join(mark)).join('\r\n')}\r\n`
}
