import type { Encounter } from '../src/domain/encounter/encounter.ts'
import { DAY, HOUR } from '../src/domain/kernel/duration.ts'

/** End of the made-up year: every encounter lies in the 365 days before it. */
export const YEAR_END = Date.UTC(2026, 0, 1)
/** Its beginning. */
export const YEAR_BEGINNING = YEAR_END - 365 * DAY

const JOURNEYS = ['loan', 'order', 'claim', 'support']
const STAGES = ['consider', 'apply', 'use', 'renew']
const CHANNELS = ['web', 'app', 'phone', 'email', 'chat', 'branch', 'store', 'post', 'social', 'partner']
const TOUCHPOINTS = 10

/** The same numbers between 0 and 1 on every machine. */
function dice(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * One customer's year: two matters most of the time, each along one of four journeys with ten touchpoints of its own (40 in all), mostly
 * step by step, sometimes back, twice or elsewhere; minutes to weeks between; about 17 encounters on average.
 */
export function yearOf(number: number): Encounter[] {
  const roll = dice(number + 1)
  const encounters: Encounter[] = []
  const matters = 1 + Math.floor(roll() * 3)
  for (let matter = 1; matter <= matters; matter++) addMatter(encounters, number, matter, roll)
  return encounters
}

function addMatter(encounters: Encounter[], number: number, matter: number, roll: () => number): void {
  const journey = JOURNEYS[Math.floor(roll() ** 1.5 * JOURNEYS.length)]!
  const length = 3 + Math.floor(roll() * 14)
  // Most of what begins ends within weeks; nothing is left over at the end of the year.
  let at = YEAR_BEGINNING + Math.floor(roll() * 350 * DAY)
  let place = 0
  const device = roll() < 0.55 ? 'mobile' : 'desktop'
  const home = Math.floor(roll() ** 2 * CHANNELS.length)
  for (let index = 0; index < length && at < YEAR_END; index++) {
    const isCustomer = roll() < 0.65
    const touchpoint = Math.min(place, TOUCHPOINTS - 1)
    const channel = CHANNELS[roll() < 0.7 ? home : Math.floor(roll() ** 2 * CHANNELS.length)]!
    const isLast = index === length - 1
    encounters.push({
      id: `${number}-${matter}-${index}`,
      at,
      customer: { crm: String(number) },
      journey,
      matter: `${journey[0]}-${number}-${matter}`,
      touchpoint: `${journey}-${touchpoint}`,
      channel,
      stage: STAGES[Math.floor((touchpoint * STAGES.length) / TOUCHPOINTS)]!,
      initiator: isCustomer ? 'customer' : 'company',
      ...((channel === 'web' || channel === 'app') && { device }),
      ...(index === 0 && isCustomer && { step: 'start' }),
      ...(isLast && roll() < 0.6 && { step: 'complete', outcome: roll() < 0.8 ? 'granted' : 'declined' }),
      ...(isCustomer && roll() < 0.2 && { provides: ['papers'] }),
      ...(!isCustomer && roll() < 0.3 && { asks: ['papers'] }),
      ...(roll() < 0.3 && { handledBy: { team: `team-${Math.floor(roll() * 8)}` } }),
    })
    const step = roll()
    place = step < 0.75 ? place + 1 : step < 0.88 ? place : step < 0.95 ? Math.max(0, place - 1) : Math.floor(roll() * TOUCHPOINTS)
    at += Math.floor(HOUR * 0.1 * 20_000 ** (roll() ** 1.2))
  }
}
