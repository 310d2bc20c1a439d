import type { Mark } from '../kernel/order.ts'

/** What another system said of a customer at a moment (ms since 1970 UTC); holdings replace what was known before. */
export interface Statement {
  at: number
  holdings?: string[]
}

/** A customer's products now: the encounter that last took each up, or null when a statement told of it. */
export type Holdings = Record<string, Mark | null>
