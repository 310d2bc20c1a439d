import { existsSync, readFileSync } from 'node:fs'
import type { VoiceLanguage } from '../../src/domain/voice/languages.ts'
import type { Feeling } from '../../src/domain/voice/sentimentModel.ts'

export const LABELS = ['negative', 'neutral', 'positive'] as const
export type Label = (typeof LABELS)[number]

/** One line of the service comments: `part` says whether it may be looked at (dev) or only counted (test). */
export interface Comment {
  part: string
  label: Label
  themes: string[]
  text: string
}

/** Reads service comments or hard ones of a language. */
export function readComments(file: 'serviceComments' | 'hardOnes', language: VoiceLanguage): Comment[] {
  const url = new URL(`./${file}.${language}.tsv`, import.meta.url)
  if (!existsSync(url)) return []
  return readFileSync(url, 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [part, label, themes, text] = line.split('\t') as [string, Label, string, string]
      return { part, label, themes: themes.split(',').filter((theme) => theme !== ''), text }
    })
}

/** The likeliest label. */
export function labelOf({ negative, neutral, positive }: Feeling): Label {
  if (neutral >= negative && neutral >= positive) return 'neutral'
  return positive > negative ? 'positive' : 'negative'
}

/** How answers agree with what was wanted. */
export interface Agreement {
  n: number
  accuracy: number
  macroF1: number
  /** Share of the wanted negative and positive whose score has the right sign. */
  polarity: number
  /** Rows: wanted, columns: answered, in the order of `LABELS`. */
  confusion: number[][]
}

/** Compares feelings with wanted labels. */
export function agree(wanted: readonly Label[], feelings: readonly Feeling[]): Agreement {
  const confusion = LABELS.map(() => LABELS.map(() => 0))
  let [polar, rightPolar] = [0, 0]
  wanted.forEach((label, at) => {
    const feeling = feelings[at]!
    confusion[LABELS.indexOf(label)]![LABELS.indexOf(labelOf(feeling))]!++
    if (label === 'neutral') return
    polar++
    if (feeling.positive !== feeling.negative && feeling.positive > feeling.negative === (label === 'positive')) rightPolar++
  })
  const right = LABELS.reduce((sum, _, at) => sum + confusion[at]![at]!, 0)
  const f1 = LABELS.map((_, at) => {
    const answered = confusion.reduce((sum, row) => sum + row[at]!, 0)
    const meant = confusion[at]!.reduce((sum, each) => sum + each, 0)
    return answered + meant === 0 ? 0 : (2 * confusion[at]![at]!) / (answered + meant)
  })
  return {
    n: wanted.length,
    accuracy: right / wanted.length,
    macroF1: f1.reduce((sum, each) => sum + each, 0) / 3,
    polarity: polar === 0 ? 1 : rightPolar / polar,
    confusion,
  }
}
