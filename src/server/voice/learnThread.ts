import type { VoiceLanguage } from '../../domain/voice/languages.ts'
import type { ModelComparison, RatedComment } from '../../domain/voice/learnScores.ts'
import { startThread } from '../jobs/startThread.ts'
import { openCalls } from '../journey/indexCalls.ts'

/** A model that was learned, and how it does beside the one in use: its bytes when it is better, else null. */
export interface Learned {
  learned: number
  compared: ModelComparison
  bytes: Uint8Array | null
}

/** What the thread that learns is told: comments, then to learn from them; it answers null when they are too few to judge a model by. */
export interface LearnOrders {
  take: (comments: readonly RatedComment[]) => Promise<void>
  learn: (language: VoiceLanguage, inUse: Uint8Array | null) => Promise<Learned | null>
}

/** A thread that learns, until it is ended. */
export interface Learner extends LearnOrders {
  end: () => Promise<void>
}

/** Starts a thread that learns. */
export function startLearner(): Learner {
  const thread = startThread(new URL('./learn.worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 1024 } })
  const calls = openCalls<LearnOrders>(thread, {})
  let reason = new Error('The thread that learns ended.')
  thread.on('error', (error: Error) => (reason = error))
  thread.on('exit', () => calls.end(reason))
  thread.unref()
  return { take: calls.there.take, learn: calls.there.learn, end: async () => void (await thread.terminate()) }
}
