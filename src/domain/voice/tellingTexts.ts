/** A text as it was read: its sentences with their moods, and its themes with theirs (−1…1). */
export interface ReadText {
  id: string
  text: string
  themes: readonly { theme: string; sentiment: number }[]
  sentences: readonly { from: number; to: number; sentiment: number }[]
}

/** A sentence that tells of a theme, and the text it stands in. */
export interface TellingSentence {
  id: string
  sentence: string
}

/** A theme of many texts: how often, in what moods, and the sentence that tells most of each. */
export interface ThemeSummary {
  theme: string
  texts: number
  negative: number
  positive: number
  /** Mean of its own mood, −1…1. */
  sentiment: number
  bitter: TellingSentence | null
  glad: TellingSentence | null
}

/** Nearer to none than this there is no mood. */
const CLEARLY = 0.2
const SHORTEST = 12
const LONGEST = 280

/** Sums texts up by theme, the commonest first: counts, moods, and the most bitter and the gladdest sentence that speaks of it. `speaksOf` tells whether a sentence does. */
export function summariseThemes(
  texts: readonly ReadText[],
  speaksOf: (sentence: string, theme: string) => boolean,
  most: number,
): ThemeSummary[] {
  const found = new Map<string, { texts: { text: ReadText; sentiment: number }[] }>()
  for (const text of texts) {
    for (const { theme, sentiment } of text.themes) {
      const kept = found.get(theme) ?? { texts: [] }
      kept.texts.push({ text, sentiment })
      found.set(theme, kept)
    }
  }
  return [...found]
    .map(([theme, { texts: own }]) => ({
      theme,
      texts: own.length,
      negative: own.filter(({ sentiment }) => sentiment <= -CLEARLY).length,
      positive: own.filter(({ sentiment }) => sentiment >= CLEARLY).length,
      sentiment: own.reduce((sum, { sentiment }) => sum + sentiment, 0) / own.length,
      own,
    }))
    .sort((one, other) => other.texts - one.texts || (one.theme < other.theme ? -1 : 1))
    .slice(0, most)
    .map(({ own, ...figures }) => ({
      ...figures,
      bitter: mostTelling(own, -1, (sentence) => speaksOf(sentence, figures.theme)),
      glad: mostTelling(own, 1, (sentence) => speaksOf(sentence, figures.theme)),
    }))
}

/** The sentence furthest to one side, of those that speak of the theme; of equals the first. */
function mostTelling(
  own: readonly { text: ReadText; sentiment: number }[],
  side: -1 | 1,
  speaks: (sentence: string) => boolean,
): TellingSentence | null {
  const sentences = own
    .filter(({ sentiment }) => sentiment * side >= CLEARLY)
    .flatMap(({ text: { id, text, sentences: within } }) =>
      within.map(({ from, to, sentiment }) => ({ id, sentence: text.slice(from, to), strength: sentiment * side })),
    )
    .filter(({ sentence, strength }) => strength >= CLEARLY && sentence.length >= SHORTEST && sentence.length <= LONGEST)
    .toSorted((one, other) => other.strength - one.strength)
  const telling = sentences.find(({ sentence }) => speaks(sentence))
  return telling === undefined ? null : { id: telling.id, sentence: telling.sentence }
}
