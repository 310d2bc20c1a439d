import { describe, expect, it } from 'vitest'
import type { Encounter } from '../encounter/encounter.ts'
import { definitionsSchema } from '../journey/definition.ts'
import { openDefinitions } from '../journey/definitions.ts'
import { derive } from './derive.ts'
import { nothingSeen, seeEncounter, seePath } from './facetsSeen.ts'
import { FRICTION_KINDS } from './friction.ts'
import { notJudged } from './notJudged.ts'

const HOUR = 3_600_000

/** What cannot be judged from one customer's encounters, an hour apart, as `kind: reason`. */
function lacking(encounters: Partial<Encounter>[], given: object = {}): Record<string, string> {
  const definitions = openDefinitions(definitionsSchema.parse(given), { timeZone: 'Europe/Helsinki', holidays: () => new Set() })
  const complete = encounters.map((facets, index): Encounter => ({
    id: String(index),
    at: index * HOUR,
    customer: { crm: 'C-1' },
    touchpoint: 'desk',
    ...facets,
  }))
  const derived = derive({ encounters: complete }, definitions, 1000 * HOUR)
  const seen = nothingSeen()
  const journeys = new Map(derived.paths.map((path) => [path.key, path.journey]))
  for (const path of derived.paths) seePath(seen, path, definitions)
  for (const { encounter, path, previous } of derived.placed)
    seeEncounter(seen, encounter, journeys.get(path)!, previous === null, definitions)
  return Object.fromEntries(notJudged(seen).map(({ kind, because }) => [kind, because]))
}

const matter = { matter: '1' }

describe('what cannot be judged', () => {
  it('is everything where there is nothing, each kind once with a sentence', () => {
    const lacks = lacking([])
    expect(Object.keys(lacks)).toEqual([...FRICTION_KINDS, 'pause'].sort())
    for (const because of Object.values(lacks)) expect(because).toMatch(/^[A-Z].*\.$/)
  })

  it('names the missing initiator for all that needs a turn, and nothing of what the log does tell', () => {
    const lacks = lacking([
      { ...matter, handledBy: { team: 'a' } },
      { ...matter, handledBy: { team: 'b' } },
    ])
    for (const kind of ['silence', 'pause', 'abandonment', 'repeat-contact', 'forced-channel-switch', 'repeated-ask', 'negative-mention']) {
      expect(lacks[kind]).toMatch(/^No encounter says who began it/)
    }
    expect(lacks).not.toHaveProperty('bounce')
    expect(lacks['irrelevant-offer']).toMatch(/offers/)
    expect(lacks['poor-score']).toMatch(/measures/)
    expect(lacks['broken-promise']).toMatch(/promises/)
    expect(lacks.effort).toMatch(/effortLimit/)
  })

  it('is what needs a path where there are only relationships', () => {
    const lacks = lacking([{ initiator: 'customer', step: 'start', handledBy: { team: 'a' } }])
    for (const kind of ['silence', 'pause', 'abandonment', 'bounce', 'dead-end', 'effort', 'forced-channel-switch', 'repeat-contact']) {
      expect(lacks[kind]).toMatch(/only relationships/)
    }
  })

  it.each([
    ['silence', [{ ...matter, initiator: 'customer', provides: ['income'] }]],
    ['silence', [{ ...matter, initiator: 'company', turn: 'company' }]],
    ['pause', [{ ...matter, initiator: 'customer' }]],
    ['pause', [{ ...matter, initiator: 'company', asks: ['income'] }]],
    ['pause', [{ ...matter, initiator: 'company', directsTo: 'branch' }]],
    [
      'abandonment',
      [
        { ...matter, initiator: 'customer', step: 'start' },
        { ...matter, initiator: 'company', asks: ['income'] },
      ],
    ],
    [
      'abandonment',
      [
        { ...matter, initiator: 'customer', step: 'start' },
        { ...matter, step: 'abandon' },
      ],
    ],
    ['bounce', [{ ...matter, handledBy: { team: 'a' } }]],
    ['broken-promise', [{ promises: [{ what: 'answer', dueAt: 5 }] }]],
    ['dead-end', [{ ...matter, step: 'fail' }]],
    ['forced-channel-switch', [{ ...matter, channel: 'web', initiator: 'company', directsTo: 'branch' }]],
    ['irrelevant-offer', [{ takesUp: ['loan'] }, { offers: ['loan'] }]],
    ['leaving', [{ signals: ['leaving'] }]],
    ['loss', [{ givesUp: ['loan'] }]],
    ['negative-mention', [{ initiator: 'third-party', sentiment: 'positive' }]],
    ['poor-score', [{ measures: [{ metric: 'nps', score: 9 }] }]],
    ['repeat-contact', [{ ...matter, initiator: 'customer', step: 'complete' }]],
    ['repeat-contact', [{ ...matter, initiator: 'customer', channel: 'phone', step: 'start' }]],
    [
      'repeated-ask',
      [
        { initiator: 'customer', provides: ['income'] },
        { initiator: 'company', asks: ['income'] },
      ],
    ],
  ] satisfies [string, Partial<Encounter>[]][])('%s can be judged where its facets are there', (kind, encounters) => {
    expect(lacking(encounters)).not.toHaveProperty(kind)
  })

  it.each([
    ['silence', [{ ...matter, initiator: 'company' }]],
    ['pause', [{ ...matter, initiator: 'customer', step: 'start' }]],
    ['abandonment', [{ ...matter, initiator: 'customer', step: 'start' }]],
    ['forced-channel-switch', [{ ...matter, channel: 'phone', initiator: 'company', directsTo: 'branch' }]],
    ['irrelevant-offer', [{ offers: ['loan'] }]],
    ['loss', [{ givesUp: ['loan'], takesUp: ['car'] }]],
    ['negative-mention', [{ initiator: 'third-party' }]],
    ['poor-score', [{ measures: [{ metric: 'mood', score: 1 }] }]],
    ['repeat-contact', [{ ...matter, initiator: 'customer', channel: 'web', step: 'start' }]],
    ['repeated-ask', [{ initiator: 'company', asks: ['income'] }]],
  ] satisfies [string, Partial<Encounter>[]][])('%s cannot be judged where half of what it needs is missing', (kind, encounters) => {
    expect(lacking(encounters)).toHaveProperty(kind)
  })

  it('reads effort limits and thresholds from the definitions of the journey', () => {
    const journeys = [{ key: 'loan', effortLimit: 3, frictions: { 'poor-score': { mood: { scale: '1-5', atMost: 2 } } } }]
    const encounter = { ...matter, journey: 'loan', measures: [{ metric: 'mood', score: 4 }] }
    expect(lacking([encounter])).toMatchObject({ effort: expect.any(String), 'poor-score': expect.any(String) })
    const lacks = lacking([encounter], { journeys })
    expect(lacks).not.toHaveProperty('effort')
    expect(lacks).not.toHaveProperty('poor-score')
  })
})
