import type { z } from 'zod'
import type { getPaths as contract } from '../../api/path.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Path } from '../../domain/journey/path.ts'
import { pathJson, type PathJson } from '../../domain/journey/pathJson.ts'
import { customersWith } from '../customer/customersWith.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import type { Queryable } from '../db/database.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, sql } from '../db/sql.ts'
import { encounterConditions } from '../encounter/encounterConditions.ts'
import { markConditions, pathConditions } from './pathMarks.ts'

interface Row {
  customerId: number
  key: string
  lastAt: number
  body: Path
  customer: string
}

const SELECT = sql`
  SELECT p.customer_id AS "customerId", p.key, p.last_at AS "lastAt", p.body, c.name AS customer
  FROM paths p JOIN customers c ON c.id = p.customer_id`

/** Paths, latest first. */
export async function getPaths(
  database: Queryable,
  query: z.output<typeof contract.query>,
  definitions: Definitions,
): Promise<Page<PathJson>> {
  const { journey, matter, state, outcome, kind, customer, attribute, since, until, limit, cursor } = query
  const place = readCursor(cursor, ['number', 'number', 'string'])
  const owner = customer === undefined ? undefined : await findCustomer(database, customer)
  if (owner === null) return { items: [], next: null }
  const encounters = [
    encounterConditions(query),
    markConditions(query),
    since === undefined ? null : sql`e.at >= ${Date.parse(since)}`,
    until === undefined ? null : sql`e.at < ${Date.parse(until)}`,
  ]
  // The index on times of encounters gives the latest paths in order: each by its last encounter.
  const latest = owner === undefined && matter === undefined
  const order = latest ? sql`l.at, l.customer_id, l.path` : sql`p.last_at, p.customer_id, p.key`
  const rows = await database.query<Row>(
    ...sql`
      ${SELECT}
      ${latest ? sql`JOIN encounters l ON l.customer_id = p.customer_id AND l.path = p.key AND l.at = p.last_at AND l.step = p.encounters` : sql``}
      WHERE ${all([
        owner === undefined ? null : sql`p.customer_id = ${owner.id}`,
        journey === undefined ? null : sql`p.journey = ${journey}`,
        matter === undefined ? null : sql`lower(p.matter) = lower(${matter}) AND p.matter = ${matter}`,
        state === undefined ? null : sql`p.state = ${state}`,
        outcome === undefined ? null : sql`p.outcome = ${outcome}`,
        attribute === undefined ? null : sql`p.customer_id IN (${customersWith(attribute)})`,
        kind === undefined
          ? null
          : sql`EXISTS (SELECT 1 FROM frictions f WHERE f.customer_id = p.customer_id AND f.path = p.key AND f.kind = ${kind})`,
        encounters.every((condition) => condition === null)
          ? null
          : sql`EXISTS (SELECT 1 FROM encounters e WHERE e.customer_id = p.customer_id AND e.path = p.key AND ${all(encounters)})`,
        ...pathConditions(query, definitions),
        // What ended before cannot hold an encounter since, nor what began after one until.
        since === undefined ? null : sql`p.last_at >= ${Date.parse(since)}`,
        until === undefined ? null : sql`p.first_at < ${Date.parse(until)}`,
        place === null || !latest ? null : sql`l.at <= ${place[0]}`,
        after(order, place),
      ])}
      ORDER BY ${latest ? sql`l.at DESC, l.customer_id DESC, l.path DESC` : sql`p.last_at DESC, p.customer_id DESC, p.key DESC`}
      LIMIT ${limit + 1}`.render(),
  )
  return pageOf(
    rows,
    limit,
    (row) => [row.lastAt, row.customerId, row.key],
    (row) => pathJson(row.body, row.customer, definitions),
  )
}

/** The paths of a key: none, one, or one for each of several customers (at most two are looked for). */
export async function getPathsOfKey(
  database: Queryable,
  key: string,
  customer: number | undefined,
  definitions: Definitions,
): Promise<PathJson[]> {
  const rows = await database.query<Row>(
    ...sql`
      ${SELECT} WHERE ${all([sql`p.key = ${key}`, customer === undefined ? null : sql`p.customer_id = ${customer}`])}
      ORDER BY p.customer_id LIMIT 2`.render(),
  )
  return rows.map((row) => pathJson(row.body, row.customer, definitions))
}
