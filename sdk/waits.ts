const LONGEST = 5 * 60_000
const LONGEST_REST = 60 * 60_000

/** How many ms to wait after so many failures in a row: twice as long each time up to five minutes, half of it by chance. */
export function waitOf(failures: number): number {
  return Math.min(1000 * 2 ** failures, LONGEST) * (0.5 + Math.random() / 2)
}

/** How many ms a `Retry-After` asks for, an hour at most; 0 without one. */
export function restAfter(header: string | null): number {
  if (header === null) return 0
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Math.max(0, Math.min(ms || 0, LONGEST_REST))
}
