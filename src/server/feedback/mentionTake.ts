import { type Mention, mentionEncounter, type MentionReading, readMention } from '../../domain/feedback/mention.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import type { Queryable } from '../db/database.ts'
import type { Item } from '../encounter/readItems.ts'
import { digestOf } from '../encounter/registerIds.ts'
import type { Parts } from '../http/parts.ts'
import { problemLine } from '../http/problem.ts'
import type { IntakeResult, Rejection } from '../intake/intake.ts'
import { insertMentions, type KeptMention } from './mentionInsert.ts'
import type { ReadTexts } from './mentionReading.ts'

/** What taking mentions needs. */
export interface MentionParts extends Pick<Parts, 'intake' | 'database' | 'clock'> {
  readTexts: ReadTexts
}

interface Placed {
  mention: Mention
  /** Its place among the items given. */
  index: number
}

/**
 * Takes mentions once each by source and id, the first word standing; those of known customers become encounters first, so that what is
 * sent again after a failure is completed. Tells what became of each by its place among the items.
 */
export async function takeMentions(items: readonly Item[], parts: MentionParts, settle = 0): Promise<IntakeResult> {
  const rejected: Rejection[] = []
  const read: Placed[] = []
  items.forEach((item, index) => {
    if ('problem' in item) return rejected.push(refusal(index, undefined, [{ field: '', message: item.problem }]))
    const one = readMention(item.value)
    return 'problems' in one ? rejected.push(refusal(index, item.value, one.problems)) : read.push({ mention: one.mention, index })
  })
  const fresh = await unknown(parts.database, read)
  const readings = await parts.readTexts(fresh.map(({ mention: { title, text } }) => [title, text].filter(Boolean).join('\n')))
  const { refused, kept } = await bringEncounters(fresh, readings, parts, settle)
  const accepted = await parts.database.transaction((tx) => insertMentions(tx, kept, parts.clock()))
  const all = [...rejected, ...refused].sort((left, right) => left.index - right.index)
  return { accepted, duplicates: items.length - accepted - all.length, rejected: all }
}

function refusal(index: number, value: unknown, problems: Problem[]): Rejection {
  const id = value !== null && typeof value === 'object' ? (value as { id?: unknown }).id : undefined
  return {
    index,
    ...(typeof id === 'string' && id.length <= 300 && { id }),
    problem: problems.map(problemLine).join('; '),
    problems,
  }
}

const nameOf = ({ source, id }: Pick<Mention, 'source' | 'id'>) => JSON.stringify([source, id])

/** Those that came for the first time, each once. */
async function unknown(database: Queryable, read: readonly Placed[]): Promise<Placed[]> {
  if (read.length === 0) return []
  const rows = await database.query<{ source: string; id: string }>(
    'SELECT source, id FROM mentions WHERE (source, id) IN (SELECT * FROM unnest($1::text[], $2::text[]))',
    [read.map(({ mention }) => mention.source), read.map(({ mention }) => mention.id)],
  )
  const known = new Set(rows.map(nameOf))
  return read.filter(({ mention }) => {
    const name = nameOf(mention)
    if (known.has(name)) return false
    known.add(name)
    return true
  })
}

interface Kept extends Placed, KeptMention {}

/** Hands those of known customers to the intake; what it refuses is not kept either. */
async function bringEncounters(
  fresh: readonly Placed[],
  readings: readonly (MentionReading | null)[],
  { intake }: MentionParts,
  settle: number,
): Promise<{ refused: Rejection[]; kept: Kept[] }> {
  const all = fresh.map((placed, place): Kept => ({ ...placed, reading: readings[place] ?? null }))
  const known = all.flatMap((each) => (each.mention.customer === undefined ? [] : [{ ...each, who: each.mention.customer }]))
  if (known.length === 0) return { refused: [], kept: all }
  const result = await intake.accept(
    known.map(({ mention, who, reading }) => mentionEncounter(mention, who, reading, digestOf)),
    settle,
  )
  const refused = result.rejected.map((rejection) => ({ ...rejection, index: known[rejection.index]!.index }))
  const places = new Set(refused.map(({ index }) => index))
  return { refused, kept: all.filter(({ index }) => !places.has(index)) }
}
