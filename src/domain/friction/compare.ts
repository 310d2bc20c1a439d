import { compareText } from '../kernel/order.ts'

/** Compares frictions by time, kind, then evidence; details break what ties are left. */
export function compareFrictions(
  left: { at: number; kind: string; evidence: readonly string[]; what?: string; metric?: string },
  right: { at: number; kind: string; evidence: readonly string[]; what?: string; metric?: string },
): number {
  return (
    left.at - right.at ||
    compareText(left.kind, right.kind) ||
    compareLists(left.evidence, right.evidence) ||
    compareText(left.what ?? left.metric ?? '', right.what ?? right.metric ?? '')
  )
}

function compareLists(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = compareText(left[index]!, right[index]!)
    if (order !== 0) return order
  }
  return left.length - right.length
}
