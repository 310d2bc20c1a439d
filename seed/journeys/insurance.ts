import { mayAnswer } from '../afterwards.ts'
import { isFarFrom, type Told } from '../route.ts'
import type { DemoCustomer } from '../customers.ts'
import { DAY } from '../../src/domain/kernel/duration.ts'
import { dayAt } from '../year.ts'
import { beginRoute, WEEKDAYS, type Scenario } from './begin.ts'

const PRODUCTS = ['home-insurance', 'motor-insurance', 'travel-insurance', 'life-insurance', 'pet-insurance']

/** Buying an insurance: calculators visited without signing in, a quote, and often a pause before the answer. */
export const insurance: Scenario = {
  rhythm: { months: [1.1, 1, 1.1, 1.2, 1.3, 1.3, 0.8, 1, 1, 0.9, 0.8, 0.6], weekdays: WEEKDAYS.home },
  tell(customer, told, day) {
    const { random } = customer
    const product = random.pick(PRODUCTS.filter((each) => !customer.holdings.has(each)))
    if (!product) return
    const route = beginRoute(customer, told, day, customer.digital, 'insurance')
    if (random.chance(0.4)) route.knownBy = 'anonymous'
    for (let visits = random.whole(1, 3); visits > 0; visits--) {
      route.asks('insurance-calculator', random.chance(0.8) ? 'web' : customer.digital, { stage: visits === 1 ? 'compare' : 'inform' })
      if (visits > 1) route.days(0, random.chance(0.25) ? 14 : 3, customer.digital)
    }
    if (random.chance(0.42)) return
    route.isRecognised()
    route.minutes(3, 20).asks('insurance-quote', 'web', { step: 'start', provides: [`${product}-details`] })
    // The quote is made at once: it is the customer who thinks it over now.
    route.minutes(1, 2).serves('insurance-quote', 'email', null, { offers: [product], turn: 'customer' })
    if (random.chance(0.2)) return
    const byOwnWill = random.chance(0.25)
    if (random.chance(0.4)) route.switchDevice()
    const channel = byOwnWill && customer.branch ? random.pick(['phone', 'branch']) : 'web'
    route.days(0, random.chance(0.25) ? 21 : 5, channel)
    customer.holdings.add(product)
    if (channel === 'web') route.asks('insurance-purchase', 'web', { step: 'complete', outcome: 'bought', takesUp: [product] })
    else {
      const team = channel === 'branch' ? customer.branch : 'insurance-sales'
      route.asks(channel === 'branch' ? 'branch-visit' : 'customer-service', channel)
      route.minutes(10, 35).serves('insurance-purchase', channel, team, { step: 'complete', outcome: 'bought', takesUp: [product] })
    }
    mayAnswer(route, 'insurance', ['ces'], 0.22)
  },
}

/** Those who have been failed may leave some weeks later; a few leave for reasons of their own. */
export function mayLeave(customer: DemoCustomer, told: Told[]): void {
  const { random } = customer
  const held = [...customer.holdings].filter((product) => PRODUCTS.includes(product))
  if (held.length === 0 || !customer.crm) return
  const last = customer.troubles.at(-1)
  const failed = last !== undefined && random.chance(Math.min(0.4, 0.06 * customer.troubles.length))
  if (!failed && !random.chance(0.006)) return
  const from = failed ? last + random.whole(4, 25) * DAY : customer.since + random.whole(40, 300) * DAY
  const route = beginRoute(customer, told, dayAt(from), 'web', 'insurance')
  if (failed) {
    route.asks('claims-certificate', 'web', { signals: ['leaving'], stage: 'compare' })
    // Somebody noticed in time: the customer stays.
    if (random.chance(0.45)) {
      route.workdays(0, 2, 'phone').serves('service-call', 'phone', 'insurance-sales', { step: 'complete', outcome: 'stayed' })
      return
    }
    route.days(3, 12, 'email')
  }
  const products = random.chance(0.7) ? held : [random.pick(held)]
  for (const product of products) customer.holdings.delete(product)
  route.asks('insurance-cancellation', 'email', { givesUp: products, step: 'progress', turn: 'company' })
  route.workdays(0, 1, 'email').serves('cancellation-confirmation', 'email', 'insurance-sales', { step: 'complete', outcome: 'left' })
  if (failed && isFarFrom(route.at, customer.asked, 30)) mayAnswer(route, 'insurance', ['nps'], 0.5)
}
