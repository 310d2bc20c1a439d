import { createReadStream } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

/** Lines of text spread over files by a key: equal keys, same file, in the order written. */
export interface Partitions {
  write: (key: string, line: string) => Promise<void> | undefined
  /** Ends the writing and gives the lines of each file in batches, one file after the other; a file is deleted once it was read. */
  read: () => AsyncGenerator<AsyncGenerator<string[]>>
  close: () => Promise<void>
}

const FILES = 64
const BUFFER = 1 << 18

interface Partition {
  file: string
  handle: FileHandle | null
  written: boolean
  waiting: string[]
  length: number
}

/** Begins partitions as files in a folder, each named after `name`. */
export function openPartitions(folder: string, name: string): Partitions {
  const partitions = Array.from({ length: FILES }, (_, index): Partition => ({
    file: join(folder, `${name}-${index}.ndjson`),
    handle: null,
    written: false,
    waiting: [],
    length: 0,
  }))
  const close = async () => {
    for (const partition of partitions) {
      await partition.handle?.close()
      partition.handle = null
    }
  }
  return {
    write: (key, line) => {
      const partition = partitions[slotOf(key)]!
      partition.waiting.push(line)
      partition.length += line.length
      return partition.length < BUFFER ? undefined : flush(partition)
    },
    read: async function* () {
      for (const partition of partitions) await flush(partition)
      await close()
      for (const { file } of partitions.filter(({ written }) => written)) {
        yield linesOf(file)
        await rm(file)
      }
    },
    close,
  }
}

async function flush(partition: Partition): Promise<void> {
  if (partition.waiting.length === 0) return
  const text = `${partition.waiting.join('\n')}\n`
  partition.waiting = []
  partition.length = 0
  partition.written = true
  partition.handle ??= await open(partition.file, 'a', 0o600)
  await partition.handle.appendFile(text)
}

/** Split at line feeds alone: JSON may hold other separators of lines as they are. */
async function* linesOf(file: string): AsyncGenerator<string[]> {
  let rest = ''
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop()!
    yield lines
  }
}

function slotOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 16)) & (FILES - 1)
}
