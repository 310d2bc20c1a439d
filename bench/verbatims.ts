import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { getThemes as themesContract, getVerbatims as contract } from '../src/api/verbatim.ts'
import { openDatabase, type Queryable } from '../src/server/db/database.ts'
import { migrate } from '../src/server/db/migrate.ts'
import { getThemes } from '../src/server/voice/getThemes.ts'
import { getVerbatims } from '../src/server/voice/getVerbatims.ts'
import { startPostgres } from '../test/setup/postgresServer.ts'
import { BEGUN, ENDED, makeVerbatims } from './manyVerbatims.ts'
import { openPlace, percentile } from './serving.ts'

const HELP = `Usage: npx tsx bench/verbatims.ts [--engine postgres|embedded] [--texts 1000000] [--each 20] [--url U] [NAME…]

Makes so many free texts over three years, in three languages, of our own phrases, some said far oftener than others, and asks for them
as the words page does: by rare and common words, by filters, page after page, and their themes. The baselines in the same run: one
customer's texts, and all texts searched with ILIKE. At an address, what was made stays there and is used again.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string', default: 'postgres' },
    texts: { type: 'string', default: '1000000' },
    each: { type: 'string', default: '20' },
    url: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

/** A database that stays. */
async function openKept(url: string) {
  const kept = await openDatabase({ url })
  const [made] = await kept.query<{ name: string | null }>("SELECT to_regclass('verbatims')::text AS name")
  if (made!.name === null) await migrate(kept)
  return { database: kept, remove: () => kept.close() }
}

const many = Number(values.texts)
const each = Number(values.each)

const postgres = values.engine === 'postgres' && values.url === undefined ? await startPostgres() : null
const { database, remove } = values.url === undefined ? await openPlace(postgres?.url) : await openKept(values.url)
const begun = performance.now()
await makeVerbatims(database, many)
console.log(`${values.engine}, ${many} texts made in ${((performance.now() - begun) / 1000).toFixed(0)} s`)

async function time(name: string, ask: (number: number) => Promise<number>, times = each): Promise<void> {
  if (positionals.length > 0 && !positionals.some((wanted) => name.includes(wanted))) return
  const taken: number[] = []
  let found = 0
  for (let number = 0; number < times; number++) {
    const start = performance.now()
    found = await ask(number)
    taken.push(performance.now() - start)
  }
  const ms = (share: number) => percentile(taken, share).toFixed(0).padStart(6)
  console.log(`${name.padEnd(52)} p50 ${ms(0.5)}  p95 ${ms(0.95)} ms  ${String(found).padStart(6)}`)
}

type Asked = Record<string, string>
const page = (query: Asked) => getVerbatims(database, contract.query.parse({ limit: '30', ...query }))
const first = (query: Asked) => async () => (await page(query)).items.length
const DAYS = 86_400_000
const since = (days: number) => new Date(ENDED - days * DAYS).toISOString()

/** The page after so many others. */
async function later(query: Asked, pages: number): Promise<Asked> {
  let cursor: string | null = null
  for (let at = 0; at < pages; at++) ({ next: cursor } = await page(cursor === null ? query : { ...query, cursor }))
  return cursor === null ? query : { ...query, cursor }
}

async function shareOf(asked: Queryable, words: string): Promise<void> {
  const { searchQuery } = await import('../src/domain/voice/searchRoots.ts')
  const [row] = await asked.query<{ n: number }>('SELECT count(*)::integer AS n FROM verbatims WHERE roots @@ $1::tsquery', [
    searchQuery(words),
  ])
  console.log(`  ${words}: in ${((100 * row!.n) / many).toFixed(2)} % of the texts`)
}

const WORDS = {
  commonest: 'oli',
  common: 'palvelua',
  usual: 'jonossa',
  seldom: 'reklamaatiosta',
  rare: 'tilausnumero778',
  both: 'oli palvelua',
  two: 'palvelua jonossa',
  far: 'lääkärin laskuista',
}
try {
  console.log(`load ${loadavg()[0]!.toFixed(1)}`)
  for (const words of Object.values(WORDS)) await shareOf(database, words)
  const [typical] = await database.query<{ id: number }>(
    'SELECT customer_id AS id FROM verbatims WHERE customer_id > 0 ORDER BY at DESC LIMIT 1',
  )
  await time(
    '(one customer by number)',
    async () => (await database.query('SELECT * FROM verbatims WHERE customer_id = $1', [typical!.id])).length,
  )
  for (const [name, word] of [
    ['common', 'palvelu'],
    ['rare', 'tilausnumero778'],
  ] as const)
    await time(
      `(all texts searched with ILIKE, ${name})`,
      async () => (await database.query('SELECT * FROM verbatims WHERE text ILIKE $1 ORDER BY at DESC LIMIT 31', [`%${word}%`])).length,
      3,
    )
  await time('no words', first({}))
  for (const [name, words] of Object.entries(WORDS)) await time(`${name} word`, first({ words }))
  await time('nothing that is there', first({ words: 'merimakkara' }))
  await time('nothing that is there, with a common word', first({ words: 'merimakkara palvelua' }))
  for (const name of ['commonest', 'usual', 'two'] as const) {
    const query = { words: WORDS[name] }
    const [second, far] = [await later(query, 1), await later(query, 20)]
    await time(`${name} word, second page`, first(second))
    await time(`${name} word, page 21`, first(far))
  }
  for (const name of ['commonest', 'usual', 'seldom'] as const) {
    const words = WORDS[name]
    await time(`${name} word, last 30 days`, first({ words, since: since(30) }))
    await time(
      `${name} word, 90 days three years ago`,
      first({ words, since: new Date(BEGUN).toISOString(), until: new Date(BEGUN + 90 * DAYS).toISOString() }),
    )
    await time(`${name} word, theme`, first({ words, theme: 'waiting' }))
    await time(`${name} word, common touchpoint`, first({ words, touchpoint: 'touchpoint-1' }))
    await time(`${name} word, rare touchpoint`, first({ words, touchpoint: 'touchpoint-40' }))
    await time(`${name} word, mood`, first({ words, sentiment: 'positive' }))
    await time(`${name} word, journey`, first({ words, journey: 'journey-3' }))
    await time(
      `${name} word, mood, theme, journey, channel`,
      first({ words, theme: 'waiting', sentiment: 'negative', journey: 'journey-3', channel: 'store' }),
    )
  }
  await time('theme alone, rarest', first({ theme: 'privacy' }))
  await time('touchpoint alone, rare', first({ touchpoint: 'touchpoint-40' }))
  await time('touchpoint alone, none', first({ touchpoint: 'no-such' }))
  await time('journey alone', first({ journey: 'journey-3' }))
  await time('language alone, other', first({ language: 'other' }))
  await time('mood and theme', first({ sentiment: 'positive', theme: 'waiting' }))
  await time('mixed', first({ mixed: 'true' }))
  await time('words and score disagree', first({ disagrees: 'true' }))
  await time('unsure', first({ unsure: 'true' }))
  const themes = (query: Asked) => async () => (await getThemes(database, themesContract.query.parse(query), ENDED)).texts
  const few = Math.min(each, 5)
  await time('themes: 28 days', themes({}), few)
  await time('themes: 90 days', themes({ since: since(90) }), few)
  await time('themes: 90 days, one touchpoint', themes({ since: since(90), touchpoint: 'touchpoint-3' }), few)
  await time('themes: a year', themes({ since: since(365) }), few)
  await time('themes: all time', themes({ since: new Date(BEGUN).toISOString() }), few)
  console.log(`load ${loadavg()[0]!.toFixed(1)}`)
} finally {
  await remove()
  await postgres?.stop()
}
