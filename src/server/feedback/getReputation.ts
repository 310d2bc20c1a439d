import type { z } from 'zod'
import type { getReputation as reputationContract, ReputationJson } from '../../api/mentionReputation.ts'
import { type MentionSums, type Period, periodsOf, reputationOf } from '../../domain/feedback/mentionFigures.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { scoreOf } from '../../domain/measure/score.ts'
import type { Queryable } from '../db/database.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { IS_COUNTED, isOfCounted } from './countedResponses.ts'

interface SumsRow {
  n: number
  rated: number
  sum: number
  squares: number
  good: number
  toned: number
  negative: number
}

const SUMS = sql`count(*)::int AS n, count(stars)::int AS rated, coalesce(sum(stars), 0)::float8 AS sum, coalesce(sum(stars * stars), 0)::float8 AS squares,
  (count(*) FILTER (WHERE stars >= 4))::int AS good, count(tone)::int AS toned, (count(*) FILTER (WHERE tone = 'negative'))::int AS negative`

/** Weeks or months told at most. */
const MOST = 120
/** So long a time is told unless another is asked for. */
const USUAL = { month: 334 * DAY, week: 182 * DAY }

/** Reputation over time, by source, and what sources say; times are those of the calendar's zone. */
export async function getReputation(
  database: Queryable,
  { by, since, until, source }: z.output<typeof reputationContract.query>,
  zone: string,
  now: number,
): Promise<ReputationJson> {
  const end = until === undefined ? Math.min(now, await afterLatest(database)) : Date.parse(until)
  const begin = since === undefined ? end - USUAL[by] : Date.parse(since)
  const periods = periodsOf(by, begin, end, zone, MOST)
  const first = Math.max(begin, periods[0]?.from ?? end)
  const edges = periods.map(({ from }) => from)
  const where = all([sql`at >= ${first}`, sql`at < ${end}`, source === undefined ? null : sql`source = ${source}`])
  const [rows, sources, statements, nps] = await Promise.all([
    database.query<SumsRow & { period: number }>(
      ...sql`SELECT width_bucket(at, ${edges}::bigint[]) AS period, ${SUMS} FROM mentions WHERE ${where} GROUP BY 1`.render(),
    ),
    database.query<SumsRow & { source: string }>(
      ...sql`SELECT source, ${SUMS} FROM mentions WHERE ${where} GROUP BY source ORDER BY count(*) DESC, source LIMIT 100`.render(),
    ),
    readStatements(database, source),
    readNps(database, edges, first, end),
  ])
  const sums = new Map(rows.map((row) => [row.period, sumsOf(row)]))
  return {
    by,
    periods: periods.map((period, index) => periodOf(period, sums.get(index + 1) ?? NOTHING, nps.get(index + 1) ?? new Map())),
    all: { ...reputationOf(added([...sums.values()])), nps: npsOf(tallied([...nps.values()])) },
    sources: sources.map((row) => ({ source: row.source, ...reputationOf(sumsOf(row)) })),
    statements,
  }
}

/** The moment after the latest mention: what was heard of last is the end, however long ago. */
async function afterLatest(database: Queryable): Promise<number> {
  const [row] = await database.query<{ at: number | null }>('SELECT max(at) AS at FROM mentions')
  return row?.at === null || row === undefined ? Infinity : row.at + 1
}

function sumsOf({ n, rated, sum, squares, good, toned, negative }: SumsRow): MentionSums {
  return { n, stars: { n: rated, sum, squares }, good, toned, negative }
}

const NOTHING: MentionSums = { n: 0, stars: { n: 0, sum: 0, squares: 0 }, good: 0, toned: 0, negative: 0 }

function added(parts: readonly MentionSums[]): MentionSums {
  return parts.reduce(
    (total, part) => ({
      n: total.n + part.n,
      stars: { n: total.stars.n + part.stars.n, sum: total.stars.sum + part.stars.sum, squares: total.stars.squares + part.stars.squares },
      good: total.good + part.good,
      toned: total.toned + part.toned,
      negative: total.negative + part.negative,
    }),
    NOTHING,
  )
}

type Tallies = Map<number, number>

function periodOf({ day, from, until }: Period, sums: MentionSums, tallies: Tallies): ReputationJson['periods'][number] {
  return { day, from: formatInstant(from), until: formatInstant(until), ...reputationOf(sums), nps: npsOf(tallies) }
}

function npsOf(tallies: Tallies): ReputationJson['all']['nps'] {
  const score = scoreOf({ metric: 'nps', scale: '0-10' }, tallies)
  return score && { score: score.score, low: score.low, high: score.high, n: score.n, few: score.few }
}

function tallied(parts: readonly Tallies[]): Tallies {
  const total: Tallies = new Map()
  for (const part of parts) for (const [score, count] of part) total.set(score, (total.get(score) ?? 0) + count)
  return total
}

/** Answers to NPS by period and score: of customers in encounters, of whom nobody knows in responses. */
async function readNps(database: Queryable, edges: readonly number[], from: number, until: number): Promise<Map<number, Tallies>> {
  const isNps = sql`m ->> 'metric' = 'nps' AND coalesce(m ->> 'scale', '0-10') = '0-10'`
  const part = (
    given: Sql,
  ) => sql`SELECT width_bucket(at, ${edges}::bigint[]) AS period, (m ->> 'score')::float8 AS score, count(*)::int AS count
    FROM ${given} AND at >= ${from} AND at < ${until} AND ${isNps} GROUP BY 1, 2`
  const rows = await database.query<{ period: number; score: number; count: number }>(
    ...sql`${part(sql`encounters e, jsonb_array_elements(e.body -> 'measures') AS m WHERE e.body ? 'measures' AND ${isOfCounted(sql`e.customer_id`, sql`e.id`)}`)}
      UNION ALL ${part(sql`responses r, jsonb_array_elements(r.measures) AS m WHERE r.customer_id = 0 AND ${IS_COUNTED}`)}`.render(),
  )
  const periods = new Map<number, Tallies>()
  for (const { period, score, count } of rows) {
    const tallies = periods.get(period) ?? new Map<number, number>()
    tallies.set(score, (tallies.get(score) ?? 0) + count)
    periods.set(period, tallies)
  }
  return periods
}

async function readStatements(database: Queryable, source: string | undefined): Promise<ReputationJson['statements']> {
  const rows = await database.query<Omit<ReputationJson['statements'][number], 'at'> & { at: number }>(
    ...sql`SELECT DISTINCT ON (source, subject) source, subject, at, score, scale, stars, count FROM reputation_statements
      WHERE ${source === undefined ? sql`true` : sql`source = ${source}`} ORDER BY source, subject, at DESC LIMIT 100`.render(),
  )
  return rows.map((row) => ({ ...row, at: formatInstant(row.at) }))
}
