import type { PathIndex } from './indexThread.ts'
import type { PathQuestions } from './pathQuestions.ts'

/** An answer about many paths: which way it was answered, and the clock, in ms since 1970 UTC, up to which every change is in it. */
export interface PathAnswer<Answer> {
  answer: Answer
  answeredBy: 'columns' | 'sql'
  asOf: number
}

/** Puts questions about many paths to whoever can answer; `by` sql: to SQL alone, since they speak of what columns do not know. */
export type AskPaths = <Answer>(question: (ask: PathQuestions) => Promise<Answer>, by?: 'sql') => Promise<PathAnswer<Answer>>

/** Asks path columns when they are there, else SQL; also when they break in the middle of a question. */
export function answerPaths(index: PathIndex | null, sql: PathQuestions, clock: () => number): AskPaths {
  return async (question, by) => {
    const current = by === 'sql' ? null : await index?.current()
    if (current) {
      try {
        return { answer: await question(current.questions), answeredBy: 'columns', asOf: current.asOf }
      } catch {
        // The index tells of itself why it broke.
      }
    }
    const asOf = clock()
    return { answer: await question(sql), answeredBy: 'sql', asOf }
  }
}
