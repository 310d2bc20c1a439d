import { asksForNews, mayAnswer, mayReview } from '../afterwards.ts'
import type { Route } from '../route.ts'
import { beginRoute, matterOf, WEEKDAYS, type Scenario } from './begin.ts'

const TROUBLE = { late: 0.06, askedAgain: 0.09, bounced: 0.06, calledIn: 0.04 }

/** A damage from the notice to the decision; slippery months and summer storms bring more of them. */
export const claim: Scenario = {
  rhythm: { months: [1.4, 1.3, 1.1, 0.8, 0.7, 0.9, 1.1, 1, 0.8, 0.9, 1.2, 1.4], weekdays: WEEKDAYS.home },
  tell(customer, told, day) {
    const { random } = customer
    const byPhone = random.chance(0.26)
    const route = beginRoute(customer, told, day, byPhone ? 'phone' : customer.digital, 'claim', matterOf(customer, 'CL'))
    if (byPhone) route.asks('claims-line', 'phone', { step: 'start', provides: ['damage-description'], handledBy: { team: 'claims' } })
    else route.asks('claim-form', customer.digital, { step: 'start', provides: ['damage-description', 'damage-photos'] })
    route.minutes(1, 3).serves('claim-received', 'email', null, { promises: [{ what: 'decision', dueAt: route.dueIn(8) }] })
    if (!clarify(route, byPhone)) return
    if (random.chance(TROUBLE.bounced)) bounce(route)
    decide(route)
  },
}

/** What the organisation still needs; false when the customer gives up. */
function clarify(route: Route, byPhone: boolean): boolean {
  const { random } = route
  route.workdays(0, 1, 'phone')
  if (!random.chance(0.42)) return true
  const again = !byPhone && random.chance(TROUBLE.askedAgain * 2)
  const item = again ? 'damage-photos' : random.pick(['repair-estimate', 'police-report'])
  const calledIn = !byPhone && random.chance(TROUBLE.calledIn * 2)
  const channel = byPhone || calledIn ? 'phone' : 'app'
  if (again || calledIn) route.spoiled()
  route.serves('claim-request', channel, 'claims', { asks: [item], ...(calledIn && { directsTo: 'branch' }) })
  if (random.chance(0.05)) return false
  const long = random.chance(0.16)
  if (long) route.switchDevice()
  const answer = calledIn ? 'branch' : byPhone ? 'email' : long ? 'web' : 'app'
  route.days(long ? 8 : 0, long ? 20 : 4, answer).asks('claim-attachment', answer, { provides: [item], step: 'progress' })
  return true
}

function bounce(route: Route): void {
  route.spoiled()
  route.workdays(0, 1, 'phone').serves('service-call', 'phone', 'claims')
  route.workdays(0, 1, 'phone').serves('service-call', 'phone', 'insurance-sales')
  if (route.random.chance(0.4)) asksForNews(route, 'claim', 'customer-service')
  route.workdays(0, 1, 'phone').serves('service-call', 'phone', 'claims')
}

function decide(route: Route): void {
  const { random } = route
  if (random.chance(TROUBLE.late)) {
    route.spoiled()
    route.workdays(2, 4, 'phone')
    if (random.chance(0.6)) asksForNews(route, 'claim', 'claims')
    route.workdays(4, 7, 'phone')
  } else route.workdays(0, 1, 'phone')
  const channel = random.weighted([
    ['app', 55],
    ['email', 25],
    ['phone', 20],
  ] as const)
  const outcome = random.weighted([
    ['paid', 78],
    ['paid-in-part', 12],
    ['declined', 10],
  ] as const)
  route.serves('claim-decision', channel, 'claims', { step: 'complete', outcome, fulfils: ['decision'] })
  mayAnswer(route, 'claim', ['csat', 'emotion'], 0.28)
  mayReview(route, 'claim', 0.02)
  if (!random.chance(outcome === 'paid' ? 0.02 : 0.14)) return
  route.days(1, 12, 'phone')
  route.asks('customer-service', 'phone')
  route.spoiled()
  route.minutes(5, 20).serves('customer-service', 'phone', 'claims', { step: 'complete', outcome: 'explained' })
}
