import { hashLetter, hashText } from './hash.ts'

/** Words with a feeling as numbers −5…5, by the hash of the word, or of how words begin. */
export interface Lexicon {
  whole: ReadonlyMap<number, number>
  beginnings: ReadonlyMap<number, number>
}

/** The shortest beginning that is looked for. */
export const SHORTEST_BEGINNING = 3

/** The feeling of a word: that of the whole word, else of its longest known beginning; 0 when it is not known. */
export function valueOf(lexicon: Lexicon, word: string): number {
  const own = lexicon.whole.get(hashText(word))
  if (own !== undefined) return own
  if (lexicon.beginnings.size === 0) return 0
  let value = 0
  let hash = hashText(word.slice(0, SHORTEST_BEGINNING - 1))
  for (let at = SHORTEST_BEGINNING - 1; at < word.length; at++) {
    hash = hashLetter(hash, word.charCodeAt(at))
    value = lexicon.beginnings.get(hash) ?? value
  }
  return value
}
