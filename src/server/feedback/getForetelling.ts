import type { z } from 'zod'
import type { getExperience as contract } from '../../api/feedbackFigures.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { grouped } from '../../domain/kernel/grouped.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { meanOf, type Sums } from '../../domain/kernel/means.ts'
import { type Experience, experienceOf, satisfactionOf } from '../../domain/measure/experience.ts'
import { type CustomerFriction, type CustomerScore, laterAnswers } from '../../domain/measure/foretell.ts'
import { FEWEST_ANSWERS } from '../../domain/measure/score.ts'
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { FigureOrders } from './figureThread.ts'
import { type FigureFilter, givenScores, type Span, spanOf } from './figureScope.ts'

type Told = z.output<typeof contract.answer>

/** Scores of one customer on one path of a journey. */
interface PathScoreRow extends CustomerScore {
  journey: string
}

const MOST_TOUCHPOINTS = 100
/** Scores looked at most, the latest; and NPS answers that are foretold. */
const MOST_SCORES = 20_000
const MOST_ANSWERS = 5000
/** How long before an answer what was known counts. */
const KNOWN = 365 * DAY

const IS_SATISFACTION = sql`split_part(s.metric, '-', 1) IN ('csat', 'ces', 'emotion', 'stars')`

/** Satisfaction at touchpoints, experience of paths, and what foretells the later NPS. */
export async function getForetelling(
  database: Queryable,
  filter: FigureFilter,
  now: number,
  orders: Pick<FigureOrders, 'foretell'>,
): Promise<Told> {
  const span = spanOf(filter, now)
  const [touchpoints, journeys, foretelling] = await Promise.all([
    readTouchpoints(database, filter, span),
    readJourneys(database, filter, span),
    readForetelling(database, filter, span, orders),
  ])
  return { since: formatInstant(span.since), until: formatInstant(span.until), touchpoints, journeys, foretelling }
}

async function readTouchpoints(database: Queryable, filter: FigureFilter, span: Span): Promise<Told['touchpoints']> {
  const rows = await database.query<{ touchpoint: string | null; metric: string; scale: string | null; score: number; count: number }>(
    ...sql`SELECT s.touchpoint, s.metric, s.scale, s.score, count(*)::int AS count FROM ${givenScores(filter, span)} AS s
      WHERE ${IS_SATISFACTION} GROUP BY 1, 2, 3, 4`.render(),
  )
  return [...grouped(rows, ({ touchpoint }) => touchpoint)]
    .map(([touchpoint, own]) => ({ touchpoint, ...satisfaction(own) }))
    .filter(({ n }) => n > 0)
    .sort((one, other) => other.n - one.n)
    .slice(0, MOST_TOUCHPOINTS)
}

function satisfaction(rows: readonly { metric: string; scale: string | null; score: number; count: number }[]) {
  const sums = { n: 0, sum: 0, squares: 0 }
  for (const row of rows) {
    const place = satisfactionOf(row)
    if (place === null) continue
    sums.n += row.count
    sums.sum += row.count * place
    sums.squares += row.count * place ** 2
  }
  const { n, few, mean, low, high } = told(sums)
  return { n, few, satisfaction: mean, low, high }
}

/** A mean of places 0–100 as it is told; of too few only how many. */
function told(sums: Sums) {
  const few = sums.n < FEWEST_ANSWERS
  const mean = few ? null : meanOf(sums)
  return {
    n: sums.n,
    few,
    mean: mean && mean.mean,
    low: mean && Math.max(0, mean.low),
    high: mean && Math.min(100, mean.high),
  }
}

async function readJourneys(database: Queryable, filter: FigureFilter, span: Span): Promise<Told['journeys']> {
  const rows = await database.query<PathScoreRow>(
    ...sql`SELECT s.customer, s.path, s.journey, s.id AS encounter, s.at, s.metric, s.score, s.scale FROM ${givenScores(filter, span)} AS s
      WHERE s.customer > 0 AND ${IS_SATISFACTION} ORDER BY s.at DESC, s.id DESC LIMIT ${MOST_SCORES}`.render(),
  )
  const frictions = await readFrictions(database, [...new Set(rows.map(({ customer }) => customer))], span)
  const frictionsOn = grouped(frictions, pathOf)
  const paths = [...grouped(rows, pathOf)].flatMap(([path, own]) => {
    const experience = experienceOf(own, frictionsOn.get(path) ?? [])
    const places = own.map(satisfactionOf).filter((place) => place !== null)
    return experience === null ? [] : [{ ...experience, journey: own[0]!.journey, mean: meanPlace(places) }]
  })
  return [...grouped(paths, ({ journey }) => journey)]
    .map(([journey, own]) => experienceOfJourney(journey, own))
    .sort((one, other) => other.paths - one.paths)
}

function pathOf({ customer, path }: { customer: number; path: string }): string {
  return JSON.stringify([customer, path])
}

function meanPlace(places: readonly number[]): number {
  return places.reduce((sum, place) => sum + place, 0) / places.length
}

function experienceOfJourney(journey: string, paths: readonly (Experience & { mean: number })[]): Told['journeys'][number] {
  const sums = { n: 0, sum: 0, squares: 0 }
  for (const { score } of paths) {
    sums.n++
    sums.sum += score
    sums.squares += score ** 2
  }
  const { n, few, mean, low, high } = told(sums)
  const over = (of: (path: (typeof paths)[number]) => number) => (few ? null : meanPlace(paths.map(of)))
  return {
    journey,
    paths: n,
    few,
    experience: mean,
    low,
    high,
    weakest: over(({ weakest }) => weakest),
    last: over(({ last }) => last),
    peak: over(({ peak }) => peak),
    satisfaction: over((path) => path.mean),
  }
}

function readFrictions(database: Queryable, customers: readonly number[], { since, until }: Span): Promise<CustomerFriction[]> {
  return database.query<CustomerFriction>(
    ...sql`SELECT f.customer_id AS customer, f.path, f.kind, f.severity, f.at, f.body -> 'evidence' AS evidence FROM frictions f
      WHERE f.customer_id = ANY(${customers}::bigint[]) AND f.at >= ${since} AND f.at < ${until} AND NOT f.pending`.render(),
  )
}

async function readForetelling(
  database: Queryable,
  filter: FigureFilter,
  span: Span,
  { foretell }: Pick<FigureOrders, 'foretell'>,
): Promise<Told['foretelling']> {
  const columns = sql`s.customer, s.path, s.id AS encounter, s.at, s.metric, s.score, s.scale`
  const answers = await database.query<CustomerScore>(
    ...sql`SELECT ${columns} FROM ${givenScores(filter, span)} AS s
      WHERE s.customer > 0 AND s.metric = 'nps' AND coalesce(s.scale, '0-10') = '0-10'
      ORDER BY s.at DESC, s.id DESC LIMIT ${MOST_ANSWERS}`.render(),
  )
  const customers = [...new Set(answers.map(({ customer }) => customer))]
  const known = { since: span.since - KNOWN, until: span.until }
  const [scores, frictions] = await Promise.all([
    database.query<CustomerScore>(
      ...sql`SELECT ${columns} FROM ${givenScores({}, known)} AS s WHERE s.customer = ANY(${customers}::bigint[]) AND ${IS_SATISFACTION}`.render(),
    ),
    readFrictions(database, customers, known),
  ])
  const later = laterAnswers(answers, scores, frictions, KNOWN)
  return {
    answers: later.length,
    detractors: later.filter(({ nps }) => nps < 7).length,
    predictors: (await foretell(later)).map(({ explained, ...each }) => ({
      ...each,
      explained: Number.isFinite(explained) ? explained : null,
    })),
  }
}
