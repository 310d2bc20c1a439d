import type { z } from 'zod'
import type { getCustomers as contract, listedCustomer } from '../../api/customerList.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { after, cursorOf, type Page, pageOf, type Place, readCursor } from '../db/paging.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { customerConditions, type CustomerFilter, withOpenCase } from './customerConditions.ts'
import { searchedCustomers } from './searchConditions.ts'

type Listed = z.output<typeof listedCustomer>

type Row = Omit<Listed, 'firstAt' | 'lastAt'> & { id: number; firstAt: number | null; lastAt: number | null }

/** Stands for the last encounter of those who have none: they come last. */
const NEVER = Number.MIN_SAFE_INTEGER

/**
 * Most customers that one page looks at: a filter that few pass gives short pages, each in bounded time, and no plan so dear that PostgreSQL
 * compiles it first, which takes a second.
 */
const LOOKED_AT = 2000

/** What is told of the customers of a page. */
const SHOWN = sql`
  c.id, c.name AS customer, c.display_name AS "displayName", c.first_at AS "firstAt", c.last_at AS "lastAt", c.encounters,
  (SELECT count(*) FROM frictions f WHERE f.customer_id = c.id) AS frictions,
  (SELECT count(*) FROM cases k WHERE k.customer_id = c.id AND k.state NOT IN ('confirmed', 'withdrawn', 'joined')) AS "openCases",
  (SELECT count(*) FROM paths p WHERE p.customer_id = c.id AND p.state IN ('active', 'paused') AND p.journey <> 'relationship') AS "openMatters",
  (SELECT max(f.severity) FROM frictions f WHERE f.customer_id = c.id) AS gravest,
  EXISTS (SELECT 1 FROM paths p WHERE p.customer_id = c.id AND p.state IN ('active', 'paused') AND p.journey <> 'relationship'
    AND p.turn = 'company') AS "ourTurn"`

/** Customers by search and filter, the latest first. A page may be short while there is a next one: it has looked at as many as it may. */
export async function getCustomers(database: Queryable, query: z.output<typeof contract.query>): Promise<Page<Listed>> {
  const { q = '', limit, cursor, ...filter } = query
  const place = readCursor(cursor, ['number', 'number'])
  if (q !== '') return page(await among(database, searchedCustomers(q), filter, place, limit + 1), limit)
  if (filter.cases !== undefined) return page(await among(database, withOpenCase(), filter, place, limit + 1), limit)
  const met = place?.[0] === NEVER ? { rows: [], end: null } : await latest(database, filter, place, limit + 1)
  const { rows } = met
  if (rows.length > limit) return page(rows, limit)
  if (met.end !== null) return { ...page(rows, limit), next: cursorOf(met.end) }
  const unmet = await neverMet(database, filter, place?.[0] === NEVER ? place : null, limit + 1 - rows.length)
  const listed = page([...rows, ...unmet.rows], limit)
  return listed.next !== null || unmet.end === null ? listed : { ...listed, next: cursorOf(unmet.end) }
}

function page(rows: readonly Row[], limit: number): Page<Listed> {
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

/** Customers that pass, and where the looking ended; null when there was no more to look at. */
interface Looked {
  rows: Row[]
  end: Place | null
}

/** The customers of a set that pass, the latest first. */
async function among(database: Queryable, ids: Sql, filter: CustomerFilter, place: Place | null, most: number): Promise<Row[]> {
  const at = sql`coalesce(c.last_at, ${NEVER}::bigint)`
  return database.query<Row>(
    ...sql`
      WITH passed AS MATERIALIZED (
        SELECT c.id, ${at} AS at FROM customers c
        WHERE ${all([sql`c.id IN (${ids})`, metCondition(filter), customerConditions(filter), after(sql`${at}, c.id`, place)])}
        ORDER BY 2 DESC, 1 DESC LIMIT ${most})
      SELECT ${SHOWN} FROM passed JOIN customers c ON c.id = passed.id ORDER BY passed.at DESC, c.id DESC`.render(),
  )
}

/** Customers by their last encounter, read backwards from the index on times of encounters. */
async function latest(database: Queryable, filter: CustomerFilter, place: Place | null, most: number): Promise<Looked> {
  const looked = sql`
    SELECT e.at, e.customer_id AS id FROM encounters e
    WHERE ${all([
      // A question of its own for each encounter: as joins PostgreSQL thinks so few fit that it reads both tables from end to end.
      sql`(SELECT c.last_at = e.at AND NOT EXISTS (SELECT 1 FROM encounters o WHERE o.customer_id = e.customer_id AND o.at = e.at AND o.id > e.id)
        FROM customers c WHERE c.id = e.customer_id)`,
      place === null ? null : sql`e.at <= ${place[0]}`,
      after(sql`e.at, e.customer_id`, place),
      filter.since === undefined ? null : sql`e.at >= ${Date.parse(filter.since)}`,
      filter.until === undefined ? null : sql`e.at < ${Date.parse(filter.until)}`,
    ])}
    ORDER BY e.at DESC, e.customer_id DESC`
  return passing(database, looked, filter, most)
}

/** Customers whom nobody has met yet, the newest first. */
async function neverMet(database: Queryable, filter: CustomerFilter, place: Place | null, most: number): Promise<Looked> {
  if (filter.since !== undefined || filter.until !== undefined) return { rows: [], end: null }
  const below = place === null ? null : sql`c.id < ${place[1]}`
  const looked = sql`SELECT ${NEVER}::bigint AS at, c.id FROM customers c WHERE ${all([sql`c.first_at IS NULL`, below])} ORDER BY c.id DESC`
  return passing(database, looked, filter, most)
}

/** Of customers in order those that pass a filter; looks at no more than one page may. */
async function passing(database: Queryable, looked: Sql, filter: CustomerFilter, most: number): Promise<Looked> {
  const isFiltered = Object.entries(filter).some(([name, value]) => value !== undefined && name !== 'since' && name !== 'until')
  const rows = await database.query<Partial<Row> & { looked: number; endAt: number | null; endId: number | null }>(
    ...sql`
      WITH looked AS MATERIALIZED (${looked} LIMIT ${isFiltered ? LOOKED_AT : most}),
      passed AS MATERIALIZED (
        SELECT looked.at, looked.id FROM looked JOIN customers c ON c.id = looked.id WHERE ${customerConditions(filter)}
        ORDER BY 1 DESC, 2 DESC LIMIT ${most})
      SELECT ends.*, shown.* FROM (
        SELECT (SELECT count(*) FROM looked) AS looked, last.at AS "endAt", last.id AS "endId"
        FROM (SELECT at, id FROM looked ORDER BY at, id LIMIT 1) AS last) AS ends
      LEFT JOIN (SELECT passed.at AS "placeAt", ${SHOWN} FROM passed JOIN customers c ON c.id = passed.id) AS shown ON true
      ORDER BY shown."placeAt" DESC, shown.id DESC`.render(),
  )
  const [first] = rows
  if (first === undefined) return { rows: [], end: null }
  const isCut = isFiltered && first.looked === LOOKED_AT
  return {
    rows: rows.filter((row): row is typeof row & Row => row.id != null).map(rowOf),
    end: isCut ? [first.endAt!, first.endId!] : null,
  }
}

function rowOf(row: Row): Row {
  const { id, customer, displayName, firstAt, lastAt, encounters, frictions, gravest, openCases, openMatters, ourTurn } = row
  return { id, customer, displayName, firstAt, lastAt, encounters, frictions, gravest, openCases, openMatters, ourTurn }
}

/** Who was met last within a time, for customers that are not read in that order. */
function metCondition({ since, until }: CustomerFilter): Sql | null {
  if (since === undefined && until === undefined) return null
  return all([
    since === undefined ? null : sql`c.last_at >= ${Date.parse(since)}`,
    until === undefined ? null : sql`c.last_at < ${Date.parse(until)}`,
  ])
}
