import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bothWays, ZONE } from '../../../test/columns/plainPaths.ts'
import { isRemark, type Encounter } from '../encounter/encounter.ts'
import { localHourOfWeek } from '../kernel/zone.ts'
import { flagsOf, gapBucket, gapsOfBucket, PATH_STATES, readFlags } from './columns.ts'
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
          ...readFlags(rows.flags[index]!),
        }))
        const plain = paths.flatMap(({ encounters }) =>
          encounters.map(({ encounter, previous }) => ({
            at: encounter.at,
            touchpoint: encounter.touchpoint,
            previous: previous?.encounter.touchpoint ?? null,
            channel: encounter.channel ?? null,
            device: encounter.device ?? null,
            stage: encounter.stage ?? null,
            gap: gapBucket(previous ? encounter.at - previous.encounter.at : 0),
            hour: localHourOfWeek(encounter.timeZone ?? ZONE, encounter.at),
            step: encounter.step ?? null,
            initiator: encounter.initiator ?? null,
            remark: isRemark(encounter),
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
          customer: columns.customers[rows.customer[index]!],
          journey: columns.journeys[rows.journey[index]!],
          state: PATH_STATES[state],
          startChannel: columns.channels[rows.startChannel[index]!],
          outcome: columns.outcomes[rows.outcome[index]!],
          times: [rows.firstAt[index], rows.lastAt[index]],
          frictions: { bits: rows.frictions[index], count: rows.frictionCount[index] },
        }))
        const plain = paths.map(({ customer, path, frictions }) => ({
          customer,
          journey: path.journey,
          state: path.state,
          startChannel: path.startChannel,
          outcome: path.outcome,
          times: [path.first.at, path.last.at],
          frictions,
        }))
        expect(read).toEqual(plain)
      }),
    )
  })

  it('hold every resumption with the encounter that resumed', () => {
    fc.assert(
      fc.property(bothWays, ({ columns, paths }) => {
        const { resumptions: rows, paths: pathRows } = columns
        const read = Array.from(rows.path, (path, row) => ({
          path,
          encounter: rows.encounter[row]! - pathRows.start[path]!,
          pausedAt: Number.isNaN(rows.pausedAt[row]) ? null : rows.pausedAt[row],
          resumedAt: rows.resumedAt[row],
          gapSeconds: rows.gapSeconds[row],
          fromChannel: columns.channels[rows.fromChannel[row]!],
          toChannel: columns.channels[rows.toChannel[row]!],
          localHour: rows.localHour[row],
        }))
        const plain = paths.flatMap(({ encounters }, path) =>
          encounters.flatMap(({ resumed }, encounter) => (resumed ? [{ path, encounter, ...resumed }] : [])),
        )
        expect(read).toEqual(plain)
      }),
      { numRuns: 300 },
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
    const placed = encounters.map((encounter, index) => ({
      encounter,
      path: path.key,
      previous: encounters[index - 1]?.touchpoint ?? null,
      gap: index === 0 ? null : 2000,
    }))
    builder.addCustomer('crm:C-1', { paths: [path], placed }, new Map())
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

it('flags keep step, initiator and remark apart', () => {
  for (const step of [undefined, 'start', 'progress', 'complete', 'abandon', 'fail'] as const) {
    for (const initiator of [undefined, 'customer', 'company', 'third-party'] as const) {
      for (const remark of [false, true]) {
        expect(readFlags(flagsOf(step, initiator, remark))).toEqual({ step: step ?? null, initiator: initiator ?? null, remark })
      }
    }
  }
})
