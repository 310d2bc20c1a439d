import type { z } from 'zod'
import type { getOverview } from '../../api/overview.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { capitalise, type Words } from '../i18n/words.ts'

type Overview = z.output<typeof getOverview.answer>

/** From how many on a share is told. */
const FEWEST = 5

/** One of the four figures of paths, in words. */
export interface Figure {
  name: 'begun' | 'completed' | 'abandoned' | 'resumed'
  title: string
  number: string
  told: string
}

const FIGURES = ['begun', 'completed', 'resumed', 'abandoned'] as const

/** Puts the overview into words: each figure beside the period before, shares only of enough. */
export function prepareOverview(overview: Overview, { say, formats, journey, kind, thing }: Words) {
  const percent = new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 0 })
  const points = new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const share = (kept: number, due: number) => (due < FEWEST ? null : kept / due)
  return {
    since: overview.since,
    until: overview.until,
    paths: FIGURES.map((name): Figure => {
      const { now, before } = overview.paths[name]
      return {
        name,
        title: say(`overview.${name}`),
        number: formats.number(now),
        told: say('overview.before', { count: formats.number(before) }),
      }
    }),
    promises: overview.promises
      .filter(({ due }) => due.now > 0)
      .map(({ what, due, kept }) => {
        const [now, before] = [share(kept.now, due.now), share(kept.before, due.before)]
        return {
          what,
          name: what === 'begun-digitally' ? say('overview.begunDigitally') : capitalise(thing(what)),
          kept: now === null ? say('overview.tooFew') : percent.format(now),
          trend:
            now === null || before === null
              ? ''
              : say(trendOf(now - before), { points: points.format((now - before) * 100), before: percent.format(before) }),
          due: formats.number(due.now),
          broken: due.now - kept.now,
        }
      }),
    growing: overview.growing.map(({ journey: key, kind: of, week, before }) => ({
      journey: key,
      kind: of,
      title: `${kind(of)} – ${journey(key)}`,
      told: say('overview.grew', { week: formats.number(week), before: formats.number(before) }),
      since: new Date(Date.parse(overview.until) - 7 * DAY).toISOString(),
    })),
  }
}

/** A change of less than half a point is none. */
function trendOf(change: number): 'overview.better' | 'overview.worse' | 'overview.same' {
  if (Math.abs(change) < 0.005) return 'overview.same'
  return change > 0 ? 'overview.better' : 'overview.worse'
}
