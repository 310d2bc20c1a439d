import { mayAnswer, mayReview } from '../afterwards.ts'
import type { Route } from '../route.ts'
import { drawQuestion, drawWords } from '../words.ts'
import { beginRoute, WEEKDAYS, type Scenario } from './begin.ts'

const NEW_TO_MOST = ['savings-plan', 'pet-insurance', 'travel-insurance', 'club-membership', 'life-insurance']

/** A look at one's affairs in the app, or a visit to the shop: nothing but everyday life. */
export const everydayVisit: Scenario = {
  rhythm: { months: [1, 1, 1, 1, 1, 0.9, 0.8, 1, 1, 1, 1.1, 1.2], weekdays: WEEKDAYS.home },
  tell(customer, told, day) {
    if (customer.random.chance(0.78)) beginRoute(customer, told, day, 'app').asks('app-visit', 'app')
    else beginRoute(customer, told, day, 'store').asks('store-visit', 'store')
  },
}

/** A letter to customers, with offers that should be new to them and at times are not. */
export const customerLetter: Scenario = {
  rhythm: { months: [1, 1, 1, 1, 1, 0.7, 0.3, 1, 1, 1, 1.4, 1.2], weekdays: [0.4, 1, 1.4, 1, 0.5, 0, 0] },
  tell(customer, told, day) {
    const { random } = customer
    const held = [...customer.holdings]
    const fresh = NEW_TO_MOST.filter((product) => !customer.holdings.has(product))
    const offer = random.chance(0.09) && held.length > 0 ? random.pick(held) : random.pick(fresh)
    beginRoute(customer, told, day, 'office').serves('newsletter', 'email', null, offer && random.chance(0.5) ? { offers: [offer] } : {})
  },
}

/** A question to whoever answers; now and then a call back is promised. */
export const question: Scenario = {
  rhythm: { months: [1.1, 1, 1, 1, 1, 0.9, 0.8, 1.1, 1.1, 1, 1, 1], weekdays: WEEKDAYS.office },
  tell(customer, told, day) {
    const { random } = customer
    const channel = random.weighted([
      ['phone', 48],
      ['chat', 30],
      ['branch', customer.branch ? 22 : 4],
    ] as const)
    const route = beginRoute(customer, told, day, channel)
    const touchpoint = channel === 'branch' ? 'branch-visit' : channel === 'chat' ? 'chat' : 'customer-service'
    const team = channel === 'branch' ? (customer.branch ?? 'branch-oulu') : 'customer-service'
    const words = channel === 'chat' && { text: drawQuestion(random, customer.language, 'general'), locale: customer.language }
    route.asks(touchpoint, channel, { ...words })
    route.minutes(2, 12)
    if (channel !== 'chat' && random.chance(0.22)) callBack(route, touchpoint, channel, team)
    else {
      const held = [...customer.holdings]
      const offers = channel === 'branch' && held.length > 0 && random.chance(0.1) ? [random.pick(held)] : undefined
      route.serves(touchpoint, channel, team, { ...(offers && { offers }) })
    }
    mayAnswer(route, 'general', random.chance(0.6) ? ['csat', 'emotion'] : ['ces'], 0.2)
    mayReview(route, 'general', 0.01)
    if (!random.chance(0.03)) return
    route.days(0, 2, 'email').asks('customer-service', 'email', {
      signals: ['praise'],
      text: drawWords(random, customer.language, 'general', 'good'),
      locale: customer.language,
    })
  },
}

function callBack(route: Route, touchpoint: string, channel: string, team: string): void {
  route.serves(touchpoint, channel, team, { promises: [{ what: 'call-back', dueAt: route.dueIn(2) }] })
  if (route.random.chance(0.3)) {
    route.spoiled()
    if (!route.random.chance(0.5)) return
    route.workdays(3, 5, 'phone')
  } else route.workdays(0, 1, 'phone')
  route.serves('service-call', 'phone', team, { fulfils: ['call-back'] })
}

/** Once a year some are asked whether they would recommend us, and what we mean to them. */
export const yearlyAnswer: Scenario = {
  rhythm: { months: [1, 1, 1, 1, 1, 0.8, 0.3, 1, 1, 1, 1, 0.6], weekdays: WEEKDAYS.office },
  tell(customer, told, day) {
    mayAnswer(beginRoute(customer, told, day, 'email'), 'general', ['nps', 'meaning'], 1)
  },
}
