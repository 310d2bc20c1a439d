import type { Rule } from './rule.ts'

/**
 * A path begun in a digital channel gets a company encounter with `directsTo` a non-digital one; once per such direction.
 * A customer who changes channel of their own will is no friction. Evidence: the first encounter, the direction.
 */
export const forcedChannelSwitch: Rule = {
  kind: 'forced-channel-switch',
  everywhere: false,
  atEncounter({ encounter, path, definitions }, report) {
    if (encounter.initiator !== 'company' || encounter.directsTo === undefined) return
    if (path.first.channel === null || !definitions.isDigital(path.first.channel)) return
    if (definitions.isDigital(encounter.directsTo)) return
    report(encounter.at, [path.first, encounter])
  },
}
