import type { z } from 'zod'
import type { getLevels as contract } from '../../api/feedbackFigures.ts'
import { type AskedMetrics, byQuestion, type CountedScore } from '../../domain/feedback/scoreFigures.ts'
import type { FrictionKind } from '../../domain/friction/friction.ts'
import { LEVEL_OF_FRICTION } from '../../domain/friction/level.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { meanDifference, meanOf, type Sums } from '../../domain/kernel/means.ts'
import { type Level, LEVELS } from '../../domain/measure/level.ts'
import { placeOnScale, readScale } from '../../domain/measure/scale.ts'
import { FEWEST_ANSWERS } from '../../domain/measure/score.ts'
import { customersWith } from '../customer/customersWith.ts'
import type { Queryable } from '../db/database.ts'
import { all, sql } from '../db/sql.ts'
import { type FigureFilter, givenScores, readAskedMetrics, type Span, spanOf } from './figureScope.ts'

type Told = z.output<typeof contract.answer>['levels'][number]

interface LevelSums {
  all: Sums
  parts: { metric: string; scale: string; sums: Sums }[]
}

/** The three levels side by side, each from its own answers. */
export async function getLevels(database: Queryable, filter: FigureFilter, now: number): Promise<z.output<typeof contract.answer>> {
  const span = spanOf(filter, now)
  const [rows, before, frictions, metrics] = await Promise.all([
    readCounts(database, filter, span),
    readCounts(database, filter, { since: 2 * span.since - span.until, until: span.since }),
    readFrictions(database, filter, span),
    readAskedMetrics(database),
  ])
  const [sums, sumsBefore] = [levelSums(rows, metrics), levelSums(before, metrics)]
  return {
    since: formatInstant(span.since),
    until: formatInstant(span.until),
    levels: LEVELS.map((level) => ({
      ...tell(level, sums[level], sumsBefore[level]),
      frictions: frictions.filter(({ kind }) => LEVEL_OF_FRICTION[kind] === level),
    })),
  }
}

function tell(level: Level, { all: sums, parts }: LevelSums, before: LevelSums): Omit<Told, 'frictions'> {
  const few = sums.n < FEWEST_ANSWERS
  const mean = few ? null : meanOf(sums)
  const change = few || before.all.n < FEWEST_ANSWERS ? null : meanDifference(sums, before.all)
  return {
    level,
    n: sums.n,
    few,
    score: mean && mean.mean,
    low: mean && Math.max(0, mean.low),
    high: mean && Math.min(100, mean.high),
    change: change && { ...change, isClear: change.low > 0 || change.high < 0 },
    parts: parts.map(({ metric, scale, sums: { n, sum } }) => ({ metric, scale, n, mean: sum / n })).sort((one, other) => other.n - one.n),
  }
}

/** Places of all answers on their scales, by level; what measures no level, or stands on an unknown scale, is left out. */
function levelSums(rows: readonly CountedScore[], metrics: AskedMetrics): Record<Level, LevelSums> {
  const levels: Record<Level, LevelSums> = { action: nothing(), emotion: nothing(), meaning: nothing() }
  for (const { question, rows: own } of byQuestion(rows)) {
    const level = metrics.levelOf(question.metric)
    const scale = question.scale === null ? null : readScale(question.scale)
    if (level === null || scale === null || question.metric.endsWith('-stir')) continue
    const part = { metric: question.metric, scale: question.scale!, sums: { n: 0, sum: 0, squares: 0 } }
    for (const { score, count } of own) {
      const place = placeOnScale(score, scale, metrics.betterOf(question.metric))
      if (place !== null) for (const sums of [part.sums, levels[level].all]) add(sums, place, count)
    }
    if (part.sums.n > 0) levels[level].parts.push(part)
  }
  return levels
}

function nothing(): LevelSums {
  return { all: { n: 0, sum: 0, squares: 0 }, parts: [] }
}

function add(sums: Sums, place: number, count: number): void {
  sums.n += count
  sums.sum += count * place
  sums.squares += count * place ** 2
}

function readCounts(database: Queryable, filter: FigureFilter, span: Span): Promise<CountedScore[]> {
  return database.query<CountedScore>(
    ...sql`SELECT s.metric, s.scale, s.score, count(*)::int AS count FROM ${givenScores(filter, span)} AS s GROUP BY 1, 2, 3`.render(),
  )
}

/** Frictions that came to be, by kind, most first; none when only some answers are asked for, of which frictions know nothing. */
async function readFrictions(database: Queryable, filter: FigureFilter, { since, until }: Span) {
  const { touchpoint, channel, stage, team, survey, device, journey, state, attribute, kind } = filter
  if ([touchpoint, channel, stage, team, survey, device].some((each) => each !== undefined)) return []
  return database.query<{ kind: FrictionKind; count: number }>(
    ...sql`SELECT f.kind, count(*)::int AS count FROM frictions f
      WHERE NOT f.pending AND f.at >= ${since} AND f.at < ${until} AND ${all([
        kind === undefined ? null : sql`f.kind = ${kind}`,
        attribute === undefined ? null : sql`f.customer_id IN (${customersWith(attribute)})`,
        journey === undefined && state === undefined
          ? null
          : sql`EXISTS (SELECT 1 FROM paths p WHERE p.customer_id = f.customer_id AND p.key = f.path AND ${all([
              journey === undefined ? null : sql`p.journey = ${journey}`,
              state === undefined ? null : sql`p.state = ${state}`,
            ])})`,
      ])} GROUP BY 1 ORDER BY 2 DESC, 1`.render(),
  )
}
