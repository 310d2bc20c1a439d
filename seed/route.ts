import type { EncounterInput } from '../src/domain/encounter/schema.ts'
import { DAY, HOUR } from '../src/domain/kernel/duration.ts'
import { formatInstant } from '../src/domain/kernel/instant.ts'
import type { DemoCustomer } from './customers.ts'
import type { Random } from './random.ts'
import { teamPeople } from './teams.ts'
import { dayAt, drawMinute, drawOpen, hoursOf, instantAt, workdayAfter, YEAR_BEGINS, YEAR_ENDS } from './year.ts'

/** An encounter of the demo with its time in ms since 1970 UTC, by which the year is put in order. */
export interface Told {
  at: number
  encounter: EncounterInput & { id: string }
}

/** What an encounter says besides who, when and where. */
export type Facets = Omit<
  Partial<EncounterInput>,
  'id' | 'occurredAt' | 'customer' | 'touchpoint' | 'channel' | 'initiator' | 'promises'
> & {
  promises?: { what: string; dueAt: number }[]
}

const DIGITAL = new Set(['web', 'app'])
/** A company encounter in these channels is the work of office hours. */
const OFFICE = new Set(['web', 'app', 'email', 'chat'])

/** Tells one customer's way through one journey, encounter by encounter; `at` is the time reached, in ms since 1970 UTC. */
export class Route {
  readonly customer: DemoCustomer
  readonly random: Random
  readonly told: Told[]
  readonly journey: string | undefined
  readonly matter: string | undefined
  at: number
  /** The identifier kinds used from now on; a visitor who is not signed in is known by the browser alone. */
  knownBy: 'crm' | 'anonymous' | 'email' = 'crm'
  device: string
  private browser: string

  constructor(customer: DemoCustomer, told: Told[], at: number, journey?: string, matter?: string) {
    this.customer = customer
    this.random = customer.random
    this.told = told
    this.at = at
    this.journey = journey
    this.matter = matter
    this.device = customer.device
    this.browser = `web-${customer.number}-${customer.written}`
    if (!customer.crm) this.knownBy = 'anonymous'
  }

  /** The customer does something. */
  asks(touchpoint: string, channel: string, facets: Facets = {}): void {
    this.tell(touchpoint, channel, 'customer', DIGITAL.has(channel) ? { device: deviceIn(channel, this.device), ...facets } : facets)
  }

  /** The organisation does something; the team's person is drawn. */
  serves(touchpoint: string, channel: string, team: string | null, facets: Facets = {}): void {
    const person = team ? this.random.pick(teamPeople(team)) : undefined
    const handledBy = team ? { handledBy: { team, ...(person && { person }) } } : {}
    this.tell(touchpoint, channel, 'company', { ...handledBy, ...facets })
  }

  /** Somebody else says something where others hear it. */
  isMentioned(touchpoint: string, facets: Facets): void {
    this.tell(touchpoint, 'social', 'third-party', facets)
  }

  /** A few minutes go by. */
  minutes(least: number, most: number): this {
    this.at += this.random.whole(least, most) * 60_000
    return this
  }

  /** The customer comes back after some days, at an hour that suits the channel. */
  days(least: number, most: number, channel: string): this {
    const day = dayAt(this.at) + this.random.whole(least, most)
    this.at = this.moment(channel, day)
    return this
  }

  /** The organisation takes it up after a number of working days (0 = today, if open), in the channel's hours. */
  workdays(least: number, most: number, channel: string): this {
    const hours = OFFICE.has(channel) ? 'office' : channel
    const wait = this.random.whole(least, most)
    const open = drawOpen(this.random, hours, dayAt(this.at), this.at)
    if (wait > 0) this.at = drawOpen(this.random, hours, workdayAfter(dayAt(open), wait), this.at)
    // The first answer of the day comes soon after the matter is seen.
    else {
      const opens = instantAt(dayAt(open), hoursOf(hours, dayAt(open))![0])
      this.at = Math.min(open, Math.max(this.at, opens) + this.random.whole(20, 180) * 60_000)
    }
    return this
  }

  /** The evening of a day some working days from now: by then something is promised. */
  dueIn(workdays: number): number {
    return instantAt(workdayAfter(dayAt(this.at), workdays), 20 * 60)
  }

  /** Something went wrong for the customer now. */
  spoiled(): void {
    this.customer.troubles.push(this.at)
  }

  /** From now on the customer uses another device; it is how they are known that tells it is the same person. */
  switchDevice(): void {
    this.device = this.device === 'mobile' ? this.random.pick(['desktop', 'tablet']) : 'mobile'
  }

  /** The customer signs in, or leaves an e-mail address: the browser and the person are one. */
  isRecognised(): void {
    if (this.knownBy === 'anonymous') this.knownBy = 'email'
  }

  private moment(channel: string, day: number): number {
    if (!DIGITAL.has(channel) && channel !== 'email') return drawOpen(this.random, channel, day, this.at)
    const wanted = instantAt(day, drawMinute(this.random, deviceIn(channel, this.device)))
    return wanted > this.at ? wanted : this.at + this.random.whole(30, 240) * 60_000
  }

  private tell(touchpoint: string, channel: string, initiator: EncounterInput['initiator'], facets: Facets): void {
    this.at = Math.floor(this.at / 1000) * 1000 + this.random.whole(1, 59) * 1000
    if (this.at < YEAR_BEGINS || this.at >= YEAR_ENDS) return
    const { customer } = this
    const { promises, ...rest } = facets
    const id = `d-${String(customer.number).padStart(5, '0')}-${String(++customer.written).padStart(3, '0')}`
    this.told.push({
      at: this.at,
      encounter: {
        id,
        occurredAt: formatInstant(this.at),
        customer: this.identifiers(),
        touchpoint,
        channel,
        ...(this.journey && { journey: this.journey }),
        ...(this.matter && { matter: this.matter }),
        initiator,
        ...rest,
        ...(promises && { promises: promises.map(({ what, dueAt }) => ({ what, dueAt: formatInstant(dueAt) })) }),
      },
    })
  }

  private identifiers(): Record<string, string> {
    const { crm, email, phone } = this.customer
    if (this.knownBy === 'anonymous') return { anonymous: this.browser }
    if (this.knownBy === 'email') {
      this.knownBy = 'crm'
      return crm ? { crm, email, anonymous: this.browser } : { email, anonymous: this.browser }
    }
    if (!crm) return { email }
    // Each door knows people in its own way; the CRM has told that these are one.
    if (!this.random.chance(0.08)) return { crm }
    return this.random.chance(0.5) ? { email } : { phone }
  }
}

/** The device on which a channel is used: nobody has the app on a desk. */
export function deviceIn(channel: string, device: string): string {
  return channel === 'app' && device === 'desktop' ? 'mobile' : device
}

/** Whether a moment is at least this many days from everything in a list of times. */
export function isFarFrom(at: number, times: readonly number[], days: number): boolean {
  return times.every((time) => Math.abs(at - time) >= days * DAY)
}

/** Whether something went wrong for a customer within some days before. */
export function wasSpoiled(customer: DemoCustomer, at: number, days: number): boolean {
  return customer.troubles.some((time) => time <= at + HOUR && at - time <= days * DAY)
}
