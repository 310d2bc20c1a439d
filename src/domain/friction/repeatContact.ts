import type { Rule } from './rule.ts'

/**
 * The customer comes back, by any channel, about a matter that is completed at that moment, within the limit (default 30 days);
 * else contacts (phone, chat, email, branch, store, post) on the company's turn without a `step` and without providing anything.
 * Evidence: the completion, or what gave the company the turn; the contact.
 */
export const repeatContact: Rule = {
  kind: 'repeat-contact',
  everywhere: false,
  atEncounter({ encounter, remark, before, parameters, definitions }, report) {
    if (encounter.initiator !== 'customer' || remark) return
    if (before.state === 'completed' && before.completion && encounter.at - before.completion.at <= parameters.repeatLimit) {
      report(encounter.at, [before.completion, encounter])
      return
    }
    const isContact = encounter.channel !== undefined && definitions.isContact(encounter.channel)
    if (!isContact || before.turn !== 'company' || !before.turnBy) return
    if (encounter.step === undefined && !encounter.provides) report(encounter.at, [before.turnBy, encounter])
  },
}
