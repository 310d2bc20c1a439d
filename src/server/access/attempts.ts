const WINDOW = 10 * 60_000
const MOST = 10
const MOST_KNOWN = 10_000

/** Counts wrong passwords, so that nobody can go through a list of them. */
export interface Attempts {
  /** Seconds until another attempt may be made; 0 = now. */
  wait: (key: string) => number
  failed: (key: string) => void
  succeeded: (key: string) => void
}

/** At most ten failures in ten minutes for one key, in this process; `clock` in ms. */
export function openAttempts(clock: () => number): Attempts {
  const failures = new Map<string, number[]>()
  const recent = (key: string) => (failures.get(key) ?? []).filter((at) => at > clock() - WINDOW)
  return {
    wait: (key) => {
      const known = recent(key)
      return known.length < MOST ? 0 : Math.ceil((known[known.length - MOST]! + WINDOW - clock()) / 1000)
    },
    failed: (key) => {
      // The oldest is forgotten first.
      if (failures.size >= MOST_KNOWN) failures.delete(failures.keys().next().value!)
      failures.set(key, [...recent(key), clock()])
    },
    succeeded: (key) => void failures.delete(key),
  }
}
