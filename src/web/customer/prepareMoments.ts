import type { CaseLineJson, NoteJson } from '../../api/customerNotes.ts'
import type { FrictionJson } from '../../domain/friction/frictionJson.ts'
import { compareText } from '../../domain/kernel/order.ts'
import { frictionAddress } from '../friction/address.ts'
import type { TimelineItem } from '../journey/story.ts'
import type { CustomerAddress } from './address.ts'

/** Something on a customer's timeline; `at` in ms since 1970 UTC. */
export type Moment = { key: string; at: number } & (
  | { what: 'encounter'; item: TimelineItem }
  | { what: 'friction'; friction: FrictionJson }
  | { what: 'note'; note: NoteJson }
  | { what: 'case'; line: CaseLineJson }
)

/** What has been read: encounters newest first, and whether those are all; the others are. */
export interface Read {
  items: readonly TimelineItem[]
  isWhole: boolean
  frictions: readonly FrictionJson[]
  notes: readonly NoteJson[]
  lines: readonly CaseLineJson[]
}

/** At one moment a friction stands over the encounter that proves it, and what people did about it over both. */
const RANK = { encounter: 0, friction: 1, case: 2, note: 3 } as const

/** Everything that happened, newest first; as far back as encounters have been read. `before` ends the list (ms since 1970 UTC). */
export function prepareMoments(read: Read, filter: CustomerAddress, before: number | null): Moment[] {
  const oldest =
    read.isWhole || !wants(filter, 'encounters') ? -Infinity : Math.min(...read.items.map((item) => Date.parse(item.occurredAt)))
  const words = filter.text?.toLowerCase()
  const holds = (text: string | null) => words === undefined || (text ?? '').toLowerCase().includes(words)
  const moments: Moment[] = [
    ...(wants(filter, 'encounters') ? read.items : []).map((item): Moment => ({
      what: 'encounter',
      key: `encounter=${item.id}`,
      at: Date.parse(item.occurredAt),
      item,
    })),
    ...(wants(filter, 'frictions') ? read.frictions : [])
      .filter(({ journey }) => filter.journey === undefined || filter.journey === journey)
      .map((friction): Moment => ({
        what: 'friction',
        key: `friction=${frictionAddress(friction)}`,
        at: Date.parse(friction.occurredAt),
        friction,
      })),
    ...(wants(filter, 'notes') ? read.notes : [])
      .filter(({ text }) => holds(text))
      .map((note): Moment => ({ what: 'note', key: `note=${note.id}`, at: Date.parse(note.at), note })),
    ...(wants(filter, 'cases') ? read.lines : [])
      .filter(({ text }) => holds(text))
      .map((line): Moment => ({ what: 'case', key: `case=${line.id}`, at: Date.parse(line.at), line })),
  ]
  return moments
    .filter(({ at }) => at >= oldest && (before === null || at < before))
    .sort((left, right) => right.at - left.at || RANK[right.what] - RANK[left.what] || compareText(right.key, left.key))
}

/** Whether a filter lets a sort of moments through: what has no channel, journey or words of its own is left out when those are asked for. */
export function wants({ only, channel, journey, text }: CustomerAddress, what: NonNullable<CustomerAddress['only']>): boolean {
  if (only !== undefined && only !== what) return false
  if (what === 'encounters') return true
  if (channel !== undefined) return false
  if (what === 'frictions') return text === undefined
  return journey === undefined
}
