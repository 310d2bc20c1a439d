import type { z } from 'zod'
import type { getTimeline as contract } from '../../api/customer.ts'
import type { timelineItem } from '../../api/encounter.ts'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import { encounterJson } from '../../domain/encounter/schema.ts'
import { readPathKey } from '../../domain/journey/path.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, sql } from '../db/sql.ts'

type Item = z.output<typeof timelineItem>

type Row = Pick<Item, 'id' | 'touchpoint' | 'channel' | 'device' | 'stage' | 'initiator' | 'path' | 'step'> & {
  at: number
  body: Encounter
}

const COLUMNS = sql`e.id, e.at, e.touchpoint, e.channel, e.device, e.stage, e.initiator, e.path, e.step, e.body`

/** A customer's encounters, newest first. */
export async function getTimeline(database: Queryable, customer: number, query: z.output<typeof contract.query>): Promise<Page<Item>> {
  const { journey, path, channel, since, until, text, limit, cursor } = query
  const rows = await database.query<Row>(
    ...sql`
      SELECT ${COLUMNS}
      FROM encounters e
      WHERE e.customer_id = ${customer} AND ${all([
        path === undefined ? null : sql`e.path = ${path}`,
        channel === undefined ? null : sql`e.channel = ${channel}`,
        since === undefined ? null : sql`e.at >= ${Date.parse(since)}`,
        until === undefined ? null : sql`e.at < ${Date.parse(until)}`,
        text === undefined
          ? null
          : sql`(strpos(lower(e.body ->> 'text'), ${text.toLowerCase()}) > 0 OR strpos(lower(e.touchpoint), ${text.toLowerCase()}) > 0)`,
        journey === undefined
          ? null
          : sql`e.path IN (SELECT p.key FROM paths p WHERE p.customer_id = ${customer} AND p.journey = ${journey})`,
        after(sql`e.at, e.id COLLATE "C"`, readCursor(cursor, ['number', 'string'])),
      ])}
      ORDER BY e.at DESC, e.id COLLATE "C" DESC
      LIMIT ${limit + 1}`.render(),
  )
  return pageOf(rows, limit, (row) => [row.at, row.id], itemOf)
}

/** Encounters of a customer by their ids, by time. */
export async function getEncounters(database: Queryable, customer: number, ids: readonly string[]): Promise<Item[]> {
  if (ids.length === 0) return []
  const rows = await database.query<Row>(
    ...sql`SELECT ${COLUMNS} FROM encounters e WHERE e.customer_id = ${customer} AND e.id = ANY(${ids}::text[])
      ORDER BY e.at, e.id COLLATE "C"`.render(),
  )
  return rows.map(itemOf)
}

function itemOf({ at, body, ...row }: Row): Item {
  return { ...row, ...readPathKey(row.path), occurredAt: formatInstant(at), encounter: encounterJson(body) }
}
