import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { EngineAnswer, EngineOrder, EnginePlace } from './engineThread.ts'
import { openFolder } from './embeddedFolder.ts'

// The engine in a thread of its own: it takes messages of PostgreSQL's protocol and gives back what the engine answers.

const place = workerData as EnginePlace
const port = parentPort!

function tell(answer: EngineAnswer): void {
  if (answer instanceof Uint8Array) port.postMessage(answer, [answer.buffer as ArrayBuffer])
  else port.postMessage(answer)
}

async function open(): Promise<PGlite> {
  if (place.folder !== undefined) {
    const { engine, isSynced } = await openFolder(place.folder, stop)
    tell({ opened: true, isSynced })
    return engine
  }
  const engine = await PGlite.create(place.dump === undefined ? {} : { loadDataDir: new Blob([readFileSync(place.dump)]) })
  tell({ opened: true, isSynced: true })
  return engine
}

/** At once, from inside the engine: what it did after a panic would not be safe. */
function stop(reason: Error): never {
  tell({ failed: reason })
  process.exit(1)
}

function together(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

async function answer(engine: PGlite, asked: Uint8Array): Promise<void> {
  const parts: Uint8Array[] = []
  await engine.execProtocolRawStream(asked, { syncToFs: false, onRawData: (part) => void parts.push(part.slice()) })
  tell(together(parts))
}

async function serve(): Promise<void> {
  const engine = await open()
  let last: Promise<void> = Promise.resolve()
  port.on('message', (order: EngineOrder) => {
    last = last.then(() => (order === 'close' ? engine.close().then(() => port.close()) : answer(engine, order)))
  })
}

serve().catch((error: unknown) => {
  tell({ failed: error })
  port.close()
})
