import type { QuestionJson } from '../../../api/feedbackFigures.ts'

type Period = QuestionJson['periods'][number]

/** A period of the time axis as it is drawn, in pixels; `y` null where answers are too few. */
export interface TrendMark {
  period: Period
  x: number
  y: number | null
  low: number | null
  high: number | null
}

/** A trend laid out: time to the right, the score upwards; a line goes on until answers are too few or the wording changes. */
export interface Trend {
  width: number
  height: number
  plot: { left: number; right: number; top: number; bottom: number }
  marks: TrendMark[]
  lines: { x: number; y: number }[][]
  /** Control limits and their centre from period to period. */
  limits: { x1: number; x2: number; centre: number; low: number; high: number }[]
  rows: { y: number; value: number }[]
  /** Names of periods that have room below the axis. */
  days: { x: number; day: string }[]
}

const MARGIN = { left: 52, right: 16, top: 20, bottom: 32 }
const HEIGHT = 280
const LEAST_BETWEEN_DAYS = 72

/** Lays out the periods of a question over `width` pixels; nothing without a single score. */
export function prepareTrend({ periods, formula }: Pick<QuestionJson, 'periods' | 'formula'>, width: number): Trend | null {
  const told = periods.filter(({ score }) => score.score !== null && !score.few)
  if (told.length === 0) return null
  const plot = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: HEIGHT - MARGIN.bottom }
  const values = told.flatMap(({ score, low, high }) => [score.low, score.high, score.score, low, high].filter((each) => each !== null))
  const { least, most, step } = axisOf(Math.min(...values), Math.max(...values), formula)
  const slot = (plot.right - plot.left) / periods.length
  const across = (index: number) => plot.left + (index + 0.5) * slot
  const down = (value: number) => plot.bottom - ((value - least) / (most - least)) * (plot.bottom - plot.top)
  const at = (value: number | null) => (value === null ? null : down(value))
  const marks = periods.map((period, index): TrendMark => {
    const { score, low, high, few } = period.score
    return { period, x: across(index), y: few ? null : at(score), low: few ? null : at(low), high: few ? null : at(high) }
  })
  return {
    width,
    height: HEIGHT,
    plot,
    marks,
    lines: linesOf(marks),
    limits: periods.flatMap(({ centre, low, high }, index) =>
      centre === null || low === null || high === null
        ? []
        : [{ x1: across(index) - slot / 2, x2: across(index) + slot / 2, centre: down(centre), low: down(low), high: down(high) }],
    ),
    rows: Array.from({ length: Math.round((most - least) / step) + 1 }, (_, index) => least + index * step).map((value) => ({
      y: down(value),
      value,
    })),
    days: daysOf(marks),
  }
}

/** Round ends of the axis and its step; shares stay within 0–1. */
function axisOf(low: number, high: number, formula: QuestionJson['formula']): { least: number; most: number; step: number } {
  const isShare = formula === 'top-two-of-five' || formula === 'top-three-of-seven'
  const steps = isShare ? [0.05, 0.1, 0.25] : formula === 'nps' ? [5, 10, 25, 50] : [0.1, 0.25, 0.5, 1, 2, 5, 10]
  const step = steps.find((each) => (high - low) / each <= 6) ?? steps.at(-1)!
  const [bottom, top] = isShare ? [0, 1] : formula === 'nps' ? [-100, 100] : [-Infinity, Infinity]
  const least = Math.max(bottom, Math.floor(low / step) * step)
  const most = Math.min(top, Math.ceil(high / step) * step)
  return { least, most: most > least ? most : least + step, step }
}

function linesOf(marks: readonly TrendMark[]): Trend['lines'] {
  const lines: { x: number; y: number }[][] = [[]]
  for (const { x, y, period } of marks) {
    if (y === null || period.isBreak) lines.push([])
    if (y !== null) lines.at(-1)!.push({ x, y })
  }
  return lines.filter((line) => line.length > 1)
}

function daysOf(marks: readonly TrendMark[]): Trend['days'] {
  let last = -Infinity
  return marks.flatMap(({ x, period: { day } }) => {
    if (x - last < LEAST_BETWEEN_DAYS) return []
    last = x
    return [{ x, day }]
  })
}
