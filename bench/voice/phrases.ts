import { readFileSync } from 'node:fs'
import type { VoiceLanguage } from '../../src/domain/voice/languages.ts'
import { TEMPLATES } from './templates.ts'
import type { Labelled } from './corpora.ts'

/** What each sign says of a text. */
export const SIGNS: Readonly<Record<string, Pick<Labelled, 'negative' | 'positive'>>> = {
  '+': { negative: 0, positive: 1 },
  '-': { negative: 1, positive: 0 },
  '0': { negative: 0, positive: 0 },
}

const read = (name: string) =>
  readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')

/** Our own phrases in a language: a sign (+, 0 or −) and a text a line. */
export function ownPhrases(language: VoiceLanguage): Labelled[] {
  return read(`phrases.${language}.txt`).map((line) => ({ text: line.slice(2), ...SIGNS[line[0]!]! }))
}

/** Sentences put together of subjects and what may be said of them. */
export function templated(language: VoiceLanguage): Labelled[] {
  return TEMPLATES[language].flatMap(({ subjects, said }) =>
    Object.entries(said).flatMap(([sign, endings]) =>
      subjects.flatMap((subject) => endings.map((ending) => ({ text: `${subject} ${ending}`, ...SIGNS[sign]! }))),
    ),
  )
}

/** Our own feeling words of a language: whole words, and beginnings of words, with their value −5…5. */
export function ownWords(language: VoiceLanguage): { whole: [string, number][]; beginnings: [string, number][] } {
  const whole: [string, number][] = []
  const beginnings: [string, number][] = []
  for (const line of read(`lexicon.${language}.txt`)) {
    const [value, ...words] = line.split(/\s+/)
    for (const word of words) {
      if (word.endsWith('$')) whole.push([word.slice(0, -1), Number(value)])
      else beginnings.push([word, Number(value)])
    }
  }
  return { whole, beginnings }
}

/** Longer comments: our own phrases put together two by two, those that feel alike, and a fact before a feeling. */
export function longer(language: VoiceLanguage): Labelled[] {
  const phrases = ownPhrases(language)
  const alike = (each: Labelled) => phrases.filter(({ negative, positive }) => negative === each.negative && positive === each.positive)
  const facts = phrases.filter(({ negative, positive }) => negative + positive === 0)
  return phrases.flatMap((phrase, at) => {
    const others = alike(phrase)
    const next = others[(at * 7 + 3) % others.length]!
    const fact = facts[(at * 5 + 1) % facts.length]!
    return [
      { ...phrase, text: `${phrase.text} ${next.text}` },
      { ...phrase, text: `${fact.text} ${phrase.text}` },
    ]
  })
}

/** What words of a language are about: each sense by its number from 1, its whole words, pairs of words, and beginnings of words. */
export function wordSenses(language: VoiceLanguage): { whole: [string, number][]; beginnings: [string, number][] } {
  const whole: [string, number][] = []
  const beginnings: [string, number][] = []
  let sense = 0
  for (const line of read('senses.txt')) {
    if (line.startsWith('=')) sense++
    if (!line.startsWith(`${language} `)) continue
    for (const word of line.slice(3).split(' ')) {
      if (word.includes('_')) whole.push([word.replace('_', ' '), sense])
      else if (word.endsWith('$')) whole.push([word.slice(0, -1), sense])
      else if (word.length < 3) whole.push([word, sense])
      else beginnings.push([word, sense])
    }
  }
  return { whole, beginnings }
}
