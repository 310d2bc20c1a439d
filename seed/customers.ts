import type { z } from 'zod'
import type { statementBody } from '../src/api/customer.ts'
import { DAY } from '../src/domain/kernel/duration.ts'
import { formatInstant } from '../src/domain/kernel/instant.ts'
import { asciiOf, drawName, TOWNS } from './names.ts'
import { openRandom, type Random } from './random.ts'
import { YEAR_BEGINS } from './year.ts'

/** What the demo's CRM says of one customer: whom (`kind:value`), and the body of the statement. */
export type DemoStatement = { customer: string } & z.input<typeof statementBody>

/** One invented customer while the year is being told: who they are, how they like to do things, and what has gone wrong so far. */
export interface DemoCustomer {
  number: number
  random: Random
  /** Missing for visitors who were never known by name. */
  crm: string | null
  email: string
  phone: string
  name: string
  language: 'fi' | 'sv' | 'en'
  town: string
  branch: string | null
  /** Device at home and channel preferred, whatever the age. */
  device: 'mobile' | 'desktop' | 'tablet'
  digital: 'web' | 'app'
  /** How often things happen to them; 1 is ordinary. */
  activity: number
  holdings: Set<string>
  consents: { advice: boolean; surveys: boolean; marketing: boolean }
  birthYear: number
  household: string
  /** When they became a customer, in ms since 1970 UTC. */
  since: number
  /** Times at which something went wrong, and times at which they were asked how it was. */
  troubles: number[]
  asked: number[]
  written: number
}

const INSURANCES = ['home-insurance', 'motor-insurance', 'travel-insurance', 'life-insurance', 'pet-insurance']

/** Makes the customer of a number; those numbered after `known` are visitors without a customer number. */
export function makeCustomer(seed: number, number: number, known: number): DemoCustomer {
  const random = openRandom(seed, number)
  const home = random.weighted(TOWNS.map((town) => [town, town.share] as const))
  const language = random.chance(home.swedish) ? 'sv' : random.chance(0.025) ? 'en' : 'fi'
  const { first, last } = drawName(random, language)
  const joinedInYear = random.chance(0.07)
  const birthYear = random.whole(1938, 2005)
  const adultDays = (2025 - birthYear - 17) * 365
  const since = joinedInYear ? YEAR_BEGINS + random.whole(3, 320) * DAY : YEAR_BEGINS - random.whole(30, Math.min(9000, adultDays)) * DAY
  const holdings = new Set<string>()
  if (!joinedInYear) {
    if (random.chance(0.82)) holdings.add('current-account').add('payment-card')
    if (random.chance(0.28)) holdings.add('mortgage')
    if (random.chance(0.1)) holdings.add('car-loan')
    if (random.chance(0.2)) holdings.add('savings-plan')
    INSURANCES.forEach((insurance, index) => {
      if (random.chance([0.55, 0.44, 0.25, 0.15, 0.08][index]!)) holdings.add(insurance)
    })
    if (random.chance(0.38)) holdings.add('club-membership')
  }
  return {
    number,
    random,
    crm: number <= known ? `C-${20_000 + number}` : null,
    email: `${asciiOf(first)}.${asciiOf(last)}${number}@example.${random.chance(0.5) ? 'com' : 'org'}`,
    phone: `+35850555${String(number).padStart(4, '0')}`,
    name: `${first} ${last}`,
    language,
    town: home.town,
    branch: home.branch,
    device: random.weighted([
      ['mobile', 60],
      ['desktop', 29],
      ['tablet', 11],
    ] as const),
    digital: random.chance(0.45) ? 'app' : 'web',
    activity: 0.45 + random.next() ** 2 * 2 + (random.chance(0.05) ? 0.6 : 0),
    holdings,
    consents: { advice: random.chance(0.62), surveys: random.chance(0.9), marketing: random.chance(0.55) },
    birthYear,
    household: random.weighted([
      ['family', 34],
      ['couple', 30],
      ['single', 36],
    ] as const),
    since,
    troubles: [],
    asked: [],
    written: 0,
  }
}

/** What the CRM says of a customer as the year begins, or on the day they became one. */
export function statementOf(customer: DemoCustomer): DemoStatement {
  return {
    customer: `crm:${customer.crm}`,
    asOf: formatInstant(Math.max(customer.since, YEAR_BEGINS)),
    identifiers: { email: customer.email, phone: customer.phone },
    attributes: {
      name: customer.name,
      language: customer.language,
      town: customer.town,
      birthYear: customer.birthYear,
      household: customer.household,
      customerSince: formatInstant(customer.since).slice(0, 10),
    },
    holdings: [...customer.holdings].sort(),
    consents: customer.consents,
  }
}
