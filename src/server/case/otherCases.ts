import type { CasePageJson } from '../../api/case.ts'
import { readPathKey } from '../../domain/journey/path.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { type Sql, sql } from '../db/sql.ts'
import { caseNumber } from './caseNews.ts'

type Other = CasePageJson['others'][number]

interface Row extends Pick<Other, 'customer' | 'displayName' | 'path' | 'state' | 'owner'> {
  id: number
  openedAt: number
}

const MOST = 20

/** A customer's other cases than `but`, those that are not over first. */
export function otherCases(database: Queryable, customer: number, but: number): Promise<Other[]> {
  return read(
    database,
    sql`WHERE k.customer_id = ${customer} AND k.id <> ${but} AND k.joined_into IS DISTINCT FROM ${but}
      ORDER BY k.state IN ('confirmed', 'withdrawn', 'joined'), k.opened_at DESC, k.id DESC LIMIT ${MOST}`,
  )
}

/** Cases that go on in another, whoever's they are. */
export function joinedCases(database: Queryable, into: number): Promise<Other[]> {
  return read(database, sql`WHERE k.joined_into = ${into} ORDER BY k.opened_at, k.id`)
}

async function read(database: Queryable, chosen: Sql): Promise<Other[]> {
  const rows = await database.query<Row>(
    ...sql`
      SELECT k.id, c.name AS customer, c.display_name AS "displayName", k.path, k.state, k.opened_at AS "openedAt",
        CASE WHEN e.id IS NULL THEN NULL ELSE jsonb_build_object('id', e.id, 'name', e.name) END AS owner
      FROM cases k JOIN customers c ON c.id = k.customer_id LEFT JOIN employees e ON e.id = k.owner_id ${chosen}`.render(),
  )
  return rows.map(({ id, path, openedAt, ...row }) => ({
    ...row,
    id: caseNumber(id),
    path,
    ...readPathKey(path),
    openedAt: formatInstant(openedAt),
  }))
}
