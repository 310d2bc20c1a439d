import { familyOf } from './scale.ts'

/** Levels of experience: was the need met, how it felt, what it means; never added up. */
export const LEVELS = ['action', 'emotion', 'meaning'] as const

/** A level of experience. */
export type Level = (typeof LEVELS)[number]

/** Levels of the metrics that are known by name. A review's stars and a recommendation are what somebody says of us to others: meaning. */
const LEVEL_OF: Readonly<Record<string, Level>> = {
  csat: 'action',
  ces: 'action',
  emotion: 'emotion',
  meaning: 'meaning',
  nps: 'meaning',
  enps: 'meaning',
  cnps: 'meaning',
  stars: 'meaning',
}

/** The level a metric measures by its name; null for an own one, whose question says it. How stirred one was is a strength and measures none. */
export function levelOfMetric(metric: string): Level | null {
  if (metric.endsWith('-stir')) return null
  const family = familyOf(metric)
  return Object.hasOwn(LEVEL_OF, family) ? LEVEL_OF[family]! : null
}
