import { describe, expect, it } from 'vitest'
import { extendWay, NO_WAY, wayText } from './way.ts'

const wayOf = (...touchpoints: string[]) => wayText(touchpoints.reduce(extendWay, NO_WAY))

describe('the way of a path', () => {
  it('tells order, repetition and where touchpoints end', () => {
    const ways = [[], ['a'], ['a', 'a'], ['b'], ['a', 'b'], ['b', 'a'], ['ab'], ['a', ''], ['', 'a'], ['a\0'], ['ä'], ['a\uffff']]
    expect(new Set(ways.map((way) => wayOf(...way))).size).toBe(ways.length)
    expect(wayOf('a', 'b')).toBe(wayOf('a', 'b'))
    expect(wayOf('a')).toMatch(/^[0-9a-f]{32}$/)
  })

  it('differs in each of its parts between all ways of up to five steps through six touchpoints', () => {
    let ways = [NO_WAY]
    const all = [NO_WAY]
    for (let step = 0; step < 5; step++) {
      ways = ways.flatMap((way) => ['one', 'two', 'three', 'loan-1', 'loan-2', 'loan-3'].map((name) => extendWay(way, name)))
      all.push(...ways)
    }
    expect(new Set(all.map(wayText)).size).toBe(all.length)
    // Of 9,331 chance numbers of 32 bits, one pair in a hundred tries is alike.
    for (const part of [0, 1, 2, 3] as const) expect(all.length - new Set(all.map((way) => way[part])).size).toBeLessThan(3)
  })
})
