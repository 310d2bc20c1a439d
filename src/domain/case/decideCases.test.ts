import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideCases, type CatchableFriction, type KeptCase } from './decideCases.ts'

const friction = (key: string, facets: Partial<CatchableFriction> = {}): CatchableFriction => ({
  customer: 1,
  key,
  path: 'p',
  severity: 3,
  at: 100,
  team: 'desk',
  ...facets,
})
const kept = (id: number, frictions: string[], facets: Partial<KeptCase> = {}): KeptCase => ({
  id,
  customer: 1,
  path: 'p',
  withdrawn: false,
  joins: true,
  ended: false,
  severity: 3,
  frictions,
  ...facets,
})
const nothing = { open: [], join: [], move: [], restore: [], withdraw: [] }

describe('decideCases', () => {
  it('opens one case for the grave frictions of a path, since the first, as grave as the gravest', () => {
    expect(decideCases([], [friction('a', { at: 200 }), friction('b', { severity: 5, at: 150 }), friction('c', { path: 'q' })])).toEqual({
      ...nothing,
      open: [
        { customer: 1, path: 'p', team: 'desk', severity: 5, at: 150, frictions: ['a', 'b'] },
        { customer: 1, path: 'q', team: 'desk', severity: 3, at: 100, frictions: ['c'] },
      ],
    })
  })

  it('opens none for a light friction', () => {
    expect(decideCases([], [friction('a', { severity: 2 })])).toEqual(nothing)
  })

  it('lets a further friction join the open case of its path, and not that of another customer', () => {
    const other = friction('b', { severity: 4, customer: 2 })
    expect(decideCases([kept(7, ['a'])], [friction('a'), friction('c', { severity: 5 }), other])).toEqual({
      ...nothing,
      join: [{ id: 7, customer: 1, friction: 'c', severity: 5 }],
      open: [{ customer: 2, path: 'p', team: 'desk', severity: 4, at: 100, frictions: ['b'] }],
    })
  })

  it('withdraws a case whose frictions are all refuted, and opens another for what came instead', () => {
    expect(decideCases([kept(7, ['a'])], [friction('b')])).toEqual({
      ...nothing,
      withdraw: [{ id: 7, customer: 1 }],
      open: [{ customer: 1, path: 'p', team: 'desk', severity: 3, at: 100, frictions: ['b'] }],
    })
  })

  it('keeps a case of which one friction stands', () => {
    expect(decideCases([kept(7, ['a', 'b'])], [friction('b')])).toEqual(nothing)
  })

  it('moves a case with its frictions to another path or customer', () => {
    expect(decideCases([kept(7, ['a'])], [friction('a', { path: 'q', customer: 2 })])).toEqual({
      ...nothing,
      move: [{ id: 7, from: 1, customer: 2, path: 'q' }],
    })
  })

  it('restores a withdrawn case when its friction stands after all, and leaves it alone otherwise', () => {
    expect(decideCases([kept(7, ['a'], { withdrawn: true })], [friction('a')])).toEqual({ ...nothing, restore: [{ id: 7, customer: 1 }] })
    expect(decideCases([kept(7, ['a'], { withdrawn: true })], [])).toEqual(nothing)
  })

  it('opens another case where the one of the path ended long ago, and lets the living one go first', () => {
    const ended = kept(7, ['a'], { ended: true, joins: false })
    expect(decideCases([ended], [friction('a'), friction('b')])).toEqual({
      ...nothing,
      open: [{ customer: 1, path: 'p', team: 'desk', severity: 3, at: 100, frictions: ['b'] }],
    })
    const recent = { ...ended, joins: true }
    const join = { customer: 1, friction: 'c', severity: 3 }
    expect(decideCases([recent], [friction('a'), friction('c')]).join).toEqual([{ id: 7, ...join }])
    expect(decideCases([recent, kept(8, ['b'])], [friction('a'), friction('b'), friction('c')]).join).toEqual([{ id: 8, ...join }])
  })

  it('has nothing left to decide once its decisions are carried out', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const frictions = fc.uniqueArray(
      fc.record({ key, path: fc.constantFrom('p', 'q'), customer: fc.constantFrom(1, 2), severity: fc.integer({ min: 1, max: 5 }) }),
      { selector: (each) => each.key },
    )
    const cases = fc.uniqueArray(
      fc.record({ id: fc.integer({ min: 1, max: 4 }), withdrawn: fc.boolean(), joins: fc.boolean(), frictions: fc.uniqueArray(key) }),
      {
        selector: (each) => each.id,
      },
    )
    fc.assert(
      fc.property(frictions, cases, (standing, before) => {
        const grave = standing.map((each) => friction(each.key, each)).filter((each) => each.severity >= 3)
        const known = before.map((each) => kept(each.id, each.frictions, each))
        const decided = decideCases(known, grave)
        const after = known
          .map((each): KeptCase => {
            const move = decided.move.find((moved) => moved.id === each.id)
            const joined = decided.join.filter((join) => join.id === each.id).map((join) => join.friction)
            const isRestored = decided.restore.some((restored) => restored.id === each.id)
            const withdrawn = (each.withdrawn && !isRestored) || decided.withdraw.some((withdrawn) => withdrawn.id === each.id)
            const place = move && { customer: move.customer, path: move.path }
            return { ...each, ...place, withdrawn, frictions: [...each.frictions, ...joined] }
          })
          .concat(decided.open.map((opened, index) => kept(100 + index, opened.frictions, { ...opened })))
        expect(decideCases(after, grave)).toEqual(nothing)
        const caught = new Set(after.flatMap((each) => each.frictions))
        expect(grave.every((each) => caught.has(each.key))).toBe(true)
      }),
    )
  })
})
