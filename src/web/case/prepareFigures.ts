import type { z } from 'zod'
import type { CaseFigure, getCaseFigures } from '../../api/caseFigures.ts'

type Figures = z.output<typeof getCaseFigures.answer>

/** With fewer than so many answers there is no share to compare. */
const FEWEST_ANSWERS = 10

/** How many cases a figure counts, of how many, and the shares now and before; null where there is none to tell. */
export interface Share {
  figure: CaseFigure
  count: number
  of: number
  share: number | null
  before: number | null
}

/** Which figures are told of which: of all cases that opened, of those that were asked, of those that answered. */
const SHARES: readonly [CaseFigure, keyof Figures, (figures: Figures) => number][] = [
  ['fell', 'fell', ({ cases }) => cases],
  ['ended', 'ended', ({ cases }) => cases],
  ['reopened', 'reopened', ({ cases }) => cases],
  ['confirmed-by-customer', 'confirmedByCustomer', ({ cases }) => cases],
  ['confirmed-by-silence', 'confirmedBySilence', ({ cases }) => cases],
  ['asked', 'asked', ({ cases }) => cases],
  ['recovered', 'recovered', answeredOf],
  ['not-recovered', 'notRecovered', answeredOf],
  ['no-answer', 'noAnswer', ({ asked }) => asked],
  ['not-asked', 'notAsked', ({ cases }) => cases],
]

/** How many said whether it was solved. */
function answeredOf({ recovered, notRecovered }: Figures): number {
  return recovered + notRecovered
}

/** The shares of some cases beside those of the time before. */
export function prepareShares(now: Figures, before: Figures): Share[] {
  return SHARES.map(([figure, name, base]) => {
    const isAnswer = figure === 'recovered' || figure === 'not-recovered'
    const shareOf = (figures: Figures) => {
      const of = base(figures)
      return of === 0 || (isAnswer && of < FEWEST_ANSWERS) ? null : (figures[name] as number) / of
    }
    return { figure, count: now[name] as number, of: base(now), share: shareOf(now), before: shareOf(before) }
  })
}

/** A length of time in its largest fitting unit: minutes under two hours, hours under three days, else days with one decimal. */
export function lengthOf(seconds: number): { unit: 'minutes' | 'hours' | 'dayCount'; n: number } {
  const hours = seconds / 3600
  if (hours < 2) return { unit: 'minutes', n: Math.round(seconds / 60) }
  if (hours < 72) return { unit: 'hours', n: Math.round(hours) }
  return { unit: 'dayCount', n: Math.round(hours / 2.4) / 10 }
}
