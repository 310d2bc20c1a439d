import type { z } from 'zod'
import type { CaseJson, getCases as contract } from '../../api/case.ts'
import type { Friction } from '../../domain/friction/friction.ts'
import { frictionJson } from '../../domain/friction/frictionJson.ts'
import { readPathKey } from '../../domain/journey/path.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import type { Queryable } from '../db/database.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, sql } from '../db/sql.ts'
import { evidenceConditions } from '../encounter/encounterConditions.ts'

interface Row {
  id: number
  customerId: number
  customer: string
  displayName: string | null
  path: string
  state: CaseJson['state']
  team: string | null
  severity: number
  openedAt: number
  withdrawnAt: number | null
  frictions: Friction[]
}

const FRICTIONS = sql`
  FROM case_frictions b JOIN frictions f ON f.customer_id = b.customer_id AND f.key = b.friction
  WHERE b.customer_id = k.customer_id AND b.case_id = k.id`

const SELECT = sql`
  SELECT k.id, k.customer_id AS "customerId", c.name AS customer, c.display_name AS "displayName", k.path, k.state, k.team, k.severity,
    k.opened_at AS "openedAt", k.withdrawn_at AS "withdrawnAt",
    coalesce((SELECT jsonb_agg(f.body ORDER BY f.at, f.key) ${FRICTIONS}), '[]') AS frictions
  FROM cases k JOIN customers c ON c.id = k.customer_id`

/** Cases, newest first. */
export async function getCases(database: Queryable, query: z.output<typeof contract.query>): Promise<Page<CaseJson>> {
  const { journey, state, team, severity, kind, customer, since, until, limit, cursor } = query
  const place = readCursor(cursor, ['number', 'number', 'number'])
  const owner = customer === undefined ? undefined : await findCustomer(database, customer)
  if (owner === null) return { items: [], next: null }
  const proven = evidenceConditions(query)
  const rows = await database.query<Row>(
    ...sql`
      ${SELECT}
      WHERE ${all([
        owner === undefined ? null : sql`k.customer_id = ${owner.id}`,
        state === undefined ? null : sql`k.state = ${state}`,
        team === undefined ? null : sql`k.team = ${team}`,
        severity === undefined ? null : sql`k.severity >= ${severity}`,
        since === undefined ? null : sql`k.opened_at >= ${Date.parse(since)}`,
        until === undefined ? null : sql`k.opened_at < ${Date.parse(until)}`,
        kind === undefined ? null : sql`EXISTS (SELECT 1 ${FRICTIONS} AND f.kind = ${kind})`,
        journey === undefined
          ? null
          : sql`EXISTS (SELECT 1 FROM paths p WHERE p.customer_id = k.customer_id AND p.key = k.path AND p.journey = ${journey})`,
        proven === null ? null : sql`EXISTS (SELECT 1 ${FRICTIONS} AND ${proven})`,
        after(sql`k.opened_at, k.id, k.customer_id`, place),
      ])}
      ORDER BY k.opened_at DESC, k.id DESC, k.customer_id DESC
      LIMIT ${limit + 1}`.render(),
  )
  return pageOf(rows, limit, (row) => [row.openedAt, row.id, row.customerId], caseJson)
}

/** One case by its number; null without one. */
export async function getCase(database: Queryable, id: number): Promise<CaseJson | null> {
  const [row] = await database.query<Row>(...sql`${SELECT} WHERE k.id = ${id}`.render())
  return row === undefined ? null : caseJson(row)
}

/** A customer's open cases, newest first. */
export async function getCasesOf(database: Queryable, customer: number): Promise<CaseJson[]> {
  const rows = await database.query<Row>(
    ...sql`${SELECT} WHERE k.customer_id = ${customer} AND k.state = 'open' ORDER BY k.opened_at DESC, k.id DESC`.render(),
  )
  return rows.map(caseJson)
}

function caseJson({ id, openedAt, withdrawnAt, frictions, ...row }: Row): CaseJson {
  const { customer, displayName, path, state, team, severity } = row
  return {
    id: `K-${id}`,
    customer,
    displayName,
    path,
    ...readPathKey(path),
    state,
    team,
    severity,
    openedAt: formatInstant(openedAt),
    withdrawnAt: withdrawnAt === null ? null : formatInstant(withdrawnAt),
    frictions: frictions.map((friction) => frictionJson(friction, customer, readPathKey(friction.path))),
  }
}
