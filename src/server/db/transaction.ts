import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as wait } from 'node:timers/promises'

const SERIALISATION_FAILURE = '40001'
const DEADLOCK = '40P01'
const RETRIES = 3

/** The five-character code by which PostgreSQL names an error, the same from both engines; undefined for other errors. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : undefined
}

/** Runs `attempt`, and runs it again when PostgreSQL gave up on it only because of others. */
export async function withRetries<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let done = 0; ; done++) {
    try {
      return await attempt()
    } catch (error) {
      const code = errorCode(error)
      if (done === RETRIES || (code !== SERIALISATION_FAILURE && code !== DEADLOCK)) throw error
      await wait(2 ** done * 5 * (1 + Math.random()))
    }
  }
}

/** Refuses questions past a transaction from inside it: the embedded engine would wait for itself for ever. */
export class TransactionGuard {
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>()

  check(): void {
    if (this.#inside.getStore()?.open === true) {
      throw new Error('Inside a transaction only the transaction itself can be asked, not the database.')
    }
  }

  run<Result>(work: () => Promise<Result>): Promise<Result> {
    this.check()
    const state = { open: true }
    return this.#inside.run(state, () => work().finally(() => (state.open = false)))
  }
}
