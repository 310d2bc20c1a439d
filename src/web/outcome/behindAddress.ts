import { FRICTION_KINDS, type FrictionKind } from '../../domain/friction/friction.ts'
import type { Words } from '../i18n/words.ts'

interface Period {
  since?: string
  until?: string
}

/** Which frictions are behind a number. */
export interface FrictionsAsked extends Period {
  kind?: FrictionKind
  journey?: string
  touchpoint?: string
  promise?: string
}

/** Which paths are behind a number. */
export interface PathsAsked extends Period {
  what: 'begun' | 'completed' | 'resumed' | 'left-digital'
}

/** Reads what an address asks for, as far as it makes sense. */
export function readFrictionsAsked(search: Record<string, unknown>): FrictionsAsked {
  const kind = FRICTION_KINDS.find((known) => known === search['kind'])
  const { journey, touchpoint, promise } = search
  return {
    ...readPeriod(search),
    ...(kind !== undefined && { kind }),
    ...(typeof journey === 'string' && { journey }),
    ...(typeof touchpoint === 'string' && { touchpoint }),
    ...(typeof promise === 'string' && { promise }),
  }
}

/** Reads what an address asks for, as far as it makes sense; paths that began when it does not say. */
export function readPathsAsked(search: Record<string, unknown>): PathsAsked {
  const what = (['begun', 'completed', 'resumed', 'left-digital'] as const).find((known) => known === search['what']) ?? 'begun'
  return { what, ...readPeriod(search) }
}

function readPeriod({ since, until }: Record<string, unknown>): Period {
  const read = (given: unknown) =>
    typeof given === 'string' && !Number.isNaN(Date.parse(given)) ? new Date(given).toISOString() : undefined
  const [from, to] = [read(since), read(until)]
  return { ...(from !== undefined && { since: from }), ...(to !== undefined && { until: to }) }
}

/** A period in words; null without one. */
export function tellPeriod({ since, until }: Period, { formats, say }: Words): string | null {
  if (since === undefined || until === undefined) return null
  return say('overview.period', { from: formats.plainDate(Date.parse(since)), to: formats.plainDate(Date.parse(until)) })
}
