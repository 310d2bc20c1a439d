import type { Parameters } from 'fast-check'

/** How long one property may take on a busy machine, in ms; seconds are usual. */
export const PATIENCE = Math.max(120_000, Number(process.env.FUZZ_RUNS ?? 0) * 100)

/**
 * How hard to try: 300 cases, another number as `FUZZ_RUNS` says. A failure prints its seed and path and the smallest case found;
 * `FUZZ_SEED` repeats it, and the case is then pinned in `pinned.ts`.
 */
export function effort<T>(pinned: T[] = []): Parameters<[T]> {
  const seed = Number(process.env.FUZZ_SEED ?? Number.NaN)
  return {
    numRuns: Number(process.env.FUZZ_RUNS ?? 300),
    examples: pinned.map((each): [T] => [each]),
    ...(Number.isNaN(seed) ? {} : { seed }),
  }
}
