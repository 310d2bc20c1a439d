import { canonicalJson } from '../kernel/canonical.ts'
import type { Friction } from './friction.ts'

/** What makes a friction the same friction when it is derived again: kind, evidence and subject (promise with its date, metric). */
export function frictionIdentity(friction: Friction): string {
  const promise = friction.kind === 'broken-promise' ? [friction.what, friction.at] : null
  return canonicalJson([friction.kind, friction.evidence, promise ?? friction.metric ?? null])
}
