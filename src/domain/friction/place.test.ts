import { describe, expect, it } from 'vitest'
import type { Encounter } from '../encounter/encounter.ts'
import { at, company, customer, tell, type Look } from './example.ts'

const keys = (encounters: Encounter[], look: Look = {}) =>
  tell(encounters, look).paths.map((path) => `${path.journey}/${path.matter ?? ''} ${path.encounters}`)
const praise = { signals: ['praise' as const] }
const without = { journey: undefined }

describe('an encounter with a matter', () => {
  it('goes to the one path of that journey and matter, across any gap and state', () => {
    const matter = 'M-1'
    const life = [
      customer('01-02 10:00', { matter, step: 'start' }),
      company('01-03 10:00', { matter, step: 'complete' }),
      customer('12-20 10:00', { matter }),
    ]
    expect(keys(life)).toEqual(['order/M-1 3'])
    expect(keys([...life, customer('12-21 10:00', { matter, journey: 'loan' }), customer('12-21 11:00', { matter: 'M-2' })])).toEqual([
      'order/M-1 3',
      'loan/M-1 1',
      'order/M-2 1',
    ])
  })

  const definitions = {
    journeys: [
      { key: 'move', touchpoints: ['van', 'crane'] },
      { key: 'build', touchpoints: ['crane'] },
    ],
  }
  const bare = (time: string, facets = {}) => customer(time, { journey: undefined, matter: 'M-1', ...facets })

  it('takes its own journey, then its touchpoint’s only one', () => {
    expect(keys([bare('03-02 10:00', { journey: 'order', touchpoint: 'van' })], { definitions })).toEqual(['order/M-1 1'])
    expect(keys([bare('03-02 10:00', { touchpoint: 'van' })], { definitions })).toEqual(['move/M-1 1'])
    expect(keys([bare('03-02 10:00', { touchpoint: 'crane' })], { definitions })).toEqual(['matter/M-1 1'])
  })

  it('then that of the earliest encounter naming the matter with a journey, which may come later', () => {
    const named = [bare('03-03 10:00', { journey: 'order' }), bare('03-04 10:00', { journey: 'loan' })]
    expect(keys([bare('03-02 10:00'), ...named])).toEqual(['order/M-1 2', 'loan/M-1 1'])
    expect(keys([bare('03-02 10:00'), bare('03-02 11:00', { touchpoint: 'van' }), ...named], { definitions })).toEqual([
      'move/M-1 2',
      'order/M-1 1',
      'loan/M-1 1',
    ])
    expect(keys([bare('03-02 10:00'), ...named], { clock: '03-02 12:00' })).toEqual(['matter/M-1 1'])
  })

  it('then the built-in journey: another matter’s naming does not count', () => {
    expect(keys([bare('03-02 10:00'), customer('03-03 10:00', { matter: 'M-2' })])).toEqual(['matter/M-1 1', 'order/M-2 1'])
  })

  it('of the relationship by name goes there, and names no journey for its matter', () => {
    expect(keys([bare('03-02 10:00', { journey: 'relationship' }), bare('03-03 10:00'), customer('03-04 10:00', without)])).toEqual([
      'relationship/ 2',
      'matter/M-1 1',
    ])
  })
})

describe('an encounter with a journey and no matter', () => {
  it('goes to the path whose last encounter is latest, with a matter or without', () => {
    expect(
      keys([
        customer('03-02 10:00', { matter: 'A' }),
        customer('03-03 10:00', { matter: 'B' }),
        customer('03-04 10:00', { matter: 'A' }),
        customer('03-05 10:00'),
      ]),
    ).toEqual(['order/A 3', 'order/B 1'])
  })

  it('passes over paths completed or abandoned, by step or by time', () => {
    expect(keys([customer('03-02 10:00'), company('03-03 10:00', { step: 'complete' }), customer('03-04 10:00')])).toEqual([
      'order/ 2',
      'order/ 1',
    ])
    expect(keys([customer('03-02 10:00'), customer('03-03 10:00', { step: 'abandon' }), customer('03-04 10:00')])).toEqual([
      'order/ 2',
      'order/ 1',
    ])
    expect(keys([customer('03-02 10:00'), customer('05-31 10:00')])).toEqual(['order/ 2'])
    expect(keys([customer('03-02 10:00'), customer('05-31 10:00:00.001')])).toEqual(['order/ 1', 'order/ 1'])
  })

  it('as a remark goes to the latest in any state, and begins a path where there is none', () => {
    expect(keys([customer('03-02 10:00'), company('03-03 10:00', { step: 'complete' }), customer('03-04 10:00', praise)])).toEqual([
      'order/ 3',
    ])
    expect(keys([customer('03-02 10:00'), customer('07-04 10:00', praise)])).toEqual(['order/ 2'])
    expect(keys([customer('03-02 10:00', praise)])).toEqual(['order/ 1'])
  })

  it('takes its touchpoint’s only journey where it names none', () => {
    const definitions = { journeys: [{ key: 'order', touchpoints: ['form'] }] }
    expect(keys([customer('03-02 10:00'), customer('03-03 10:00', { ...without, touchpoint: 'form' })], { definitions })).toEqual([
      'order/ 2',
    ])
  })
})

describe('any other encounter', () => {
  it('goes to the customer’s one relationship', () => {
    expect(keys([customer('01-02 10:00', without), customer('12-02 10:00', { ...without, touchpoint: 'form' })])).toEqual([
      'relationship/ 2',
    ])
    expect(keys([customer('01-02 10:00', without), customer('12-02 10:00', { journey: 'relationship' })])).toEqual(['relationship/ 2'])
  })
})

describe('a path', () => {
  it('is named by journey and matter, else by its first encounter, whatever letters they have', () => {
    const { paths, placed } = tell([
      customer('03-02 10:00', { matter: 'a/b' }),
      customer('03-02 11:00', { journey: 'loan', id: 'x@y' }),
      customer('03-02 12:00', { matter: 'a/b', touchpoint: 'form' }),
    ])
    expect(paths.map(({ key }) => key)).toEqual(['order/a%2Fb', 'loan@x%40y'])
    expect(placed.map(({ path, step, previous, gap }) => [path, step, previous, gap])).toEqual([
      ['order/a%2Fb', 1, null, null],
      ['loan@x%40y', 1, null, null],
      ['order/a%2Fb', 2, 'desk', 2 * 3_600_000],
    ])
  })

  it('does not exist before its first encounter', () => {
    expect(tell([customer('03-02 10:00')], { clock: '03-02 09:59:59.999' })).toMatchObject({ paths: [], placed: [], nextDue: null })
    expect(tell([customer('03-02 10:00')], { clock: '03-02 10:00' })).toMatchObject({ nextDue: at('03-09 10:00') })
  })
})
