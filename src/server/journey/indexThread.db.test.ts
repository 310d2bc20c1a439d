import { setTimeout as wait } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { SEED } from '../../../test/setup/chance.ts'
import { createDatabase } from '../../../test/setup/database.ts'
import { openServer, type OpenServer } from '../../../test/setup/openServer.ts'
import { filtersOver, manyLives, type ManyLives } from '../../../test/twins/manyLives.ts'
import type { PathFilter } from '../../domain/journey/questions/filter.ts'
import { openDatabase, type Database } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { describeDatabases } from '../db/testing.ts'
import { answerPaths } from './indexAnswers.ts'
import { askColumns } from './indexQuestions.ts'
import { openPathIndex, type IndexOptions, type PathIndex } from './indexThread.ts'
import { loadColumns } from './loadColumns.ts'
import { notePathChanges } from './notePathChanges.ts'
import type { PathQuestions } from './pathQuestions.ts'
import { askPathsBySql } from './sql/askPathsBySql.ts'

const DAY = 86_400_000

async function everything(ask: PathQuestions, filter: PathFilter) {
  return {
    flow: await ask.flow(filter),
    funnel: await ask.funnel(filter, { by: 'stage', steps: ['apply', 'decide'], within: 30 * DAY }),
    stages: await ask.stages(filter),
    hours: await ask.hours(filter, 'channel'),
    resumptions: await ask.resumptions(filter),
    variants: await ask.variants(filter, 5),
    touchpoints: await ask.touchpoints(filter),
    channels: await ask.channels(filter),
    outcomes: await ask.outcomes(filter),
    totals: await ask.totals(filter),
    paths: await ask.paths(filter),
  }
}

function openIndex(database: Database, options: Partial<IndexOptions> = {}): PathIndex {
  const index = openPathIndex({
    database,
    megabytes: 64,
    clock: Date.now,
    subscribe: () => () => undefined,
    told: () => undefined,
    ...options,
  })
  onTestFinished(() => index.close())
  return index
}

/** What the index answers; when it loads anew in the middle of a question, SQL would answer, and here it is asked again. */
async function answersOf(index: PathIndex, filter: PathFilter): Promise<Awaited<ReturnType<typeof everything>>> {
  for (let tries = 0; ; tries++) {
    try {
      return await everything((await index.current())!.questions, filter)
    } catch (error) {
      if (tries === 100) throw error
      await wait(100)
    }
  }
}

async function expectFresh(index: PathIndex, database: Database, filters: readonly PathFilter[]): Promise<number> {
  // On a machine that is busy a question is answered from older columns; what was committed before is waited for here.
  const since = Date.now()
  await expect.poll(async () => (await index.current())?.asOf ?? 0, { timeout: 60_000 }).toBeGreaterThanOrEqual(since)
  const current = await index.current()
  const fresh = await loadColumns(database)
  const ask = askColumns(() => fresh)
  for (const filter of filters) expect(await answersOf(index, filter)).toEqual(await everything(ask, filter))
  return current!.questions.paths({})
}

/** Takes lives in, some at a time with the index looked at in between: what comes late, is joined, falls due and is defined anew. */
async function live(server: OpenServer, lived: ManyLives, look: () => Promise<unknown>): Promise<void> {
  const third = Math.ceil(lived.batches.length / 3)
  for (const [number, batch] of lived.batches.entries()) {
    await server.intake.accept(batch)
    if (number % third === third - 1) await look()
  }
  await server.define(lived.definitions as Parameters<typeof server.define>[0])
  await server.tick(clock)
  await look()
}

const [lived] = fc.sample(manyLives, { seed: SEED, numRuns: 1 }) as [ManyLives]
const filters = fc.sample(filtersOver(lived), { seed: SEED, numRuns: 6 })
const clock = Math.max(lived.clock, ...lived.batches.flat().map(({ at }) => at))
const known = lived.batches.flat()[0]!
const further = { ...known, id: 'one more', at: clock }

describeDatabases(`the index in its thread (seed ${SEED})`, (open) => {
  it('holds what the database holds, whatever comes, as columns loaded anew do', async () => {
    const database = await open()
    const server = await openServer(database, clock)
    let heard = 0
    const listen: IndexOptions['listen'] = (hear) =>
      server.memory.tellPaths(hear && ((note, customers) => hear(note, customers.slice(0, (heard += customers.length)))))
    const reading = openIndex(database)
    const hearing = openIndex(database, { listen })
    await Promise.all([reading.settled, hearing.settled])
    await live(server, lived, async () => {
      for (const index of [reading, hearing]) await expectFresh(index, database, filters.slice(0, 2))
    })
    for (const index of [reading, hearing]) expect(await expectFresh(index, database, [{}, ...filters])).toBeGreaterThan(10)
    expect(heard).toBeGreaterThan(20)
    // Somebody says that two are not one person, and takes it back.
    const [one] = await database.query<{ customer: string; identifiers: string[] }>(
      `SELECT c.name AS customer, array_agg(i.identifier ORDER BY i.identifier) AS identifiers
       FROM identifiers i JOIN customers c ON c.id = i.customer_id WHERE c.encounters > 1 GROUP BY c.id HAVING count(*) > 1 ORDER BY c.id LIMIT 1`,
    )
    const say = async (path: string, body: object) => {
      const headers = { authorization: await server.bearer('admin') }
      const url = `/api/v1/${path}`
      const answer = await server.app.inject({ method: 'POST', url, headers, payload: { ...body, because: 'they told' } })
      expect([answer.statusCode, answer.body]).toEqual([200, expect.any(String)])
      for (const index of [reading, hearing]) await expectFresh(index, database, [{}, filters[0]!])
      return answer.json<{ judgement: number }>()
    }
    const { judgement } = await say(`customers/${encodeURIComponent(one!.customer)}/separate`, {
      identifiers: one!.identifiers.slice(0, 1),
    })
    await say(`judgements/${judgement}/undo`, {})
    await database.transaction((tx) => notePathChanges(tx, 'all'))
    for (const index of [reading, hearing]) await expectFresh(index, database, [{}])
    await server.app.close()
  })

  it('takes what it hears where it is true, and reads the rest: what came at the same time, and what others wrote', async () => {
    const database = await open()
    const server = await openServer(database, clock)
    const other = await openServer(database, clock)
    const index = openIndex(database, { listen: server.memory.tellPaths })
    await index.settled
    for (const [number, batch] of lived.batches.entries()) {
      const [first, second] = [batch.slice(0, batch.length / 2), batch.slice(batch.length / 2)]
      await Promise.all([server.intake.accept(first), (number % 2 === 0 ? server : other).intake.accept(second)])
    }
    expect(await expectFresh(index, database, [{}, ...filters.slice(0, 2)])).toBeGreaterThan(10)
    await server.app.close()
    await other.app.close()
  })

  it('is not there when it may take no memory or would take more; SQL answers, and that is told once', async () => {
    const database = await open()
    const server = await openServer(database, clock)
    await server.intake.accept(lived.batches[0]!)
    const told: string[] = []
    for (const megabytes of [0, 0.0001]) {
      const index = openIndex(database, { megabytes, told: (line) => told.push(line) })
      await index.settled
      const answered = await answerPaths(index, askPathsBySql(database), () => 7)((ask) => ask.paths({}))
      expect(answered).toEqual({ answeredBy: 'sql', asOf: 7, answer: expect.any(Number) as number })
      expect(answered.answer).toBeGreaterThan(0)
    }
    expect(told).toEqual([expect.stringMatching(/^Path columns would take \d+ MB, more than the .* POLKU_INDEX_MB allows/)])
    await server.app.close()
  })
})

describe('the index on PostgreSQL', () => {
  async function openTwo(): Promise<{ url: string; database: Database; other: Database }> {
    const { url, drop } = await createDatabase(inject('postgresUrl'))
    const [database, other] = [await openDatabase({ url }), await openDatabase({ url })]
    onTestFinished(async () => {
      await database.close()
      await other.close()
      await drop()
    })
    await migrate(database)
    return { url, database, other }
  }

  it('loads by COPY, and soon knows what another process committed', async () => {
    const { url, database, other } = await openTwo()
    const server = await openServer(database, clock)
    await live(server, lived, () => Promise.resolve())
    const index = openIndex(other, { url })
    await index.settled
    await expectFresh(index, database, [{}, ...filters])
    const before = await index.current()
    const encounters = async (at: typeof before) => (await at!.questions.channels({})).reduce((sum, each) => sum + each.encounters, 0)
    const counted = await encounters(before)
    await server.intake.accept([further])
    // Not asked for anew: what the index itself finds.
    await expect.poll(() => encounters(before), { interval: 20 }).toBeGreaterThan(counted)
    await expectFresh(index, database, [{}])
    await server.app.close()
  })

  it('starts again when its thread or its connections break; SQL answers meanwhile', async () => {
    const { url, database, other } = await openTwo()
    const server = await openServer(database, clock)
    await server.intake.accept(lived.batches[0]!)
    const threads: Worker[] = []
    const told: string[] = []
    const index = openIndex(other, { url, started: (thread) => threads.push(thread), told: (line) => told.push(line) })
    await index.settled
    const ask = answerPaths(index, askPathsBySql(other), Date.now)
    const first = await ask((each) => everything(each, {}))
    expect(first.answeredBy).toBe('columns')
    await threads[0]!.terminate()
    const meanwhile = await ask((each) => everything(each, {}))
    expect(meanwhile).toMatchObject({ answeredBy: 'sql', answer: first.answer })
    const answeredBy = async () => (await ask((each) => each.paths({}))).answeredBy
    await expect.poll(answeredBy, { timeout: 60_000 }).toBe('columns')
    expect(threads).toHaveLength(2)
    expect(told).toEqual([expect.stringMatching(/^The thread of the path columns broke and is started again: /)])
    await database.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    await server.intake.accept([further])
    const since = Date.now()
    await expect.poll(async () => (await index.current())?.asOf ?? 0).toBeGreaterThanOrEqual(since)
    await expectFresh(index, database, [{}])
    await server.app.close()
  })
})
