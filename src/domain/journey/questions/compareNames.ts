import { compareText } from '../../kernel/order.ts'

/** Compares names as texts; null, "none given", comes last. */
export function compareNames(left: string | null, right: string | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  return compareText(left, right)
}
