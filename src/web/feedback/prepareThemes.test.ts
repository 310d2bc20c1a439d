import { describe, expect, it } from 'vitest'
import type { ThemeFigure } from '../../api/verbatim.ts'
import { stretchesOf, worstTheme } from './prepareThemes.ts'

describe('a text cut into its moods', () => {
  it('marks sentences and leaves what stands between them', () => {
    const text = 'Hyvä! Huono.\nLopuksi'
    const sentences = [
      { from: 0, to: 5, sentiment: 0.8 },
      { from: 6, to: 12, sentiment: -0.9 },
    ]
    expect(stretchesOf(text, sentences)).toEqual([
      { text: 'Hyvä!', mood: 1 },
      { text: ' ', mood: 0 },
      { text: 'Huono.', mood: -1 },
      { text: '\nLopuksi', mood: 0 },
    ])
  })

  it('loses nothing of a text whose sentences overlap or are missing', () => {
    expect(stretchesOf('abc', []).map(({ text }) => text)).toEqual(['abc'])
    const overlapping = [
      { from: 0, to: 2, sentiment: 0 },
      { from: 1, to: 3, sentiment: 1 },
    ]
    expect(
      stretchesOf('abcd', overlapping)
        .map(({ text }) => text)
        .join(''),
    ).toBe('abcd')
  })
})

describe('the theme that sinks the scores', () => {
  const theme = (key: string, points: number | null) => ({ theme: key, points }) as ThemeFigure
  it('is the one with the most points taken away, and none when they are noise', () => {
    expect(worstTheme([theme('a', -2), theme('b', -7), theme('c', null), theme('d', 9)])?.theme).toBe('b')
    expect(worstTheme([theme('a', -0.4), theme('b', null)])).toBeNull()
  })
})
