import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { analyzeFiles } from '../../src/cli/analyze.ts'
import { FACETS, mapSchema } from '../../src/server/intake/files/mapSchema.ts'
import { readMap } from '../../src/server/intake/files/readMap.ts'
import { readYaml } from '../../src/server/intake/files/yamlFile.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'polku-handbook-'))
afterAll(() => rmSync(folder, { recursive: true }))

const chapter = (name: string) => readFileSync(join(root, 'docs/files', name), 'utf8')
/** The fenced blocks of a chapter that are written in a language ('' = none named). */
const blocks = (text: string, language: string) =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, named, block]) => (named === language ? [block!] : []))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('the handbook on files', () => {
  const chapters = readdirSync(join(root, 'docs/files')).filter((name) => name.endsWith('.md'))

  it('shows only maps that are right', () => {
    const maps = chapters.flatMap((name) => blocks(chapter(name), 'yaml').map((map) => [name, map] as const))
    expect(maps.length).toBeGreaterThanOrEqual(3)
    for (const [name, map] of maps) expect(() => readYaml(name, map, mapSchema)).not.toThrow()
  })

  it('ships only maps that are right', async () => {
    const maps = readdirSync(join(root, 'maps'))
    expect(maps).toEqual(expect.arrayContaining(['asiakaspalvelu.yaml', 'bpi2012.yaml', 'env-permit.yaml']))
    await Promise.all(maps.map((name) => expect(readMap(join(root, 'maps', name))).resolves.toBeDefined()))
  })

  it('names every facet that a map knows', () => {
    for (const facet of FACETS.filter((name) => name !== 'touchpoint')) expect(chapter('maps.md')).toContain(`\`${facet}\``)
  })

  it('reads NDJSON as it tells', async () => {
    const [native, foreign] = blocks(chapter('ndjson.md'), '')
    const { document } = await analyzeFiles([file('native.ndjson', native!)], {})
    expect(document).toMatchObject({ encounters: 2, customers: 1, rejected: 0 })
    const map = file('map.yaml', blocks(chapter('ndjson.md'), 'yaml')[0]!)
    const mapped = await analyzeFiles([file('foreign.ndjson', foreign!)], { map, details: true })
    expect(mapped.document).toMatchObject({ encounters: 1, skipped: 1, rejected: 0, touchpoints: [{ touchpoint: 'calculator' }] })
    expect(mapped.document.pathList).toMatchObject([{ customer: 'email:a@example.com', journey: 'kitchen-order', stage: 'compare' }])
  })

  it('reads CSV without a map as it tells', async () => {
    const { document } = await analyzeFiles([file('native.csv', blocks(chapter('csv.md'), '')[0]!)], {})
    expect(document).toMatchObject({ encounters: 1, rejected: 0, channels: [{ channel: 'web', encounters: 1 }] })
  })

  it('reads the export of a customer service system as it tells', async () => {
    const { document } = await analyzeFiles([join(root, 'docs/files/examples/asiakaspalvelu.csv')], {
      map: join(root, 'maps/asiakaspalvelu.yaml'),
      asOf: Date.parse('2026-03-20T00:00:00Z'),
      details: true,
    })
    expect(document).toMatchObject({ encounters: 7, customers: 1, rejected: 0, skipped: 1, broken: [] })
    expect(document.outcomes).toEqual([{ outcome: 'granted', paths: 1 }])
    expect(document.frictionList).toMatchObject([
      { kind: 'broken-promise', what: 'answer', occurredAt: '2026-03-05T14:00:00Z' },
      { kind: 'silence', occurredAt: '2026-03-05T14:00:00Z' },
      { kind: 'repeat-contact', occurredAt: '2026-03-06T08:40:00Z' },
      { kind: 'repeated-ask', items: ['henkilöllisyys'], occurredAt: '2026-03-09T06:30:00Z' },
    ])
    expect(document.frictionList).toHaveLength(4)
  })
})
