import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { VoiceLanguage } from '../../src/domain/voice/languages.ts'
import { hashText, spread } from '../../src/domain/voice/hash.ts'

/** A text and the shares of its labels. */
export interface Labelled {
  text: string
  negative: number
  positive: number
}

/** One sentence of FinnSentiment as its three annotators and their majority labelled it. */
export interface FinnSentence {
  text: string
  by: readonly [number, number, number]
  majority: number
  part: 'train' | 'dev' | 'test'
}

const lines = (file: string) =>
  (file.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file))
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')

/** FinnSentiment, cut by its own splits: 1–14 to train, 15–16 to choose, 17–20 to test. Empty without the data. */
export function finnSentiment(data: string): FinnSentence[] {
  const file = join(data, 'finnsentiment/finnsentiment-part.tsv.gz')
  if (!existsSync(file)) return []
  return lines(file).map((line) => {
    const cells = line.split('\t')
    const [a, b, c, majority] = cells.slice(0, 4).map(Number) as [number, number, number, number]
    const split = Number(cells[16])
    return { text: cells[19]!, by: [a, b, c], majority, part: split <= 14 ? 'train' : split <= 16 ? 'dev' : 'test' }
  })
}

const GLAD = new Set(['5', '8'])
const SAD = new Set(['1', '3', '4', '6'])
const XED: Readonly<Record<VoiceLanguage, string>> = { fi: 'fi-annotated.tsv.gz', sv: 'xed-sv.tsv.gz', en: 'en-annotated.tsv.gz' }

/** Film lines of XED whose feelings all point one way, and Finnish lines without any; every fifth is held out. Empty without the data. */
export function filmLines(data: string, language: VoiceLanguage): (Labelled & { heldOut: boolean })[] {
  const file = join(data, 'xed', XED[language])
  if (!existsSync(file)) return []
  const felt = lines(file).flatMap((line) => {
    const [text, feelings] = line.split('\t') as [string, string | undefined]
    const all = (feelings ?? '').split(',').map((each) => each.trim())
    const [glad, sad] = [all.filter((each) => GLAD.has(each)).length, all.filter((each) => SAD.has(each)).length]
    if (glad > 0 === sad > 0) return []
    return [{ text: text.replace(/^[-–\s]+/, ''), negative: sad > 0 ? 1 : 0, positive: glad > 0 ? 1 : 0 }]
  })
  const none =
    language === 'fi'
      ? lines(join(data, 'xed/neu_fi.txt.gz')).map((line) => ({ text: line.split('\t')[1]!, negative: 0, positive: 0 }))
      : []
  return [...felt, ...none].map((each) => ({ ...each, heldOut: isHeldOut(each.text) }))
}

/** Every line of XED in a language, whatever it feels, for telling languages apart. */
export function anyFilmLines(data: string, language: VoiceLanguage): string[] {
  const file = join(data, 'xed', XED[language])
  if (!existsSync(file)) return []
  const more = language === 'fi' ? lines(join(data, 'xed/neu_fi.txt.gz')).map((line) => line.split('\t')[1]!) : []
  return [...lines(file).map((line) => line.split('\t')[0]!.replace(/^[-–\s]+/, '')), ...more].filter((line) => /\p{L}{2}/u.test(line))
}

/** Whether a text belongs to the fifth that is never trained on. */
export function isHeldOut(text: string): boolean {
  return spread(hashText(text)) % 5 === 0
}

/** AFINN: words and their feeling −5…5. Empty without the data. */
export function afinn(data: string, language: VoiceLanguage): [word: string, value: number][] {
  const file = join(data, `afinn/AFINN-${language}-165.txt`)
  if (!existsSync(file)) return []
  return lines(file).map((line) => {
    const [word, value] = line.split('\t') as [string, string]
    return [word.normalize('NFC').toLowerCase(), Number(value)]
  })
}
