import type { DemoCustomer } from '../customers.ts'
import { deviceIn, Route, type Told } from '../route.ts'
import { drawMinute, drawOpen, instantAt, type Rhythm } from '../year.ts'

/** How one theme of the demo is told: when in the year it happens, and what happens to one customer from a day on. */
export interface Scenario {
  rhythm: Rhythm
  tell: (customer: DemoCustomer, told: Told[], day: number) => void
}

/** Begins a route on a day, at an hour that suits the channel. */
export function beginRoute(customer: DemoCustomer, told: Told[], day: number, channel: string, journey?: string, matter?: string): Route {
  const { random, device } = customer
  const at =
    channel === 'web' || channel === 'app' || channel === 'email'
      ? instantAt(day, drawMinute(random, deviceIn(channel, device)))
      : drawOpen(random, channel, day, instantAt(day, 0))
  return new Route(customer, told, at, journey, matter)
}

/** A number for a matter: its prefix, the customer and how much has been told of them. */
export function matterOf(customer: DemoCustomer, prefix: string): string {
  return `${prefix}-${customer.number}${String(customer.written).padStart(3, '0')}`
}

/** Ordinary weekdays for what people do at home, at work hours or in shops. */
export const WEEKDAYS = {
  home: [1.05, 1, 1, 0.95, 0.85, 0.9, 1.25],
  office: [1.2, 1.1, 1, 1, 0.9, 0.35, 0.4],
  shop: [0.9, 0.9, 0.9, 1, 1.2, 1.6, 1],
} as const
