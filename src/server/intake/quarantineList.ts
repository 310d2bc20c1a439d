import type { z } from 'zod'
import type { getQuarantine, quarantineFilter, RefusedItem, ShownRefusedItem } from '../../api/quarantine.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { after, pageOf, readCursor, type Page } from '../db/paging.ts'
import { all, sql, type Sql } from '../db/sql.ts'

interface Row {
  id: number
  state: RefusedItem['state']
  door: string
  token: string | null
  itemId: string | null
  firstAt: number
  lastAt: number
  times: number
  problems: Problem[]
  replays: number
  replayedAt: number | null
}

const COLUMNS = sql`q.id, q.state, q.door, q.token, q.item_id AS "itemId", q.first_at AS "firstAt", q.last_at AS "lastAt", q.times, q.problems,
  q.replays, q.replayed_at AS "replayedAt"`

/** The condition that a refused item `q` is among those asked for. */
export function chosenRefused(filter: z.output<typeof quarantineFilter> & { ids?: readonly number[] | undefined }): Sql {
  const { state, door, token, field, problem, since, until, ids } = filter
  return all([
    state === undefined ? null : sql`q.state = ${state}`,
    door === undefined ? null : sql`q.door = ${door}`,
    token === undefined ? null : sql`q.token = ${token}`,
    field === undefined ? null : sql`EXISTS (SELECT 1 FROM jsonb_array_elements(q.problems) AS p WHERE p ->> 'field' = ${field})`,
    problem === undefined
      ? null
      : sql`EXISTS (SELECT 1 FROM jsonb_array_elements(q.problems) AS p WHERE strpos(lower(p ->> 'message'), lower(${problem})) > 0)`,
    since === undefined ? null : sql`q.last_at >= ${Date.parse(since)}`,
    until === undefined ? null : sql`q.last_at < ${Date.parse(until)}`,
    ids === undefined ? null : sql`q.id = ANY(${ids}::bigint[])`,
  ])
}

/** Refused items, newest first. */
export async function listRefused(database: Queryable, query: z.output<typeof getQuarantine.query>): Promise<Page<RefusedItem>> {
  const place = readCursor(query.cursor, ['number'])
  const rows = await database.query<Row>(
    ...sql`SELECT ${COLUMNS} FROM quarantine q WHERE ${all([chosenRefused(query), after(sql`q.id`, place)])}
      ORDER BY q.id DESC LIMIT ${query.limit + 1}`.render(),
  )
  return pageOf(rows, query.limit, (row) => [row.id], itemOf)
}

/** One refused item with what it holds; null when there is none. */
export async function showRefused(database: Queryable, id: number): Promise<ShownRefusedItem | null> {
  const [row] = await database.query<Row & { item: string | null }>(
    ...sql`SELECT ${COLUMNS}, q.item FROM quarantine q WHERE q.id = ${id}`.render(),
  )
  return row ? { ...itemOf(row), item: row.item === null ? null : (JSON.parse(row.item) as unknown) } : null
}

/** Discards waiting items and deletes what they hold; tells how many. */
export async function discardRefused(database: Queryable, filter: Parameters<typeof chosenRefused>[0]): Promise<number> {
  const rows = await database.query(
    ...sql`UPDATE quarantine q SET state = 'discarded', item = NULL
      WHERE ${chosenRefused({ ...filter, state: 'waiting' })} RETURNING q.id`.render(),
  )
  return rows.length
}

function itemOf({ firstAt, lastAt, replayedAt, ...row }: Row): RefusedItem {
  return {
    ...row,
    firstAt: formatInstant(firstAt),
    lastAt: formatInstant(lastAt),
    replayedAt: replayedAt === null ? null : formatInstant(replayedAt),
  }
}
