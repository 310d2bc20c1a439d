const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** An hour in milliseconds. */
export const HOUR = 3_600_000
/** A day of 24 hours in milliseconds. */
export const DAY = 86_400_000

/** Reads a length of time such as `90d`, `48h`, `1h 30m` or `0` as milliseconds; null when it is not one. */
export function parseDuration(text: string): number | null {
  if (text.trim() === '0') return 0
  let total = 0
  let rest = text.trim()
  if (rest === '') return null
  while (rest !== '') {
    const part = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d|w)\s*/.exec(rest)
    if (!part) return null
    total += Number(part[1]) * UNITS[part[2]!]!
    rest = rest.slice(part[0].length)
  }
  return Math.round(total)
}
