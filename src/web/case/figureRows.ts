import type { z } from 'zod'
import type { getCaseFigures, getCaseHandovers } from '../../api/caseFigures.ts'
import type { Words } from '../i18n/words.ts'
import { lengthOf, prepareShares } from './prepareFigures.ts'
import { tellCause } from './tellCause.ts'

/** Figures of cases now and before, how they were handed over, and which cases they are of. */
export interface FigureView {
  now: z.output<typeof getCaseFigures.answer>
  before: z.output<typeof getCaseFigures.answer>
  pairs: z.output<typeof getCaseHandovers.answer>['pairs']
  place: { since: string; until: string; journey?: string; team?: string }
}

/** The lengths of time that are told. */
export const TIMES = [
  ['caught', 'caught'],
  ['word', 'firstWord'],
  ['solved', 'solved'],
] as const

/** A length of time in words. */
export function tellLength(seconds: number | null, { say, formats }: Pick<Words, 'say' | 'formats'>): string {
  if (seconds === null) return '–'
  const { unit, n } = lengthOf(seconds)
  return say(`caseFigures.${unit}`, { n: formats.number(n) })
}

/** What the screen shows as rows of a file: lengths in hours, shares as fractions. */
export function figureRows({ now, before, pairs }: FigureView, words: Words): (string | number | null)[][] {
  const { say, journey, team } = words
  const hours = (seconds: number | null) => (seconds === null ? null : Math.round(seconds / 36) / 100)
  const teamOf = (key: string | null) => (key === null ? say('case.noTeam') : team(key))
  const inHours = (title: string) => `${title} (${say('caseFigures.hours', { n: '' }).trim()})`
  return [
    [
      say('caseFigures.what'),
      say('caseFigures.cases'),
      inHours(say('caseFigures.median')),
      inHours(say('caseFigures.p90')),
      inHours(say('caseFigures.before')),
    ],
    ...TIMES.map(([name, field]) => [
      say(`caseFigures.${name}`),
      now[field].cases,
      hours(now[field].median),
      hours(now[field].p90),
      hours(before[field].median),
    ]),
    [],
    [say('caseFigures.what'), say('caseFigures.count'), 'n', say('caseFigures.share'), say('caseFigures.shareBefore')],
    ...prepareShares(now, before).map(({ figure, count, of, share, before: earlier }) => [
      say(`caseFigures.figure.${figure}`),
      count,
      of,
      share,
      earlier,
    ]),
    [],
    [
      say('caseFigures.journey'),
      say('caseFigures.from'),
      say('caseFigures.to'),
      say('caseFigures.handoverCount'),
      say('caseFigures.bounces'),
      say('caseFigures.cases'),
    ],
    ...pairs.map((pair) => [journey(pair.journey), teamOf(pair.from), teamOf(pair.to), pair.handovers, pair.bounces, pair.cases]),
    [],
    [say('caseFigures.cause'), say('caseFigures.cases')],
    ...now.causes.map(({ cases, ...cause }) => [tellCause(cause, words), cases]),
  ]
}
