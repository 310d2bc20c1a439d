import { parametersOf, type Rule } from './rule.ts'

/**
 * The customer comes back, by any channel, about a matter that is completed at that moment, within the limit (default 30 days);
 * else contacts (phone, chat, email, branch, store, post) on the company's turn without a `step` and without providing anything.
 * Evidence: the completion, or what gave the company the turn; the contact.
 */
export const repeatContact: Rule = {
  kind: 'repeat-contact',
  everywhere: false,
  atEncounter(moment, report) {
    const { encounter, remark, before, definitions } = moment
    if (encounter.initiator !== 'customer' || remark) return
    const { completion } = before
    if (before.state === 'completed' && completion && encounter.at - completion.at <= parametersOf(moment).repeatLimit) {
      report(encounter.at, [completion, encounter])
      return
    }
    if (before.turn !== 'company' || !before.turnBy || encounter.step !== undefined || encounter.provides) return
    if (encounter.channel !== undefined && definitions.isContact(encounter.channel)) report(encounter.at, [before.turnBy, encounter])
  },
}
