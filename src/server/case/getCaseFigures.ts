import type { z } from 'zod'
import type { CaseFigure, getCaseFigures as contract } from '../../api/caseFigures.ts'
import { FEELINGS } from '../../domain/case/case.ts'
import type { Queryable } from '../db/database.ts'
import { all, list, Sql, sql } from '../db/sql.ts'
import { COUNTED, FIGURE } from './figureConditions.ts'

type Figures = z.output<typeof contract.answer>
type Row = Omit<Figures, 'caught' | 'firstWord' | 'solved' | 'causes'> &
  Record<`${'caught' | 'word' | 'solved'}${'Cases' | 'Median' | 'P90'}`, number>

const CAUSES = 20

/** How the cases that opened in a time went. */
export async function getCaseFigures(database: Queryable, query: z.output<typeof contract.query>): Promise<Figures> {
  const { since, until, journey, team } = query
  const chosen = all([
    since === undefined ? null : sql`k.opened_at >= ${Date.parse(since)}`,
    until === undefined ? null : sql`k.opened_at < ${Date.parse(until)}`,
    journey === undefined ? null : sql`k.journey = ${journey}`,
    team === undefined ? null : sql`k.team = ${team}`,
  ])
  const [[row], causes] = await Promise.all([
    database.query<Row>(
      ...sql`
        SELECT count(*) FILTER (WHERE ${COUNTED}) AS cases, count(*) FILTER (WHERE k.state = 'withdrawn') AS withdrawn,
          count(*) FILTER (WHERE k.state = 'joined') AS joined,
          ${spread('caught', sql`k.caught_at`)}, ${spread('word', sql`k.first_word_at`)}, ${spread('solved', sql`k.solved_at`)},
          ${counted('fell')} AS fell, ${counted('ended')} AS ended, ${counted('reopened')} AS reopened,
          ${counted('confirmed-by-customer')} AS "confirmedByCustomer", ${counted('confirmed-by-silence')} AS "confirmedBySilence",
          ${counted('asked')} AS asked, ${counted('recovered')} AS recovered, ${counted('not-recovered')} AS "notRecovered",
          ${counted('no-answer')} AS "noAnswer", ${counted('not-asked')} AS "notAsked",
          ARRAY[${list(FEELINGS.map((feeling) => sql`count(*) FILTER (WHERE ${COUNTED} AND (k.body -> 'recovery' -> 'answer' ->> 'feeling')::integer = ${feeling})`))}]::integer[] AS feelings,
          coalesce(sum((k.body ->> 'handovers')::integer) FILTER (WHERE ${COUNTED}), 0)::bigint AS handovers,
          coalesce(sum((k.body ->> 'channelChanges')::integer) FILTER (WHERE ${COUNTED}), 0)::bigint AS "channelChanges"
        FROM cases k WHERE ${chosen}`.render(),
    ),
    database.query<Figures['causes'][number]>(
      ...sql`
        SELECT cause ->> 'team' AS team, cause ->> 'process' AS process, cause ->> 'system' AS system, cause ->> 'touchpoint' AS touchpoint,
          count(*) AS cases
        FROM (SELECT k.body -> 'cause' AS cause FROM cases k WHERE ${COUNTED} AND ${chosen}) AS each
        WHERE jsonb_typeof(cause) = 'object' GROUP BY 1, 2, 3, 4 ORDER BY cases DESC, 1, 2, 3, 4 LIMIT ${CAUSES}`.render(),
    ),
  ])
  const { caughtCases, caughtMedian, caughtP90, wordCases, wordMedian, wordP90, solvedCases, solvedMedian, solvedP90, ...counts } = row!
  return {
    ...counts,
    caught: { cases: caughtCases, median: caughtMedian, p90: caughtP90 },
    firstWord: { cases: wordCases, median: wordMedian, p90: wordP90 },
    solved: { cases: solvedCases, median: solvedMedian, p90: solvedP90 },
    causes,
  }
}

function counted(figure: CaseFigure): Sql {
  return sql`count(*) FILTER (WHERE ${COUNTED} AND ${FIGURE[figure]})`
}

/** How many cases had something done, and after how many seconds: the median, of an even count the mean of both in the middle, and the ninth of ten. */
function spread(name: 'caught' | 'word' | 'solved', doneAt: Sql): Sql {
  const took = sql`(${doneAt} - k.known_at)::double precision / 1000`
  const done = sql`FILTER (WHERE ${COUNTED} AND ${doneAt} IS NOT NULL)`
  const as = (suffix: string) => new Sql([`"${name}${suffix}"`], [])
  return sql`count(*) ${done} AS ${as('Cases')},
    percentile_cont(0.5) WITHIN GROUP (ORDER BY ${took}) ${done} AS ${as('Median')},
    percentile_disc(0.9) WITHIN GROUP (ORDER BY ${took}) ${done} AS ${as('P90')}`
}
