import { asksForNews, mayAnswer, mayReview } from '../afterwards.ts'
import type { Route } from '../route.ts'
import { beginRoute, WEEKDAYS, type Scenario } from './begin.ts'

/** A kitchen: dreamt of for weeks on the phone, drawn on the desk, touched in the showroom, and waited for. Spring wakes the dreams. */
export const kitchenOrder: Scenario = {
  rhythm: { months: [1.5, 1.5, 1.7, 1.7, 1.3, 0.8, 0.6, 0.9, 1, 0.9, 0.7, 0.5], weekdays: WEEKDAYS.home },
  tell(customer, told, day) {
    const { random } = customer
    const route = beginRoute(customer, told, day, 'app', 'kitchen-order')
    if (random.chance(0.6)) route.knownBy = 'anonymous'
    dream(route)
    if (!customer.crm || random.chance(0.45)) return
    order(route)
    if (measure(route)) install(route)
  },
}

function dream(route: Route): void {
  const { random, customer } = route
  for (let visits = random.whole(1, 4); visits > 0; visits--) {
    route.asks('inspiration-gallery', random.chance(0.6) ? 'app' : 'web', { stage: 'dream' })
    if (visits === 1 && random.chance(0.3)) break
    if (random.chance(0.25)) route.minutes(5, 20).asks('material-samples', 'web', { stage: 'inform' })
    route.days(0, random.chance(0.35) ? 25 : 6, 'app')
  }
  route.switchDevice()
  route.minutes(5, 60).asks('price-calculator', 'web', { stage: 'compare' })
  if (!customer.crm) return
  route.isRecognised()
  for (let visits = random.whole(1, 3); visits > 0; visits--) {
    route.days(1, random.chance(0.4) ? 20 : 7, 'app').asks('saved-plan', random.chance(0.5) ? 'app' : 'web', { stage: 'choose' })
    if (random.chance(0.4)) route.switchDevice()
  }
  if (random.chance(0.55)) route.days(1, 9, 'store').asks('showroom', 'store', { stage: 'choose' })
}

function order(route: Route): void {
  const { random } = route
  const channel = random.weighted([
    ['web', 60],
    ['app', 15],
    ['store', 25],
  ] as const)
  route.days(0, 6, channel).asks('order-form', channel, { step: 'start', provides: ['measurements'], stage: 'acquire' })
  route.workdays(0, 1, 'email')
  route.serves('kitchen-confirmation', 'email', 'kitchen-design', {
    step: 'progress',
    promises: [{ what: 'measuring', dueAt: route.dueIn(9) }],
  })
}

/** The designer measures; false when the customer withdraws. */
function measure(route: Route): boolean {
  const { random } = route
  if (random.chance(0.08)) {
    route.spoiled()
    route.workdays(1, 2, 'phone').serves('design-call', 'phone', 'kitchen-design', { asks: ['measurements'] })
    if (random.chance(0.25)) {
      route.days(1, 5, 'web').asks('saved-plan', 'web', { step: 'abandon' })
      return false
    }
    route.days(0, 3, 'web').asks('saved-plan', 'web', { provides: ['measurements'] })
  }
  const late = random.chance(0.1)
  if (late) route.spoiled()
  route
    .workdays(late ? 9 : 3, late ? 12 : 6, 'home')
    .serves('measuring-visit', 'home', 'kitchen-design', { fulfils: ['measuring'], step: 'progress' })
  const weeks = random.whole(5, 8)
  route.workdays(1, 2, 'email').serves('kitchen-confirmation', 'email', 'kitchen-design', {
    step: 'progress',
    promises: [{ what: 'installation', dueAt: route.dueIn(weeks * 5) }],
  })
  route.workdays(weeks * 5 - 9, weeks * 5 - 6, 'home')
  return true
}

function install(route: Route): void {
  const { random, customer } = route
  route.serves('kitchen-delivery', 'home', 'warehouse', { step: 'progress' })
  const late = random.chance(0.24)
  if (late) {
    route.spoiled()
    if (random.chance(0.5)) asksForNews(route, 'kitchen', 'installation')
    route.workdays(9, 16, 'home')
  } else route.workdays(1, 4, 'home')
  if (random.chance(0.09)) {
    route.spoiled()
    route.serves('installation', 'home', 'installation', { step: 'fail' })
    route.minutes(30, 90).serves('design-call', 'phone', 'installation', { promises: [{ what: 'missing-parts', dueAt: route.dueIn(6) }] })
    if (random.chance(0.4)) {
      route.workdays(3, 4, 'phone')
      asksForNews(route, 'kitchen', 'customer-service')
    }
    route.workdays(random.chance(0.3) ? 7 : 3, random.chance(0.3) ? 9 : 5, 'home')
  }
  customer.holdings.add('kitchen')
  route.serves('installation', 'home', 'installation', {
    step: 'complete',
    outcome: 'installed',
    takesUp: ['kitchen'],
    fulfils: ['installation', 'missing-parts'],
  })
  mayAnswer(route, 'kitchen', ['nps', 'emotion', 'meaning'], 0.4)
  mayReview(route, 'kitchen', 0.1)
}
