import { kindOf } from '../src/domain/customer/identifier.ts'
import { compareMarks } from '../src/domain/kernel/order.ts'
import type { DefinitionsInput } from '../src/domain/journey/definition.ts'
import type { EncounterInput } from '../src/domain/encounter/schema.ts'
import { asAnswers, demoSurveys, type DemoSurvey } from './answers.ts'
import { BANK_STORY } from './bankStory.ts'
import { liveCases } from './caseHistory.ts'
import { makeCustomer, statementOf, type DemoCustomer, type DemoStatement } from './customers.ts'
import { demoDefinitions } from './definitions.ts'
import { EASTER_STORY } from './easterStory.ts'
import type { Scenario } from './journeys/begin.ts'
import { carLoan, carLoanRate } from './journeys/carLoan.ts'
import { claim } from './journeys/claim.ts'
import { customerLetter, everydayVisit, question, yearlyAnswer } from './journeys/everyday.ts'
import { insurance, mayLeave } from './journeys/insurance.ts'
import { kitchenOrder } from './journeys/kitchenOrder.ts'
import { onlineOrder, onlineOrderRate } from './journeys/onlineOrder.ts'
import { joining, lostCard, movingHome, warranty } from './journeys/smallMatters.ts'
import { demoMentions } from './mentions.ts'
import { RETURN_STORY } from './returnStory.ts'
import type { Told } from './route.ts'
import { STORY_STATEMENTS } from './storyStatements.ts'
import { ORGANISATION, SHOWN, TEAMS, type DemoTeam } from './teams.ts'
import { dayAt, drawDay } from './year.ts'
import { endYear } from './yearEnd.ts'

/** The demo organisation: what it is, how it works, whom it serves and everything that happened in a year. */
export interface DemoOrganisation {
  name: { fi: string; sv: string; en: string }
  /** The customer whose story opens first. */
  opensWith: string
  teams: readonly DemoTeam[]
  /** With whom to sign in, each by their key and role, the admin first. */
  shown: typeof SHOWN
  definitions: DefinitionsInput
  /** What the CRM says of each customer, dated. */
  statements: DemoStatement[]
  /** Every encounter, in order of time and id. */
  encounters: (EncounterInput & { id: string })[]
  /** What people whom nobody knows said of it elsewhere. */
  mentions: ReturnType<typeof demoMentions>
  /** What it asks. */
  surveys: DemoSurvey[]
  /** How its cases went on. */
  liveCases: typeof liveCases
  /** Who has some of them now: the agent with whom one can sign in. */
  caseFavourite: string
}

/** Makes the demo organisation: the same seed and number of customers give the same year. */
export function demoOrganisation({ seed = 1, customers = 2000 }: { seed?: number; customers?: number } = {}): DemoOrganisation {
  const statements: DemoStatement[] = [...STORY_STATEMENTS]
  const told: Told[] = [...BANK_STORY, ...RETURN_STORY, ...EASTER_STORY].map((encounter) => ({
    at: Date.parse(encounter.occurredAt),
    encounter,
  }))
  const visitors = Math.round(customers * 0.06)
  for (let number = 1; number <= customers + visitors; number++) {
    const customer = makeCustomer(seed, number, customers)
    if (customer.crm) statements.push(statementOf(customer))
    liveYear(customer, told)
  }
  const marked = asAnswers(told.map(({ encounter }) => encounter))
    .map((encounter, index) => ({ at: told[index]!.at, id: encounter.id, encounter }))
    .sort(compareMarks)
  const definitions = demoDefinitions()
  const links = statements.map(({ customer, identifiers }) => ({
    ...identifiers,
    [kindOf(customer)]: customer.slice(kindOf(customer).length + 1),
  }))
  const stories = new Set([...BANK_STORY, ...RETURN_STORY, ...EASTER_STORY].map(({ id }) => id))
  const year = marked.map(({ encounter }) => encounter)
  return {
    name: { ...ORGANISATION },
    opensWith: 'crm:C-1001',
    teams: TEAMS,
    shown: SHOWN,
    definitions,
    statements,
    encounters: endYear(year, links, definitions, ({ id }) => stories.has(id)),
    mentions: demoMentions(seed),
    surveys: demoSurveys(),
    liveCases,
    caseFavourite: SHOWN.find(({ role }) => role === 'agent')!.person,
  }
}

/** How often each theme comes up for a customer in a year. */
function themesOf(customer: DemoCustomer): readonly (readonly [Scenario, number])[] {
  const { activity, holdings } = customer
  const has = (product: string) => holdings.has(product)
  const insured = has('home-insurance') || has('motor-insurance') || has('travel-insurance')
  if (!customer.crm) {
    return [
      [onlineOrder, onlineOrderRate(customer)],
      [kitchenOrder, 0.9],
      [insurance, 0.5],
    ]
  }
  return [
    [onlineOrder, onlineOrderRate(customer)],
    [claim, insured ? 0.38 * activity : 0],
    [carLoan, carLoanRate(customer)],
    [insurance, 0.26],
    [kitchenOrder, 0.12],
    [warranty, 0.13 * activity],
    [lostCard, has('payment-card') ? 0.09 : 0],
    [movingHome, 0.1],
    [everydayVisit, 2.8 * activity],
    [customerLetter, customer.consents.marketing ? 2.8 : 0],
    [question, 0.9 * activity],
    [yearlyAnswer, 0.24],
  ]
}

function liveYear(customer: DemoCustomer, told: Told[]): void {
  const { random } = customer
  const joinedOn = dayAt(customer.since)
  const happenings = themesOf(customer).flatMap(([scenario, rate]) =>
    Array.from({ length: random.count(rate) }, () => ({ scenario, day: drawDay(random, scenario.rhythm, joinedOn) })),
  )
  happenings.sort((left, right) => left.day - right.day)
  if (customer.crm && customer.holdings.size === 0) joining.tell(customer, told, joinedOn)
  for (const { scenario, day } of happenings) scenario.tell(customer, told, day)
  mayLeave(customer, told)
}
