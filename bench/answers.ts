import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ABOUT_NOTHING } from '../src/domain/feedback/response.ts'
import { surveyContentSchema } from '../src/domain/feedback/survey.ts'
import { openDatabase } from '../src/server/db/database.ts'
import { migrate } from '../src/server/db/migrate.ts'
import { openResponses } from '../src/server/feedback/takeResponses.ts'
import { openIntake } from '../src/server/intake/intake.ts'
import { openDefinitionStore } from '../src/server/journey/definitionStore.ts'
import { openCalendar } from '../src/server/organisation/calendar.ts'

/** How many answers of known customers become durable in a second, each with its encounter; and how many bare rows do, in the same run. */
const { values } = parseArgs({ options: { most: { type: 'string', default: '3000' }, together: { type: 'string', default: '32' } } })
const most = Number(values.most)
const together = Number(values.together)
const url = process.env['DATABASE_URL']
const folder = mkdtempSync(join(tmpdir(), 'polku-answers-'))
const database = await openDatabase(url === undefined ? { folder } : { url })
await migrate(database)
const title = { en: 'How did it go?' }
const content = surveyContentSchema.parse({
  languages: ['en'],
  title,
  questions: [
    { key: 'nps', kind: 'nps', title },
    { key: 'why', kind: 'text', title },
  ],
})
await database.query(`INSERT INTO customers (id, name) SELECT n, 'crm:B-' || n FROM generate_series(1, $1::integer) AS n`, [most])
await database.query(
  `INSERT INTO identifiers (identifier, customer_id, group_id) SELECT 'crm:B-' || n, n, n FROM generate_series(1, $1::integer) AS n`,
  [most],
)
const store = openDefinitionStore(database, openCalendar(), Date.now)
const intake = openIntake(database, store, Date.now, () => undefined)
const responses = openResponses({ database, intake, clock: Date.now, announced: () => undefined })

async function rateOf(name: string, work: (number: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const times: number[] = []
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: together }, async () => {
      while (next < most) {
        const number = ++next
        const from = performance.now()
        await work(number)
        times.push(performance.now() - from)
      }
    }),
  )
  const rate = most / ((performance.now() - startedAt) / 1000)
  times.sort((left, right) => left - right)
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))]!)
  console.log(`${name}: ${Math.round(rate)}/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`)
  return rate
}

const now = Date.now() - 1000
const given = (number: number, customer: number) =>
  ({
    customer,
    id: `bench-${customer}-${number}`,
    survey: 'bench',
    version: 1,
    content,
    ask: null,
    door: 'link',
    doorId: null,
    language: 'en',
    channel: null,
    startedAt: now,
    at: now,
    isWhole: true,
    about: ABOUT_NOTHING,
    answers: { nps: number % 11, why: { text: `Words of ${number}.` } },
  }) as const
await database.exec('CREATE TABLE bare (customer_id bigint, id text, body jsonb, PRIMARY KEY (customer_id, id))')
const bare = await rateOf('baseline: bare insert', (number) =>
  database.query('INSERT INTO bare VALUES ($1, $2, $3)', [number, `bench-${number}`, { answers: given(number, number).answers }]),
)
const nobody = await rateOf('answers of nobody we know', (number) => responses.take(given(number, 0)))
const known = await rateOf('answers of known customers, with their encounters', (number) => responses.take(given(number, number)))
console.log(`against bare inserts: ${(nobody / bare).toFixed(2)} and ${(known / bare).toFixed(2)}`)
await database.close()
rmSync(folder, { recursive: true, force: true })
