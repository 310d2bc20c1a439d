import { asksForNews, mayAnswer, mayReview } from '../afterwards.ts'
import type { Route } from '../route.ts'
import { beginRoute, matterOf, WEEKDAYS, type Scenario } from './begin.ts'

/** Something broke within its warranty. */
export const warranty: Scenario = {
  rhythm: { months: [1.5, 1.1, 1, 1, 1, 0.9, 0.8, 1, 1, 1, 0.9, 0.8], weekdays: WEEKDAYS.home },
  tell(customer, told, day) {
    const { random } = customer
    const route = beginRoute(customer, told, day, 'web', 'warranty', matterOf(customer, 'W'))
    route.asks('warranty-form', 'web', { step: 'start', provides: ['receipt', 'fault-description'] })
    if (random.chance(0.09)) {
      route.spoiled()
      route.workdays(2, 3, 'phone')
      if (random.chance(0.6)) asksForNews(route, 'warranty', 'customer-service')
      route.workdays(1, 4, 'email')
    } else route.workdays(0, 1, 'email')
    if (random.chance(0.3)) askMore(route)
    if (random.chance(0.45)) repair(route)
    else route.serves('email-answer', 'email', 'after-sales', { step: 'complete', outcome: random.chance(0.85) ? 'replaced' : 'declined' })
    mayAnswer(route, 'warranty', ['csat', 'emotion'], 0.22)
    mayReview(route, 'warranty', 0.03)
  },
}

function askMore(route: Route): void {
  const again = route.random.chance(0.3)
  if (again) route.spoiled()
  const item = again ? 'receipt' : 'product-picture'
  route.serves('warranty-request', 'email', 'after-sales', { asks: [item] })
  const channel = route.random.chance(0.6) ? 'email' : 'web'
  route.days(0, route.random.chance(0.15) ? 14 : 3, channel).asks('warranty-reply', channel, { provides: [item], step: 'progress' })
  route.workdays(0, 1, 'email')
}

function repair(route: Route): void {
  const { random } = route
  route.serves('repair-booking', 'email', 'after-sales', { step: 'progress', promises: [{ what: 'repair', dueAt: route.dueIn(12) }] })
  if (random.chance(0.1)) {
    route.spoiled()
    route.workdays(12, 13, 'phone')
    if (random.chance(0.6)) asksForNews(route, 'warranty', 'after-sales')
    route.workdays(2, 5, 'post')
  } else route.workdays(5, 10, 'post')
  route.serves('repair-return', 'post', 'warehouse', { step: 'complete', outcome: 'repaired', fulfils: ['repair'] })
  if (!random.chance(0.06)) return
  route.spoiled()
  route.days(2, 15, 'phone').asks('customer-service', 'phone', { signals: ['complaint'] })
  route.minutes(4, 12).serves('customer-service', 'phone', 'customer-service')
  route.workdays(1, 1, 'email').serves('email-answer', 'email', 'after-sales', { step: 'complete', outcome: 'replaced' })
}

/** A card is gone: blocked at once at any hour, and a new one comes by post. */
export const lostCard: Scenario = {
  rhythm: { months: [0.8, 0.8, 0.9, 1, 1.1, 1.3, 1.5, 1.2, 1, 0.9, 1, 1.3], weekdays: WEEKDAYS.shop },
  tell(customer, told, day) {
    const { random } = customer
    const route = beginRoute(customer, told, day, 'app', 'lost-card', matterOf(customer, 'K'))
    const byPhone = random.chance(0.35)
    route.asks(byPhone ? 'card-line' : 'card-block', byPhone ? 'phone' : 'app', { step: 'start', provides: ['lost-card'] })
    route.minutes(1, 4).serves('card-ordered', 'app', byPhone ? 'cards' : null, { promises: [{ what: 'new-card', dueAt: route.dueIn(6) }] })
    if (random.chance(0.07)) {
      route.spoiled()
      route.workdays(6, 7, 'phone')
      if (random.chance(0.7)) asksForNews(route, 'card', 'customer-service')
      route.workdays(1, 4, 'post')
    } else route.workdays(2, 5, 'post')
    route.serves('card-letter', 'post', 'cards', { step: 'complete', outcome: 'replaced', fulfils: ['new-card'] })
    mayAnswer(route, 'card', ['ces', 'emotion'], 0.22)
  },
}

/** A home changes: one notice that bank, insurances and shops should all hear. */
export const movingHome: Scenario = {
  rhythm: { months: [0.7, 0.7, 0.8, 0.9, 1.2, 1.7, 1.6, 1.6, 1.1, 0.9, 0.7, 0.5], weekdays: WEEKDAYS.home },
  tell(customer, told, day) {
    const { random } = customer
    const route = beginRoute(customer, told, day, customer.digital, 'moving-home', matterOf(customer, 'M'))
    route.asks('move-notice', customer.digital, { step: 'start', provides: ['new-address', 'moving-day'] })
    route.minutes(1, 3).serves('move-received', 'email', null, { promises: [{ what: 'address-change', dueAt: route.dueIn(7) }] })
    if (customer.holdings.has('home-insurance')) askAboutHome(route)
    if (random.chance(0.07)) {
      route.spoiled()
      if (random.chance(0.5)) asksForNews(route, 'moving', 'customer-service')
      route.workdays(8, 10, 'email')
    } else route.workdays(0, 1, 'email')
    route.serves('move-done', 'email', 'customer-service', { step: 'complete', outcome: 'moved', fulfils: ['address-change'] })
    mayAnswer(route, 'moving', ['ces'], 0.25)
  },
}

function askAboutHome(route: Route): void {
  const { random } = route
  route.workdays(0, 1, 'phone')
  const again = random.chance(0.14)
  const bounced = random.chance(0.08)
  if (again || bounced) route.spoiled()
  if (bounced) {
    route.serves('service-call', 'phone', 'insurance-sales')
    route.workdays(0, 1, 'phone').serves('service-call', 'phone', 'customer-service')
    route.workdays(0, 1, 'phone')
  }
  route.serves('home-cover-request', 'app', 'insurance-sales', { asks: again ? ['home-details', 'new-address'] : ['home-details'] })
  route
    .days(0, 3, 'app')
    .asks('home-cover-reply', 'app', { provides: again ? ['home-details', 'new-address'] : ['home-details'], step: 'progress' })
}

/** Somebody becomes a customer: the first impression of the bank. */
export const joining: Scenario = {
  rhythm: { months: [1, 1, 1, 1, 1, 1, 0.8, 1.2, 1.2, 1, 0.9, 0.7], weekdays: WEEKDAYS.home },
  tell(customer, told, day) {
    const { random } = customer
    const route = beginRoute(customer, told, day, 'web', 'joining', matterOf(customer, 'J'))
    route.knownBy = 'anonymous'
    for (let visits = random.whole(1, 2); visits > 0; visits--) route.minutes(2, 9).asks('account-page', 'web')
    route.isRecognised()
    route.minutes(5, 20).asks('account-application', 'web', { step: 'start', provides: ['identity', 'tax-residence'] })
    route.workdays(0, 1, 'phone')
    if (random.chance(0.09)) {
      route.spoiled()
      route.serves('service-call', 'phone', 'customer-service', { directsTo: 'branch', asks: ['identity'] })
      route.days(1, 7, 'branch').asks('branch-visit', 'branch', { provides: ['identity'] })
      route.workdays(0, 1, 'email')
    } else if (random.chance(0.2)) {
      route.serves('account-request', 'email', 'customer-service', { asks: ['income-source'] })
      if (random.chance(0.12)) return
      route.days(0, random.chance(0.2) ? 15 : 3, 'web').asks('account-reply', 'web', { provides: ['income-source'], step: 'progress' })
      route.workdays(0, 1, 'email')
    }
    customer.holdings.add('current-account').add('payment-card')
    const takesUp = ['current-account', 'payment-card']
    route.serves('account-opened', 'email', 'customer-service', { step: 'complete', outcome: 'opened', takesUp })
    if (random.chance(0.7)) route.workdays(1, 4, 'phone').serves('welcome-call', 'phone', 'customer-service')
    mayAnswer(route, 'joining', ['nps', 'meaning'], 0.35)
  },
}
