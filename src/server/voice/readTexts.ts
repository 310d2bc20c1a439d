import type { Worker } from 'node:worker_threads'
import type { Reading } from '../../domain/voice/analyse.ts'
import type { VoiceLanguage } from '../../domain/voice/languages.ts'
import { startThread } from '../jobs/startThread.ts'
import { openCalls } from '../journey/indexCalls.ts'
import type { VoiceInUse } from './voiceInUse.ts'

/** What the thread that reads texts is told: what to read with from now on, and to read. */
export interface VoiceOrders {
  use: (use: VoiceInUse) => Promise<void>
  read: (texts: readonly string[], language: VoiceLanguage | undefined) => Promise<Reading[]>
}

/** Reads texts in a thread that starts with the first of them, and again after it failed. */
export interface TextReader {
  /** Reads with what is in use now. */
  read: VoiceOrders['read']
  /** What is in use now: its name with all versions, and how it reads, also after something else is in use. */
  inUse: () => Promise<{ engine: string; read: VoiceOrders['read'] }>
  close: () => Promise<void>
}

/** Opens a reader of texts; no thread is started yet. `inUse` is asked what to read with each time. */
export function openTextReader(inUse: () => Promise<VoiceInUse>): TextReader {
  let thread: Worker | undefined
  let orders: ReturnType<typeof openCalls<VoiceOrders>> | undefined
  /** Name of what the thread reads with. */
  let told: string | undefined

  function start(): VoiceOrders {
    const started = startThread(new URL('./voice.worker.ts', import.meta.url))
    const calls = openCalls<VoiceOrders>(started, {})
    let reason = new Error('The thread that reads texts ended.')
    started.on('error', (error: Error) => (reason = error))
    started.on('exit', () => {
      calls.end(reason)
      if (thread === started) [thread, orders, told] = [undefined, undefined, undefined]
    })
    started.unref()
    ;[thread, orders, told] = [started, calls, undefined]
    return calls.there
  }

  async function readWith(use: VoiceInUse, ...given: Parameters<VoiceOrders['read']>): Promise<Reading[]> {
    const there = orders?.there ?? start()
    if (told === use.engine) return there.read(...given)
    told = use.engine
    // The thread hears both in this order, and nothing of others between them.
    const used = there.use(use).catch((error: unknown) => {
      if (told === use.engine) told = undefined
      throw error
    })
    const [readings] = await Promise.all([there.read(...given), used])
    return readings
  }

  return {
    read: async (...given) => readWith(await inUse(), ...given),
    inUse: async () => {
      const use = await inUse()
      return { engine: use.engine, read: (...given) => readWith(use, ...given) }
    },
    close: async () => {
      await thread?.terminate()
    },
  }
}
