import type { VoiceEngine, VoiceReading } from '../../src/server/voice/readVerbatims.ts'

/** An engine that knows one word, and finds everything else as good as it is told. */
export function engineCalled(engine: string, other: number): VoiceEngine {
  const readOne = (text: string): VoiceReading => {
    const sentiment = /surkea/iu.test(text) ? -0.8 : other
    return { language: 'fi', sentiment, certainty: 0.9, label: sentiment < 0 ? 'negative' : 'positive', themes: [], sentences: [] }
  }
  return { engine, read: async (texts) => texts.map(({ text }) => readOne(text)) }
}
