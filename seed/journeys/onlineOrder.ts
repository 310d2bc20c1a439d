import { asksForNews, mayAnswer, mayReview } from '../afterwards.ts'
import type { DemoCustomer } from '../customers.ts'
import { Route } from '../route.ts'
import { dayAt, monthOf } from '../year.ts'
import { beginRoute, matterOf, WEEKDAYS, type Scenario } from './begin.ts'

/** Buying in the web shop, from the product to the parcel; before Christmas everything is more, mistakes too. */
export const onlineOrder: Scenario = {
  rhythm: { months: [0.9, 0.7, 0.8, 0.9, 1, 0.9, 0.8, 0.9, 0.9, 1, 1.7, 1.8], weekdays: WEEKDAYS.home },
  tell(customer, told, day) {
    const { random } = customer
    const route = beginRoute(customer, told, day, customer.digital, 'online-order', matterOf(customer, 'O'))
    if (random.chance(0.3)) route.knownBy = 'anonymous'
    if (!browse(route)) return
    if (!checkOut(route)) return
    const rush = monthOf(dayAt(route.at)) === 11 ? 2.2 : monthOf(dayAt(route.at)) === 10 ? 1.5 : 1
    deliver(route, rush)
    mayAnswer(route, 'order', random.chance(0.5) ? ['csat', 'emotion'] : ['ces'], 0.22)
    mayReview(route, 'order', 0.03)
    if (customer.crm && random.chance(0.07)) sendBack(route)
  },
}

function browse(route: Route): boolean {
  const { random, customer } = route
  const channel = customer.digital
  for (let visits = random.chance(0.35) ? 2 : 1; visits > 0; visits--) route.minutes(1, 6).asks('product-page', channel)
  if (random.chance(0.08)) return false
  route.minutes(1, 9).asks('basket', channel)
  if (!customer.crm || random.chance(0.13)) return false
  if (random.chance(0.2)) {
    route.switchDevice()
    route.days(3, 11, 'web').asks('basket', random.chance(0.6) ? 'web' : 'app')
  }
  return true
}

function checkOut(route: Route): boolean {
  const { random, customer } = route
  const channel = route.device === 'desktop' ? 'web' : customer.digital
  route.isRecognised()
  route.minutes(1, 7).asks('checkout', channel, { step: 'start', provides: ['delivery-address'], turn: 'customer' })
  if (random.chance(0.05)) {
    route.spoiled()
    route.minutes(1, 3).asks('payment', channel, { step: 'fail' })
    if (random.chance(0.4)) return false
    if (random.chance(0.5)) route.minutes(2, 20)
    else route.days(1, 2, channel)
  } else if (random.chance(0.06)) return false
  route.minutes(1, 5).asks('payment', channel, { step: 'progress', turn: 'company' })
  return true
}

function deliver(route: Route, rush: number): void {
  const { random } = route
  const dueAt = route.dueIn(5)
  route.minutes(1, 3).serves('order-confirmation', 'email', null, { promises: [{ what: 'delivery', dueAt }] })
  route.workdays(0, 1, 'email').serves('delivery-notice', 'app', 'warehouse')
  if (random.chance(0.08 * rush)) {
    route.spoiled()
    if (random.chance(0.4)) route.workdays(1, 2, 'email').serves('delay-notice', 'email', 'warehouse')
    route.at = Math.max(route.at, dueAt)
    if (random.chance(0.65)) asksForNews(route, 'order', 'customer-service')
    route.workdays(1, 5, 'post')
  } else {
    if (random.chance(0.085)) asksForNews(route, 'order', 'customer-service')
    route.workdays(1, 3, 'post')
  }
  route.serves('parcel', 'post', null, { step: 'complete', outcome: 'delivered', fulfils: ['delivery'] })
}

function sendBack(bought: Route): void {
  const { customer, random } = bought
  const route = new Route(customer, bought.told, bought.at, 'product-return', matterOf(customer, 'R'))
  route.days(1, 9, customer.digital).asks('return-form', customer.digital, { step: 'start', provides: ['return-reason'] })
  route.minutes(1, 2).serves('return-label', 'email', null, { turn: 'customer' })
  if (random.chance(0.06)) return
  route.days(1, 9, 'post').asks('return-parcel', 'post', { step: 'progress', provides: ['returned-product'] })
  route.workdays(0, 1, 'email').serves('email-answer', 'email', 'warehouse', { promises: [{ what: 'refund', dueAt: route.dueIn(5) }] })
  if (random.chance(0.12)) {
    route.spoiled()
    route.workdays(4, 5, 'phone')
    asksForNews(route, 'return', 'customer-service')
    route.workdays(2, 6, 'email')
  } else route.workdays(1, 3, 'email')
  route.serves('refund', 'email', 'web-shop', { step: 'complete', outcome: 'refunded', fulfils: ['refund'] })
  mayAnswer(route, 'return', ['ces'], 0.2)
}

/** How many orders a customer makes in a year, on average. */
export function onlineOrderRate(customer: DemoCustomer): number {
  return (customer.crm ? 1.65 : 0.8) * customer.activity
}
