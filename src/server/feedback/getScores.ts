import type { z } from 'zod'
import type { getScores as contract, QuestionJson, SCORE_GROUPS } from '../../api/feedbackFigures.ts'
import { type Period, periodsOf } from '../../domain/feedback/mentionFigures.ts'
import {
  type AskedMetrics,
  type AskedRows,
  breaksOf,
  byQuestion,
  type CountedScore,
  talliesOf,
} from '../../domain/feedback/scoreFigures.ts'
import { grouped } from '../../domain/kernel/grouped.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { chartOf } from '../../domain/measure/controlChart.ts'
import { readScale } from '../../domain/measure/scale.ts'
import { changeOf, formulaOf, type Question, scoreOf, sumsByFormula } from '../../domain/measure/score.ts'
import { customersWith } from '../customer/customersWith.ts'
import type { Queryable } from '../db/database.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { wrongInput } from '../http/problem.ts'
import { aboutFits, givenScores, isOfPaths, readAskedMetrics, type Span, spanOf, tellScore } from './figureScope.ts'

type Query = z.output<typeof contract.query>
type Group = (typeof SCORE_GROUPS)[number]

interface GroupRow extends CountedScore {
  key: string | null
}

interface PeriodRow extends CountedScore {
  period: number
  survey: string | null
  version: number | null
}

interface AskRow {
  survey: string
  key: string | null
  asked: number
  answered: number
}

const MOST_QUESTIONS = 30
const MOST_GROUPS = 200
const MOST_PERIODS = 120

/** Scores in all, by group, over time, and against the period before. */
export async function getScores(database: Queryable, query: Query, zone: string, now: number): Promise<z.output<typeof contract.answer>> {
  if (query.by === 'segment' && query.of === undefined) throw wrongInput(400, [{ field: 'of', message: 'is required with by=segment' }])
  const span = spanOf(query, now)
  const before = { since: 2 * span.since - span.until, until: span.since }
  const periods = query.every === undefined ? [] : periodsOf(query.every, span.since, span.until, zone, MOST_PERIODS)
  const [rows, rowsBefore, rowsOfPeriods, asks, metrics] = await Promise.all([
    readGroups(database, query, span),
    readGroups(database, query, before),
    periods.length === 0 ? [] : readPeriods(database, query, { ...span, since: Math.max(span.since, periods[0]!.from) }, periods),
    isOfPaths(query) ? [] : readAsks(database, query, span),
    readAskedMetrics(database),
  ])
  const earlier = new Map(byQuestion(rowsBefore).map((each) => [nameOf(each.question), each.rows]))
  const overTime = new Map(byQuestion(rowsOfPeriods).map((each) => [nameOf(each.question), each.rows]))
  return {
    ...told(span),
    before: told(before),
    questions: byQuestion(rows)
      .slice(0, MOST_QUESTIONS)
      .map((asked) => {
        const name = nameOf(asked.question)
        return questionJson(asked, earlier.get(name) ?? [], asks, metrics, {
          by: query.by,
          periods: periods.length === 0 ? [] : periodsJson(asked.question, periods, overTime.get(name) ?? [], metrics),
        })
      }),
  }
}

function told({ since, until }: Span): { since: string; until: string } {
  return { since: formatInstant(since), until: formatInstant(until) }
}

function nameOf({ metric, scale }: Question): string {
  return JSON.stringify([metric, scale])
}

function questionJson(
  { question, rows }: AskedRows<GroupRow>,
  before: readonly GroupRow[],
  asks: readonly AskRow[],
  metrics: AskedMetrics,
  { by, periods }: { by: Group | undefined; periods: QuestionJson['periods'] },
): QuestionJson {
  const surveys = new Set(metrics.surveysOf(question.metric))
  const asked = asks.filter(({ survey }) => surveys.has(survey))
  const beforeOf = grouped(before, ({ key }) => key)
  const askedOf = grouped(asked, ({ key }) => key)
  const figures = (now: readonly GroupRow[], then: readonly GroupRow[], asksOf: readonly AskRow[]) => ({
    score: tellScore(scoreOf(question, talliesOf(now))),
    change: changeOf(question, talliesOf(now), talliesOf(then)),
    rate: rateOf(asksOf),
  })
  const groups = by === undefined ? [] : [...grouped(rows, ({ key }) => key)]
  return {
    ...question,
    formula: formulaOf(question),
    level: metrics.levelOf(question.metric),
    ...figures(rows, before, asked),
    groups: groups
      .map(([key, own]) => ({ key, ...figures(own, beforeOf.get(key) ?? [], askedOf.get(key) ?? []) }))
      .sort((one, other) => other.score.n - one.score.n)
      .slice(0, MOST_GROUPS),
    periods,
  }
}

function rateOf(asks: readonly AskRow[]): QuestionJson['rate'] {
  const rate = { asked: 0, answered: 0 }
  for (const { asked, answered } of asks) {
    rate.asked += asked
    rate.answered += answered
  }
  return rate.asked === 0 ? null : rate
}

function periodsJson(
  question: Question,
  periods: readonly Period[],
  rows: readonly PeriodRow[],
  metrics: AskedMetrics,
): QuestionJson['periods'] {
  const formula = formulaOf(question)
  const breaks = breaksOf(rows, (survey, version) => metrics.wordingOf(survey, version, question.metric))
  const rowsOf = grouped(rows, ({ period }) => period)
  const tallies = periods.map((_, index) => talliesOf(rowsOf.get(index + 1) ?? []))
  const ends = question.scale === null ? null : readScale(question.scale)
  const bounds =
    formula === 'nps' ? ([-100, 100] as const) : formula !== 'mean' ? ([0, 1] as const) : ends && ([ends.from, ends.to] as const)
  const points = chartOf(
    tallies.map((each, index) => ({ ...sumsByFormula(question, each), isBreak: breaks.has(index + 1) })),
    bounds === null ? {} : { bounds },
  )
  return periods.map(({ day, from, until }, index) => {
    const { centre, low, high, isBaseline, signal } = points[index]!
    const score = tellScore(scoreOf(question, tallies[index]!))
    return { day, ...told({ since: from, until }), score, isBreak: breaks.has(index + 1), centre, low, high, isBaseline, signal }
  })
}

/** Joins what was told last, as `latest.told`, of an attribute of a customer. */
function withLatest(attribute: string, customer: Sql): Sql {
  return sql`LEFT JOIN (SELECT DISTINCT ON (customer_id) customer_id, attributes ->> ${attribute} AS told FROM statements
    WHERE attributes ? ${attribute} ORDER BY customer_id, at DESC, identifier COLLATE "C") AS latest ON latest.customer_id = ${customer}`
}

/** The column that groups scores `s`, and what must be joined to have it. */
function groupOf({ by, of }: Query): { key: Sql; join: Sql } {
  const none = sql``
  switch (by) {
    case undefined:
      return { key: sql`NULL::text`, join: none }
    case 'segment':
      return {
        key: sql`lower(latest.told)`,
        join: withLatest(of!, sql`s.customer`),
      }
    default:
      return { key: { journey: sql`s.journey`, ...ABOUT }[by], join: none }
  }
}

const ABOUT = {
  touchpoint: sql`s.touchpoint`,
  stage: sql`s.stage`,
  channel: sql`s.channel`,
  team: sql`s.team`,
  survey: sql`s.survey`,
}

function ofMetric({ metric }: Query): Sql {
  return metric === undefined ? sql`true` : sql`s.metric = ${metric}`
}

function readGroups(database: Queryable, query: Query, span: Span): Promise<GroupRow[]> {
  const { key, join } = groupOf(query)
  return database.query<GroupRow>(
    ...sql`SELECT s.metric, s.scale, s.score, ${key} AS key, count(*)::int AS count FROM ${givenScores(query, span)} AS s ${join}
      WHERE ${ofMetric(query)} GROUP BY 1, 2, 3, 4`.render(),
  )
}

function readPeriods(database: Queryable, query: Query, span: Span, periods: readonly Period[]): Promise<PeriodRow[]> {
  const edges = periods.map(({ from }) => from)
  return database.query<PeriodRow>(
    ...sql`SELECT s.metric, s.scale, s.score, width_bucket(s.at, ${edges}::bigint[]) AS period, s.survey, s.version, count(*)::int AS count
      FROM ${givenScores(query, span)} AS s WHERE ${ofMetric(query)} GROUP BY 1, 2, 3, 4, 5, 6`.render(),
  )
}

/** Asks sent in a time, by survey and group: how many reached somebody, and how many of these were answered. */
function readAsks(database: Queryable, query: Query, { since, until }: Span): Promise<AskRow[]> {
  const about = (facet: string) => sql`a.about ->> ${facet}`
  const { by, of } = query
  const key = by === undefined ? sql`NULL::text` : by === 'survey' ? sql`a.survey` : by === 'segment' ? sql`lower(latest.told)` : about(by)
  const join = by === 'segment' ? withLatest(of!, sql`a.customer_id`) : sql``
  return database.query<AskRow>(
    ...sql`SELECT survey, key, count(*)::int AS asked, (count(*) FILTER (WHERE state = 'answered'))::int AS answered
      FROM (SELECT a.survey, a.state, ${key} AS key FROM asks a ${join}
        WHERE a.state IN ('asked', 'answered') AND a.asked_at >= ${since} AND a.asked_at < ${until} AND ${all([
          query.journey === undefined ? null : sql`a.about ->> 'journey' = ${query.journey}`,
          query.attribute === undefined ? null : sql`a.customer_id IN (${customersWith(query.attribute)})`,
          aboutFits(query, {
            touchpoint: about('touchpoint'),
            channel: about('channel'),
            stage: about('stage'),
            team: about('team'),
            survey: sql`a.survey`,
          }),
        ])}) AS sent GROUP BY 1, 2`.render(),
  )
}
