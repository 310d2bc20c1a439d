import { parentPort } from 'node:worker_threads'
import { readSentimentModel } from '../../domain/voice/sentimentModel.ts'
import { openCalls } from '../journey/indexCalls.ts'
import { openVoices, shippedModel } from './openVoices.ts'
import type { VoiceOrders } from './readTexts.ts'

// Reads texts in a thread of its own: long ones would hold up everybody else's requests.

let read = openVoices()

openCalls<Record<string, never>>(parentPort!, {
  use: ({ models, themes }) => {
    read = openVoices(themes, (language) => {
      const own = models.find((model) => model.language === language)
      return own === undefined ? shippedModel(language) : { ...readSentimentModel(own.bytes), version: own.version }
    })
  },
  read: (texts, language) => texts.map((text) => read(text, language)),
} satisfies { [Name in keyof VoiceOrders]: (...given: Parameters<VoiceOrders[Name]>) => Awaited<ReturnType<VoiceOrders[Name]>> })
