import type { Rule } from './rule.ts'

/** A `leaving` signal: the customer asked a competitor's offer, a certificate to move, or the like. Evidence: the encounter. */
export const leaving: Rule = {
  kind: 'leaving',
  everywhere: true,
  atEncounter({ encounter }, report) {
    if (encounter.signals?.includes('leaving')) report(encounter.at, [encounter])
  },
}
