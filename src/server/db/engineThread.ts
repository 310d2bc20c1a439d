import { Duplex } from 'node:stream'
import type { Worker } from 'node:worker_threads'
import pg from 'pg'
import { startThread } from '../jobs/startThread.ts'
import { DatabaseAway } from './away.ts'
import { SPEECH } from './session.ts'

/** Where the engine keeps its files: in `folder`, else in memory, there from the dump in the file `dump`. */
export type EnginePlace = { folder?: string; dump?: string }

/** What the thread is told: bytes of PostgreSQL's protocol, or to close. */
export type EngineOrder = Uint8Array | 'close'

/** What the thread tells: bytes of the protocol, that it is open, or why it did not open. */
export type EngineAnswer = Uint8Array | { opened: true; isSynced: boolean } | { failed: unknown }

/** The embedded engine, open in its thread. */
export interface EngineThread {
  client: pg.Client
  isSynced: boolean
  /** Fulfilled when the thread has ended, asked or not, with what it said of it. */
  ended: Promise<Error>
  close: () => Promise<void>
}

/** Starts the engine in a thread of its own and connects to it as to any PostgreSQL. */
export async function startEngine(place: EnginePlace): Promise<EngineThread> {
  const thread = startThread(new URL('./embedded.worker.ts', import.meta.url), { workerData: place })
  let reason: unknown = new DatabaseAway('The embedded database has ended.')
  const keep = (error: unknown) => (reason = error)
  thread.on('error', keep)
  thread.on('message', (answer: EngineAnswer) => 'failed' in answer && keep(answer.failed))
  const ended = new Promise<Error>((resolve) => thread.once('exit', () => resolve(reason as Error)))
  const isSynced = await new Promise<boolean>((opened, failed) => {
    thread.on('message', (answer: EngineAnswer) => 'opened' in answer && opened(answer.isSynced))
    void ended.then(failed)
  })
  const stream = new ThreadStream(thread)
  // What is under way fails as on any connection that breaks.
  void ended.then(() => stream.destroy(new DatabaseAway('The embedded database has ended.')))
  const client = new pg.Client({ ...SPEECH, stream: () => stream as never, user: 'postgres', database: 'postgres', ssl: false })
  client.on('error', () => undefined)
  await client.connect()
  const close = async () => {
    thread.postMessage('close' satisfies EngineOrder, [])
    await ended
  }
  return { client, isSynced, ended, close }
}

/** Bytes to the thread and back, in the manner of a socket. */
class ThreadStream extends Duplex {
  readonly #thread: Worker

  constructor(thread: Worker) {
    super({ readableHighWaterMark: 1 << 20 })
    this.#thread = thread
    thread.on('message', (answer: EngineAnswer) => {
      if (answer instanceof Uint8Array) this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength))
    })
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'))
    return this
  }

  setNoDelay(): this {
    return this
  }

  override _read(): void {
    // What the thread answers is pushed as it comes.
  }

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.#send(new Uint8Array(bytes), done)
  }

  override _writev(parts: { chunk: Buffer }[], done: () => void): void {
    this.#send(new Uint8Array(Buffer.concat(parts.map((part) => part.chunk))), done)
  }

  #send(bytes: Uint8Array<ArrayBuffer>, done: () => void): void {
    this.#thread.postMessage(bytes satisfies EngineOrder, [bytes.buffer])
    done()
  }
}
