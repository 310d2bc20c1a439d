import type { TextReader } from './readTexts.ts'
import type { VoiceEngine } from './readVerbatims.ts'

/** The engine that reads what is kept: what is in use now, in a thread of its own; its name tells its versions. */
export function voiceEngine(texts: TextReader): () => Promise<VoiceEngine> {
  return async () => {
    const { engine, read } = await texts.inUse()
    return {
      engine,
      read: async (given) => {
        const readings = await read(
          given.map(({ text }) => text),
          undefined,
        )
        return readings.map(({ language, themes, ...reading }) => ({
          ...reading,
          language: language === 'none' ? 'other' : language,
          themes: themes.map(({ key, sentiment }) => ({ theme: key, sentiment })),
        }))
      },
    }
  }
}
