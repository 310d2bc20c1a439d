import { describe, expect, it } from 'vitest'
import type { Encounter } from '../encounter/encounter.ts'
import { definitionsSchema, type DefinitionsInput } from '../journey/definition.ts'
import { openDefinitions } from '../journey/definitions.ts'
import { canContinue } from './customerFold.ts'
import { continueDerivation, derive } from './derive.ts'
import { at, calendar, company, customer, nobody, tell } from './example.ts'

const definitions = openDefinitions({}, calendar)
const named = (id: string, encounter: Encounter): Encounter => ({ ...encounter, id })
const asked = named('a', customer('03-02 10:00', { matter: 'M-1', step: 'start' }))
const kinds = (frictions: { kind: string }[]) => frictions.map(({ kind }) => kind)

describe('a derivation', () => {
  it('counts an encounter once, however often and in whatever order it comes', () => {
    const answer = named('b', company('03-03 10:00', { matter: 'M-1', asks: ['income'] }))
    const once = derive({ encounters: [asked, answer] }, definitions, at('03-09 00:00'))
    expect(derive({ encounters: [answer, asked, answer, asked] }, definitions, at('03-09 00:00'))).toEqual(once)
    expect(once.placed.map(({ encounter }) => encounter.id)).toEqual(['a', 'b'])
  })

  it('keeps what only the clock says apart: an encounter dated earlier may still refute it', () => {
    const alone = derive({ encounters: [asked] }, definitions, at('03-05 00:00'))
    expect([kinds(alone.frictions), kinds(alone.pending)]).toEqual([[], ['silence']])
    const late = named('b', company('03-04 09:00', { matter: 'M-1', asks: ['income'] }))
    const answered = continueDerivation(alone.fold, { encounters: [late] }, definitions, at('03-05 00:00'))
    expect([kinds(answered.frictions), kinds(answered.pending)]).toEqual([[], []])
  })

  it('settles what a later encounter has passed', () => {
    const late = named('b', company('03-04 11:00', { matter: 'M-1', asks: ['income'] }))
    const answered = derive({ encounters: [asked, late] }, definitions, at('03-05 00:00'))
    expect([kinds(answered.frictions), kinds(answered.pending)]).toEqual([['silence'], []])
  })

  it('keeps a fold that the clock does not touch', () => {
    const early = derive({ encounters: [asked] }, definitions, at('03-02 10:00'))
    const later = derive({ encounters: [asked] }, definitions, at('12-31 00:00'))
    expect(later.fold).toEqual(early.fold)
    expect(JSON.parse(JSON.stringify(later.fold))).toEqual(later.fold)
  })

  it('tells the next deadline, and the paths that encounters or time changed', () => {
    const resting = named('a', customer('03-02 10:00', { matter: 'M-1' }))
    const first = derive({ encounters: [resting] }, definitions, at('03-02 10:00'))
    expect([first.nextDue, [...first.changed]]).toEqual([at('03-09 10:00'), ['order/M-1']])
    const unchanged = continueDerivation(first.fold, { encounters: [] }, definitions, at('03-09 10:00'))
    expect([unchanged.nextDue, [...unchanged.changed]]).toEqual([at('03-09 10:00'), []])
    const paused = continueDerivation(first.fold, { encounters: [] }, definitions, at('03-09 10:01'))
    expect([paused.nextDue, [...paused.changed]]).toEqual([at('05-31 10:00'), ['order/M-1']])
    const other = named('b', customer('03-20 10:00', { matter: 'M-2' }))
    expect([...continueDerivation(first.fold, { encounters: [other] }, definitions, at('03-20 10:00')).changed].sort()).toEqual([
      'order/M-1',
      'order/M-2',
    ])
  })

  it('has nothing due once all is at rest', () => {
    expect(tell([asked], { clock: '03-02 10:00' }).nextDue).toBe(at('03-04 10:00'))
    expect(tell([asked], { clock: '03-04 10:01' }).nextDue).toBe(null)
  })
})

describe('reading on from a fold', () => {
  const fold = (encounters: Encounter[], statements = [{ at: at('03-05 10:00'), holdings: ['lamp'] }]) =>
    derive({ encounters, statements }, definitions, at('03-31 00:00')).fold
  const said = (time: string) => [{ at: at(time), holdings: [] }]

  it('needs encounters after the last one, by time and id', () => {
    const kept = fold([asked], [])
    const next = (id: string, time: string) => canContinue(kept, [named(id, customer(time, { matter: 'M-1' }))], [], definitions)
    expect([next('b', '03-02 10:00'), next('A', '03-02 10:00'), next('b', '03-02 09:59'), next('a', '03-02 10:00')]).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(canContinue(kept, [], [], definitions)).toBe(true)
  })

  it('needs statements after the last encounter and the last statement', () => {
    expect(['03-02 10:00', '03-02 10:01'].map((time) => canContinue(fold([asked], []), [], said(time), definitions))).toEqual([false, true])
    expect(['03-05 10:00', '03-05 10:01'].map((time) => canContinue(fold([asked]), [], said(time), definitions))).toEqual([false, true])
  })

  it('needs encounters at or after the last statement', () => {
    const next = (time: string) => canContinue(fold([asked]), [named('b', customer(time, { matter: 'M-1' }))], [], definitions)
    expect([next('03-05 09:59'), next('03-05 10:00')]).toEqual([false, true])
  })

  it('needs promises that are not past as they are said', () => {
    const promise = (due: string) => named('b', company('03-10 10:00', { matter: 'M-1', promises: [{ what: 'call', dueAt: at(due) }] }))
    expect(['03-10 09:59', '03-10 10:00'].map((due) => canContinue(fold([asked]), [promise(due)], [], definitions))).toEqual([false, true])
  })

  it('needs a matter’s journey to stay what it was', () => {
    const bare = (id: string, time: string, journey?: string, touchpoint = 'desk') =>
      named(id, nobody(time, { journey, matter: 'M-9', touchpoint }))
    const unnamed = fold([bare('a', '03-02 10:00')], [])
    expect(canContinue(unnamed, [bare('b', '03-03 10:00', 'order')], [], definitions)).toBe(false)
    expect(canContinue(unnamed, [bare('b', '03-03 10:00')], [], definitions)).toBe(true)
    expect(canContinue(unnamed, [bare('b', '03-03 10:00', 'relationship')], [], definitions)).toBe(true)
    expect(canContinue(fold([bare('a', '03-02 10:00', 'loan')], []), [bare('b', '03-03 10:00', 'order')], [], definitions)).toBe(true)
    const given: DefinitionsInput = { journeys: [{ key: 'move', touchpoints: ['van'] }] }
    const moving = openDefinitions(definitionsSchema.parse(given), calendar)
    expect(canContinue(unnamed, [bare('b', '03-03 10:00', undefined, 'van')], [], moving)).toBe(false)
  })
})

describe('a fold with many paths', () => {
  const begin = Array.from({ length: 9 }, (_, index) =>
    named(`a${index}`, customer('03-02 10:00', { matter: `M-${index}`, step: 'start' })),
  )
  const many = derive({ encounters: begin }, definitions, at('03-02 10:00'))

  it('stays as it is, and so does every path that nothing touched', () => {
    const before = structuredClone(many.fold)
    const done = continueDerivation(
      many.fold,
      { encounters: [named('b', company('03-02 11:00', { matter: 'M-3', step: 'complete' }))] },
      definitions,
      at('03-02 11:00'),
    )
    expect(many.fold).toEqual(before)
    expect(done.paths.map((path, index) => path === many.fold.paths[index])).toEqual(begin.map((_, index) => index !== 3))
    expect([...done.changed]).toEqual(['order/M-3'])
    expect(continueDerivation(done.fold, { encounters: [] }, definitions, at('03-02 12:00')).fold).toBe(done.fold)
  })

  it('is read on as often as wanted, by other definitions too', () => {
    const patient = openDefinitions(
      definitionsSchema.parse({ journeys: [{ key: 'order', frictions: { silence: { limit: '96h' } } }] }),
      calendar,
    )
    const again = { encounters: [named('b', customer('03-09 10:00', { matter: 'M-0' }))] }
    const one = continueDerivation(many.fold, again, definitions, at('03-09 10:00'))
    expect(continueDerivation(many.fold, again, definitions, at('03-09 10:00'))).toEqual(one)
    expect(kinds(one.frictions)).toEqual(Array.from({ length: 9 }, () => 'silence'))
    const more = { encounters: [named('c', customer('03-09 11:00', { matter: 'M-9', step: 'start' }))] }
    const next = continueDerivation(one.fold, more, definitions, at('03-09 11:00'))
    expect(next.nextDue).toBe(at('03-11 11:00'))
    expect(continueDerivation(one.fold, more, patient, at('03-09 11:00')).nextDue).toBe(at('03-13 11:00'))
  })
})
