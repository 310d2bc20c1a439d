import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { AnalysisDocument } from '../../src/cli/analysisDocument.ts'
import { analyzeFiles, type AnalyzeRequest } from '../../src/cli/analyze.ts'

const shared = new URL('../../../shared/', import.meta.url)
const pathOf = (name: string) => fileURLToPath(new URL(name, shared))
const mapOf = (name: string) => fileURLToPath(new URL(`../../maps/${name}`, import.meta.url))
const expectedPath = pathOf('acceptance/logs.expected.json')
const LONG = 240_000

interface ExpectedLog {
  encounters: number
  paths: number
  handovers: number
  pathsWithHandover: number
  bounces: number
  pathsWithBounce: number
  variants: number
  topVariant: [string[], number]
  touchpoints: { touchpoint: string; encounters: number }[]
  transitionKinds: number
  transitions: { from: string; to: string; count: number; medianSeconds: number }[]
  durationMedian: number
  durationMean: number
}

async function analyze(file: string, request: AnalyzeRequest = {}): Promise<AnalysisDocument> {
  const { document } = await analyzeFiles([pathOf(file)], request)
  expect(document.broken).toEqual([])
  return document
}

/** The document in the words of the expected file. */
function inTheirWords(document: AnalysisDocument): Record<string, unknown> {
  const { variants, transitions, touchpoints, pathDurationSeconds } = document
  return {
    encounters: document.encounters,
    paths: document.paths.total,
    handovers: document.handovers,
    pathsWithHandover: document.pathsWithHandover,
    bounces: document.bounces,
    pathsWithBounce: document.pathsWithBounce,
    variants: variants.count,
    topVariant: [variants.top[0]!.touchpoints, variants.top[0]!.paths],
    touchpoints: touchpoints.slice(0, 5).map(({ touchpoint, encounters }) => ({ touchpoint, encounters })),
    transitionKinds: transitions.length,
    transitions: transitions.slice(0, 5),
    durationMedian: pathDurationSeconds.median,
    durationMean: pathDurationSeconds.mean,
  }
}

describe.skipIf(!existsSync(expectedPath))('public event logs (skipped where ../shared/acceptance is absent)', () => {
  const { logs } = existsSync(expectedPath)
    ? (JSON.parse(readFileSync(expectedPath, 'utf8')) as { logs: Record<string, ExpectedLog & { teamKey: string }> })
    : { logs: {} }

  it.each(Object.keys(logs))(
    '%s gives exactly the counts of an independent reading',
    async (file) => {
      const { teamKey: _, ...expected } = logs[file]!
      const document = await analyze(file)
      expect(inTheirWords(document)).toEqual(expected)
      expect(document).toMatchObject({ rejected: 0, skipped: 0, duplicates: 0, customers: expected.paths })
      // Without a map nobody is known to have begun anything: no turn, no silence, no pause.
      expect(document.paths).toMatchObject({ active: expected.paths, paused: 0, abandoned: 0, completed: 0 })
      expect(document.frictions.map(({ kind }) => kind)).toEqual(['bounce'])
      expect(document.notJudged.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['silence', 'pause', 'abandonment', 'repeat-contact']),
      )
    },
    LONG,
  )

  it(
    'the loan log with its map gives the published outcomes and the applications asked again for papers',
    async () => {
      const document = await analyze('data/bpi2012/BPI_Challenge_2012.xes.gz', { map: mapOf('bpi2012.yaml'), details: true })
      const states = new Map<string, number>()
      for (const { state, outcome } of document.pathList!) {
        const name = state === 'completed' ? `completed ${outcome}` : state === 'abandoned' ? 'abandoned' : 'undecided'
        states.set(name, (states.get(name) ?? 0) + 1)
      }
      expect(Object.fromEntries(states)).toEqual({
        'completed approved': 2246,
        'completed declined': 7635,
        abandoned: 2807,
        undecided: 399,
      })
      expect(document.paths).toMatchObject({ total: 13_087, completed: 2246 + 7635, abandoned: 2807 })
      expect(document.paths.active + document.paths.paused).toBe(399)
      expect(document.outcomes).toEqual([
        { outcome: 'declined', paths: 7635 },
        { outcome: null, paths: 2807 + 399 },
        { outcome: 'approved', paths: 2246 },
      ])
      expect(document.frictions.find(({ kind }) => kind === 'repeated-ask')).toMatchObject({ customers: 1647 })
      expect(document.frictionList!.filter(({ kind }) => kind === 'repeated-ask').every(({ items }) => items?.join() === 'papers')).toBe(
        true,
      )
    },
    LONG,
  )

  it('the permit log with its map shows the channels by which applications came in', async () => {
    const document = await analyze('data/env_permit/env_permit.xes.gz', { map: mapOf('env-permit.yaml') })
    expect(document.channels).toEqual([
      { channel: null, encounters: 8577 - 1434 },
      { channel: 'web', encounters: 1250 },
      { channel: 'branch', encounters: 109 },
      { channel: 'post', encounters: 53 },
      { channel: 'email', encounters: 21 },
      { channel: 'internal', encounters: 1 },
    ])
    expect(document.paths.total).toBe(1434)
  })
})
