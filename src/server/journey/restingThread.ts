import type { Worker } from 'node:worker_threads'
import { startThread } from '../jobs/startThread.ts'
import { openCalls } from './indexCalls.ts'

/** Asks a thread something. */
export type AskThread<Orders> = <Answer>(order: (orders: Orders) => Promise<Answer>) => Promise<Answer>

/**
 * Opens what asks a thread: it starts from its file with the first order and ends when nobody has asked for so long (ms). Orders under way
 * when it ends by itself fail with what it failed by.
 */
export function openRestingThread<Orders extends { [Name in keyof Orders]: (...given: never[]) => Promise<unknown> }>(
  file: URL,
  idle: number,
): AskThread<Orders> {
  let running: { thread: Worker; orders: Orders } | undefined
  let asked = 0
  let rest: NodeJS.Timeout | undefined

  function start(): { thread: Worker; orders: Orders } {
    const thread = startThread(file)
    const calls = openCalls<Orders>(thread, {})
    let reason = new Error('A thread ended before it answered.')
    thread.on('error', (error: Error) => (reason = error))
    thread.on('exit', () => {
      calls.end(reason)
      if (running?.thread === thread) running = undefined
    })
    thread.unref()
    return (running = { thread, orders: calls.there })
  }

  return async (order) => {
    clearTimeout(rest)
    asked++
    try {
      return await order((running ?? start()).orders)
    } finally {
      if (--asked === 0) rest = setTimeout(() => void running?.thread.terminate(), idle).unref()
    }
  }
}
