import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bothWays, ZONE } from '../../../test/columns/plainPaths.ts'
import type { Encounter } from '../encounter/encounter.ts'
import { localHourOfWeek } from '../kernel/zone.ts'
import { digestOfKey, gapBucket, gapsOfBucket, PATH_STATES } from './columns.ts'
import { openColumns } from './columnsBuilder.ts'
import { beginPath, walk } from './walk.ts'
import { openDefinitions } from './definitions.ts'
import { getFlow } from './questions/getFlow.ts'
import { getVariants } from './questions/getVariants.ts'

describe('path columns', () => {
  it('hold every encounter of every path, in order', () => {
    fc.assert(
      fc.property(bothWays, ({ columns, paths }) => {
        const { encounters: rows, paths: pathRows } = columns
        expect([...pathRows.start]).toEqual(paths.reduce((ends, { encounters }) => [...ends, ends.at(-1)! + encounters.length], [0]))
        const read = Array.from(rows.time, (at, index) => ({
          at,
          touchpoint: columns.touchpoints[rows.touchpoint[index]!],
          previous: columns.touchpoints[rows.previous[index]!],
          channel: columns.channels[rows.channel[index]!],
          device: columns.devices[rows.device[index]!],
          stage: columns.stages[rows.stage[index]!],
          gap: rows.gap[index],
          hour: rows.hour[index],
          resumed: rows.resumed[index] === 1,
        }))
        const plain = paths.flatMap(({ encounters }) =>
          encounters.map(({ encounter, previous, resumed }) => ({
            at: encounter.at,
            touchpoint: encounter.touchpoint,
            previous: previous?.encounter.touchpoint ?? null,
            channel: encounter.channel ?? null,
            device: encounter.device ?? null,
            stage: encounter.stage ?? null,
            gap: gapBucket(previous ? encounter.at - previous.encounter.at : 0),
            hour: localHourOfWeek(encounter.timeZone ?? ZONE, encounter.at),
            resumed: resumed !== null,
          })),
        )
        expect(read).toEqual(plain)
      }),
    )
  })

  it('hold every path with what stands on it', () => {
    fc.assert(
      fc.property(bothWays, ({ columns, paths }) => {
        const { paths: rows } = columns
        const read = Array.from(rows.state, (state, index) => ({
          customer: `crm:C-${rows.customer[index]}`,
          digest: rows.digest[index],
          journey: columns.journeys[rows.journey[index]!],
          state: PATH_STATES[state],
          outcome: columns.outcomes[rows.outcome[index]!],
          frictions: { bits: rows.frictions[index], count: rows.frictionCount[index] },
        }))
        const plain = paths.map(({ customer, path, frictions }) => ({
          customer,
          journey: path.journey,
          state: path.state,
          digest: digestOfKey(path.key),
          outcome: path.outcome,
          frictions,
        }))
        expect(read).toEqual(plain)
      }),
    )
  })

  it('take four bytes a code where two do not reach, and answer alike', () => {
    const definitions = openDefinitions({}, { timeZone: ZONE, holidays: () => new Set() })
    const builder = openColumns(ZONE)
    const encounters = Array.from({ length: 70_000 }, (_, index): Encounter => ({
      id: String(index).padStart(5, '0'),
      at: index * 2000,
      customer: { crm: 'C-1' },
      touchpoint: `t${index % 69_999}`,
    }))
    const path = beginPath('loan', '1', encounters[0]!)
    for (const encounter of encounters) walk(path, encounter, definitions)
    const placed = encounters.map((encounter) => ({
      encounter,
      path: path.key,
      resumed: false,
    }))
    builder.addCustomer({ paths: [path], placed }, new Map())
    const columns = builder.seal()
    expect(columns.encounters.touchpoint).toBeInstanceOf(Uint32Array)
    expect(columns.encounters.channel).toBeInstanceOf(Uint16Array)
    const flow = getFlow(columns, {})
    expect(flow).toHaveLength(69_999)
    expect(flow.find(({ to }) => to === 't69998')).toEqual({ from: 't69997', to: 't69998', count: 1, medianSeconds: 2 })
    expect(getVariants(columns, {}, 1).top[0]!.touchpoints.slice(-2)).toEqual(['t69998', 't0'])
  })
})

describe('gaps in a byte', () => {
  it('fall between the limits of their bucket, and longer gaps never in a lower one', () => {
    const gaps = fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 2 ** 50 }))
    fc.assert(
      fc.property(gaps, (gap) => {
        const { from, until } = gapsOfBucket(gapBucket(gap))
        expect(gap).toBeGreaterThanOrEqual(from)
        expect(gap).toBeLessThan(until)
        expect(gapBucket(gap + 1)).toBeGreaterThanOrEqual(gapBucket(gap))
      }),
      { numRuns: 1000 },
    )
  })

  it('know a second from a minute, and end at 176 years', () => {
    expect([0, 1, 2, 1000, 60_000].map(gapBucket)).toEqual([0, 1, 7, 60, 96])
    expect(gapBucket(2 ** 43)).toBe(255)
    expect(gapsOfBucket(255).until).toBe(Infinity)
    expect(gapsOfBucket(255).from / (365.25 * 86_400_000)).toBeGreaterThan(170)
    expect(gapsOfBucket(60).until / gapsOfBucket(60).from).toBeCloseTo(2 ** (1 / 6), 10)
  })
})
