import type { MessagePort, Worker } from 'node:worker_threads'

/** What crosses between threads: a call, or the answer to one. */
type Message = { call: number; name: string; given: unknown[] } | { answer: number; value?: unknown; failed?: unknown }

type Calls<Named> = { [Name in keyof Named]: (...given: never[]) => Promise<unknown> }

/** Functions of another thread, called as if they were here, and our own for the other to call. */
export function openCalls<There extends Calls<There>>(
  port: MessagePort | Worker,
  own: Record<string, (...given: never[]) => unknown>,
): { there: There; end: (error: Error) => void } {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  let calls = 0
  let ended: Error | undefined

  function answer(call: number, name: string, given: unknown[]): void {
    Promise.resolve()
      .then(() => own[name]!(...(given as never[])))
      .then(
        (value) => port.postMessage({ answer: call, value } satisfies Message),
        (failed: unknown) => port.postMessage({ answer: call, failed } satisfies Message),
      )
  }

  port.on('message', (message: Message) => {
    if ('call' in message) return answer(message.call, message.name, message.given)
    const caller = waiting.get(message.answer)
    waiting.delete(message.answer)
    if ('failed' in message) caller?.reject(message.failed)
    else caller?.resolve(message.value)
  })

  const call = (name: string, given: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended)
      waiting.set(++calls, { resolve, reject })
      port.postMessage({ call: calls, name, given } satisfies Message)
    })
  return {
    there: new Proxy({} as There, {
      get:
        (_, name) =>
        (...given: unknown[]) =>
          call(name as string, given),
    }),
    end: (error) => {
      ended = error
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    },
  }
}
