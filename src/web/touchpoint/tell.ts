import type { RegisteredTouchpoint } from '../../api/touchpointRegister.ts'
import type { Share } from '../../domain/kernel/shares.ts'
import type { Words } from '../i18n/words.ts'

type Reason = RegisteredTouchpoint['suggestion']['reasons'][number]
type Importance = RegisteredTouchpoint['importance']

/** Shares and differences with their intervals, as a language's readers write them. */
export function openShares({ formats, say }: Words) {
  const percent = new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 0 })
  const fine = new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 1 })
  const points = new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const share = (value: number) => (value > 0 && value < 0.1 ? fine : percent).format(value)
  const difference = (value: number) => say('touchpoint.points', { points: points.format(value * 100) })
  return {
    share,
    difference,
    points: (value: number) => points.format(value * 100),
    /** The share and its interval. */
    withInterval: (given: Pick<Share, 'share' | 'low' | 'high'> | null) =>
      given === null
        ? say('amount.few')
        : say('touchpoint.interval', { value: share(given.share), low: share(given.low), high: share(given.high) }),
    /** The difference and its interval. */
    differenceWithInterval: (given: { difference: number; low: number; high: number }) =>
      say('touchpoint.interval', {
        value: difference(given.difference),
        low: points.format(given.low * 100),
        high: points.format(given.high * 100),
      }),
  }
}

const DIFFERENCES = new Set<Reason['fact']>(['helps', 'hinders', 'little', 'unsure'])

/** A fact that a suggestion rests on, in words with its numbers. */
export function tellReason({ fact, value, low, high, n, against }: Reason, words: Words): string {
  const shares = openShares(words)
  const tellValue =
    value === null || low === null || high === null
      ? ''
      : DIFFERENCES.has(fact)
        ? shares.differenceWithInterval({ difference: value, low, high })
        : shares.withInterval({ share: value, low, high })
  return words.say(`touchpoint.fact.${fact}`, {
    value: tellValue,
    n: n ?? 0,
    against: against === null ? '' : fact === 'few-encounters' ? against : shares.share(against),
  })
}

/** How completion goes together with a touchpoint, in a few words. */
export function tellImportance({ compared, silent }: Importance, words: Words): string {
  if (compared === null) return words.say(`touchpoint.silent.${silent!}`)
  return openShares(words).differenceWithInterval(compared)
}

/** The rows of the register for a file, its head first. */
export function registerRows(items: readonly RegisteredTouchpoint[], words: Words): (string | number | null)[][] {
  const { say } = words
  const head = [
    say('touchpoint.key'),
    say('touchpoint.name'),
    say('filter.channel'),
    say('touchpoint.contact'),
    say('touchpoint.stage'),
    say('touchpoint.journey'),
    say('touchpoint.team'),
    say('touchpoint.systems'),
    say('touchpoint.encounters'),
    say('touchpoint.customers'),
    say('touchpoint.pathShare'),
    say('touchpoint.friction'),
    say('touchpoint.low'),
    say('touchpoint.high'),
    say('touchpoint.answers'),
    say('touchpoint.difference'),
    say('touchpoint.low'),
    say('touchpoint.high'),
    say('touchpoint.with'),
    say('touchpoint.without'),
    say('touchpoint.compared'),
    say('touchpoint.suggestion'),
    say('touchpoint.decision'),
    say('touchpoint.why'),
    say('touchpoint.by'),
    say('touchpoint.reviewOn'),
  ]
  const rows = items.map((each) => {
    const { compared } = each.importance
    const { friction, decision, suggestion } = each
    return [
      each.key,
      words.touchpoint(each.key),
      each.channels.map(words.channel).join(', '),
      each.contact === null ? null : say(`touchpoint.contact.${each.contact}`),
      each.stages.join(', '),
      each.journeys.map(words.journey).join(', '),
      each.team === null ? null : words.team(each.team),
      each.systems.join(', '),
      each.encounters,
      each.customers,
      each.paths.n === 0 ? null : each.paths.part / each.paths.n,
      friction?.share ?? null,
      friction?.low ?? null,
      friction?.high ?? null,
      each.answers,
      compared?.difference ?? null,
      compared?.low ?? null,
      compared?.high ?? null,
      compared?.with ?? null,
      compared?.without ?? null,
      compared === null ? null : compared.by + compared.past,
      suggestion.verdict === null ? null : say(`verdict.${suggestion.verdict}`),
      decision === null ? null : say(`verdict.${decision.verdict}`),
      decision?.why ?? null,
      decision?.by.name ?? null,
      decision?.reviewOn ?? null,
    ]
  })
  return [head, ...rows]
}
