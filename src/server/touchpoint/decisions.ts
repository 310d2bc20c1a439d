import type { TouchpointDecisionJson } from '../../api/touchpointRegister.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Measured } from '../../domain/touchpoint/decision.ts'
import type { Verdict } from '../../domain/touchpoint/suggest.ts'
import type { Queryable } from '../db/database.ts'
import { type Sql, sql } from '../db/sql.ts'
import { json } from '../db/values.ts'

/** A decision as it is kept. */
export interface KeptDecision {
  told: TouchpointDecisionJson
  touchpoint: string
  /** Ms since 1970 UTC. */
  at: number
  measured: Measured
}

interface Row {
  id: number
  touchpoint: string
  at: number
  by: number
  name: string | null
  verdict: Verdict
  why: string
  reviewOn: string
  suggested: Verdict | null
  measured: Measured
}

const COLUMNS = sql`d.id, d.touchpoint, d.at, d.employee_id AS by, e.name, d.verdict, d.why, d.review_on AS "reviewOn", d.suggested, d.measured`

/** Every decision on a touchpoint, newest first. */
export function getDecisions(database: Queryable, touchpoint: string): Promise<KeptDecision[]> {
  return read(
    database,
    sql`SELECT ${COLUMNS} FROM touchpoint_decisions d LEFT JOIN employees e ON e.id = d.employee_id
      WHERE d.touchpoint = ${touchpoint} ORDER BY d.id DESC`,
  )
}

/** The decision that holds on each touchpoint that has one. */
export async function getStandingDecisions(database: Queryable): Promise<Map<string, TouchpointDecisionJson>> {
  const kept = await read(
    database,
    sql`SELECT DISTINCT ON (d.touchpoint) ${COLUMNS} FROM touchpoint_decisions d LEFT JOIN employees e ON e.id = d.employee_id
      ORDER BY d.touchpoint, d.id DESC`,
  )
  return new Map(kept.map(({ touchpoint, told }) => [touchpoint, told]))
}

/** Keeps a decision and what was measured when it was made; answers its number. */
export async function keepDecision(
  database: Queryable,
  given: Pick<Row, 'touchpoint' | 'at' | 'by' | 'verdict' | 'why' | 'reviewOn' | 'suggested' | 'measured'>,
): Promise<number> {
  const [row] = await database.query<{ id: number }>(
    ...sql`INSERT INTO touchpoint_decisions (touchpoint, at, employee_id, verdict, why, review_on, suggested, measured)
      VALUES (${given.touchpoint}, ${given.at}, ${given.by}, ${given.verdict}, ${given.why}, ${given.reviewOn}, ${given.suggested},
        ${json(given.measured)}::jsonb) RETURNING id`.render(),
  )
  return row!.id
}

async function read(database: Queryable, statement: Sql): Promise<KeptDecision[]> {
  const rows = await database.query<Row>(...statement.render())
  return rows.map(({ touchpoint, at, by, name, measured, ...row }) => ({
    touchpoint,
    at,
    measured,
    told: { ...row, at: formatInstant(at), by: { id: by, name: name ?? '' } },
  }))
}
