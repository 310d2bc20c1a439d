import { type Level, levelOfMetric } from '../measure/level.ts'
import { scaleOf as scaleOn } from '../measure/scale.ts'
import type { Question as AskedScore, Tallies } from '../measure/score.ts'
import { levelOf, type Question, scoreOf } from './question.ts'
import type { SurveyContent } from './survey.ts'

/** How often a raw score of a metric was given on a scale (null = not told). */
export interface CountedScore {
  metric: string
  scale: string | null
  score: number
  count: number
}

/** Counted scores of one metric on one scale: scales are never mixed. */
export interface AskedRows<Row> {
  question: AskedScore
  rows: Row[]
  n: number
}

/** Parts counted scores by metric and scale, a scale that was not told being the metric's usual one; most answers first. */
export function byQuestion<Row extends CountedScore>(rows: readonly Row[]): AskedRows<Row>[] {
  const questions = new Map<string, AskedRows<Row>>()
  for (const row of rows) {
    const scale = scaleOn(row.metric, row.scale)
    const key = JSON.stringify([row.metric, scale])
    const found = questions.get(key) ?? { question: { metric: row.metric, scale }, rows: [], n: 0 }
    questions.set(key, found)
    found.rows.push(row)
    found.n += row.count
  }
  return [...questions.values()].sort((one, other) => other.n - one.n)
}

/** Adds counted scores of one question up by raw score. */
export function talliesOf(rows: Iterable<Pick<CountedScore, 'score' | 'count'>>): Tallies {
  const tallies = new Map<number, number>()
  for (const { score, count } of rows) tallies.set(score, (tallies.get(score) ?? 0) + count)
  return tallies
}

/** A version of a survey. */
export interface AskedVersion {
  survey: string
  version: number
  content: SurveyContent
}

/** What surveys say of their metrics: wording by survey, version and metric; level, better end and asking surveys by metric. */
export interface AskedMetrics {
  wordingOf: (survey: string, version: number, metric: string) => string | null
  levelOf: (metric: string) => Level | null
  betterOf: (metric: string) => 'high' | 'low'
  surveysOf: (metric: string) => string[]
}

/** Reads what versions of surveys, oldest first, say of the metrics that they ask. */
export function askedMetrics(versions: readonly AskedVersion[]): AskedMetrics {
  const wordings = new Map<string, string>()
  const latest = new Map<string, Question>()
  const surveys = new Map<string, Set<string>>()
  for (const { survey, version, content } of versions) {
    for (const question of content.questions) {
      const metric = scoreOf(question)?.metric
      if (metric === undefined) continue
      wordings.set(JSON.stringify([survey, version, metric]), JSON.stringify([question.kind, question.title]))
      latest.set(metric, question)
      surveys.set(metric, (surveys.get(metric) ?? new Set()).add(survey))
    }
  }
  return {
    wordingOf: (survey, version, metric) => wordings.get(JSON.stringify([survey, version, metric])) ?? null,
    levelOf: (metric) => {
      const question = latest.get(metric)
      return (question && levelOf(question)) ?? levelOfMetric(metric)
    },
    betterOf: (metric) => {
      const question = latest.get(metric)
      return question?.kind === 'scale' ? question.better : 'high'
    },
    surveysOf: (metric) => [...(surveys.get(metric) ?? [])],
  }
}

/**
 * The periods in which a survey's wording of a metric is another than it was before: from there on scores cannot be compared with those
 * before. Rows in any order; a survey's first wording breaks nothing.
 */
export function breaksOf(
  rows: readonly { period: number; survey: string | null; version: number | null }[],
  wordingOf: (survey: string, version: number) => string | null,
): Set<number> {
  const breaks = new Set<number>()
  const standing = new Map<string, string>()
  const inOrder = rows.toSorted((one, other) => one.period - other.period || (one.version ?? 0) - (other.version ?? 0))
  for (const { period, survey, version } of inOrder) {
    const wording = survey === null || version === null ? null : wordingOf(survey, version)
    if (wording === null) continue
    const before = standing.get(survey!)
    if (before !== undefined && before !== wording) breaks.add(period)
    standing.set(survey!, wording)
  }
  return breaks
}
