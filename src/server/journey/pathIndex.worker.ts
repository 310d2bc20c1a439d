import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../db/database.ts'
import { openCalls } from './indexCalls.ts'
import { openFollowing } from './indexFollowing.ts'
import { askColumns } from './indexQuestions.ts'
import { loadByCopy } from './indexCopy.ts'
import { openReader, type PathReader } from './indexReader.ts'
import type { IndexOrders, IndexPlace } from './indexThread.ts'
import { loadLiving } from './loadColumns.ts'

// Path columns in a thread of their own: they follow the database and answer questions.

const { url, most } = workerData as IndexPlace
const calls = openCalls<PathReader & Record<string, never>>(parentPort!, {
  follow: (now: number) => serve().then((following) => following.follow(now)),
  hear: (note, customers) => serve().then((following) => following.hear(note, customers)),
  ask: (name: 'flow', given: Parameters<ReturnType<typeof askColumns>['flow']>) =>
    serve().then((following) => askColumns(following.columns)[name](...given)),
} satisfies IndexOrders)

let serving: ReturnType<typeof open> | undefined

function serve(): ReturnType<typeof open> {
  serving ??= open()
  serving.catch(() => (serving = undefined))
  return serving
}

async function open() {
  if (url === undefined) {
    const reader: PathReader = calls.there
    const load = async () => {
      const place = await reader.place()
      return { living: await loadLiving(reader), place }
    }
    return openFollowing(reader, load, most)
  }
  const database = await openDatabase({ url, connections: 1, warn: () => undefined })
  return openFollowing(openReader(database), (size) => loadByCopy(url, size), most)
}
