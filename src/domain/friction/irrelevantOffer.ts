import { sortedUnique, type Mark } from '../kernel/order.ts'
import type { Rule } from './rule.ts'

/**
 * The company offers products the customer held before this encounter; with `products`.
 * Evidence: the latest encounters that took them up (none if known by statement), the offer.
 */
export const irrelevantOffer: Rule = {
  kind: 'irrelevant-offer',
  everywhere: true,
  atEncounter({ encounter, holdings }, report) {
    if (!encounter.offers) return
    const products = sortedUnique(encounter.offers).filter((product) => Object.hasOwn(holdings, product))
    if (products.length === 0) return
    const takers = products.map((product) => holdings[product]).filter((taker): taker is Mark => !!taker)
    report(encounter.at, [...takers, encounter], { products })
  },
}
