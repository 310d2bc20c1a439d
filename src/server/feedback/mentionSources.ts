import type { z } from 'zod'
import type { MentionSourceJson, patchMentionSource, postMentionSource } from '../../api/mentionSource.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Database, Queryable } from '../db/database.ts'
import { HttpProblem, notFound, wrongInput } from '../http/problem.ts'
import { type AddressPolicy, readUrl } from '../webhook/address.ts'

const MOST = 100

interface Row extends Omit<MentionSourceJson, 'nextAt' | 'triedAt' | 'succeededAt' | 'problemAt'> {
  nextAt: number
  triedAt: number | null
  succeededAt: number | null
  problemAt: number | null
}

const SELECT = `SELECT id, name, url, kind, touchpoint, every_minutes AS "everyMinutes", active, next_at AS "nextAt", tried_at AS "triedAt",
  succeeded_at AS "succeededAt", problem, problem_at AS "problemAt", taken FROM mention_sources`

/** Every source, by name. */
export async function listSources(database: Queryable): Promise<MentionSourceJson[]> {
  return (await database.query<Row>(`${SELECT} ORDER BY name`)).map(sourceOf)
}

/** One source. Throws problem 404. */
export async function getSource(database: Queryable, id: number): Promise<MentionSourceJson> {
  const [row] = await database.query<Row>(`${SELECT} WHERE id = $1`, [id])
  if (row === undefined) throw notFound(`source ${id} of mentions`)
  return sourceOf(row)
}

/** Sets up a source, to be read at once. Throws problems 409 and 422. */
export async function makeSource(
  database: Database,
  { name, url, kind, touchpoint, everyMinutes, active }: z.output<typeof postMentionSource.body>,
  policy: AddressPolicy,
  now: number,
): Promise<MentionSourceJson> {
  checkUrl(url, policy)
  const [count] = await database.query<{ sources: number }>('SELECT count(*)::int AS sources FROM mention_sources')
  if (count!.sources >= MOST) throw new HttpProblem(409, 'not-now', `There are ${MOST} sources already; delete one first.`)
  const [made] = await database.query<{ id: number }>(
    `INSERT INTO mention_sources (name, url, kind, touchpoint, every_minutes, active, created_at, next_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (name) DO NOTHING RETURNING id`,
    [name, url, kind, touchpoint, everyMinutes, active, now],
  )
  if (made === undefined) throw wrongInput(422, [{ field: 'name', message: 'is the name of another source already' }])
  return getSource(database, made.id)
}

/** Changes what is given of a source; another address is read anew. Throws problems 404 and 422. */
export async function changeSource(
  database: Database,
  id: number,
  { url, kind, touchpoint, everyMinutes, active }: z.output<typeof patchMentionSource.body>,
  policy: AddressPolicy,
  now: number,
): Promise<MentionSourceJson> {
  if (url !== undefined) checkUrl(url, policy)
  await database.query(
    `UPDATE mention_sources SET
       etag = CASE WHEN $2::text IS DISTINCT FROM url AND $2 IS NOT NULL OR $3::text IS NOT NULL THEN NULL ELSE etag END,
       last_modified = CASE WHEN $2 IS DISTINCT FROM url AND $2 IS NOT NULL OR $3 IS NOT NULL THEN NULL ELSE last_modified END,
       next_at = CASE WHEN $2 IS NOT NULL OR $3 IS NOT NULL OR $6::boolean IS TRUE AND NOT active THEN $7::bigint
         WHEN $5::int IS NOT NULL THEN least(next_at, $7 + $5 * 60000::bigint) ELSE next_at END,
       url = coalesce($2, url), kind = coalesce($3, kind), touchpoint = coalesce($4, touchpoint),
       every_minutes = coalesce($5, every_minutes), active = coalesce($6, active) WHERE id = $1`,
    [id, url, kind, touchpoint, everyMinutes, active, now],
  )
  return getSource(database, id)
}

/** Has a source read at the worker's next look, in full. Throws problems 404 and 409. */
export async function readSoon(database: Database, id: number, now: number): Promise<MentionSourceJson> {
  const { active } = await getSource(database, id)
  if (!active) throw new HttpProblem(409, 'not-now', 'The source is turned off.', { detail: 'Turn it on; it is then read at once.' })
  await database.query('UPDATE mention_sources SET next_at = $2, etag = NULL, last_modified = NULL WHERE id = $1', [id, now])
  return getSource(database, id)
}

/** Deletes a source. Throws problem 404. */
export async function removeSource(database: Database, id: number): Promise<void> {
  const gone = await database.query('DELETE FROM mention_sources WHERE id = $1 RETURNING id', [id])
  if (gone.length === 0) throw notFound(`source ${id} of mentions`)
}

function checkUrl(url: string, policy: AddressPolicy): void {
  const read = readUrl(url, policy)
  if ('problem' in read) throw wrongInput(422, [{ field: 'url', message: read.problem }])
}

function sourceOf({ nextAt, triedAt, succeededAt, problemAt, ...row }: Row): MentionSourceJson {
  const instant = (at: number | null) => (at === null ? null : formatInstant(at))
  return {
    ...row,
    nextAt: row.active ? formatInstant(nextAt) : null,
    triedAt: instant(triedAt),
    succeededAt: instant(succeededAt),
    problemAt: instant(problemAt),
  }
}
