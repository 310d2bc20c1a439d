import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derived, open, readOne } from './domain.ts'
import { effort, PATIENCE } from './fuzz.ts'
import { lives, type Life } from './life.ts'
import { pinnedArrivals } from './pinned.ts'
import { openStream, type Arrival, type Stream } from './stream.ts'

const MINUTE = 60_000
const delay = fc.record({
  steps: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(1, 2, 9) },
    { weight: 1, arbitrary: fc.constantFrom(-1, -9) },
  ),
  again: fc.boolean(),
})
const arrivals: fc.Arbitrary<Arrival> = fc.record({
  life: lives(10),
  looks: fc.array(fc.oneof(fc.nat(9), fc.constantFrom<'between' | 'later'>('between', 'later')), {
    minLength: 1,
    maxLength: 8,
    size: 'max',
  }),
  delays: fc.array(delay, { minLength: 13, maxLength: 13 }),
})

/** When the clock is looked at: at encounters, between them and an hour and a half after, in the end at the life's own clock. */
function clocksOf({ life, looks }: Arrival): number[] {
  const end = Date.parse(life.asOf)
  const times = life.encounters.map((each) => Date.parse(each.occurredAt))
  const clocks = looks.map((look, index) => {
    if (typeof look === 'number') return times[look % times.length]!
    if (look === 'later') return times[index % times.length]! + 90 * MINUTE
    return times[0]! + Math.floor(((end - times[0]!) * (index + 1)) / (looks.length + 1))
  })
  return [...clocks.filter((clock) => clock < end).sort((a, b) => a - b), end]
}

/** At which look each item arrives. */
function stepsOf<T>(items: readonly T[], timeOf: (item: T) => string, clocks: number[], delays: Arrival['delays']): number[] {
  return items.map((item, index) => {
    const punctual = clocks.findIndex((clock) => clock >= Date.parse(timeOf(item)))
    const step = (punctual === -1 ? clocks.length - 1 : punctual) + delays[index % delays.length]!.steps
    return Math.min(Math.max(step, 0), clocks.length - 1)
  })
}

/** What all that has arrived by a look says, from scratch. */
const fromScratch = (life: Life, encounters: Life['encounters'], statements: Life['statements'], clock: number) =>
  derived({ encounters, statements, definitions: life.definitions, asOf: new Date(clock).toISOString() })

function note(total: Stream['counts'], counts: Stream['counts']): void {
  for (const key of ['continued', 'fromScratch', 'untouched'] as const) total[key] += counts[key]
}

describe('a stream of encounters', () => {
  it(
    'in any batches, late, early and again, says at every look what all that arrived says from scratch',
    () => {
      const total = { continued: 0, fromScratch: 0, untouched: 0 }
      fc.assert(
        fc.property(arrivals, (arrival) => {
          const { life, delays } = arrival
          const clocks = clocksOf(arrival)
          const steps = stepsOf(life.encounters, (each) => each.occurredAt, clocks, delays)
          const told = stepsOf(life.statements, (each) => each.asOf, clocks, delays)
          const stream = openStream(open(life.definitions), clocks.length % 2 === 0 ? 'asText' : 'inMemory')
          clocks.forEach((clock, step) => {
            const now = life.encounters.filter((_, index) => steps[index] === step || (steps[index]! < step && delays[index % 13]!.again))
            const said = life.statements.filter((_, index) => told[index] === step)
            stream.arrive(now.map(readOne), said, clock)
            const arrived = life.encounters.filter((_, index) => steps[index]! <= step)
            const heard = life.statements.filter((_, index) => told[index]! <= step)
            expect(stream.look()).toEqual(fromScratch(life, arrived, heard, clock))
          })
          note(total, stream.counts)
        }),
        effort(pinnedArrivals),
      )
      // Each way of taking an encounter in has really been gone.
      expect(Math.min(...Object.values(total))).toBeGreaterThan(100)
    },
    PATIENCE,
  )

  it(
    'one by one as they happen, looked at after each, says at the end what one look says',
    () => {
      const total = { continued: 0, fromScratch: 0, untouched: 0 }
      fc.assert(
        fc.property(lives(12), (life) => {
          const end = Date.parse(life.asOf)
          const stream = openStream(open(life.definitions), 'inMemory')
          for (const encounter of life.encounters.map(readOne)) if (encounter.at <= end) stream.arrive([encounter], [], encounter.at)
          stream.arrive([], life.statements, end)
          expect(stream.look()).toEqual(fromScratch(life, life.encounters, life.statements, end))
          note(total, stream.counts)
        }),
        effort(),
      )
      expect(total.continued).toBeGreaterThan(total.fromScratch)
    },
    PATIENCE,
  )
})
