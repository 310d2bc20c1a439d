import type { z } from 'zod'
import type { getAsks as contract } from '../../api/survey.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import type { Queryable } from '../db/database.ts'
import { after, pageOf, type Page, readCursor } from '../db/paging.ts'
import { all, sql } from '../db/sql.ts'

type AskJson = z.output<typeof contract.answer>['items'][number]

type Row = Omit<AskJson, 'id' | 'triggeredAt' | 'askedAt' | 'answeredAt'> & {
  id: number
  triggeredAt: number
  askedAt: number | null
  answeredAt: number | null
}

/** Everybody who was to be asked a survey, by what triggered it, the latest first. */
export async function getAsks(database: Queryable, survey: string, query: z.output<typeof contract.query>): Promise<Page<AskJson>> {
  const { limit, cursor, state, reason, customer } = query
  const place = readCursor(cursor, ['number', 'number'])
  const found = customer === undefined ? undefined : await findCustomer(database, customer)
  if (found === null) return { items: [], next: null }
  const rows = await database.query<Row>(
    ...sql`SELECT a.id, c.name AS customer, c.display_name AS name, a.state, a.reason, a.triggered_at AS "triggeredAt", a.asked_at AS "askedAt",
        a.answered_at AS "answeredAt", a.way, a.about ->> 'touchpoint' AS touchpoint
      FROM asks a JOIN customers c ON c.id = a.customer_id
      WHERE ${all([
        sql`a.survey = ${survey}`,
        state === undefined ? null : sql`a.state = ${state}`,
        reason === undefined ? null : sql`a.reason = ${reason}`,
        found === undefined ? null : sql`a.customer_id = ${found.id}`,
        after(sql`a.triggered_at, a.id`, place),
      ])} ORDER BY a.triggered_at DESC, a.id DESC LIMIT ${limit + 1}`.render(),
  )
  return pageOf(
    rows,
    limit,
    (row) => [row.triggeredAt, row.id],
    (row) => ({
      ...row,
      id: String(row.id),
      triggeredAt: formatInstant(row.triggeredAt),
      askedAt: row.askedAt === null ? null : formatInstant(row.askedAt),
      answeredAt: row.answeredAt === null ? null : formatInstant(row.answeredAt),
    }),
  )
}
