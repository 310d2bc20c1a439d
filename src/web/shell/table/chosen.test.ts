import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseAll, extend, NONE, toggle } from './chosen.ts'

const ORDER = ['a', 'b', 'c', 'd', 'e']
const told = ({ keys }: { keys: ReadonlySet<string> }) => [...keys].toSorted().join('')

describe('chosen rows', () => {
  it('are chosen one by one, and no longer', () => {
    const two = toggle(toggle(NONE, 'b'), 'd')
    expect(told(two)).toBe('bd')
    expect(told(toggle(two, 'b'))).toBe('d')
  })

  it('go from the one chosen before to this one, either way, and keep the others', () => {
    const from = toggle(toggle(NONE, 'a'), 'd')
    expect(told(extend(from, ORDER, 'b'))).toBe('abcd')
    expect(told(extend(extend(from, ORDER, 'e'), ORDER, 'c'))).toBe('acde')
  })

  it('begin anew where the one chosen before is no longer in the list', () => {
    expect(told(extend(toggle(NONE, 'gone'), ORDER, 'b'))).toBe('bgone')
  })

  it('are all of what is shown, or none when all of it was', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...ORDER))
    fc.assert(
      fc.property(keys, keys, (before, shown) => {
        const all = chooseAll({ keys: new Set(before), from: null }, shown)
        const wasAll = shown.every((key) => before.includes(key))
        expect(told(all)).toBe(wasAll ? '' : told({ keys: new Set([...before, ...shown]) }))
      }),
    )
  })
})
