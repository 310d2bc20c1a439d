import type { z } from 'zod'
import type { getCustomers as contract, listedCustomer } from '../../api/customer.ts'
import { normaliseIdentifier } from '../../domain/customer/identifier.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { after, type Page, pageOf, type Place, readCursor } from '../db/paging.ts'
import { all, type Sql, sql } from '../db/sql.ts'

type Listed = z.output<typeof listedCustomer>

type Row = Omit<Listed, 'firstAt' | 'lastAt'> & { id: number; firstAt: number | null; lastAt: number | null }

/** Stands for the last encounter of those who have none: they come last. */
const NEVER = Number.MIN_SAFE_INTEGER

const SELECT = sql`
  SELECT c.id, c.name AS customer, c.display_name AS "displayName", c.first_at AS "firstAt", c.last_at AS "lastAt", c.encounters,
    (SELECT count(*) FROM frictions f WHERE f.customer_id = c.id) AS frictions,
    (SELECT count(*) FROM cases k WHERE k.customer_id = c.id AND k.state NOT IN ('confirmed', 'withdrawn')) AS "openCases"
  FROM customers c`

/** Customers whose name, identifier or matter begins as asked, or all; the latest first. */
export async function getCustomers(database: Queryable, query: z.output<typeof contract.query>): Promise<Page<Listed>> {
  const { q = '', limit, cursor } = query
  const place = readCursor(cursor, ['number', 'number'])
  const rows = q === '' ? await latest(database, place, limit + 1) : await found(database, q, place, limit + 1)
  return pageOf(
    rows,
    limit,
    (row) => [row.lastAt ?? NEVER, row.id],
    ({ id: _id, firstAt, lastAt, ...row }) => ({
      ...row,
      firstAt: firstAt === null ? null : formatInstant(firstAt),
      lastAt: lastAt === null ? null : formatInstant(lastAt),
    }),
  )
}

/** All customers by their last encounter, read from the index on times of encounters, then those without one. */
async function latest(database: Queryable, place: Place | null, most: number): Promise<Row[]> {
  const met =
    place?.[0] === NEVER
      ? []
      : await database.query<Row>(
          ...sql`
            ${SELECT} JOIN encounters e ON e.customer_id = c.id AND e.at = c.last_at
            WHERE ${all([
              sql`NOT EXISTS (SELECT 1 FROM encounters o WHERE o.customer_id = e.customer_id AND o.at = e.at AND o.id > e.id)`,
              place === null ? null : sql`e.at <= ${place[0]}`,
              after(sql`e.at, e.customer_id`, place),
            ])}
            ORDER BY e.at DESC, e.customer_id DESC
            LIMIT ${most}`.render(),
        )
  if (met.length === most) return met
  const below = place?.[0] === NEVER ? sql`c.id < ${place[1]}` : null
  const unmet = await database.query<Row>(
    ...sql`${SELECT} WHERE ${all([sql`c.last_at IS NULL`, below])} ORDER BY c.id DESC LIMIT ${most - met.length}`.render(),
  )
  return [...met, ...unmet]
}

/** The customers that a search means, by their last encounter. */
async function found(database: Queryable, q: string, place: Place | null, most: number): Promise<Row[]> {
  const at = sql`coalesce(c.last_at, ${NEVER}::bigint)`
  return database.query<Row>(
    ...sql`
      ${SELECT} WHERE ${all([sql`c.id IN (${matching(q)})`, after(sql`${at}, c.id`, place)])}
      ORDER BY ${at} DESC, c.id DESC LIMIT ${most}`.render(),
  )
}

/** The ids of customers that a search means. */
function matching(q: string): Sql {
  const words = searchWords(q)
  const byName =
    words === null
      ? sql``
      : sql`SELECT id FROM customers WHERE display_name IS NOT NULL AND to_tsvector('simple', display_name) @@ to_tsquery('simple', ${words}) UNION`
  const values = valuesOf(q).map((value) => beginning(value))
  return sql`
    ${byName}
    SELECT customer_id FROM identifiers WHERE lower(substr(identifier, strpos(identifier, ':') + 1)) LIKE ANY (${values}::text[])
    UNION SELECT customer_id FROM identifiers WHERE identifier = ${q}
    UNION SELECT customer_id FROM paths WHERE lower(matter) LIKE ${beginning(q)}`
}

/** The words of a name, each as the beginning of one; null when there is none. */
function searchWords(q: string): string | null {
  const words = q.match(/[\p{L}\p{N}]+/gu)
  return words === null ? null : words.map((word) => `${word.toLowerCase()}:*`).join(' & ')
}

/** The value as it was typed, and as the beginning of a phone number in normal form when it may be one. */
function valuesOf(q: string): string[] {
  if (!/^\+?[\d\s()./-]{4,}$/.test(q)) return [q]
  const digits = q.replace(/[^\d+]/g, '')
  // Completed with zeros it can be read as a number, whose beginning is then the same.
  const normal = normaliseIdentifier('phone', digits.padEnd(9, '0'))
  if ('problem' in normal) return [q]
  const added = digits.padEnd(9, '0').length - digits.length
  return [q, normal.value.slice(0, normal.value.length - added)]
}

function beginning(text: string): string {
  return `${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
}
