import type { z } from 'zod'
import type { getSaidAndDid as contract } from '../../api/recommendation.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { toldShare } from '../../domain/kernel/shares.ts'
import type { Queryable } from '../db/database.ts'
import { all, sql } from '../db/sql.ts'

interface Row {
  survey: string
  name: string
  said: string
  asked: number
  score: number | null
  did: string | null
  count: number
  latestAt: number | null
}

/** What customers said they would do in one survey, and what they told they did in the survey that follows it up. Tests and what looks like a machine's count nowhere. */
export async function getSaidAndDid(
  database: Queryable,
  { since, until }: z.output<typeof contract.query>,
): Promise<z.output<typeof contract.answer>> {
  const within = (column: ReturnType<typeof sql>) =>
    all([
      since === undefined ? null : sql`${column} >= ${Date.parse(since)}`,
      until === undefined ? null : sql`${column} < ${Date.parse(until)}`,
    ])
  const rows = await database.query<Row>(
    ...sql`
      WITH following AS (
        SELECT s.key, s.name, s.plan -> 'trigger' ->> 'survey' AS said, s.plan -> 'trigger' ->> 'question' AS question
        FROM surveys s WHERE s.plan -> 'trigger' ->> 'on' = 'response'
          AND EXISTS (SELECT 1 FROM survey_versions v WHERE v.survey = s.key
            AND jsonb_path_exists(v.content, '$.questions[*] ? (@.kind == "choice" && @.key == "did")'))
      ), told AS (
        SELECT f.key, r.answers -> 'did' -> 'chosen' ->> 0 AS did, r.at, earlier.score
        FROM following f JOIN responses r ON r.survey = f.key AND r.customer_id <> 0 AND r.state <> 'test' AND r.suspect = 0
        CROSS JOIN LATERAL (
          SELECT (b.answers ->> f.question)::float8::integer AS score FROM responses b
          WHERE b.customer_id = r.customer_id AND b.survey = f.said AND b.at < r.at AND b.state <> 'test' AND b.suspect = 0
            AND jsonb_typeof(b.answers -> f.question) = 'number'
          ORDER BY b.at DESC, b.id DESC LIMIT 1
        ) AS earlier
        WHERE ${within(sql`r.at`)}
      )
      SELECT f.key AS survey, f.name, f.said,
        (SELECT count(*)::integer FROM asks a WHERE a.survey = f.key AND a.asked_at IS NOT NULL AND ${within(sql`a.asked_at`)}) AS asked,
        told.score, told.did, count(told.key)::integer AS count, max(told.at) AS "latestAt"
      FROM following f LEFT JOIN told ON told.key = f.key AND told.did IN ('many', 'one', 'not-yet', 'no')
      GROUP BY f.key, f.name, f.said, told.score, told.did
      ORDER BY f.name, f.key, told.score DESC`.render(),
  )
  const surveys = new Map(rows.map((row) => [row.survey, row]))
  return {
    items: [...surveys.values()].map(({ survey, name, said, asked }) => {
      const own = rows.filter((row) => row.survey === survey && row.score !== null)
      const count = (chosen: readonly Row[], ...did: string[]) =>
        chosen.filter((row) => did.includes(row.did!)).reduce((sum, row) => sum + row.count, 0)
      const answered = count(own, 'many', 'one', 'not-yet', 'no')
      const scores = [...new Set(own.map(({ score }) => score!))].map((score) => {
        const chosen = own.filter((row) => row.score === score)
        return { score, many: count(chosen, 'many'), one: count(chosen, 'one'), notYet: count(chosen, 'not-yet'), no: count(chosen, 'no') }
      })
      const latest = Math.max(...own.map(({ latestAt }) => latestAt ?? 0), 0)
      return {
        survey,
        name,
        said,
        asked,
        scores,
        answered,
        did: toldShare(count(own, 'many', 'one'), answered),
        latestAt: latest === 0 ? null : formatInstant(latest),
      }
    }),
  }
}
