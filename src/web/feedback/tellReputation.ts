import type { ReputationJson } from '../../api/mentionReputation.ts'
import type { Words } from '../i18n/words.ts'
import type { Rows } from '../saveFile.ts'
import { openShares } from '../touchpoint/tell.ts'

type PeriodJson = ReputationJson['periods'][number]
type Figures = Pick<PeriodJson, 'n' | 'few' | 'stars' | 'good' | 'negative'>

/** Reputation as a language's readers write it: figures with their intervals, or that there are too few. */
export function openReputation(words: Words) {
  const { say, formats } = words
  const tenths = new Intl.NumberFormat(formats.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const whole = new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const day = new Intl.DateTimeFormat(formats.locale, { day: 'numeric', month: 'numeric', timeZone: formats.timeZone })
  const shares = openShares(words)
  const few = (n: number) => say('mentions.few', { n })
  const interval = (value: string, low: string, high: string) => say('touchpoint.interval', { value, low, high })
  const stars = ({ stars: mean, few: isFew }: Figures) => {
    if (mean === null || isFew) return few(mean?.n ?? 0)
    return interval(tenths.format(mean.mean), tenths.format(mean.low), tenths.format(mean.high))
  }
  const nps = ({ nps: score }: Pick<PeriodJson, 'nps'>) => {
    if (score === null || score.few) return few(score?.n ?? 0)
    return interval(whole.format(score.score), whole.format(score.low), whole.format(score.high))
  }
  const share = (given: Figures['good']) => (given === null || given.n < 10 ? few(given?.n ?? 0) : shares.withInterval(given))
  const week = ({ from }: Pick<PeriodJson, 'from'>) => day.format(Date.parse(from))
  const named = (by: ReputationJson['by'], period: PeriodJson) =>
    by === 'month'
      ? formats.monthAndYear(Date.parse(period.from))
      : say('mentions.weekFrom', { day: formats.plainDate(Date.parse(period.from)) })
  return {
    tenths: (value: number) => tenths.format(value),
    stars,
    nps,
    share,
    week,
    named,
    /** A period in one sentence. */
    period: (period: PeriodJson) =>
      say('mentions.periodLabel', {
        day: formats.plainDate(Date.parse(period.from)),
        n: period.n,
        stars: stars(period),
        nps: nps(period),
      }),
  }
}

/** The periods for a file, the head first. */
export function reputationRows({ by, periods }: ReputationJson, words: Words): Rows {
  const { say } = words
  const tell = openReputation(words)
  const bounds = [say('touchpoint.low'), say('touchpoint.high')]
  const head = [
    say('mentions.period'),
    say('mentions.count'),
    say('mentions.ratings'),
    say('mentions.meanStars'),
    ...bounds,
    say('mentions.good'),
    ...bounds,
    say('mentions.negative'),
    ...bounds,
    say('mentions.nps'),
    ...bounds,
    say('mentions.npsAnswers'),
  ]
  const rows = periods.map((period) => {
    const { n, stars, good, negative, nps } = period
    return [
      tell.named(by, period),
      n,
      stars?.n ?? 0,
      ...[stars?.mean, stars?.low, stars?.high, good?.share, good?.low, good?.high].map((value) => value ?? null),
      ...[negative?.share, negative?.low, negative?.high, nps?.score, nps?.low, nps?.high].map((value) => value ?? null),
      nps?.n ?? 0,
    ]
  })
  return [head, ...rows]
}
