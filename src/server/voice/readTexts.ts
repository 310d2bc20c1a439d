import type { Worker } from 'node:worker_threads'
import type { Reading } from '../../domain/voice/analyse.ts'
import type { VoiceLanguage } from '../../domain/voice/languages.ts'
import { startThread } from '../jobs/startThread.ts'
import { openCalls } from '../journey/indexCalls.ts'

/** What the thread that reads texts is told. */
export interface VoiceOrders {
  read: (texts: readonly string[], language: VoiceLanguage | undefined) => Promise<Reading[]>
}

/** Reads texts in a thread that starts with the first of them, and again after it failed. */
export interface TextReader {
  read: VoiceOrders['read']
  close: () => Promise<void>
}

/** Opens a reader of texts; no thread is started yet. */
export function openTextReader(): TextReader {
  let thread: Worker | undefined
  let orders: ReturnType<typeof openCalls<VoiceOrders>> | undefined

  function start(): VoiceOrders {
    const started = startThread(new URL('./voice.worker.ts', import.meta.url))
    const calls = openCalls<VoiceOrders>(started, {})
    let reason = new Error('The thread that reads texts ended.')
    started.on('error', (error: Error) => (reason = error))
    started.on('exit', () => {
      calls.end(reason)
      if (thread === started) [thread, orders] = [undefined, undefined]
    })
    started.unref()
    ;[thread, orders] = [started, calls]
    return calls.there
  }

  return {
    read: async (texts, language) => (orders?.there ?? start()).read(texts, language),
    close: async () => {
      await thread?.terminate()
    },
  }
}
