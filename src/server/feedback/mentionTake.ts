import {
  type Mention,
  mentionEncounter,
  mentionKey,
  MENTION_PREFIX,
  type MentionReading,
  readMention,
} from '../../domain/feedback/mention.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import type { Queryable } from '../db/database.ts'
import type { Item } from '../encounter/readItems.ts'
import { digestOf } from '../encounter/registerIds.ts'
import type { Parts } from '../http/parts.ts'
import { problemLine } from '../http/problem.ts'
import type { IntakeResult, Rejection } from '../intake/intake.ts'
import { editMentions, findEdited } from './mentionEdit.ts'
import { insertMentions, type KeptMention, wordsOf } from './mentionInsert.ts'
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
 * Takes mentions once each by source and id, and what their sources changed in them since; those of known customers become encounters
 * first, so that what is sent again after a failure is completed. Tells what became of each by its place among the items.
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
  const readings = await parts.readTexts(fresh.map(({ mention }) => wordsOf(mention)))
  const { refused, kept } = await bringEncounters(fresh, readings, parts, settle)
  const inserted = await parts.database.transaction((tx) => insertMentions(tx, kept, parts.clock()))
  const accepted = inserted + (await takeEdited(read, new Set(fresh), parts))
  const all = [...rejected, ...refused].sort((left, right) => left.index - right.index)
  return { accepted, duplicates: items.length - accepted - all.length, rejected: all }
}

/** Takes what is worded or rated otherwise than it stands; tells how many were. */
async function takeEdited(
  read: readonly Placed[],
  fresh: ReadonlySet<Placed>,
  { database, readTexts, clock }: MentionParts,
): Promise<number> {
  const known = read.filter((placed) => !fresh.has(placed)).map(({ mention }) => mention)
  const edited = await findEdited(database, known)
  if (edited.length === 0) return 0
  const readings = await readTexts(edited.map(({ mention }) => wordsOf(mention)))
  await editMentions(
    database,
    edited.map((each, place) => ({ ...each, reading: readings[place] ?? null })),
    clock(),
  )
  return edited.length
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

/**
 * Hands those of known customers to the intake; what it refuses is not kept either, but for what is an encounter already, told otherwise
 * then: an encounter stays as it was.
 */
async function bringEncounters(
  fresh: readonly Placed[],
  readings: readonly (MentionReading | null)[],
  { intake }: MentionParts,
  settle: number,
): Promise<{ refused: Rejection[]; kept: Kept[] }> {
  const all = fresh.map((placed, place): Kept => {
    const said = placed.mention.customer === undefined ? null : MENTION_PREFIX + mentionKey(placed.mention, digestOf)
    return { ...placed, reading: readings[place] ?? null, said }
  })
  const known = all.flatMap((each) => (each.mention.customer === undefined ? [] : [{ ...each, who: each.mention.customer }]))
  if (known.length === 0) return { refused: [], kept: all }
  const result = await intake.accept(
    known.map(({ mention, who, reading }) => mentionEncounter(mention, who, reading, digestOf)),
    settle,
  )
  const wrong = result.rejected.filter(({ problems }) => problems.some(({ field }) => field !== 'id'))
  const refused = wrong.map((rejection) => ({ ...rejection, index: known[rejection.index]!.index }))
  const places = new Set(refused.map(({ index }) => index))
  return { refused, kept: all.filter(({ index }) => !places.has(index)) }
}
