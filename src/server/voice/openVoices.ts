import { readFileSync } from 'node:fs'
import { openVoice, type Reading } from '../../domain/voice/analyse.ts'
import { readLanguageModel } from '../../domain/voice/languageModel.ts'
import type { VoiceLanguage } from '../../domain/voice/languages.ts'
import { readSentimentModel, type SentimentModel } from '../../domain/voice/sentimentModel.ts'
import { SERVICE_THEMES } from '../../domain/voice/serviceThemes.ts'
import type { Theme } from '../../domain/voice/themes.ts'

const LANGUAGES = new URL('./models/language.bin', import.meta.url)
const SENTIMENT: Readonly<Record<VoiceLanguage, URL>> = {
  fi: new URL('./models/sentiment.fi.bin', import.meta.url),
  sv: new URL('./models/sentiment.sv.bin', import.meta.url),
  en: new URL('./models/sentiment.en.bin', import.meta.url),
}

/** The model of feeling that comes with Polku, read from its file. */
export function shippedModel(language: VoiceLanguage): SentimentModel {
  return readSentimentModel(readFileSync(SENTIMENT[language]))
}

/**
 * A reader of texts with the models that come with Polku, but for languages that have one of their own; each is read when the first text in
 * its language comes.
 */
export function openVoices(
  themes: readonly Theme[] = SERVICE_THEMES,
  sentiment: (language: VoiceLanguage) => SentimentModel = shippedModel,
): (text: string, language?: VoiceLanguage) => Reading {
  return openVoice({ languages: readLanguageModel(readFileSync(LANGUAGES)), sentiment, themes })
}
