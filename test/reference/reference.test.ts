import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { order, on, run } from './example.ts'
import { reference } from './reference.ts'
import type { RawEncounter } from './reference.ts'

const folder = resolve(import.meta.dirname, '../../../shared/acceptance')

describe.skipIf(!existsSync(folder))('the acceptance stories (skipped where ../shared/acceptance is absent)', () => {
  it.each(['bank', 'return', 'easter'])('%s story, in file order and reversed', (name) => {
    const encounters = readFileSync(resolve(folder, `${name}-story.ndjson`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RawEncounter)
    const expected = JSON.parse(readFileSync(resolve(folder, `${name}-story.expected.json`), 'utf8')) as {
      asOf: string
      customer: Record<string, string>
      paths: object[]
      frictions: object[]
      holdings: string[]
    }
    for (const given of [encounters, encounters.toReversed(), [...encounters, ...encounters]]) {
      const result = reference({ encounters: given, asOf: expected.asOf })
      const [customer = ''] = Object.entries(expected.customer).map((pair) => pair.join(':'))
      expect(result.customers).toBe(1)
      expect(result.paths).toMatchObject(expected.paths)
      expect(result.frictions).toMatchObject(expected.frictions)
      expect(result.holdings).toEqual({ [customer]: expected.holdings })
    }
  })
})

describe('encounters', () => {
  it('exist from their own time on, once per id, ordered by time and id', () => {
    const encounters = [
      order('05 12:00', { id: 'b' }),
      order('05 12:00', { id: 'a' }),
      order('05 12:00', { id: 'B' }),
      order('05 12:00', { id: 'a' }),
      order('05 12:01', { id: '0' }),
    ]
    expect(run(encounters, '2026-01-05T12:00:00Z').paths[0]?.encounterIds).toEqual(['B', 'a', 'b'])
    expect(run(encounters, '2026-01-05T11:59:59.999Z').paths).toEqual([])
  })

  it('keep milliseconds and take offsets', () => {
    const slip = order('05 12:00', { occurredAt: '2026-01-05T14:00:00.2509+02:00', signals: ['leaving'] })
    expect(run([slip]).frictions[0]?.occurredAt).toBe('2026-01-05T12:00:00.250Z')
  })

  it('take channel and initiator from their touchpoint', () => {
    const definitions = { touchpoints: [{ key: 'desk', channel: 'web', initiator: 'customer' as const }] }
    const bare = order('05 12:00', { touchpoint: 'desk', provides: ['income'] })
    delete bare.initiator
    const direction = order('06 12:00', { initiator: 'company', directsTo: 'store' })
    const { paths, frictions } = run([bare, direction], undefined, { definitions })
    expect(frictions.map(({ kind }) => kind)).toEqual(['forced-channel-switch'])
    expect(paths[0]?.turn).toBe('customer')
  })
})

describe('customers', () => {
  it('are groups over all links, named by the strongest identifier', () => {
    const { customers, paths, holdings, conflicts } = run([
      on('05 12:00', { customer: { anonymous: 'x' }, takesUp: ['kettle'] }),
      on('06 12:00', { customer: { anonymous: 'x', phone: '+358 40-1234567' } }),
      on('07 12:00', { customer: { phone: '00358401234567', email: ' Aino@Example.com ' } }),
      on('08 12:00', { customer: { loyalty: '7' } }),
    ])
    expect(customers).toBe(2)
    expect(paths.map(({ customer, encounters }) => [customer, encounters])).toEqual([
      ['email:aino@example.com', 3],
      ['loyalty:7', 1],
    ])
    expect(holdings).toEqual({ 'email:aino@example.com': ['kettle'], 'loyalty:7': [] })
    expect(conflicts).toEqual([])
  })

  it('are not joined at all where a group holds two CRM numbers', () => {
    const encounters = [
      on('05 12:00', { customer: { anonymous: 'x', crm: '1' } }),
      on('06 12:00', { customer: { anonymous: 'x' } }),
      on('07 12:00', { customer: { anonymous: 'x', email: 'a@b.fi' } }),
      on('08 12:00', { customer: { email: 'a@b.fi', crm: '2' } }),
    ]
    const after = run(encounters)
    expect(after.paths.map(({ customer }) => customer)).toEqual(['crm:1', 'anonymous:x', 'email:a@b.fi', 'crm:2'])
    expect(after.conflicts).toEqual([['anonymous:x', 'crm:1', 'crm:2', 'email:a@b.fi']])
    const before = run(encounters, '2026-01-07T12:00:00Z')
    expect(before.paths.map(({ customer, encounters: count }) => [customer, count])).toEqual([['crm:1', 3]])
    expect(before.conflicts).toEqual([])
  })

  it('hold what the latest statement said, and what happened since', () => {
    const encounters = [
      on('05 12:00', { takesUp: ['lamp'] }),
      on('07 12:00', { takesUp: ['kettle'], givesUp: ['sofa'] }),
      on('08 12:00', { initiator: 'company', offers: ['kettle', 'lamp', 'table', 'sofa'] }),
    ]
    const statements = [
      { customer: 'crm:C-1', asOf: '2026-01-06T00:00:00Z', holdings: ['table', 'sofa'] },
      { customer: 'crm:C-1', asOf: '2026-03-06T00:00:00Z', holdings: [] },
    ]
    const { holdings, frictions } = run(encounters, undefined, { statements })
    expect(holdings).toEqual({ 'crm:C-1': ['kettle', 'table'] })
    expect(frictions).toMatchObject([
      {
        kind: 'irrelevant-offer',
        products: ['kettle', 'table'],
        evidence: [encounters[1]?.id, encounters[2]?.id],
        severity: 2,
        matter: null,
      },
    ])
  })
})

const keys = (encounters: RawEncounter[], rest = {}) =>
  run(encounters, undefined, rest).paths.map(({ journey, matter, encounters: count }) => [journey, matter, count])

describe('which path', () => {
  it('a matter finds its journey from the encounter, the definition, an encounter naming it, or the built-in one', () => {
    const definitions = {
      journeys: [
        { key: 'move', touchpoints: ['van', 'crane'] },
        { key: 'build', touchpoints: ['crane'] },
      ],
    }
    const encounters = [
      on('05 12:00', { matter: 'A' }),
      on('06 12:00', { matter: 'A', journey: 'order' }),
      on('07 12:00', { matter: 'A', journey: 'return' }),
      on('08 12:00', { matter: 'A', touchpoint: 'van' }),
      on('09 12:00', { matter: 'B', touchpoint: 'crane' }),
      on('10 12:00', { touchpoint: 'crane' }),
      on('10 13:00', { touchpoint: 'van' }),
    ]
    expect(keys(encounters, { definitions })).toEqual([
      ['order', 'A', 2],
      ['return', 'A', 1],
      ['move', 'A', 2],
      ['matter', 'B', 1],
      ['relationship', null, 1],
    ])
  })

  it('without a matter the open path met last is taken, else a new one', () => {
    expect(
      keys([
        order('05 12:00', { matter: 'A' }),
        order('06 12:00', { matter: 'B' }),
        order('07 12:00', { matter: 'A' }),
        order('08 12:00'),
        order('09 12:00', { matter: 'A', step: 'complete' }),
        order('10 12:00'),
        order('11 12:00', { step: 'abandon' }),
        order('12 12:00'),
        order('12 13:00', { step: 'complete' }),
        order('13 12:00', { measures: [{ metric: 'nps', score: 9 }] }),
      ]),
    ).toEqual([
      ['order', 'A', 4],
      ['order', 'B', 3],
      ['order', null, 3],
    ])
  })

  it('a path abandoned by time is not taken', () => {
    const definitions = { journeys: [{ key: 'order', pauseAfter: '1d', pauseLimit: '3d' }] }
    expect(keys([order('05 12:00'), order('08 12:00'), order('11 12:01')], { definitions })).toEqual([
      ['order', null, 2],
      ['order', null, 1],
    ])
  })

  it('the relationship has no turn and never pauses or closes', () => {
    const { paths, frictions } = run([
      on('01 12:00', { step: 'start', provides: ['income'], handledBy: { team: 'a' } }),
      on('20 12:00', { step: 'complete', turn: 'company', handledBy: { team: 'b' } }),
      on('21 12:00', { step: 'fail', handledBy: { team: 'a' } }),
    ])
    expect(paths).toMatchObject([{ state: 'active', turn: 'nobody', outcome: null, encounters: 3, resumptions: [] }])
    expect(frictions).toEqual([])
  })
})
