import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derived, open, readOne } from './domain.ts'
import { lives, type Life } from './life.ts'
import { openStream } from './stream.ts'

const runs = Number(process.env.RUNS ?? 300)

/** A life and how it arrives: for each item its delay in steps of the clock (early when negative), and whether it comes again. */
interface Arrival {
  life: Life
  ticks: number[]
  delays: { steps: number; again: boolean }[]
}

const MINUTE = 60_000
const arrivals: fc.Arbitrary<Arrival> = fc.record({
  life: lives(10),
  ticks: fc.array(fc.oneof(fc.nat(20), fc.constantFrom(-0.5, -1.5, -2.5)), { minLength: 1, maxLength: 8, size: 'max' }),
  delays: fc.array(
    fc.record({
      steps: fc.oneof(
        { weight: 6, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.constantFrom(1, 2, 9) },
        { weight: 1, arbitrary: fc.constantFrom(-1, -9) },
      ),
      again: fc.boolean(),
    }),
    { minLength: 13, maxLength: 13 },
  ),
})

/** The looks at the clock: at encounters, between them and up to hours after, ending at the life's own. */
function clocksOf({ life, ticks }: Arrival): number[] {
  const end = Date.parse(life.asOf)
  const times = life.encounters.map((each) => Date.parse(each.occurredAt))
  const first = times[0]!
  const clocks = ticks.map((tick, index) =>
    tick >= 0 && Number.isInteger(tick)
      ? times[tick % times.length]! + (tick > 10 ? 30 * MINUTE * tick : 0)
      : first + Math.floor(((end - first) * (index + 1)) / (ticks.length + 1)),
  )
  return [...clocks.filter((clock) => clock < end).sort((a, b) => a - b), end]
}

describe('a stream', () => {
  const counts = { continued: 0, fromScratch: 0, untouched: 0 }

  it('says at every look what all that arrived says from scratch', () => {
    fc.assert(
      fc.property(arrivals, (arrival) => {
        const { life, delays } = arrival
        const stream = openStream(open(life.definitions))
        const clocks = clocksOf(arrival)
        const slotOf = (at: string, index: number) => {
          const punctual = clocks.findIndex((clock) => clock >= Date.parse(at))
          const slot = (punctual === -1 ? clocks.length - 1 : punctual) + delays[index % delays.length]!.steps
          return Math.min(Math.max(slot, 0), clocks.length - 1)
        }
        clocks.forEach((clock, step) => {
          const now = life.encounters.filter((each, index) => slotOf(each.occurredAt, index) === step)
          const again = life.encounters.filter(
            (each, index) => slotOf(each.occurredAt, index) < step && delays[index % delays.length]!.again,
          )
          const said = life.statements.filter((each, index) => slotOf(each.asOf, index) === step)
          stream.arrive([...now, ...again].map(readOne), said, clock)
          expect(stream.look()).toEqual(
            derived({
              encounters: life.encounters.filter((each, index) => slotOf(each.occurredAt, index) <= step),
              statements: life.statements.filter((each, index) => slotOf(each.asOf, index) <= step),
              definitions: life.definitions,
              asOf: new Date(clock).toISOString(),
            }),
          )
        })
        for (const key of ['continued', 'fromScratch', 'untouched'] as const) counts[key] += stream.counts[key]
      }),
      { numRuns: runs, seed: process.env.SEED ? Number(process.env.SEED) : undefined },
    )
    if (process.env.RUNS) console.log(counts)
  })
})
