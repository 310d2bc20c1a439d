import type { ReputationJson } from '../../api/mentionReputation.ts'

type PeriodJson = ReputationJson['periods'][number]

/** A point with the ends of its interval; in pixels. */
export interface ReputationPoint {
  x: number
  y: number
  top: number
  bottom: number
  period: PeriodJson
}

/** One of the two panes: its lines of the scale, its points, and which follow each other without a gap. */
export interface ReputationPane {
  top: number
  bottom: number
  lines: { y: number; value: number }[]
  points: ReputationPoint[]
  links: { from: ReputationPoint; to: ReputationPoint }[]
}

/** Reputation laid out: stars above, NPS below, how many mentions at the bottom; time to the right. */
export interface ReputationPicture {
  width: number
  height: number
  left: number
  right: number
  stars: ReputationPane
  /** Null when nobody was asked. */
  nps: ReputationPane | null
  bars: { x: number; y: number; width: number; height: number; period: PeriodJson }[]
  base: number
  /** Periods that are named below. */
  labels: { x: number; period: PeriodJson }[]
}

const LEFT = 48
const RIGHT = 16
const TOP = 28
const STARS = 150
const NPS = 110
const GAP = 44
const BARS = 44
/** Room that the name of a period takes. */
const LABEL = 64

/** Lays out periods, oldest first; those with too few answers have no point, only their bar. */
export function prepareReputation(periods: readonly PeriodJson[], width: number): ReputationPicture {
  const right = width - RIGHT
  const step = (right - LEFT) / Math.max(1, periods.length)
  const xOf = (index: number) => LEFT + step * (index + 0.5)
  const stars = pane(periods, xOf, TOP, STARS, [1, 2, 3, 4, 5], ({ stars: mean, few }) =>
    few || mean === null ? null : [mean.mean, mean.low, mean.high],
  )
  const isAsked = periods.some(({ nps }) => nps !== null)
  const nps = isAsked
    ? pane(periods, xOf, stars.bottom + GAP, NPS, [-100, 0, 100], ({ nps: score }) =>
        score === null || score.few ? null : [score.score, score.low, score.high],
      )
    : null
  const base = (nps ?? stars).bottom + GAP + BARS
  const most = Math.max(1, ...periods.map(({ n }) => n))
  const every = Math.max(1, Math.ceil(LABEL / step))
  return {
    width,
    height: base + 28,
    left: LEFT,
    right,
    stars,
    nps,
    base,
    bars: periods.flatMap((period, index) => {
      if (period.n === 0) return []
      const height = Math.max(2, (period.n / most) * BARS)
      const size = Math.min(32, step * 0.6)
      return [{ x: xOf(index) - size / 2, y: base - height, width: size, height, period }]
    }),
    labels: periods.flatMap((period, index) => ((periods.length - 1 - index) % every === 0 ? [{ x: xOf(index), period }] : [])),
  }
}

function pane(
  periods: readonly PeriodJson[],
  xOf: (index: number) => number,
  top: number,
  size: number,
  values: readonly number[],
  read: (period: PeriodJson) => readonly [value: number, low: number, high: number] | null,
): ReputationPane {
  const [lowest, highest] = [values[0]!, values.at(-1)!]
  const yOf = (value: number) => top + size * (1 - (value - lowest) / (highest - lowest))
  const placed = periods.map((period, index): ReputationPoint | null => {
    const figures = read(period)
    if (figures === null) return null
    const [value, low, high] = figures
    return { x: xOf(index), y: yOf(value), top: yOf(high), bottom: yOf(low), period }
  })
  return {
    top,
    bottom: top + size,
    lines: values.map((value) => ({ y: yOf(value), value })),
    points: placed.filter((point) => point !== null),
    links: placed.flatMap((to, index) => {
      const from = placed[index - 1]
      return from && to ? [{ from, to }] : []
    }),
  }
}
