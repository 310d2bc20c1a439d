import type { Initiator } from '../../domain/encounter/encounter.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import { DEEPEST, isBroken, isDeeperThan } from '../../domain/kernel/keepable.ts'
import type { Queryable } from '../db/database.ts'
import { digestOf } from '../encounter/registerIds.ts'
import { maskItem, maskText } from './quarantineMask.ts'

/** Rows that are kept at most; beyond them the oldest go. */
export const MOST_KEPT = 50_000
/** How long, in ms, an item is kept after it last came. */
export const KEPT_FOR = 90 * 86_400_000
/** Characters of an item, as JSON, that are kept at most; of a larger one only the reasons are. */
export const LARGEST_ITEM = 64_000

const MOST_PROBLEMS = 20
const LONGEST_WORD = 500

/** Through which door refused items came, with which token, and whom the sender assumed to begin them. */
export interface Arrival {
  door: string
  token: string | null
  assumed: Initiator | undefined
}

/** An item that was refused: what it holds (a line that is no JSON is text), the id it gave, and why. */
export interface Refused {
  value: unknown
  id?: string | undefined
  problems: readonly Problem[]
}

interface Row {
  digest: string
  item: string | null
  itemId: string | null
  problems: Problem[]
  times: number
}

/** Keeps refused items, in one statement; an item known already is counted. Personal identity codes are masked. */
export async function keepRefused(database: Queryable, refused: readonly Refused[], arrival: Arrival, now: number): Promise<void> {
  if (refused.length === 0) return
  const rows = new Map<string, Row>()
  for (const each of refused) {
    const row = rowOf(each, arrival)
    const known = rows.get(row.digest)
    if (known) known.times++
    else rows.set(row.digest, row)
  }
  const list = [...rows.values()]
  await database.query(
    `WITH given AS (
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::integer[]) AS given(digest, item, item_id, problems, times)
     ), again AS (
       UPDATE quarantine SET last_at = $6, times = quarantine.times + given.times, problems = given.problems, token = $8
       FROM given WHERE quarantine.digest = given.digest RETURNING given.digest
     ), dropped AS (
       DELETE FROM quarantine WHERE digest <> ALL($1::text[]) AND (last_at < $10 OR id <= (SELECT max(id) FROM quarantine) - $11::bigint)
     )
     INSERT INTO quarantine (digest, item, item_id, problems, times, first_at, last_at, door, token, assumed)
     SELECT digest, item, item_id, problems, times, $6, $6, $7, $8, $9 FROM given
     WHERE digest NOT IN (SELECT digest FROM again)
     ON CONFLICT (digest) DO UPDATE SET last_at = excluded.last_at, times = quarantine.times + excluded.times`,
    [
      list.map((row) => row.digest),
      list.map((row) => row.item),
      list.map((row) => row.itemId),
      list.map((row) => JSON.stringify(row.problems)),
      list.map((row) => row.times),
      now,
      arrival.door,
      arrival.token,
      arrival.assumed ?? null,
      now - KEPT_FOR,
      MOST_KEPT - list.length,
    ],
  )
}

function rowOf({ value, id, problems }: Refused, { door, assumed }: Arrival): Row {
  const text = isDeeperThan(value, DEEPEST) || isEndless(value) ? null : JSON.stringify(maskItem(value))
  const told = tellable(problems)
  return {
    digest: digestOf(JSON.stringify([door, assumed, text ?? told, id])),
    item: text === null || text.length > LARGEST_ITEM ? null : text,
    itemId: id === undefined || isBroken(id) ? null : maskText(id),
    problems: told,
    times: 1,
  }
}

/** Whether a value holds a number beyond all bounds (`1e400`), of which JSON would make nothing. */
function isEndless(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value)
  return value !== null && typeof value === 'object' && Object.values(value).some(isEndless)
}

/** Reasons as they can be kept: fields are named by the sender, and may be anything. */
export function tellable(problems: readonly Problem[]): Problem[] {
  const plain = (text: string) =>
    maskText(text)
      .slice(0, LONGEST_WORD)
      .replace(/\0|\p{Surrogate}/gu, '\ufffd')
  return problems.slice(0, MOST_PROBLEMS).map(({ field, message }) => ({ field: plain(field), message: plain(message) }))
}
