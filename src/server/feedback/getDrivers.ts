import type { z } from 'zod'
import type { getDrivers as contract } from '../../api/feedbackFigures.ts'
import { type AskedMetrics, byQuestion } from '../../domain/feedback/scoreFigures.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { grouped } from '../../domain/kernel/grouped.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { compareText } from '../../domain/kernel/order.ts'
import { placeOnScale, readScale } from '../../domain/measure/scale.ts'
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { FigureOrders } from './figureThread.ts'
import { givenScores, readAskedMetrics, type Span, spanOf } from './figureScope.ts'

type Query = z.output<typeof contract.query>
type Told = z.output<typeof contract.answer>

interface AnswerRow {
  customer: number
  id: string
  at: number
  metric: string
  scale: string | null
  score: number
}

/** What one driver is in each answer (undefined = not told), and how it performs there, 0–100. */
interface Column {
  driver: string
  values: (number | undefined)[]
  places: (number | undefined)[]
}

/** Answers looked at, the latest: with so many intervals are narrow, and the thread is done in a second or two. */
const MOST_ANSWERS = 5000
/** Drivers told at most, those that most answers bear; and resamples. Every order of the drivers is weighed in each. */
const MOST_DRIVERS = 12
const RESAMPLES = 300
/** What fewer answers than this bear tells nothing of itself. */
const FEWEST_BEARING = 10
/** How long before an answer a friction counts. */
const FELT = 90 * DAY

/** What moves a score, from answers that have it and their drivers. */
export async function getDrivers(
  database: Queryable,
  query: Query,
  now: number,
  { driversOf }: Pick<FigureOrders, 'driversOf'>,
): Promise<Told> {
  const span = spanOf(query, now)
  const [rows, metrics] = await Promise.all([readAnswers(database, query, span), readAskedMetrics(database)])
  // Scales are never mixed: the one on which most answered.
  const answers = byQuestion(rows.map((row) => ({ ...row, count: 1 })))[0]?.rows ?? []
  const columns = await readColumns(database, query, answers, metrics)
  const whole = answers.map((_, row) => row).filter((row) => columns.every(({ values }) => values[row] !== undefined))
  const found = await driversOf(
    Float64Array.from(whole, (row) => answers[row]!.score),
    columns.map(({ driver, values }) => ({ driver, values: Float64Array.from(whole, (row) => values[row]!) })),
    RESAMPLES,
  )
  const silent = 'silent' in found ? found.silent : found.doubt
  const placesOf = new Map(columns.map(({ driver, places }) => [driver, places]))
  return {
    since: formatInstant(span.since),
    until: formatInstant(span.until),
    metric: query.metric,
    n: found.n,
    wanted: found.wanted,
    silent,
    explained: 'silent' in found || silent !== null ? null : found.explained,
    drivers:
      'silent' in found || silent !== null
        ? []
        : found.drivers.map(({ driver, importance, low, high, correlation }) => ({
            driver,
            importance,
            low,
            high,
            correlation,
            performance: whole.reduce((sum, row) => sum + placesOf.get(driver)![row]!, 0) / whole.length,
          })),
  }
}

function readAnswers(database: Queryable, query: Query, span: Span): Promise<AnswerRow[]> {
  return database.query<AnswerRow>(
    ...sql`SELECT s.customer, s.id, s.at, s.metric, s.scale, s.score FROM ${givenScores(query, span)} AS s
      WHERE s.metric = ${query.metric} ${query.of === 'frictions' ? sql`AND s.customer > 0` : sql``}
      ORDER BY s.at DESC, s.id DESC LIMIT ${MOST_ANSWERS}`.render(),
  )
}

function readColumns(
  database: Queryable,
  { of, metric }: Query,
  answers: readonly AnswerRow[],
  metrics: AskedMetrics,
): Promise<Column[]> | Column[] {
  if (answers.length === 0) return []
  if (of === 'questions') return questionColumns(database, answers, metric, metrics)
  return of === 'themes' ? themeColumns(database, answers) : frictionColumns(database, answers)
}

/** The other scores of the same answers, of metrics that at least half of them have. */
async function questionColumns(
  database: Queryable,
  answers: readonly AnswerRow[],
  outcome: string,
  metrics: AskedMetrics,
): Promise<Column[]> {
  const rows = await database.query<AnswerRow>(
    ...sql`SELECT s.id, s.metric, s.scale, s.score FROM ${givenScores({}, timeOf(answers))} AS s
      WHERE s.id = ANY(${answers.map(({ id }) => id)}::text[]) AND s.metric <> ${outcome}`.render(),
  )
  const columns = byQuestion(rows.map((row) => ({ ...row, count: 1 }))).flatMap(({ question, rows: own, n }) => {
    const scale = question.scale === null ? null : readScale(question.scale)
    if (scale === null || question.metric.endsWith('-stir') || n < answers.length / 2) return []
    const of = new Map(own.map(({ id, score }) => [id, placeOnScale(score, scale, metrics.betterOf(question.metric)) ?? undefined]))
    const places = answers.map(({ id }) => of.get(id))
    return [{ driver: question.metric, values: places, places }]
  })
  return columns.slice(0, MOST_DRIVERS)
}

/** Themes of the words of the same answers: how they were spoken of, −1…1, 0 where they were not; answers without words are not told. */
async function themeColumns(database: Queryable, answers: readonly AnswerRow[]): Promise<Column[]> {
  const rows = await database.query<{ id: string; themes: Record<string, number> | null }>(
    ...sql`SELECT v.id, v.reading -> 'themes' AS themes FROM verbatims v WHERE v.id = ANY(${answers.map(({ id }) => id)}::text[])
      AND v.at >= ${timeOf(answers).since} AND v.at < ${timeOf(answers).until} AND v.engine IS NOT NULL`.render(),
  )
  const themesOf = new Map(rows.map(({ id, themes }) => [id, themes ?? {}]))
  const all = [...themesOf.values()].flatMap((themes) => Object.keys(themes))
  return bearing(all).map((theme) => {
    const values = answers.map(({ id }) => {
      const themes = themesOf.get(id)
      return themes === undefined ? undefined : Object.hasOwn(themes, theme) ? themes[theme]! : 0
    })
    return { driver: theme, values, places: values.map((value) => (value === undefined ? undefined : value < 0 ? 0 : 100)) }
  })
}

/** Kinds of friction that the customer met in the time before their answer: 1 where they did. */
async function frictionColumns(database: Queryable, answers: readonly AnswerRow[]): Promise<Column[]> {
  const { since, until } = timeOf(answers)
  const customers = [...new Set(answers.map(({ customer }) => customer))]
  const rows = await database.query<{ customer: number; kind: string; at: number }>(
    // A poor score is the answer itself.
    ...sql`SELECT f.customer_id AS customer, f.kind, f.at FROM frictions f WHERE f.customer_id = ANY(${customers}::bigint[])
      AND f.at >= ${since - FELT} AND f.at < ${until} AND NOT f.pending AND f.kind <> 'poor-score'`.render(),
  )
  const frictionsOf = grouped(rows, ({ customer }) => customer)
  const met = answers.map(({ customer, at }) => {
    const own = frictionsOf.get(customer) ?? []
    return new Set(own.filter((each) => each.at < at && each.at >= at - FELT).map(({ kind }) => kind))
  })
  return bearing(met.flatMap((kinds) => [...kinds])).map((kind) => ({
    driver: kind,
    values: met.map((kinds) => (kinds.has(kind) ? 1 : 0)),
    places: met.map((kinds) => (kinds.has(kind) ? 0 : 100)),
  }))
}

/** What enough answers bear, most first. */
function bearing(borne: readonly string[]): string[] {
  return [...grouped(borne, (each) => each)]
    .filter(([, times]) => times.length >= FEWEST_BEARING)
    .sort(([one, times], [other, otherTimes]) => otherTimes.length - times.length || compareText(one, other))
    .slice(0, MOST_DRIVERS)
    .map(([each]) => each)
}

function timeOf(answers: readonly AnswerRow[]): Span {
  const times = answers.map(({ at }) => at)
  return { since: Math.min(...times), until: Math.max(...times) + 1 }
}
