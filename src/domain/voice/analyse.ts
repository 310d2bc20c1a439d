import { languageOf, type LanguageModel } from './languageModel.ts'
import { VOICE_LANGUAGES, type VoiceLanguage } from './languages.ts'
import { clausesOf, sentencesOf, type Stretch } from './sentences.ts'
import { openSentiment, type Feeling, type SentimentModel } from './sentimentModel.ts'
import { openThemes, type FindThemes, type Theme } from './themes.ts'
import { readTokens } from './tokens.ts'

/** Which engine reads: together with the version of its models it stands beside every reading. */
export const VOICE_ENGINE = 'polku-linear-1'

/** How a text feels, in one word. */
export type SentimentLabel = 'negative' | 'neutral' | 'positive'

/** A score nearer to zero than this is uncertain. */
export const UNCERTAIN_BELOW = 0.2

/** A sentence of a text: where it stands, in UTF-16 units, and its score −1…1. */
export interface SentenceReading extends Stretch {
  sentiment: number
}

/** A theme found in a text, with the score −1…1 of what is said where it stands. */
export interface ThemeReading {
  key: string
  sentiment: number
  label: SentimentLabel
}

/** What a text says. */
export interface Reading {
  /** `other`: neither Finnish, Swedish nor English; its feeling and themes are not known. `none`: no letters. */
  language: VoiceLanguage | 'other' | 'none'
  /** −1 negative … 1 positive. */
  sentiment: number
  label: SentimentLabel
  /** How often such a label is right, 0…1. */
  certainty: number
  /** Whether the score is too near to zero to say more than "neutral or mixed". */
  uncertain: boolean
  /** Whether some sentences are clearly glad and others clearly sad. */
  mixed: boolean
  themes: ThemeReading[]
  sentences: SentenceReading[]
  engine: string
  /** Version of the models that were used. */
  version: string
}

/** What reading needs: models, and themes that are looked for. */
export interface VoiceParts {
  languages: LanguageModel
  /** The model of each language; asked for when the first text in it comes. */
  sentiment: (language: VoiceLanguage) => SentimentModel
  themes: readonly Theme[]
}

const CLEARLY = 0.35
const MOST_SENTENCES = 400
const NOTHING_FELT: Feeling = { negative: 0, neutral: 1, positive: 0 }

interface Voice {
  feel: (text: string) => Feeling
  find: FindThemes
  version: string
}

/** Opens a reader of texts; `language` says in which one a text is when that is known. Any string can be read. */
export function openVoice({ languages, sentiment, themes }: VoiceParts): (text: string, language?: VoiceLanguage) => Reading {
  const voices = new Map<VoiceLanguage, Voice>()
  const voiceOf = (language: VoiceLanguage): Voice => {
    let voice = voices.get(language)
    if (voice === undefined) {
      const model = sentiment(language)
      voice = { feel: openSentiment(model), find: openThemes(themes, language), version: model.version }
      voices.set(language, voice)
    }
    return voice
  }
  return (text, told) => {
    const language = told ?? languageOf(languages, text)?.language ?? 'none'
    if (language === 'other') return silentReading('other')
    // Without letters there may still be an emoji or a rating, which every language reads alike.
    return readText(voiceOf(language === 'none' ? VOICE_LANGUAGES[0] : language), text, language)
  }
}

function silentReading(language: 'other'): Reading {
  const none = { sentiment: 0, label: 'neutral' as const, certainty: 0, uncertain: true, mixed: false, themes: [], sentences: [] }
  return { language, ...none, engine: VOICE_ENGINE, version: '' }
}

function readText({ feel, find, version }: Voice, text: string, language: Reading['language']): Reading {
  const stretches = sentencesOf(text).slice(0, MOST_SENTENCES)
  const whole = stretches.length === 0 ? NOTHING_FELT : feel(text)
  const isOne = stretches.length === 1
  const sentences = stretches.map(({ from, to }) => ({
    from,
    to,
    sentiment: scoreOf(isOne ? whole : feel(text.slice(from, to))),
  }))
  const sentiment = scoreOf(whole)
  const label = labelOf(whole)
  return {
    language,
    sentiment,
    label,
    certainty: round(stretches.length === 0 ? 0 : whole[label]),
    uncertain: Math.abs(sentiment) < UNCERTAIN_BELOW,
    mixed: sentences.some((each) => each.sentiment > CLEARLY) && sentences.some((each) => each.sentiment < -CLEARLY),
    themes: themesOf(text, sentences, feel, find),
    sentences,
    engine: VOICE_ENGINE,
    version,
  }
}

/** Themes in the order in which they are met; one met in several places has the mean of their scores. */
function themesOf(text: string, sentences: readonly SentenceReading[], feel: Voice['feel'], find: FindThemes): ThemeReading[] {
  const scores = new Map<string, number[]>()
  for (const sentence of sentences) {
    const themes = find(readTokens(text.slice(sentence.from, sentence.to)).words)
    if (themes.size === 0) continue
    const clauses = clausesOf(text, sentence)
    for (const clause of clauses) {
      const found = clauses.length === 1 ? themes : find(readTokens(text.slice(clause.from, clause.to)).words)
      if (found.size === 0) continue
      const score = clauses.length === 1 ? sentence.sentiment : scoreOf(feel(text.slice(clause.from, clause.to)))
      for (const key of found) scores.set(key, [...(scores.get(key) ?? []), score])
    }
  }
  return [...scores].map(([key, all]) => {
    const sentiment = round(all.reduce((sum, each) => sum + each, 0) / all.length)
    return { key, sentiment, label: sentiment >= UNCERTAIN_BELOW ? 'positive' : sentiment <= -UNCERTAIN_BELOW ? 'negative' : 'neutral' }
  })
}

/** The score of a feeling: what speaks for positive less what speaks for negative. */
export function scoreOf({ negative, positive }: Feeling): number {
  return round(positive - negative)
}

/** The likeliest label of a feeling. */
export function labelOf({ negative, neutral, positive }: Feeling): SentimentLabel {
  if (neutral >= negative && neutral >= positive) return 'neutral'
  return positive > negative ? 'positive' : 'negative'
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000 + 0
}
