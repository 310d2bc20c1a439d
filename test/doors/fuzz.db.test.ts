import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { SEED } from '../setup/chance.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'
import { DOORS, fuzzedRequest } from './fuzz.ts'

const START = Date.parse('2026-03-10T12:00:00Z')
/** On each database, of its own seeds; ten thousand by FUZZ_RUNS=10000, which takes minutes. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 500)
const TOGETHER = 8

let engines = 0

describeDatabases('changed payloads over every door', (open) => {
  const seed = SEED + engines++ * RUNS
  let database: Database
  let server: OpenServer
  let authorization: string

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    authorization = await server.bearer('ingest')
    return () => server.app.close()
  })

  it(
    `give no 5xx, lose no neighbour, and tell each problem by its item (FUZZ_RUNS=${RUNS} FUZZ_SEED=${seed})`,
    async () => {
      console.log(`Doors: FUZZ_RUNS=${RUNS} FUZZ_SEED=${seed}`)
      const statuses = new Map<string, number>()
      const expected: string[] = []
      const requests = Array.from({ length: RUNS }, (_, n) => fc.sample(fuzzedRequest(n), { seed: seed + n, numRuns: 1 })[0]!)
      for (let from = 0; from < requests.length; from += TOGETHER) {
        const part = requests.slice(from, from + TOGETHER)
        const answers = await Promise.all(
          part.map(({ method, url, headers, payload }) =>
            server.app.inject({ method, url, headers: { ...headers, authorization }, payload }),
          ),
        )
        answers.forEach(({ statusCode, body }, index) => {
          const { door, good, payload } = part[index]!
          const about = () =>
            `seed ${seed + from + index}, ${door}: ${statusCode} ${body.slice(0, 300)} to ${payload.toString().slice(0, 600)}`
          statuses.set(`${door} ${statusCode}`, (statuses.get(`${door} ${statusCode}`) ?? 0) + 1)
          if (statusCode >= 500) expect.fail(about())
          const answer = JSON.parse(body) as { accepted?: number; title?: string; rejected?: { index: number; problem: string }[] }
          if (statusCode >= 400) return expect(answer.title, about()).toBeTruthy()
          for (const { index: place, problem } of answer.rejected ?? []) expect([place >= 0, problem !== ''], about()).toEqual([true, true])
          if (good === null) return
          expect(answer.accepted, about()).toBeGreaterThan(0)
          expected.push(door === 'batched' ? `/fuzz ${good}` : good)
        })
      }
      const ids = await database.query<{ id: string }>('SELECT id FROM encounter_ids WHERE id = ANY($1::text[])', [expected])
      expect(ids).toHaveLength(expected.length)
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
      if (RUNS >= 400) expect(new Set([...statuses.keys()].map((key) => key.split(' ')[0]))).toEqual(new Set(DOORS))
      if (RUNS >= 10_000) console.log(Object.fromEntries([...statuses].sort()))
    },
    RUNS * 1000 + 120_000,
  )
})
