/** A scale by its ends. */
export interface Scale {
  from: number
  to: number
}

/** Scales of metrics that were told without one; of an own metric nothing is known. */
const USUAL: Readonly<Record<string, string>> = {
  nps: '0-10',
  enps: '0-10',
  cnps: '0-10',
  csat: '1-5',
  ces: '1-7',
  stars: '1-5',
  emotion: '1-5',
  meaning: '1-5',
}

/** The family a metric belongs to: what stands before its first hyphen, so that `csat-delivery` is counted as `csat` is. */
export function familyOf(metric: string): string {
  return metric.split('-', 1)[0]!
}

/** The scale a score stands on, `lowest-highest`: as it was told, else the usual one of its metric's family; null when nobody knows. */
export function scaleOf(metric: string, told: string | null | undefined): string | null {
  const family = familyOf(metric)
  return told ?? (Object.hasOwn(USUAL, family) ? USUAL[family]! : null)
}

/** The ends of a scale written as `lowest-highest`, either of which may be below 0; null when it is not one or has no width. */
export function readScale(scale: string): Scale | null {
  const [, from, to] = /^(-?\d+)-(-?\d+)$/.exec(scale) ?? []
  if (from === undefined || to === undefined || Number(from) >= Number(to)) return null
  return { from: Number(from), to: Number(to) }
}

/** Where a score lies on its scale, 0–100, 100 being the better end; null outside the scale. */
export function placeOnScale(score: number, { from, to }: Scale, better: 'high' | 'low' = 'high'): number | null {
  if (score < from || score > to) return null
  const place = ((score - from) / (to - from)) * 100
  return better === 'high' ? place : 100 - place
}
