import type { z } from 'zod'
import type { replayBody, ReplayAnswer, ShownRefusedItem } from '../../api/quarantine.ts'
import { postMentions } from '../../api/mention.ts'
import type { Encounter, Initiator } from '../../domain/encounter/encounter.ts'
import { readEncounter, type Problem } from '../../domain/encounter/schema.ts'
import { readMention } from '../../domain/feedback/mention.ts'
import { expectation } from '../../domain/kernel/expectation.ts'
import { all, sql } from '../db/sql.ts'
import type { Queryable } from '../db/database.ts'
import { digestOf } from '../encounter/registerIds.ts'
import type { Item } from '../encounter/readItems.ts'
import { readingBy } from '../feedback/mentionReading.ts'
import { takeMentions } from '../feedback/mentionTake.ts'
import type { Parts } from '../http/parts.ts'
import { wrongInput } from '../http/problem.ts'
import { openRepair, repairMapSchema } from './files/repairMap.ts'
import { tellable } from './quarantine.ts'
import { chosenRefused, showRefused } from './quarantineList.ts'
import { findMask } from './quarantineMask.ts'

type Needed = Pick<Parts, 'database' | 'intake' | 'clock' | 'texts'>
type Repair = ReturnType<typeof openRepair>

interface Waiting {
  id: number
  door: string
  item: string | null
  assumed: Initiator | null
  problems: Problem[]
}

const NOT_KEPT = { field: '', message: 'was not kept, since JSON cannot hold it or it is too large or too deep: give it anew' }

type Fit = { encounter: Encounter } | { mention: Item }
type Ready = { id: number; fit: Fit }
type Tried = Fit | { skipped: true } | { problems: readonly Problem[] }

/** Tries waiting items again, repaired by a map if one is given. Throws problem 422 for a map that cannot be used. */
export async function replayRefused(parts: Needed, asked: z.output<typeof replayBody>): Promise<ReplayAnswer> {
  const { map, dryRun, limit, after, ...filter } = asked
  const repair = map === undefined ? null : openRepair(readRepairMap(map))
  const rows = await parts.database.query<Waiting>(
    ...sql`SELECT q.id, q.door, q.item, q.assumed, q.problems FROM quarantine q
      WHERE ${all([chosenRefused({ ...filter, state: 'waiting' }), sql`q.id > ${after}`])}
      ORDER BY q.id LIMIT ${limit + 1}`.render(),
  )
  const page = rows.slice(0, limit)
  const ready: Ready[] = []
  const refused: { id: number; problems: Problem[] }[] = []
  let skipped = 0
  for (const row of page) {
    const tried = tryItem(row, repair)
    if ('encounter' in tried || 'mention' in tried) ready.push({ id: row.id, fit: tried })
    else if ('skipped' in tried) skipped++
    else refused.push({ id: row.id, problems: tellable(tried.problems) })
  }
  const taken = await take(parts, ready, refused, dryRun)
  return { ...taken, skipped, refused: taken.refused, next: rows.length > limit ? page.at(-1)!.id : null }
}

/** Takes a corrected item in place of a refused one; null when there is none. Throws problem 422 when it is still wrong. */
export async function repairRefused(parts: Needed, id: number, item: unknown): Promise<ShownRefusedItem | null> {
  const [row] = await parts.database.query<Waiting>('SELECT id, door, item, assumed, problems FROM quarantine WHERE id = $1', [id])
  if (!row) return null
  const tried = read(item, row.door, row.assumed ?? undefined)
  if ('problems' in tried) throw wrongInput(422, [...tried.problems])
  const { refused } = await take(parts, [{ id, fit: tried }], [], false)
  if (refused.length > 0) throw wrongInput(422, refused[0]!.problems)
  return showRefused(parts.database, id)
}

function tryItem({ item, door, assumed, problems }: Waiting, repair: Repair | null): Tried {
  // What cannot be tried is still refused for what it was refused for.
  if (item === null) return { problems: [...problems.filter(({ message }) => message !== NOT_KEPT.message), NOT_KEPT] }
  const value: unknown = JSON.parse(item)
  // Maps repair encounters; a mention waits for its own.
  if (repair !== null && door === postMentions.path) return { skipped: true }
  const told = {
    'quarantine.door': door,
    'quarantine.field': problems.map(({ field }) => field),
    'quarantine.problem': problems.map(({ message }) => message),
  }
  const repaired = repair ? repair.repair(value, told) : { item: value }
  const tried = 'item' in repaired ? read(repaired.item, door, repair?.assumedInitiator ?? assumed ?? undefined) : repaired
  return 'problems' in tried && typeof value === 'string' ? { problems } : tried
}

function read(item: unknown, door: string, assumed: Initiator | undefined): Fit | { problems: readonly Problem[] } {
  const masked = findMask(item)
  if (masked !== null) {
    return {
      problems: [{ field: masked, message: 'had a personal identity code, which is not kept: give another identifier, or drop it' }],
    }
  }
  if (door === postMentions.path) {
    const result = readMention(item)
    return 'problems' in result ? result : { mention: { value: item } }
  }
  const result = readEncounter(item, digestOf)
  if ('problems' in result || assumed === undefined) return result
  return { encounter: { ...result.encounter, assumedInitiator: assumed } }
}

async function take(parts: Needed, ready: readonly Ready[], wrong: ReplayAnswer['refused'], dryRun: boolean) {
  const { intake, database, texts, clock } = parts
  const refused = [...wrong]
  if (dryRun) return { accepted: ready.length, duplicates: 0, refused }
  const encounters = ready.flatMap(({ id, fit }) => ('encounter' in fit ? [{ id, ...fit }] : []))
  const mentions = ready.flatMap(({ id, fit }) => ('mention' in fit ? [{ id, ...fit }] : []))
  const nothing = { accepted: 0, duplicates: 0, rejected: [] }
  const met = encounters.length === 0 ? nothing : await intake.accept(encounters.map(({ encounter }) => encounter))
  const heard =
    mentions.length === 0
      ? nothing
      : await takeMentions(
          mentions.map(({ mention }) => mention),
          { intake, database, clock, readTexts: readingBy(texts) },
        )
  for (const { index, problems } of met.rejected) refused.push({ id: encounters[index]!.id, problems })
  for (const { index, problems } of heard.rejected) refused.push({ id: mentions[index]!.id, problems })
  const still = new Set(refused.map(({ id }) => id))
  const taken = ready.filter(({ id }) => !still.has(id)).map(({ id }) => id)
  await note(database, taken, refused, clock())
  return {
    accepted: met.accepted + heard.accepted,
    duplicates: met.duplicates + heard.duplicates,
    refused: refused.sort((left, right) => left.id - right.id),
  }
}

async function note(database: Queryable, taken: readonly number[], refused: ReplayAnswer['refused'], now: number): Promise<void> {
  await database.query(
    `UPDATE quarantine SET replays = replays + 1, replayed_at = $4, problems = coalesce(given.problems, quarantine.problems),
       state = CASE WHEN given.problems IS NULL THEN 'repaired' ELSE state END, item = CASE WHEN given.problems IS NULL THEN NULL ELSE item END
     FROM (SELECT * FROM unnest($1::bigint[], $2::jsonb[]) UNION ALL SELECT *, NULL FROM unnest($3::bigint[])) AS given(id, problems)
     WHERE quarantine.id = given.id`,
    [refused.map(({ id }) => id), refused.map(({ problems }) => JSON.stringify(problems)), taken, now],
  )
}

function readRepairMap(given: unknown) {
  const result = repairMapSchema.safeParse(given, { error: expectation })
  if (result.success) return result.data
  throw wrongInput(
    422,
    result.error.issues.map((issue) => ({
      field: ['map', ...issue.path.map(String)].join('.'),
      message: issue.code === 'unrecognized_keys' ? `has parts that are not known here: ${issue.keys.join(', ')}` : issue.message,
    })),
  )
}
