import type { Database } from '../db/database.ts'
import type { ReputationStatement } from './mentionJsonLd.ts'

/** Keeps what sources say of all their reviews together where it differs from what they said last; tells how many did. */
export async function keepStatements(database: Database, statements: readonly ReputationStatement[], now: number): Promise<number> {
  if (statements.length === 0) return 0
  const latest = new Map(statements.map((each) => [JSON.stringify([each.source, each.subject]), each]))
  const list = <Value>(pick: (statement: ReputationStatement) => Value) => [...latest.values()].map(pick)
  const rows = await database.query(
    `INSERT INTO reputation_statements (source, subject, at, score, scale, stars, count)
     SELECT g.source, g.subject, $1, g.score, g.scale, g.stars, g.count
     FROM unnest($2::text[], $3::text[], $4::float8[], $5::text[], $6::float8[], $7::int[]) AS g(source, subject, score, scale, stars, count)
     LEFT JOIN LATERAL (SELECT score, scale, count FROM reputation_statements s WHERE s.source = g.source AND s.subject = g.subject
       ORDER BY at DESC LIMIT 1) AS last ON true
     WHERE (g.score, g.scale, g.count) IS DISTINCT FROM (last.score, last.scale, last.count)
     ON CONFLICT (source, subject, at) DO UPDATE SET score = excluded.score, scale = excluded.scale, stars = excluded.stars, count = excluded.count
     RETURNING source`,
    [
      now,
      list(({ source }) => source),
      list(({ subject }) => subject),
      list(({ score }) => score),
      list(({ scale }) => scale),
      list(({ stars }) => stars),
      list(({ count }) => count),
    ],
  )
  return rows.length
}
