import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readOne } from '../../../test/properties/domain.ts'
import { lives, type Life } from '../../../test/properties/life.ts'
import { reference } from '../../../test/reference/reference.ts'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import { readEncounter } from '../../domain/encounter/schema.ts'
import { definitionsSchema } from '../../domain/journey/definition.ts'
import { openCalendar } from '../organisation/calendar.ts'
import { analyzeEncounters, type AnalyzeOptions } from './analyzeEncounters.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 30)
const calendar = openCalendar()
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const acceptance = new URL('../../../../shared/acceptance/', import.meta.url)

const folder = mkdtempSync(join(tmpdir(), 'polku-test-'))
beforeAll(() => {
  vi.stubEnv('TMPDIR', folder)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

async function* inBatches(encounters: readonly Encounter[], size = 3): AsyncGenerator<Encounter[]> {
  for (let at = 0; at < encounters.length; at += size) yield encounters.slice(at, at + size)
}

function analyze(encounters: readonly Encounter[], options: Partial<AnalyzeOptions> = {}) {
  return analyzeEncounters(inBatches(encounters), { definitions: {}, calendar, ...options })
}

function optionsOf({ definitions, asOf }: Life): Partial<AnalyzeOptions> {
  return { definitions: definitionsSchema.parse(definitions), asOf: Date.parse(asOf), details: true }
}

const without = (item: object, key: string) => Object.fromEntries(Object.entries(item).filter(([name]) => name !== key))

/** Encounters that came twice, some the second time with other content or another customer. */
const withEchoes = lives(12).chain((life) =>
  fc
    .array(fc.record({ which: fc.nat(), change: fc.constantFrom('none', 'touchpoint', 'customer'), at: fc.nat() }), { maxLength: 4 })
    .map((echoes) => {
      const encounters = life.encounters.map(readOne)
      for (const { which, change, at } of echoes) {
        const echo = { ...encounters[which % encounters.length]! }
        if (change === 'touchpoint') echo.touchpoint = 'elsewhere'
        if (change === 'customer') echo.customer = { ...echo.customer, other: 'somebody' }
        encounters.splice(at % encounters.length, 0, echo)
      }
      return { life, encounters }
    }),
)

describe('an analysis', () => {
  it('is the same whether encounters are held in memory or wait on disk', async () => {
    await fc.assert(
      fc.asyncProperty(withEchoes, fc.nat(6), fc.boolean(), async ({ life, encounters }, spillAfter, isDated) => {
        const options = { ...optionsOf(life), ...(!isDated && { asOf: undefined }) }
        expect(await analyze(encounters, { ...options, spillAfter })).toEqual(await analyze(encounters, options))
        expect(readdirSync(folder)).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  it('is the same in whatever order the encounters come', async () => {
    const shuffled = lives(12).chain((life) =>
      fc.shuffledSubarray(life.encounters, { minLength: life.encounters.length }).map((order) => ({ life, order })),
    )
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ life, order }) => {
        const options = optionsOf(life)
        expect(await analyze(order.map(readOne), options)).toEqual(await analyze(life.encounters.map(readOne), options))
      }),
      { numRuns: RUNS },
    )
  })

  it('tells the paths and frictions that the plain reference finds, and counts them', async () => {
    await fc.assert(
      fc.asyncProperty(lives(12), async (life) => {
        const analysis = await analyze(life.encounters.map(readOne), optionsOf(life))
        const paths = analysis.pathList!
        const plain = reference({ ...life, statements: [] })
        expect(analysis.customers).toBe(plain.customers)
        expect(paths).toMatchObject(plain.paths.map((path) => without(path, 'encounterIds')))
        expect(analysis.frictionList).toMatchObject(plain.frictions)
        expect(analysis.frictionList).toHaveLength(plain.frictions.length)
        expect(analysis.encounters + analysis.later).toBe(life.encounters.length)
        expect(analysis.paths.total).toBe(paths.length)
        for (const state of ['active', 'paused', 'abandoned', 'completed'] as const) {
          expect(analysis.paths[state]).toBe(paths.filter((path) => path.state === state).length)
        }
        const ofKind = (kind: string) => analysis.frictionList!.filter((friction) => friction.kind === kind)
        expect(analysis.frictions).toEqual(
          [...new Set(analysis.frictionList!.map(({ kind }) => kind))].sort().map((kind) => ({
            kind,
            count: ofKind(kind).length,
            customers: new Set(ofKind(kind).map(({ customer }) => customer)).size,
          })),
        )
        expect(analysis.losses).toHaveLength(ofKind('loss').length)
        const judged = new Set(analysis.notJudged.map(({ kind }) => kind))
        expect(analysis.frictions.filter(({ kind }) => judged.has(kind))).toEqual([])
        if (judged.has('pause'))
          expect(paths.filter((path) => path.pausedAt !== null || path.resumptions.some(({ pausedAt }) => pausedAt))).toEqual([])
      }),
      { numRuns: 2 * RUNS },
    )
  })

  it('keeps the first of an id, refuses other content and does not count what is yet to come', async () => {
    const encounter = (id: string, hour: number, facets: Partial<Encounter> = {}): Encounter => ({
      id,
      at: Date.UTC(2026, 2, 2, hour),
      customer: { crm: 'C-1' },
      touchpoint: 'desk',
      ...facets,
    })
    const encounters = [encounter('a', 8), encounter('b', 9), encounter('a', 8), encounter('b', 9, { channel: 'web' }), encounter('c', 12)]
    for (const spillAfter of [0, 100]) {
      expect(await analyze(encounters, { asOf: Date.UTC(2026, 2, 2, 10), spillAfter })).toMatchObject({
        encounters: 2,
        rejected: 1,
        duplicates: 1,
        later: 1,
        customers: 1,
        asOf: '2026-03-02T10:00:00Z',
        lastAt: '2026-03-02T09:00:00Z',
        transitions: [{ from: 'desk', to: 'desk', count: 1, medianSeconds: 3600 }],
        channels: [{ channel: null, encounters: 2 }],
      })
    }
  })

  it('keeps text with any separator of lines whole on its way over the disk', async () => {
    const encounters = ['a\u2028b', 'a\u2029b', 'a\u0085b'].map((touchpoint, index): Encounter => ({
      id: String(index),
      at: index,
      customer: { crm: 'C-1' },
      touchpoint,
    }))
    const analysis = await analyze(encounters, { spillAfter: 0 })
    expect(analysis.touchpoints.map(({ touchpoint }) => touchpoint).sort()).toEqual(['a\u0085b', 'a\u2028b', 'a\u2029b'])
  })

  it('says that there is nothing where there is nothing', async () => {
    const analysis = await analyze([])
    expect(analysis).toMatchObject({ encounters: 0, customers: 0, asOf: null, firstAt: null, lastAt: null, transitions: [] })
    expect(analysis.pathDurationSeconds).toEqual({ median: null, mean: null, p90: null })
  })

  it('leaves nothing on the disk when the source fails', async () => {
    async function* failing(): AsyncGenerator<Encounter[]> {
      yield [1, 2, 3].map((id) => ({ id: String(id), at: id, customer: { crm: 'C-1' }, touchpoint: 'desk' }))
      expect(readdirSync(folder)).toHaveLength(1)
      throw new Error('the line went dead')
    }
    await expect(analyzeEncounters(failing(), { definitions: {}, calendar, spillAfter: 1 })).rejects.toThrow('the line went dead')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe.skipIf(!existsSync(acceptance))('an analysis of the acceptance data (found beside the repository)', () => {
  it.each(['bank', 'return', 'easter'])('tells the %s story exactly', async (name) => {
    const lines = readFileSync(new URL(`${name}-story.ndjson`, acceptance), 'utf8')
      .trim()
      .split('\n')
    const expected = JSON.parse(readFileSync(new URL(`${name}-story.expected.json`, acceptance), 'utf8'))
    const encounters = lines.map((line) => {
      const read = readEncounter(JSON.parse(line), hash)
      if ('problems' in read) throw new Error(JSON.stringify(read.problems))
      return read.encounter
    })
    const outwardly = (item: object) => ({ ...item, customer: expect.any(String) })
    for (const spillAfter of [0, 1000]) {
      const analysis = await analyze(encounters.toReversed(), { asOf: Date.parse(expected.asOf), details: true, spillAfter })
      expect(analysis.pathList).toMatchObject(expected.paths.map(outwardly))
      expect(analysis.frictionList).toMatchObject(expected.frictions.map(outwardly))
      expect(analysis.frictionList).toHaveLength(expected.frictions.length)
      expect(analysis.customers).toBe(1)
    }
  })
})
