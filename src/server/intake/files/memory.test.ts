import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { ReadRow } from './fileRow.ts'
import { readCsv } from './csv.ts'
import { readJson } from './json.ts'
import { readXes } from './xes.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const MEGABYTE = 1_000_000
/** Each file has about this many megabytes, and none of them may ever need a third of it. */
const SIZE = 32
const ALLOWED = 10

async function* lazily(head: string, row: (index: number) => string, tail: string): AsyncGenerator<string> {
  yield head
  for (let written = 0, index = 0; written < SIZE * MEGABYTE;) {
    let piece = ''
    while (piece.length < 256 * 1024) piece += row(index++)
    written += piece.length
    yield piece
  }
  yield tail
}

const pad = 'x'.repeat(200)
const event = (index: number) => `<event><string key="concept:name" value="e${index}"/><string key="pad" value="${pad}"/></event>\n`

const FILES: Record<string, () => AsyncGenerator<ReadRow[]>> = {
  'NDJSON lines': () => readJson(lazily('', (index) => `{"id":"${index}","pad":"${pad}"}\n`, '')),
  'a JSON array': () => readJson(lazily('[{"id":"first"}', (index) => `,\n{"id":"${index}","pad":"${pad}"}`, ']')),
  CSV: () =>
    readCsv(
      lazily('id;pad;number\n', (index) => `${index};"${pad}";1\n`, ''),
      () => null,
    ),
  'XES in many traces': () => readXes(lazily('<log>', (index) => `<trace>${event(index)}</trace>`, '</log>')),
  'XES in one trace': () => readXes(lazily('<log><trace>', event, '</trace></log>')),
}

describe('a file larger than memory', () => {
  it.each(Object.keys(FILES))(
    'is read in constant memory: %s',
    async (name) => {
      collectGarbage()
      const before = process.memoryUsage().heapUsed
      let rows = 0
      let most = 0
      let checkedAt = 0
      for await (const batch of FILES[name]!()) {
        rows += batch.length
        if (rows - checkedAt < 20_000) continue
        checkedAt = rows
        collectGarbage()
        most = Math.max(most, process.memoryUsage().heapUsed - before)
      }
      expect(rows).toBeGreaterThan(100_000)
      expect(most / MEGABYTE).toBeLessThan(ALLOWED)
    },
    60_000,
  )
})
