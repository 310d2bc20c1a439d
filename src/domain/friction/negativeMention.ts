import { isFewStars } from '../measure/measure.ts'
import type { Rule } from './rule.ts'

/** A third-party encounter with a `stars` measure ≤ 2 of 5, or `sentiment: negative`. Evidence: the encounter. */
export const negativeMention: Rule = {
  kind: 'negative-mention',
  everywhere: true,
  atEncounter({ encounter }, report) {
    if (encounter.initiator !== 'third-party') return
    const poor = encounter.measures?.some(isFewStars)
    if (poor || encounter.sentiment === 'negative') report(encounter.at, [encounter])
  },
}
