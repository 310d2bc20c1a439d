import { Agent, request } from 'node:http'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { surveyKeyOfFormbricks } from '../src/domain/feedback/formbricksKey.ts'
import { createAskToken } from '../src/server/feedback/askLink.ts'
import { openDatabase } from '../src/server/db/database.ts'
import { openVault } from '../src/server/webhook/secrets.ts'
import { startPostgres } from '../test/setup/postgresServer.ts'
import { openPlace, percentile, startServing, whole } from './serving.ts'

const HELP = `Usage: npx tsx bench/answersOverHttp.ts [--engine postgres|embedded] [--answers 5000] [--connections 64] [--bulk 100] [--kill]

Known customers who were asked answer a survey: whole answers with a score and words, each over the answer page's door by a personal link,
then as many in bulk as Formbricks sends them. An answer is given once the response is on disk and the encounter made of it, too. With --kill
the server is killed in the midst, and every response that was acknowledged is looked for. The baseline in the same run: the same
bodies asked of a door that keeps nothing.`

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'postgres' },
    answers: { type: 'string', default: '5000' },
    connections: { type: 'string', default: '64' },
    bulk: { type: 'string', default: '100' },
    kill: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}
const many = Number(values.answers)
const connections = Number(values.connections)
const bulk = Number(values.bulk)
const secret = 'x'.repeat(32)
const title = { en: 'How did it go?' }
const content = {
  languages: ['en'],
  title,
  questions: [
    { key: 'nps', kind: 'nps', metric: 'nps', title, required: false, askedIf: [] },
    { key: 'why', kind: 'text', title, required: false, askedIf: [] },
  ],
  thanks: [],
}

const postgres = values.engine === 'postgres' ? await startPostgres() : null
const place = await openPlace(postgres?.url)
const { database } = place
const SURVEY = surveyKeyOfFormbricks('bench')
await database.query(`INSERT INTO customers (id, name) SELECT n, 'crm:B-' || n FROM generate_series(1, $1::integer) AS n`, [2 * many])
await database.query(
  `INSERT INTO identifiers (identifier, customer_id, group_id) SELECT 'crm:B-' || n, n, n FROM generate_series(1, $1::integer) AS n`,
  [2 * many],
)
await database.query(
  `INSERT INTO surveys (key, name, state, version, draft, plan, changed_at) VALUES ($1, 'Bench', 'live', 1, $2::jsonb, '{}', 1)`,
  [SURVEY, JSON.stringify(content)],
)
await database.query('INSERT INTO survey_versions (survey, version, content, at) VALUES ($1, 1, $2::jsonb, 1)', [
  SURVEY,
  JSON.stringify(content),
])
const about = {
  journey: null,
  matter: null,
  touchpoint: 'branch',
  channel: 'store',
  stage: null,
  team: 'north',
  encounter: null,
  path: null,
}
await database.query(
  `INSERT INTO asks (customer_id, identifier, survey, cause, triggered_at, state, asked_at, version, way, about)
   SELECT n, 'crm:B-' || n, $1, 'hand:' || n, $2, 'asked', $2, 1, 'email', $3::jsonb FROM generate_series(1, $4::integer) AS n`,
  [SURVEY, Date.now() - 3_600_000, JSON.stringify(about), many],
)
const asks = await database.query<{ customer: number; ask: number }>('SELECT customer_id AS customer, id AS ask FROM asks ORDER BY 1')
await database.exec('ANALYZE')
const vault = openVault(secret)
const links = asks.map((ask) => createAskToken(vault, ask))

const serving = await startServing(place, {}, { POLKU_SECRET: secret, POLKU_PROXY: '127.0.0.1' })
serving.moveClock(Date.now())
const ticking = setInterval(() => serving.moveClock(Date.now()), 100).unref()
const agent = new Agent({ keepAlive: true, maxSockets: connections })

/** Sends a body; answers how long it took in ms. Each sender stands at an address of their own. */
function send(path: string, body: string, from: number, headers: Record<string, string> = {}): Promise<number> {
  const start = performance.now()
  return new Promise((done, failed) => {
    const sent = request(
      `${serving.address}${path}`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-forwarded-for': `10.${(from >> 16) & 255}.${(from >> 8) & 255}.${from & 255}`,
          ...headers,
        },
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        answer.on('error', failed)
        answer.on('end', () =>
          answer.statusCode! < 300 ? done(performance.now() - start) : failed(new Error(`${answer.statusCode} ${text}`)),
        )
      },
    )
    sent.on('error', failed)
    sent.end(body)
  })
}

/** Has so many things done over all connections; tells the rate. */
async function run(name: string, count: number, each: number, work: (number: number) => Promise<number>): Promise<number> {
  let next = 0
  const taken: number[] = []
  const [start, processor] = [performance.now(), serving.processor()]
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) taken.push(await work(next++))
    }),
  )
  const seconds = (performance.now() - start) / 1000
  const spent = ((serving.processor() - processor) * 1e6) / (count * each)
  console.log(
    `${name}: ${whole((count * each) / seconds)}/s, p50 ${whole(percentile(taken, 0.5))} ms, p99 ${whole(percentile(taken, 0.99))} ms, ${whole(spent)} µs of processor each   (load ${loadavg()[0]!.toFixed(1)})`,
  )
  return (count * each) / seconds
}

const at = new Date().toISOString()
const sentBy = (number: number) => {
  const now = Date.now()
  const answers = { nps: number % 11, why: { text: `Words of ${number}.` } }
  return JSON.stringify({ answers, isWhole: true, language: 'en', startedAt: now - 5000, saidAt: now, sentAt: now })
}
const sentInBulk = (from: number) =>
  JSON.stringify(
    Array.from({ length: bulk }, (_, index) => ({
      id: `f-${from + index}`,
      surveyId: 'bench',
      createdAt: at,
      updatedAt: at,
      finished: true,
      language: 'en',
      data: { nps: (from + index) % 11, why: `Words of ${from + index}.` },
      contactAttributes: { userId: `crm:B-${from + index}` },
    })),
  )
const authorised = { authorization: `Bearer ${serving.token}` }

console.log(`${values.engine}, ${many} answers, ${connections} connections`)
try {
  const bare = await run('baseline: the same body, to a link of nobody', many, 1, (number) =>
    send(`/r/${'x'.repeat(60)}`, sentBy(number), number).catch((error: Error) =>
      error.message.startsWith('404') ? 0 : Promise.reject(error),
    ),
  )
  if (values.kill) await killed()
  else {
    const rate = await run('over personal links', many, 1, (number) => send(`/r/${links[number]!}`, sentBy(number), number))
    console.log(`  against the baseline: ${(rate / bare).toFixed(2)}`)
    await run(`in bulk, ${bulk} together`, many / bulk, bulk, (number) =>
      send('/v1/formbricks/responses', sentInBulk(many + 1 + number * bulk), number, authorised),
    )
  }
} finally {
  clearInterval(ticking)
  if (!values.kill) await serving.stop()
  await place.remove()
  await postgres?.stop()
}

/** Kills the server when half are acknowledged, and looks for each of them. */
async function killed(): Promise<void> {
  const acknowledged: number[] = []
  await run('killed in the midst', many, 1, async (number) => {
    try {
      const took = await send(`/r/${links[number]!}`, sentBy(number), number)
      acknowledged.push(number)
      if (acknowledged.length === many >> 1) serving.kill()
      return took
    } catch (error) {
      if (acknowledged.length < many >> 1) throw error
      return 0
    }
  }).catch(() => undefined)
  const left = await openDatabase(
    postgres === null ? { folder: join(place.settings['POLKU_DATA']!, 'database') } : { url: place.settings['DATABASE_URL']! },
  )
  const kept = await left.query<{ ask: number; encounter: string | null }>(
    'SELECT r.ask, e.id AS encounter FROM responses r LEFT JOIN encounters e ON e.customer_id = r.customer_id AND e.id = $1 || r.id',
    ['response:'],
  )
  const byAsk = new Map(kept.map(({ ask, encounter }) => [ask, encounter]))
  const lost = acknowledged.filter((number) => !byAsk.has(asks[number]!.ask))
  const untold = acknowledged.filter((number) => byAsk.get(asks[number]!.ask) === null)
  console.log(`acknowledged ${acknowledged.length}, kept ${kept.length}, lost ${lost.length}, without their encounter ${untold.length}`)
  await left.close()
  if (lost.length > 0) process.exitCode = 1
}
