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

/** So long, in ms, may opening take – making a database, or reading a long log after a crash – and closing. */
const LIMITS = { opening: 180_000, closing: 30_000 }

/** Starts the engine in a thread of its own and connects to it as to any PostgreSQL; a thread that takes too long is ended. */
export async function startEngine(place: EnginePlace, limits = LIMITS): Promise<EngineThread> {
  const thread = startThread(new URL('./embedded.worker.ts', import.meta.url), { workerData: place })
  let reason: unknown = new DatabaseAway('The embedded database has ended.')
  const keep = (error: unknown) => (reason = error)
  thread.on('error', keep)
  thread.on('message', (answer: EngineAnswer) => 'failed' in answer && keep(answer.failed))
  const ended = new Promise<Error>((resolve) => thread.once('exit', () => resolve(reason as Error)))
  const endAfter = (milliseconds: number, words: string) => {
    const late = setTimeout(() => {
      keep(new DatabaseAway(`The embedded database ${words} within ${milliseconds / 1000} s and was ended. Nothing acknowledged is lost.`))
      void thread.terminate()
    }, milliseconds)
    void ended.then(() => clearTimeout(late))
    return late
  }
  const tooLate = endAfter(limits.opening, 'did not open')
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
  clearTimeout(tooLate)
  const close = async () => {
    thread.postMessage('close' satisfies EngineOrder, [])
    const before = reason
    endAfter(limits.closing, 'did not close')
    const how = await ended
    if (how !== before) throw how
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
