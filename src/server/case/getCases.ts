import type { z } from 'zod'
import type { CaseJson, getCaseCounts as countsContract, getCases as contract } from '../../api/case.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import type { Queryable } from '../db/database.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { evidenceConditions } from '../encounter/encounterConditions.ts'
import { COUNTED, FIGURE } from './figureConditions.ts'
import { FROM_TEAM, TO_TEAM } from './getCaseHandovers.ts'
import { caseJsons, type CaseRow, FRICTIONS_OF_CASE, SELECT_CASES } from './caseJson.ts'

type Query = z.output<typeof contract.query>
type Counts = z.output<typeof countsContract.answer>

const LIVE = sql`k.state NOT IN ('confirmed', 'withdrawn', 'joined')`

/** Cases, newest first or what is due first; `asker` is the number of the employee who asks. */
export async function getCases(database: Queryable, query: Query, asker: number | null, now: number): Promise<Page<CaseJson>> {
  const {
    journey,
    state,
    live,
    overdue,
    team,
    owner,
    severity,
    kind,
    customer,
    q,
    since,
    until,
    figure,
    counted,
    cause,
    sort,
    limit,
    cursor,
  } = query
  const place = readCursor(cursor, ['number', 'number', 'number'])
  const found = customer === undefined ? undefined : await findCustomer(database, customer)
  if (found === null) return { items: [], next: null }
  const proven = evidenceConditions(query)
  const isDue = sort === 'due'
  const rows = await database.query<CaseRow>(
    ...sql`
      ${SELECT_CASES}
      WHERE ${all([
        query.whose === undefined ? null : whose(query.whose, asker),
        found === undefined ? null : sql`k.customer_id = ${found.id}`,
        state === undefined ? null : sql`k.state = ${state}`,
        live === undefined ? null : live ? LIVE : sql`NOT (${LIVE})`,
        overdue === undefined ? null : overdue ? sql`${LIVE} AND k.act_by < ${now}` : sql`k.act_by >= ${now}`,
        team === undefined ? null : sql`k.team = ${team}`,
        owner === undefined ? null : sql`k.owner_id = ${owner}`,
        severity === undefined ? null : sql`k.severity >= ${severity}`,
        since === undefined ? null : sql`k.opened_at >= ${Date.parse(since)}`,
        until === undefined ? null : sql`k.opened_at < ${Date.parse(until)}`,
        kind === undefined ? null : sql`EXISTS (SELECT 1 ${FRICTIONS_OF_CASE} AND f.kind = ${kind})`,
        q === undefined || q === '' ? null : mentions(q),
        journey === undefined ? null : sql`k.journey = ${journey}`,
        figure === undefined ? null : sql`${COUNTED} AND ${FIGURE[figure]}`,
        counted === true ? COUNTED : null,
        cause === undefined ? null : sql`k.body -> 'cause' = ${JSON.stringify(cause)}::jsonb`,
        handedOver(query),
        proven === null ? null : sql`EXISTS (SELECT 1 ${FRICTIONS_OF_CASE} AND ${proven})`,
        place === null
          ? null
          : isDue
            ? sql`(k.act_by, k.id, k.customer_id) > (${place[0]}, ${place[1]}, ${place[2]})`
            : after(sql`k.opened_at, k.id, k.customer_id`, place),
      ])}
      ORDER BY ${isDue ? sql`k.act_by, k.id, k.customer_id` : sql`k.opened_at DESC, k.id DESC, k.customer_id DESC`}
      LIMIT ${limit + 1}`.render(),
  )
  const page = pageOf(
    rows,
    limit,
    (row) => [isDue ? row.actBy : row.openedAt, row.id, row.customerId],
    (row) => row,
  )
  return { items: await caseJsons(database, page.items, now), next: page.next }
}

/** Cases that one team handed over to another, as handovers are counted. */
function handedOver({ handedFrom, handedTo, handedSince, handedUntil }: Query): Sql | null {
  if (handedFrom === undefined && handedTo === undefined) return null
  const isTeam = (told: Sql, team: string | undefined) => (team === undefined ? null : sql`coalesce(${told}, '') = ${team}`)
  return sql`EXISTS (SELECT 1 FROM case_log l WHERE l.customer_id = k.customer_id AND l.case_id = k.id
    AND l.kind IN ('handed-over', 'inherited') AND ${all([
      isTeam(FROM_TEAM, handedFrom),
      isTeam(TO_TEAM, handedTo),
      handedSince === undefined ? null : sql`l.at >= ${Date.parse(handedSince)}`,
      handedUntil === undefined ? null : sql`l.at < ${Date.parse(handedUntil)}`,
    ])})`
}

/** What is not over and is an employee's own in some way; nothing is nobody's. */
function whose(which: NonNullable<Query['whose']>, asker: number | null): Sql {
  switch (which) {
    case 'mine':
      return sql`k.owner_id = ${asker} AND ${LIVE}`
    case 'offered':
      return sql`k.offer_to = ${asker} AND ${LIVE}`
    case 'helping':
      return sql`k.body -> 'helpers' @> to_jsonb(${asker}::bigint) AND ${LIVE}`
    case 'inbox':
      return sql`k.state = 'open' AND (k.team IN (${teamsOf(asker)}) OR (k.team IS NULL AND EXISTS (SELECT 1 FROM employees WHERE id = ${asker} AND role = 'admin')))`
  }
}

/** Whether a text stands in the number of a case, in what its customer is called, or in its matter. */
function mentions(text: string): Sql {
  const within = (what: Sql) => sql`position(lower(${text}) IN lower(${what})) > 0`
  return sql`(${within(sql`'k-' || k.id`)} OR ${within(sql`c.name`)} OR ${within(sql`coalesce(c.display_name, '')`)}
    OR ${within(sql`substr(k.path, length(k.journey) + 2)`)})`
}

const teamsOf = (asker: number | null): Sql =>
  sql`SELECT team FROM team_members WHERE employee_id = ${asker} UNION SELECT key FROM teams WHERE lead_id = ${asker}`

/** One case by its number; null without one. */
export async function getCase(database: Queryable, id: number, now: number): Promise<CaseJson | null> {
  const rows = await database.query<CaseRow>(...sql`${SELECT_CASES} WHERE k.id = ${id}`.render())
  return (await caseJsons(database, rows, now))[0] ?? null
}

/** A customer's cases that are not over, newest first. */
export async function getCasesOf(database: Queryable, customer: number, now: number): Promise<CaseJson[]> {
  const rows = await database.query<CaseRow>(
    ...sql`${SELECT_CASES} WHERE k.customer_id = ${customer} AND ${LIVE} ORDER BY k.opened_at DESC, k.id DESC`.render(),
  )
  return caseJsons(database, rows, now)
}

/** How many cases are on an employee (none without one), in the inboxes of their teams, and in all. */
export async function getCaseCounts(database: Queryable, asker: number | null, now: number): Promise<Counts> {
  const [row] = await database.query<Counts>(
    ...sql`
      SELECT count(*) FILTER (WHERE k.owner_id = ${asker}) AS mine,
        count(*) FILTER (WHERE k.owner_id = ${asker} AND k.act_by < ${now}) AS "mineOverdue",
        count(*) FILTER (WHERE ${whose('helping', asker)}) AS helping,
        count(*) FILTER (WHERE ${whose('offered', asker)}) AS offered,
        count(*) FILTER (WHERE ${whose('inbox', asker)}) AS inbox,
        count(*) AS live,
        count(*) FILTER (WHERE k.act_by < ${now}) AS overdue,
        count(*) FILTER (WHERE k.state = 'open') AS uncaught
      FROM cases k WHERE ${LIVE}`.render(),
  )
  return row!
}
