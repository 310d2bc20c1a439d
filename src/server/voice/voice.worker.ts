import { parentPort } from 'node:worker_threads'
import { openCalls } from '../journey/indexCalls.ts'
import { openVoices } from './openVoices.ts'
import type { VoiceOrders } from './readTexts.ts'

// Reads texts in a thread of its own: long ones would hold up everybody else's requests.

const read = openVoices()

openCalls<Record<string, never>>(parentPort!, {
  read: (texts: readonly string[], language: Parameters<typeof read>[1]) => texts.map((text) => read(text, language)),
} satisfies { [Name in keyof VoiceOrders]: (...given: Parameters<VoiceOrders[Name]>) => unknown })
