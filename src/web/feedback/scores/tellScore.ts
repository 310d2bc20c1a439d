import type { QuestionJson, ScoreJson } from '../../../api/feedbackFigures.ts'
import type { Words } from '../../i18n/words.ts'
import { tellMetric } from '../tell.ts'

type Formula = QuestionJson['formula']

/** A score in its unit: NPS as points, a share as per cents, a mean with one decimal. */
export function tellValue(value: number, formula: Formula, { formats }: Words): string {
  switch (formula) {
    case 'nps':
      return new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 0, signDisplay: 'negative' }).format(value)
    case 'mean':
      return new Intl.NumberFormat(formats.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value)
    default:
      return new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 0 }).format(value)
  }
}

/** A score, or that there are too few answers for one. */
export function tellScore({ score, few }: Pick<ScoreJson, 'score' | 'few'>, formula: Formula, words: Words): string {
  return score === null || few ? words.say('scores.few') : tellValue(score, formula, words)
}

/** A difference with its sign, and whether it is more than chance; a dash without one. */
export function tellChange(change: QuestionJson['change'], formula: Formula, words: Words): string {
  if (change === null) return '–'
  const { difference, isClear } = change
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±'
  return `${sign}${tellValue(Math.abs(difference), formula, words)}, ${words.say(isClear ? 'scores.clear' : 'scores.unclear')}`
}

/** The 95 % interval of a score; empty without one. */
export function tellInterval({ low, high }: Pick<ScoreJson, 'low' | 'high'>, formula: Formula, words: Words): string {
  if (low === null || high === null) return ''
  return words.say('scores.interval', { low: tellValue(low, formula, words), high: tellValue(high, formula, words) })
}

/** How many of those asked answered; empty where that is not known. */
export function tellRate(rate: QuestionJson['rate'], { say, formats }: Words): string {
  if (rate === null || rate.asked === 0) return ''
  const share = new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 0 }).format(rate.answered / rate.asked)
  return say('scores.rate', { answered: rate.answered, asked: rate.asked, share })
}

/** What a question is called where several are told: its metric, with the scale where it is not usual. */
export function tellQuestion({ metric, scale }: Pick<QuestionJson, 'metric' | 'scale'>, words: Words): string {
  const usual = { nps: '0-10', csat: '1-5', ces: '1-7', emotion: '1-5', meaning: '1-5', stars: '1-5' }[metric]
  return scale === null || scale === usual ? tellMetric(metric, words) : `${tellMetric(metric, words)} (${scale.replace('-', '–')})`
}
