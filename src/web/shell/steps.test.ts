import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doAgain, takeBack, unwritten, write } from './steps.ts'

describe('what is written', () => {
  it('is taken back step by step to the beginning, and done again to the end', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), (texts) => {
        const written = texts.reduce((from, text) => write(from, { text }, undefined, 0), unwritten({ text: 'first' }))
        const back = texts.reduce((from) => takeBack(from), written)
        expect(back.now.text).toBe('first')
        expect(takeBack(back)).toBe(back)
        expect(texts.reduce((from) => doAgain(from), back).now).toBe(written.now)
      }),
    )
  })

  it('is one step while one field is typed without a pause', () => {
    const typed = write(write(unwritten('a'), 'ab', 'title', 1000), 'abc', 'title', 2000)
    expect(takeBack(typed).now).toBe('a')
    expect(takeBack(write(typed, 'abcd', 'title', 9000)).now).toBe('abc')
    expect(takeBack(write(typed, 'abcd', 'help', 2100)).now).toBe('abc')
  })
})
