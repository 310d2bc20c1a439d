import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleWithin, spreadSample } from './sampleTexts.ts'
import { summariseThemes } from './tellingTexts.ts'

describe('samples of texts', () => {
  it('are spread from the first to the last', () => {
    expect(spreadSample([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 3)).toEqual([0, 5, 10])
    expect(spreadSample([1, 2], 5)).toEqual([1, 2])
    expect(spreadSample([1, 2], 1)).toEqual([1])
  })

  it('keep their order, their budget and the length of each', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 60 }), (texts) => {
        const items = texts.map((text, number) => ({ text, number }))
        const sample = sampleWithin(items, { most: 20, longest: 30, characters: 200 })
        expect(sample.length).toBeLessThanOrEqual(20)
        expect(sample.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(200)
        expect(sample.every(({ text }) => text.length <= 30)).toBe(true)
        const numbers = sample.map(({ number }) => number)
        expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other))
        if (items.length > 0) expect(sample.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('summariseThemes', () => {
  const text = (id: string, words: string, theme: string, sentiment: number) => ({
    id,
    text: words,
    themes: [{ theme, sentiment }],
    sentences: [{ from: 0, to: words.length, sentiment }],
  })

  it('counts moods, and tells the furthest sentence that speaks of the theme', () => {
    const texts = [
      text('a', 'Jono oli aivan liian pitkä.', 'waiting', -0.6),
      text('b', 'Kaikki oli aivan kamalaa taas.', 'waiting', -0.9),
      text('c', 'Jono liikkui tänään nopeasti.', 'waiting', 0.7),
      text('d', 'Myyjä oli ystävällinen minulle.', 'staff', 0.1),
    ]
    expect(summariseThemes(texts, (sentence) => sentence.includes('Jono'), 8)).toEqual([
      {
        theme: 'waiting',
        texts: 3,
        negative: 2,
        positive: 1,
        sentiment: expect.closeTo(-0.267, 3),
        bitter: { id: 'a', sentence: 'Jono oli aivan liian pitkä.' },
        glad: { id: 'c', sentence: 'Jono liikkui tänään nopeasti.' },
      },
      { theme: 'staff', texts: 1, negative: 0, positive: 0, sentiment: 0.1, bitter: null, glad: null },
    ])
  })
})
