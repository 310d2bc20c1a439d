import type { CaseJson } from '../../api/case.ts'
import type { PersonJson } from '../../api/caseParts.ts'
import { isLive, type Case } from '../../domain/case/case.ts'
import { actBy, SILENCE_CONFIRMS } from '../../domain/case/limits.ts'
import type { Friction } from '../../domain/friction/friction.ts'
import { frictionJson } from '../../domain/friction/frictionJson.ts'
import { readPathKey } from '../../domain/journey/path.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { type Sql, sql } from '../db/sql.ts'
import { caseNumber } from './caseNews.ts'

/** A case as it is read with what stands about its customer. */
export interface CaseRow {
  id: number
  customerId: number
  customer: string
  displayName: string | null
  path: string
  state: CaseJson['state']
  openedAt: number
  /** For lists by what is due first. */
  actBy: number
  each: Case
  frictions: Friction[]
}

/** The frictions of a case `k` that still stand. */
export const FRICTIONS_OF_CASE: Sql = sql`
  FROM case_frictions b JOIN frictions f ON f.customer_id = b.customer_id AND f.key = b.friction
  WHERE b.customer_id = k.customer_id AND b.case_id = k.id`

/** Cases `k` with what stands about their customers. */
export const SELECT_CASES: Sql = sql`
  SELECT k.id, k.customer_id AS "customerId", c.name AS customer, c.display_name AS "displayName", k.path, k.state,
    k.opened_at AS "openedAt", k.act_by AS "actBy", k.body AS each,
    coalesce((SELECT jsonb_agg(f.body ORDER BY f.at, f.key) ${FRICTIONS_OF_CASE}), '[]') AS frictions
  FROM cases k JOIN customers c ON c.id = k.customer_id`

/** Tells the name of an employee by number. */
export type NameOf = (employee: number) => PersonJson

/** Looks up the names of employees by number, each once; one who is not known is told by number alone. */
export async function namesOf(database: Queryable, employees: Iterable<number | null | undefined>): Promise<NameOf> {
  const ids = [...new Set(employees)].filter((id) => id !== null && id !== undefined)
  const rows =
    ids.length === 0 ? [] : await database.query<PersonJson>('SELECT id, name FROM employees WHERE id = ANY($1::bigint[])', [ids])
  const known = new Map(rows.map((row) => [row.id, row]))
  return (id) => known.get(id) ?? { id, name: `#${id}` }
}

/** Everybody who is named in cases. */
export function peopleIn({ owner, offer, helpers }: Case): (number | null | undefined)[] {
  return [owner, offer?.to, offer?.by, ...helpers]
}

/** Shows cases, with the names of their people, as they stand at `now`. */
export async function caseJsons(database: Queryable, rows: readonly CaseRow[], now: number): Promise<CaseJson[]> {
  const nameOf = await namesOf(
    database,
    rows.flatMap(({ each }) => peopleIn(each)),
  )
  return rows.map((row) => caseJson(row, nameOf, now))
}

/** Shows a case as it stands at `now`. */
export function caseJson(
  { id, customer, displayName, path, state, openedAt, each, frictions }: CaseRow,
  nameOf: NameOf,
  now: number,
): CaseJson {
  const { team, owner, offer, waiting, clock, severity } = each
  const place = readPathKey(path)
  const end = each.confirmedAt ?? each.withdrawnAt ?? now
  const limit = (dueAt: number, doneAt: number | null) => ({
    dueAt: formatInstant(dueAt),
    doneAt: at(doneAt),
    passed: (doneAt ?? end) > dueAt,
  })
  return {
    id: caseNumber(id),
    customer,
    displayName,
    path,
    ...place,
    state,
    team,
    owner: owner === null ? null : nameOf(owner),
    helpers: each.helpers.map(nameOf),
    offer: offer && {
      to: nameOf(offer.to),
      by: offer.by === null ? null : nameOf(offer.by),
      because: offer.because,
      at: formatInstant(offer.at),
      until: at(offer.until),
    },
    waiting: waiting && { for: waiting.for, since: formatInstant(waiting.since), until: formatInstant(waiting.until) },
    severity,
    openedAt: formatInstant(openedAt),
    caughtAt: at(each.caughtAt),
    solvedAt: at(each.solvedAt),
    confirmedAt: at(each.confirmedAt),
    silentUntil: at(each.state === 'solved' && isLive(each) ? each.quietSince! + SILENCE_CONFIRMS : null),
    confirmedBy: each.confirmedBy,
    withdrawnAt: at(each.withdrawnAt),
    actBy: at(actBy(each)),
    limits: {
      caught: limit(clock.catchBy, each.caughtAt),
      word: limit(clock.wordBy, each.wordAt),
      solved: limit(clock.solveBy, each.solvedAt),
    },
    fell: each.fell,
    inherited: each.inherited,
    handovers: each.handovers,
    channelChanges: each.channelChanges,
    reopened: each.reopened,
    joinedInto: each.joined === null ? null : caseNumber(each.joined.into),
    carries: each.carries.map(caseNumber),
    cause: each.cause,
    recovery: recoveryJson(each.recovery),
    version: each.version,
    frictions: frictions.map((friction) => frictionJson(friction, customer, readPathKey(friction.path))),
  }
}

function recoveryJson(recovery: Case['recovery']): CaseJson['recovery'] {
  if (recovery === null) return null
  const { at: moment, notAsked, answer } = recovery
  return { at: formatInstant(moment), notAsked, answer: answer && { ...answer, at: formatInstant(answer.at) } }
}

function at(moment: number | null): string | null {
  return moment === null ? null : formatInstant(moment)
}
