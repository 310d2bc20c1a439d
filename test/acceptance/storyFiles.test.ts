import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { analyzeFiles } from '../../src/cli/analyze.ts'

const stories = fileURLToPath(new URL('../../../shared/acceptance/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'polku-stories-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Expected {
  asOf: string
  paths: object[]
  frictions: object[]
}

/** Ways in which the same encounters may lie in files. */
const WAYS: Record<string, (lines: string[]) => [name: string, content: string | Buffer][]> = {
  'in their order': (lines) => [['a.ndjson', lines.join('\n')]],
  'backwards, gzip': (lines) => [['b.ndjson.gz', gzipSync(lines.toReversed().join('\n'))]],
  'as an array': (lines) => [['c.json', `[\n${lines.join(',\n')}\n]`]],
  'in two files, each line twice': (lines) => [
    [
      'd.ndjson',
      lines
        .filter((_, index) => index % 2 === 0)
        .flatMap((line) => [line, line])
        .join('\r\n'),
    ],
    [
      'e.ndjson',
      lines
        .filter((_, index) => index % 2 === 1)
        .flatMap((line) => [line, line])
        .join('\r\n'),
    ],
  ],
}

describe.skipIf(!existsSync(stories))('the acceptance stories, as files (skipped where ../shared/acceptance is absent)', () => {
  const cases = ['bank', 'return', 'easter'].flatMap((story) => Object.keys(WAYS).map((way) => [story, way] as const))

  it.each(cases)('%s story %s gives exactly what is expected', async (story, way) => {
    const lines = readFileSync(join(stories, `${story}-story.ndjson`), 'utf8')
      .trim()
      .split('\n')
    const expected = JSON.parse(readFileSync(join(stories, `${story}-story.expected.json`), 'utf8')) as Expected
    const files = WAYS[way]!(lines).map(([name, content]) => {
      const path = join(folder, `${story}-${name}`)
      writeFileSync(path, content)
      return path
    })
    const { document } = await analyzeFiles(files, { asOf: Date.parse(expected.asOf), details: true })
    expect(document.pathList).toMatchObject(expected.paths)
    expect(document.pathList).toHaveLength(expected.paths.length)
    expect(document.frictionList).toMatchObject(expected.frictions)
    expect(document.frictionList).toHaveLength(expected.frictions.length)
    expect(document).toMatchObject({ encounters: lines.length, rejected: 0, customers: 1, asOf: expected.asOf })
  })
})
