import type { Rule } from './rule.ts'

/**
 * The path's encounters exceed the journey's `effortLimit` (none by default), the one in force on that day; once, at the crossing.
 * Evidence: the crossing encounter.
 */
export const effort: Rule = {
  kind: 'effort',
  everywhere: false,
  atEncounter({ encounter, path, definitions }, report) {
    if (path.effortTold) return
    const limits = definitions.limits(path.journey).effort
    if (limits.length === 0) return
    const inForce = limits.findLast((dated) => dated.since <= encounter.at)
    if (!inForce || path.encounters <= inForce.limit) return
    path.effortTold = true
    report(encounter.at, [encounter])
  },
}
