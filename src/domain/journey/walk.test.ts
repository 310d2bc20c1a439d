import { describe, expect, it } from 'vitest'
import type { Encounter, Initiator, Turn } from '../encounter/encounter.ts'
import { definitionsSchema, RELATIONSHIP, type DefinitionsInput } from './definition.ts'
import { openDefinitions } from './definitions.ts'
import type { Path } from './path.ts'
import { pathJson } from './pathJson.ts'
import { beginPath, completeEncounter, lapse, lapseDue, walk, type Lapse } from './walk.ts'

const calendar = { timeZone: 'Europe/Helsinki', holidays: () => new Set<number>() }
const at = (time: string) => Date.parse(`2026-${time.replace(' ', 'T')}Z`)
let made = 0

type Facets = Partial<Encounter>
const encounter = (initiator: Initiator | undefined, time: string, facets: Facets = {}): Encounter => ({
  id: `e${(made += 1)}`,
  at: at(time),
  customer: { crm: 'C-1' },
  touchpoint: 'desk',
  initiator,
  ...facets,
})
const customer = (time: string, facets: Facets = {}) => encounter('customer', time, facets)
const company = (time: string, facets: Facets = {}) => encounter('company', time, facets)
const thirdParty = (time: string, facets: Facets = {}) => encounter('third-party', time, facets)
const nobody = (time: string, facets: Facets = {}) => encounter(undefined, time, facets)

function walked(
  encounters: Encounter[],
  clock = '12-31 00:00',
  given: DefinitionsInput = {},
  journey = 'order',
): Path & { lapses: Lapse[] } {
  const definitions = openDefinitions(definitionsSchema.parse(given), calendar)
  const path = beginPath(journey, null, encounters[0]!)
  const lapses: Lapse[] = []
  for (const each of encounters) {
    lapses.push(...lapse(path, each.at, definitions))
    walk(path, each, definitions)
  }
  lapses.push(...lapse(path, at(clock), definitions))
  return { ...path, lapses }
}

const first = customer('03-02 10:00')
const begun = customer('03-02 10:00', { channel: 'web', step: 'start' })
const returned = company('03-03 10:00', { channel: 'email', asks: ['income'] })

describe('whose turn it is', () => {
  const company1 = { turn: 'company' as const }
  const rows: [string, Turn, Encounter, Turn][] = [
    ['its own word', 'company', company('03-03 10:00', { turn: 'customer', step: 'complete' }), 'customer'],
    ['its own word, though the rule says otherwise', 'nobody', customer('03-03 10:00', { turn: 'nobody', asks: ['price'] }), 'nobody'],
    ['its own word without initiator is ignored', 'company', nobody('03-03 10:00', { turn: 'customer' }), 'company'],
    ['the company’s complete', 'company', company('03-03 10:00', { step: 'complete', asks: ['income'] }), 'nobody'],
    ['the customer’s complete', 'company', customer('03-03 10:00', { step: 'complete', provides: ['income'] }), 'nobody'],
    ['the customer’s abandon', 'company', customer('03-03 10:00', { step: 'abandon' }), 'nobody'],
    ['the company’s abandon', 'customer', company('03-03 10:00', { step: 'abandon' }), 'nobody'],
    ['nobody’s complete changes no turn', 'company', nobody('03-03 10:00', { step: 'complete' }), 'company'],
    ['the customer’s start', 'nobody', customer('03-03 10:00', { step: 'start' }), 'company'],
    ['the customer’s provides', 'customer', customer('03-03 10:00', { provides: ['income'] }), 'company'],
    ['the customer’s asks', 'customer', customer('03-03 10:00', { asks: ['price'] }), 'company'],
    ['the customer’s complaint', 'customer', customer('03-03 10:00', { signals: ['complaint'] }), 'company'],
    ['the customer’s other signs', 'customer', customer('03-03 10:00', { signals: ['leaving'] }), 'customer'],
    ['the customer’s progress', 'customer', customer('03-03 10:00', { step: 'progress' }), 'customer'],
    ['the customer’s fail', 'company', customer('03-03 10:00', { step: 'fail' }), 'company'],
    ['the company’s asks', 'company', company('03-03 10:00', { asks: ['income'] }), 'customer'],
    ['the company’s directsTo', 'company', company('03-03 10:00', { directsTo: 'branch' }), 'customer'],
    ['the company’s start', 'company', company('03-03 10:00', { step: 'start' }), 'company'],
    ['the company’s provides', 'customer', company('03-03 10:00', { provides: ['terms'] }), 'customer'],
    ['the company’s complaint', 'customer', company('03-03 10:00', { signals: ['complaint'] }), 'customer'],
    ['nobody’s asks', 'company', nobody('03-03 10:00', { asks: ['income'] }), 'company'],
    ['a third party’s word', 'company', thirdParty('03-03 10:00', { turn: 'customer', step: 'complete' }), 'company'],
    ['a remark', 'company', customer('03-03 10:00', { signals: ['praise'] }), 'company'],
  ]

  it.each(rows)('after %s: from %s', (_, before, encounter_, after) => {
    const opening =
      before === 'company' ? customer('03-02 10:00', company1) : before === 'customer' ? customer('03-02 10:00') : company('03-02 10:00')
    expect(walked([opening], '03-02 10:00').turn).toBe(before)
    expect(walked([opening, encounter_], '03-03 10:00').turn).toBe(after)
  })

  it('begins with the customer where the first encounter is the customer’s, else with nobody', () => {
    expect(walked([first], '03-02 10:00').turn).toBe('customer')
    expect(walked([customer('03-02 10:00', { signals: ['praise'] })], '03-02 10:00').turn).toBe('customer')
    for (const who of [company, thirdParty, nobody]) expect(walked([who('03-02 10:00')], '03-02 10:00').turn).toBe('nobody')
  })

  it('keeps who gave it while it stays', () => {
    const complaint = customer('03-03 10:00', { signals: ['complaint'] })
    expect(walked([begun, complaint, company('03-03 11:00')], '03-03 12:00').turnBy!.id).toBe(begun.id)
    expect(walked([begun, returned], '03-03 12:00').turnBy!.id).toBe(returned.id)
  })
})

describe('a pause', () => {
  it('comes once 7 days have passed since the last encounter on the customer’s turn', () => {
    expect(walked([begun, returned], '03-10 10:00')).toMatchObject({ state: 'active', pausedAt: null })
    expect(walked([begun, returned], '03-10 10:00:00.001')).toMatchObject({ state: 'paused', pausedAt: at('03-10 10:00') })
  })

  it('is counted from the last encounter of any sort, remarks included', () => {
    const remark = thirdParty('03-09 10:00', { sentiment: 'positive' })
    expect(walked([begun, returned, remark], '03-16 10:00').state).toBe('active')
    expect(walked([begun, returned, remark], '03-16 10:01').pausedAt).toBe(at('03-16 10:00'))
  })

  it('does not come on the company’s or nobody’s turn, nor once completed', () => {
    expect(walked([begun]).state).toBe('active')
    expect(walked([company('03-02 10:00')]).state).toBe('active')
    expect(walked([begun, company('03-03 10:00', { step: 'complete', turn: 'customer' })]).state).toBe('completed')
  })

  it('ends with the customer’s next encounter: a resumption', () => {
    const back = customer('03-29 03:30', { channel: 'branch' })
    const path = walked([begun, returned, back], '03-29 03:30')
    expect(path).toMatchObject({ state: 'active', pausedAt: null })
    expect(path.resumptions).toEqual([
      {
        pausedAt: at('03-10 10:00'),
        resumedAt: back.at,
        gapSeconds: (back.at - returned.at) / 1000,
        fromChannel: 'email',
        toChannel: 'branch',
        localHour: 6,
      },
    ])
  })

  it('ends at the hour the customer lives in', () => {
    const hour = (facets: Facets) => walked([begun, returned, customer('03-20 20:30', facets)]).resumptions[0]!.localHour
    expect([hour({}), hour({ timeZone: 'Asia/Kolkata' }), hour({ timeZone: 'America/New_York' })]).toEqual([22, 2, 16])
  })

  it('is not ended by the company, nobody, a third party or a remark; its limit is then counted anew', () => {
    const others = [
      company('03-20 10:00'),
      nobody('03-20 10:00'),
      thirdParty('03-20 10:00'),
      customer('03-20 10:00', { signals: ['praise'] }),
    ]
    for (const other of others) {
      const path = walked([begun, returned, other], '06-18 10:00')
      expect(path).toMatchObject({ state: 'paused', pausedAt: at('03-10 10:00'), resumptions: [] })
      expect(walked([begun, returned, other], '06-18 10:01').state).toBe('abandoned')
    }
  })

  it('is no resumption when the customer comes back just in time', () => {
    expect(walked([begun, returned, customer('03-10 10:00')]).resumptions).toEqual([])
  })

  it('takes its limits from the journey', () => {
    const given = { journeys: [{ key: 'order', pauseAfter: '1h', pauseLimit: '2h' }] }
    expect(walked([begun, returned], '03-03 11:00:00.001', given).state).toBe('paused')
    expect(walked([begun, returned], '03-03 12:00:00.001', given).lapses).toEqual([
      { to: 'paused', at: at('03-03 11:00') },
      { to: 'abandoned', at: at('03-03 12:00') },
    ])
  })
})

describe('an end', () => {
  it('comes once 90 days have passed since the last encounter on the customer’s turn', () => {
    expect(walked([begun, returned], '06-01 10:00').state).toBe('paused')
    expect(walked([begun, returned], '06-01 10:00:00.001')).toMatchObject({ state: 'abandoned', abandonedAt: at('06-01 10:00') })
  })

  it('comes with anybody’s step but a third party’s', () => {
    for (const who of [customer, company, nobody])
      expect(walked([begun, who('03-03 10:00', { step: 'abandon' })], '03-04 10:00').state).toBe('abandoned')
    expect(walked([begun, thirdParty('03-03 10:00', { step: 'abandon' })], '03-04 10:00').state).toBe('active')
  })

  it('is undone by the customer alone: a resumption, paused before or not', () => {
    const end = company('03-04 10:00', { step: 'abandon' })
    expect(walked([begun, end, company('03-05 10:00')]).state).toBe('abandoned')
    const path = walked([begun, end, customer('03-05 10:00')], '03-05 10:00')
    expect(path).toMatchObject({ state: 'active', turn: 'nobody', abandonedAt: null })
    expect(path.resumptions).toMatchObject([{ pausedAt: null, gapSeconds: 86_400, fromChannel: null, toChannel: null }])
    expect(walked([begun, returned, customer('07-01 10:00')]).resumptions).toMatchObject([{ pausedAt: at('03-10 10:00') }])
  })
})

describe('a completion', () => {
  const done = company('03-04 10:00', { step: 'complete', outcome: 'granted' })

  it('is anybody’s but a third party’s, with its outcome', () => {
    for (const who of [customer, company, nobody]) {
      expect(walked([begun, who('03-04 10:00', { step: 'complete', outcome: 'granted' })])).toMatchObject({
        state: 'completed',
        outcome: 'granted',
      })
    }
    expect(walked([begun, thirdParty('03-04 10:00', { step: 'complete', outcome: 'granted' })])).toMatchObject({
      state: 'active',
      outcome: null,
    })
  })

  it('keeps its outcome until a complete names another', () => {
    const again = customer('03-05 10:00', { outcome: 'declined' })
    expect(walked([begun, done, again, company('03-06 10:00', { step: 'complete' })]).outcome).toBe('granted')
    expect(walked([begun, done, again, company('03-06 10:00', { step: 'complete', outcome: 'declined' })]).outcome).toBe('declined')
  })

  it('is undone by the customer, without a resumption, and gives the company the turn', () => {
    const path = walked([begun, done, customer('04-20 10:00')], '04-20 10:00')
    expect(path).toMatchObject({ state: 'active', turn: 'company', resumptions: [] })
    expect(walked([begun, done, customer('03-05 10:00', { turn: 'customer' })], '03-05 10:00').turn).toBe('customer')
  })

  it('is not undone by the company, nobody, a third party or a remark', () => {
    const others = [
      company('03-05 10:00', { asks: ['income'] }),
      nobody('03-05 10:00'),
      thirdParty('03-05 10:00'),
      customer('03-05 10:00', { signals: ['praise'] }),
    ]
    for (const other of others) expect(walked([begun, done, other]).state).toBe('completed')
  })

  it('may come after an end, and an end after it', () => {
    const end = company('03-05 10:00', { step: 'abandon' })
    expect(walked([begun, end, company('03-06 10:00', { step: 'complete' })])).toMatchObject({ state: 'completed', abandonedAt: null })
    expect(walked([begun, done, end]).state).toBe('abandoned')
  })
})

describe('completed in its start channel', () => {
  const shown = (...encounters: Encounter[]) => {
    const definitions = openDefinitions(definitionsSchema.parse({ channels: [{ key: 'kiosk', digital: true }] }), calendar)
    return pathJson(walked(encounters, '12-31 00:00', { channels: [{ key: 'kiosk', digital: true }] }), 'crm:C-1', definitions)
  }
  const done = (channel?: string) => company('03-04 10:00', { channel, step: 'complete' })

  it('is told of completed paths only', () => {
    expect(shown(begun, done('app')).completedInStartChannel).toBe(true)
    expect(shown(begun)).not.toHaveProperty('completedInStartChannel')
  })

  it('looks at every provides and complete, from digital or from the other side', () => {
    expect(shown(begun, done('phone')).completedInStartChannel).toBe(false)
    expect(shown(begun, customer('03-03 10:00', { channel: 'branch', provides: ['income'] }), done('web')).completedInStartChannel).toBe(
      false,
    )
    expect(shown(begun, customer('03-03 10:00', { channel: 'branch', asks: ['price'] }), done('kiosk')).completedInStartChannel).toBe(true)
    expect(shown(customer('03-02 10:00', { channel: 'branch' }), done('phone')).completedInStartChannel).toBe(true)
    expect(shown(customer('03-02 10:00', { channel: 'branch' }), done('web')).completedInStartChannel).toBe(false)
  })

  it('passes over encounters without a channel and third parties; without any channel it is yes', () => {
    expect(shown(thirdParty('03-01 10:00', { channel: 'social' }), first, begun, done()).completedInStartChannel).toBe(true)
    expect(shown(begun, thirdParty('03-03 10:00', { channel: 'branch', provides: ['income'] }), done('web')).completedInStartChannel).toBe(
      true,
    )
    expect(shown(first, done())).toMatchObject({ completedInStartChannel: true, startedDigital: null })
  })
})

describe('the relationship', () => {
  it('has no turn and never pauses or closes', () => {
    const path = walked([begun, returned, customer('03-04 10:00', { step: 'complete', turn: 'company' })], '12-31 00:00', {}, RELATIONSHIP)
    expect(path).toMatchObject({ state: 'active', turn: 'nobody', outcome: null, lapses: [], encounters: 3, begun: false })
    expect(lapseDue(path, openDefinitions({}, calendar))).toBe(null)
  })
})

describe('an encounter as its touchpoint completes it', () => {
  const definitions = openDefinitions(
    definitionsSchema.parse({ touchpoints: [{ key: 'desk', channel: 'branch', initiator: 'company', stage: 'apply' }] }),
    calendar,
  )

  it('takes what it does not say from the definition, then from its door', () => {
    expect(completeEncounter(nobody('03-02 10:00'), definitions)).toMatchObject({ channel: 'branch', initiator: 'company', stage: 'apply' })
    expect(completeEncounter(nobody('03-02 10:00', { assumedInitiator: 'customer' }), definitions).initiator).toBe('company')
    expect(completeEncounter(nobody('03-02 10:00', { touchpoint: 'page', assumedInitiator: 'customer' }), definitions).initiator).toBe(
      'customer',
    )
    expect(completeEncounter(nobody('03-02 10:00', { touchpoint: 'page' }), definitions).initiator).toBe(undefined)
  })

  it('takes the step too, unless it says one itself or is a remark', () => {
    const given = definitionsSchema.parse({ touchpoints: [{ key: 'desk', step: 'complete' }] })
    const stepOf = (fields: object) => completeEncounter(customer('03-02 10:00', fields), openDefinitions(given, calendar)).step
    expect(stepOf({})).toBe('complete')
    expect(stepOf({ step: 'progress' })).toBe('progress')
    expect(stepOf({ measures: [{ metric: 'nps', score: 9 }] })).toBe(undefined)
    expect(stepOf({ initiator: 'third-party' })).toBe(undefined)
  })

  it('keeps what it says, and is never changed itself', () => {
    const own = customer('03-02 10:00', { channel: 'phone', stage: 'ask' })
    expect(completeEncounter(own, definitions)).toEqual(own)
    const bare = Object.freeze(nobody('03-02 10:00'))
    expect(completeEncounter(bare, definitions)).not.toBe(bare)
  })
})
