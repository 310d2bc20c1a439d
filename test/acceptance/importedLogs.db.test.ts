import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { importItems } from '../../src/cli/import.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { digestOf } from '../../src/server/encounter/registerIds.ts'
import { readEncounters, type FileItem } from '../../src/server/intake/files/readEncounters.ts'
import { readMap } from '../../src/server/intake/files/readMap.ts'
import type { Analysis } from '../../src/server/journey/analysis.ts'
import { analyzeEncounters } from '../../src/server/journey/analyzeEncounters.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import { openServer } from '../setup/openServer.ts'
import { askFigures, figuresOf, readAll } from './figures.ts'

const logs = new URL('../../../shared/data/', import.meta.url)
const SETTLE = 60_000
const BATCH = 1000
const LONG = 240_000

type Item = Extract<FileItem, { encounter: unknown }>

/** The encounters of a log's first traces: the whole loan log takes minutes, and is imported by bench/importLogs.ts. */
async function readLog(file: string, mapName: string, traces = Infinity): Promise<Item[]> {
  const map = await readMap(fileURLToPath(new URL(`../../maps/${mapName}`, import.meta.url)))
  const items: Item[] = []
  const customers = new Set<string>()
  for await (const batch of readEncounters([fileURLToPath(new URL(file, logs))], { map, hash: digestOf })) {
    for (const item of batch) {
      if (!('encounter' in item)) throw new Error(`${file} has a row that cannot be read: ${JSON.stringify(item)}`)
      if (customers.add(JSON.stringify(item.encounter.customer)).size > traces) return items
      items.push(item)
    }
  }
  return items
}

const known = new Map<string, Promise<{ items: Item[]; analysis: Analysis }>>()

/** A log and its analysis, worked out once for both engines. */
function analysed(file: string, mapName: string, traces?: number) {
  const found = known.get(file)
  if (found) return found
  const made = readLog(file, mapName, traces).then(async (items) => {
    return { items, analysis: await analyzeEncounters(encountersOf(items), { definitions: {}, calendar: openCalendar() }) }
  })
  known.set(file, made)
  return made
}

async function* batchesOf(items: readonly Item[]): AsyncGenerator<Item[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH)
}

async function* encountersOf(items: readonly Item[]) {
  yield items.map((item) => item.encounter)
}

interface Serious {
  customer: string
  path: string
}

describeDatabases('public event logs imported (skipped where ../shared/data is absent)', (open) => {
  async function importLog(items: readonly Item[], analysis: Analysis) {
    const server = await openServer(await open(), Date.parse(analysis.asOf!))
    const bring = () => importItems(batchesOf(items), (encounters) => server.intake.accept(encounters, SETTLE), false)
    expect(await bring()).toMatchObject({ accepted: items.length, duplicates: 0, rejections: { count: 0 } })
    await server.settled()
    return { server, app: server.app, bring }
  }

  it.skipIf(!existsSync(logs))(
    'tell of the permit log what its analysis tells, also after it came again',
    async () => {
      const { items, analysis } = await analysed('env_permit/env_permit.xes.gz', 'env-permit.yaml')
      const { server, app, bring } = await importLog(items, analysis)
      const figures = await askFigures(server)
      expect(figures).toEqual(figuresOf(analysis))
      expect(figures).toMatchObject({ encounters: 8577, customers: 1434, bounces: 951, pathsWithBounce: 577, handovers: 5440 })
      expect(await bring()).toMatchObject({ accepted: 0, duplicates: 8577 })
      expect(await askFigures(server)).toEqual(figures)
      await app.close()
    },
    LONG,
  )

  it.skipIf(!existsSync(logs))(
    'tell of a thousand loan applications what their analysis tells, with a case for each path that went seriously wrong',
    async () => {
      const { items, analysis } = await analysed('bpi2012/BPI_Challenge_2012.xes.gz', 'bpi2012.yaml', 1000)
      const { server, app } = await importLog(items, analysis)
      const figures = await askFigures(server)
      expect(figures).toEqual(figuresOf(analysis))
      expect(figures.customers).toBe(1000)
      expect(Object.keys(figures.frictions)).toEqual(expect.arrayContaining(['abandonment', 'bounce', 'repeated-ask', 'silence']))
      for (const outcome of ['approved', 'declined']) {
        expect(await readAll(server, `paths?outcome=${outcome}`)).toHaveLength(figures.outcomes[outcome]!)
      }
      expect(await readAll(server, 'paths?state=abandoned')).toHaveLength(figures.states['abandoned']!)
      const placesOf = (serious: readonly Serious[]) => [...new Set(serious.map(({ customer, path }) => `${customer} ${path}`))].sort()
      const cases = await readAll<Serious>(server, 'cases')
      expect(placesOf(cases)).toEqual(placesOf(await readAll<Serious>(server, 'frictions?severity=3')))
      expect(new Set(placesOf(cases)).size).toBe(cases.length)
      await app.close()
    },
    LONG,
  )
})
