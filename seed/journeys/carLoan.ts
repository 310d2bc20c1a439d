import { asksForNews, mayAnswer, mayReview } from '../afterwards.ts'
import type { DemoCustomer } from '../customers.ts'
import type { Route } from '../route.ts'
import { BRANCH_TROUBLE } from '../teams.ts'
import { beginRoute, matterOf, WEEKDAYS, type Scenario } from './begin.ts'

/** A car loan from the calculator to the decision; spring is the time of cars. */
export const carLoan: Scenario = {
  rhythm: { months: [0.8, 0.9, 1.3, 1.6, 1.6, 1.1, 0.7, 0.9, 1, 0.9, 0.7, 0.5], weekdays: WEEKDAYS.home },
  tell(customer, told, day) {
    const { random } = customer
    const matter = matterOf(customer, 'LN')
    const route = beginRoute(customer, told, day, customer.digital, 'car-loan', matter)
    for (let visits = random.whole(1, 3); visits > 0; visits--) {
      route.asks('loan-calculator', customer.digital)
      if (random.chance(0.3)) route.switchDevice()
      if (visits > 1) route.days(0, random.chance(0.2) ? 12 : 4, customer.digital)
    }
    // Many only dream: the calculator is all there is of them.
    if (random.chance(0.28)) return
    route.minutes(4, 25).asks('loan-application', customer.digital, { step: 'start', provides: ['application', 'income'] })
    if (customer.household !== 'single' && random.chance(0.35)) {
      route.minutes(6, 30).asks('power-of-attorney', 'web', { provides: ['power-of-attorney'] })
    }
    route.minutes(1, 2).serves('application-received', 'app', null)
    if (process(route)) decide(route)
  },
}

/** What happens at the loan desk before the decision; false when the customer gives up. */
function process(route: Route): boolean {
  const { random, customer } = route
  const trouble = BRANCH_TROUBLE[customer.branch ?? ''] ?? 1
  if (random.chance(0.06)) {
    route.spoiled()
    if (random.chance(0.5)) asksForNewsLater(route)
    route.workdays(3, 6, 'phone')
  } else route.workdays(0, 1, 'phone')
  if (random.chance(0.1 * trouble)) {
    sendToBranch(route)
    route.workdays(0, 1, 'phone')
    return true
  }
  if (random.chance(0.4)) {
    const again = random.chance(0.12)
    if (again) route.spoiled()
    route.serves('document-request', 'app', 'loan-desk', { asks: [again ? 'income' : 'payslip'] })
    if (random.chance(0.14)) {
      if (random.chance(0.3)) {
        route.spoiled()
        return false
      }
      route.days(9, 24, 'web')
      route.switchDevice()
      route.asks('document-upload', 'web', { provides: [again ? 'income' : 'payslip'], step: 'progress' })
    } else route.days(0, 4, 'app').asks('document-upload', 'app', { provides: [again ? 'income' : 'payslip'], step: 'progress' })
    route.workdays(0, 1, 'phone')
  }
  if (random.chance(0.09)) {
    route.spoiled()
    route.workdays(0, 1, 'phone').serves('service-call', 'phone', 'loan-desk')
    route.workdays(1, 1, 'phone').serves('service-call', 'phone', 'insurance-sales')
    route.workdays(1, 1, 'phone').serves('service-call', 'phone', 'loan-desk')
    route.workdays(0, 1, 'phone')
  }
  return true
}

function asksForNewsLater(route: Route): void {
  route.workdays(1, 2, 'phone')
  asksForNews(route, 'loan', 'customer-service')
}

function sendToBranch(route: Route): void {
  const { random, customer } = route
  const branch = customer.branch ?? 'branch-oulu'
  route.spoiled()
  route.serves('service-call', 'phone', 'loan-desk', { directsTo: 'branch' })
  route.days(1, 6, 'branch').asks('branch-visit', 'branch', { provides: ['collateral-papers'] })
  const held = [...customer.holdings].filter((product) => product.endsWith('-insurance'))
  const offers = held.length > 0 && random.chance(0.4) ? [random.pick(held)] : undefined
  route.minutes(10, 30).serves('advice-meeting', 'branch', branch, { ...(offers && { offers }) })
}

function decide(route: Route): void {
  const { random, customer } = route
  const granted = random.chance(0.86)
  const takesUp = granted && !customer.holdings.has('car-loan') ? ['car-loan'] : undefined
  if (takesUp) customer.holdings.add('car-loan')
  route.serves(
    'loan-decision',
    random.weighted([
      ['app', 60],
      ['phone', 40],
    ] as const),
    'loan-desk',
    {
      step: 'complete',
      outcome: granted ? 'granted' : 'declined',
      ...(takesUp && { takesUp }),
    },
  )
  mayAnswer(route, 'loan', ['csat', 'emotion'], 0.3)
  mayReview(route, 'loan', 0.02)
}

/** The share of customers for whom this happens within a year. */
export function carLoanRate(customer: DemoCustomer): number {
  return customer.holdings.has('current-account') ? 0.17 : 0.05
}
