import { VOICE_ENGINE } from '../../domain/voice/analyse.ts'
import { VOICE_LANGUAGES } from '../../domain/voice/languages.ts'
import { shippedModel } from './openVoices.ts'
import type { TextReader } from './readTexts.ts'
import type { VoiceEngine } from './readVerbatims.ts'

/** The engine that reads what is kept: the models that come with Polku, in a thread of their own; its name tells their versions. */
export function voiceEngine(texts: TextReader): () => Promise<VoiceEngine> {
  let engine: string | undefined
  return async () => ({
    engine: (engine ??= [VOICE_ENGINE, ...VOICE_LANGUAGES.map((language) => shippedModel(language).version)].join('/')),
    read: async (given) => {
      const readings = await texts.read(
        given.map(({ text }) => text),
        undefined,
      )
      return readings.map(({ language, themes, ...reading }) => ({
        ...reading,
        language: language === 'none' ? 'other' : language,
        themes: themes.map(({ key, sentiment }) => ({ theme: key, sentiment })),
      }))
    },
  })
}
