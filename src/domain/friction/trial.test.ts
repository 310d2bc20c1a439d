import { describe, expect, it } from 'vitest'
import { definitionsSchema, type DefinitionsInput } from '../journey/definition.ts'
import { openDefinitions } from '../journey/definitions.ts'
import { derive } from './derive.ts'
import { at, calendar, company, customer } from './example.ts'
import { estimateTotal, openTrial } from './trial.ts'

const read = (given: DefinitionsInput) => openDefinitions(definitionsSchema.parse(given), calendar)

function tried(draft: DefinitionsInput, since: string) {
  const trial = openTrial('order', at(since))
  const waiting = [customer('03-02 10:00', { id: 'a1', step: 'start' }), company('03-03 10:00', { id: 'a2', asks: ['income'] })]
  const open = [customer('03-02 10:00', { id: 'b1', step: 'start' }), company('03-03 20:00', { id: 'b2' })]
  for (const [name, encounters] of Object.entries({ waiting, open })) {
    trial.add(name, derive({ encounters }, read({}), at('03-20 00:00')), derive({ encounters }, read(draft), at('03-20 00:00')))
  }
  return trial
}

describe('a trial', () => {
  it('tells frictions found and gone, with whose they are', () => {
    const shorter = tried({ journeys: [{ key: 'order', frictions: { silence: { limit: '12h' } } }] }, '03-01 00:00').counts()
    expect(shorter.customers).toBe(2)
    expect(shorter.kinds).toMatchObject([{ kind: 'silence', elsewhere: false, now: 1, draft: 3, found: 2, gone: 0 }])
    expect(shorter.kinds[0]!.examples.found.map(({ customer: whose, path }) => [whose, path])).toEqual([
      ['waiting', 'order@a1'],
      ['open', 'order@b1'],
    ])
    expect(shorter.moves).toEqual([])
  })

  it('tells paths that would stand otherwise, and those that are not on the journey any more', () => {
    const sooner = tried({ journeys: [{ key: 'order', pauseAfter: '2d', pauseLimit: '5d' }] }, '03-01 00:00').counts()
    expect(sooner.states).toMatchObject({ now: { paused: 1, active: 1 }, draft: { abandoned: 1, active: 1 } })
    expect(sooner.moves).toMatchObject([
      { from: 'paused', to: 'abandoned', paths: 1, examples: [{ customer: 'waiting', path: 'order@a1' }] },
    ])
    expect(sooner.kinds.find(({ kind }) => kind === 'abandonment')).toMatchObject({ now: 0, draft: 1, found: 1, gone: 0 })
  })

  it('counts only what is of its stretch', () => {
    const late = tried({ journeys: [{ key: 'order', frictions: { silence: { limit: '12h' } } }] }, '03-04 00:00').counts()
    expect(late.kinds).toMatchObject([{ kind: 'silence', now: 1, draft: 1 }])
    expect(late.states.now).toEqual({ active: 0, paused: 0, abandoned: 0, completed: 0 })
  })

  it('says of all what a sample says, and how surely', () => {
    const trial = tried({ journeys: [{ key: 'order', frictions: { silence: { limit: '12h' } } }] }, '03-01 00:00')
    expect(trial.estimate(2)).toEqual({ change: 2, low: 2, high: 2 })
    expect(estimateTotal({ sum: 0, squares: 0, drawn: 0, of: 0 })).toEqual({ change: 0, low: 0, high: 0 })
    // 100 of 10,000 customers, 20 of whom have one friction more: 2,000 ± 1.96 · 10,000 · √(0.1616/100 · 0.99).
    expect(estimateTotal({ sum: 20, squares: 20, drawn: 100, of: 10_000 })).toEqual({ change: 2000, low: 1216, high: 2784 })
  })
})
