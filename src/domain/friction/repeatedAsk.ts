import { sortedUnique } from '../kernel/order.ts'
import { parametersOf, type Rule } from './rule.ts'

/**
 * The company asks for items that this customer had provided in an earlier encounter on any path within their validity;
 * one per asking encounter, with `items`. Evidence: the customer's latest provider of each item, the ask.
 */
export const repeatedAsk: Rule = {
  kind: 'repeated-ask',
  everywhere: true,
  atEncounter(moment, report) {
    const { encounter, provided } = moment
    if (encounter.initiator !== 'company' || !encounter.asks) return
    const parameters = parametersOf(moment)
    const items = sortedUnique(encounter.asks).filter((item) => {
      const provider = Object.hasOwn(provided, item) ? provided[item] : undefined
      const own = Object.hasOwn(parameters.itemValidity, item) ? parameters.itemValidity[item] : undefined
      const validity = own ?? parameters.validity
      return provider !== undefined && validity > 0 && encounter.at - provider.at <= validity
    })
    if (items.length === 0) return
    report(encounter.at, [...items.map((item) => provided[item]!), encounter], { items })
  },
}
