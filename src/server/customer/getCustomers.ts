import type { z } from 'zod'
import type { getCustomers as contract, listedCustomer } from '../../api/customer.ts'
import { normaliseIdentifier } from '../../domain/customer/identifier.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, type Sql, sql } from '../db/sql.ts'

type Listed = z.output<typeof listedCustomer>

type Row = Omit<Listed, 'firstAt' | 'lastAt'> & { id: number; firstAt: number | null; lastAt: number | null; place: number }

// As the index has it: those without an encounter come last.
const LATEST = sql`coalesce(c.last_at, -9007199254740991)`

/** Customers whose name, identifier or matter begins as asked, or all; the latest first. */
export async function getCustomers(database: Queryable, query: z.output<typeof contract.query>): Promise<Page<Listed>> {
  const { q = '', limit, cursor } = query
  const place = readCursor(cursor, ['number', 'number'])
  const found = q === '' ? null : sql`c.id IN (${matching(q)})`
  const rows = await database.query<Row>(
    ...sql`
      SELECT c.id, c.name AS customer, c.display_name AS "displayName", c.first_at AS "firstAt", c.last_at AS "lastAt", c.encounters,
        ${LATEST} AS place,
        (SELECT count(*) FROM frictions f WHERE f.customer_id = c.id) AS frictions,
        (SELECT count(*) FROM cases k WHERE k.customer_id = c.id AND k.state = 'open') AS "openCases"
      FROM customers c
      WHERE ${all([found, after(sql`${LATEST}, c.id`, place)])}
      ORDER BY ${LATEST} DESC, c.id DESC
      LIMIT ${limit + 1}`.render(),
  )
  return pageOf(
    rows,
    limit,
    (row) => [row.place, row.id],
    ({ id: _id, place: _place, firstAt, lastAt, ...row }) => ({
      ...row,
      firstAt: firstAt === null ? null : formatInstant(firstAt),
      lastAt: lastAt === null ? null : formatInstant(lastAt),
    }),
  )
}

/** The ids of customers that a search means. */
function matching(q: string): Sql {
  const words = searchWords(q)
  const byName =
    words === null
      ? sql``
      : sql`SELECT id FROM customers WHERE to_tsvector('simple', coalesce(display_name, '')) @@ to_tsquery('simple', ${words}) UNION`
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
