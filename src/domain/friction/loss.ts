import type { Encounter } from '../encounter/encounter.ts'
import { sortedUnique } from '../kernel/order.ts'
import { compareFrictions } from './compare.ts'
import { SEVERITY, type Friction, type FrictionBefore } from './friction.ts'

/**
 * `givesUp` without `takesUp` in the same encounter, with at least one other friction of the customer (any path, not `loss`)
 * strictly earlier and at most the window (default 90 days) before; with `products`, `after` (those frictions) and
 * `leadTimeSeconds` from the first of them; null when there is no loss. Evidence: the encounter.
 */
export function decideLoss(encounter: Encounter, path: string, window: number, frictions: Iterable<FrictionBefore>): Friction | null {
  if (!isGivingUp(encounter)) return null
  const after: FrictionBefore[] = []
  for (const { kind, at, evidence } of frictions) {
    const isBefore = at < encounter.at && encounter.at - at <= window
    if (kind !== 'loss' && isBefore) after.push({ kind, at, evidence })
  }
  if (after.length === 0) return null
  after.sort(compareFrictions)
  return {
    kind: 'loss',
    path,
    at: encounter.at,
    severity: SEVERITY.loss,
    evidence: [encounter.id],
    products: sortedUnique(encounter.givesUp!),
    after,
    leadTimeSeconds: (encounter.at - after[0]!.at) / 1000,
  }
}

/** Whether an encounter only gives products up. */
export function isGivingUp(encounter: Encounter): boolean {
  return encounter.givesUp !== undefined && encounter.takesUp === undefined
}
