import type { CaseLimitsJson } from '../../api/notice.ts'
import { DEFAULT_LIMITS, limitProblems, limitsBySeverity, type CaseLimits, type LimitsOf } from '../../domain/case/limits.ts'
import { HOUR } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { HttpProblem, wrongInput } from '../http/problem.ts'

/** Changes that are told, the latest first. */
const TOLD = 20

/** Limits as the organisation set them, else as they are by default. */
export async function readLimits(database: Queryable): Promise<LimitsOf> {
  const [row] = await database.query<{ limits: CaseLimits[] }>('SELECT limits FROM case_limit_changes ORDER BY id DESC LIMIT 1')
  return limitsBySeverity(row?.limits ?? DEFAULT_LIMITS)
}

/** Limits in hours, and who set them when. */
export async function getLimits(database: Queryable): Promise<CaseLimitsJson> {
  const rows = await database.query<{ id: number; at: number; by: string | null; limits: CaseLimits[] }>(
    `SELECT c.id, c.at, e.name AS by, c.limits FROM case_limit_changes c LEFT JOIN employees e ON e.id = c.employee_id
     ORDER BY c.id DESC LIMIT ${TOLD}`,
  )
  return {
    limits: (rows[0]?.limits ?? DEFAULT_LIMITS).map(inHours),
    defaults: DEFAULT_LIMITS.map(inHours),
    version: rows[0]?.id ?? 0,
    changes: rows.map(({ at, by, limits }) => ({ at: formatInstant(at), by, limits: limits.map(inHours) })),
  }
}

/** Sets limits, given in hours, as somebody (null = no employee). Throws problem 409 when they were changed since `version`, 422. */
export async function changeLimits(
  database: Database,
  given: { limits: CaseLimitsJson['limits']; version: number },
  by: number | null,
  now: number,
): Promise<void> {
  const limits = given.limits.map(inMs)
  const problems = limitProblems(limits).map(({ field, message }) => ({ field: `limits.${field}`, message }))
  if (problems.length > 0) throw wrongInput(422, problems)
  await database.transaction(async (tx) => {
    await tx.query('LOCK TABLE case_limit_changes IN EXCLUSIVE MODE')
    const [row] = await tx.query<{ id: number }>('SELECT id FROM case_limit_changes ORDER BY id DESC LIMIT 1')
    if ((row?.id ?? 0) !== given.version) {
      throw new HttpProblem(409, 'changed', 'Somebody changed the limits meanwhile.', { detail: 'Read them again and decide anew.' })
    }
    await tx.query('INSERT INTO case_limit_changes (at, employee_id, limits) VALUES ($1, $2, $3::jsonb)', [now, by, json(limits)])
  })
}

function inHours({ caught, word, solved, escalation }: CaseLimits): CaseLimits {
  return { caught: caught / HOUR, word: word / HOUR, solved: solved / HOUR, escalation: escalation / HOUR }
}

function inMs({ caught, word, solved, escalation }: CaseLimits): CaseLimits {
  const ms = (hours: number) => Math.round(hours * HOUR)
  return { caught: ms(caught), word: ms(word), solved: ms(solved), escalation: ms(escalation) }
}
