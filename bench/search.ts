import { parseArgs } from 'node:util'
import { getCustomers as contract } from '../src/api/customerList.ts'
import { searchWords } from '../src/domain/customer/searchWords.ts'
import type { Queryable } from '../src/server/db/database.ts'
import { getCustomers } from '../src/server/customer/getCustomers.ts'
import { startPostgres } from '../test/setup/postgresServer.ts'
import { openPlace, percentile } from './serving.ts'

const HELP = `Usage: npx tsx bench/search.ts [--engine postgres|embedded] [--customers 1000000] [--each 100]

Makes so many customers with a name, three identifiers, a path and an encounter each, and asks for them in every way in which they can be
searched or filtered, one question at a time. Tells each way's times and the indexes of its plan. The baselines in the same run: one
customer by number, and a scan of all names.`

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'postgres' },
    customers: { type: 'string', default: '1000000' },
    each: { type: 'string', default: '100' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}
const many = Number(values.customers)
const each = Number(values.each)

const HEADS = [
  'Mei',
  'Kos',
  'Lah',
  'Väis',
  'Räm',
  'Öst',
  'Ket',
  'Sun',
  'Haa',
  'Pel',
  'Jär',
  'Tuo',
  'Nie',
  'Syr',
  'Ahv',
  'Kuk',
  'Lin',
  'Oja',
]
const MIDDLES = ['kä', 'ki', 'ta', 'lo', 'mä', 'ne', 'pu', 'ri', 'so', 'vu']
const TAILS = ['läinen', 'nen', 'la', 'mäki', 'ranta', 'niemi', 'salo', 'virta']
const FIRST = [
  'Maija',
  'Matti',
  'Aino',
  'Väinö',
  'Kaisa',
  'Pekka',
  'Liisa',
  'Åke',
  'Eeva',
  'Juha',
  'Tuula',
  'Sanna',
  'Onni',
  'Helmi',
  'Eino',
]
const surnames = HEADS.flatMap((head) => MIDDLES.flatMap((middle) => TAILS.map((tail) => `${head}${middle}${tail}`)))
const names = FIRST.flatMap((first) => surnames.map((last) => `${first} ${last}`))
const nameOf = (id: number) => names[(id * 7919) % names.length]!

async function make(database: Queryable): Promise<void> {
  const words = names.map((name) => searchWords(name).join(' '))
  const rows = `generate_series($1::bigint, $2::bigint) AS id`
  const statements = [
    `INSERT INTO customers (id, name, display_name, words, first_at, last_at, encounters)
     SELECT id, 'crm:C-' || id, ($3::text[])[id * 7919 % $5 + 1], ($4::text[])[id * 7919 % $5 + 1], 1700000000000, 1700000000000 + id * 1000, 1 FROM ${rows}`,
    `INSERT INTO identifiers (identifier, customer_id, group_id)
     SELECT kind || value, id, id FROM ${rows}, LATERAL (VALUES ('crm:', 'C-' || id), ('email:', 'c' || id || '@example.com'),
       ('phone:', '+35840' || lpad((id * 7919 % 10000000)::text, 7, '0'))) AS given(kind, value)
     ON CONFLICT DO NOTHING`,
    `INSERT INTO encounters (customer_id, id, at, body, touchpoint, channel, path, journey, step, hour, resumed)
     SELECT id, 'e' || id, 1700000000000 + id * 1000, '{}', 'form', 'web', 'loan/LN-' || id, 'loan', 1, 9, false FROM ${rows}`,
    `INSERT INTO paths (customer_id, key, journey, matter, state, turn, first_at, last_at, encounters, resumptions, handovers, bounces, way, body)
     SELECT id, 'loan/LN-' || id, 'loan', 'LN-' || id, CASE WHEN id % 10 = 0 THEN 'active' ELSE 'completed' END,
       CASE WHEN id % 1000 = 0 THEN 'company' ELSE 'nobody' END, 1, 1, 1, 0, 0, 0, md5('x')::uuid, '{}' FROM ${rows}`,
  ]
  const step = 50_000
  for (let from = 1; from <= many; from += step) {
    const range = [from, Math.min(many, from + step - 1)]
    for (const [index, statement] of statements.entries()) {
      await database.query(statement, index === 0 ? [...range, names, words, names.length] : range)
    }
  }
  await database.query('VACUUM ANALYZE')
}

/** The indexes that a plan reads, and the tables that it reads from one end to the other. */
function readsOf(plan: Record<string, unknown>): string[] {
  const own =
    typeof plan['Index Name'] === 'string'
      ? [plan['Index Name']]
      : plan['Node Type'] === 'Seq Scan'
        ? [`ALL OF ${String(plan['Relation Name'])}`]
        : []
  return [...own, ...((plan['Plans'] ?? []) as Record<string, unknown>[]).flatMap(readsOf)]
}

const postgres = values.engine === 'postgres' ? await startPostgres() : null
const { database, remove } = await openPlace(postgres?.url)
const begun = performance.now()
await make(database)
console.log(`${values.engine}, ${many} customers made in ${((performance.now() - begun) / 1000).toFixed(0)} s`)

async function time(name: string, ask: (database: Queryable, id: number) => Promise<unknown>): Promise<void> {
  let asked: { text: string; parameters: readonly unknown[] } | null = null
  const listening: Queryable = {
    query: async (text, parameters = []) => {
      asked ??= { text, parameters }
      return database.query(text, parameters)
    },
  }
  await ask(listening, 1)
  const { text, parameters } = asked!
  const [plan] = await database.query<Record<string, [{ Plan: Record<string, unknown> }]>>(`EXPLAIN (FORMAT JSON) ${text}`, parameters)
  const reads = [...new Set(readsOf(Object.values(plan!)[0]![0].Plan))].filter((index) => !/frictions|cases|_pk$|_pkey$/.test(index))
  const times: number[] = []
  for (let number = 0; number < each; number++) {
    const start = performance.now()
    await ask(database, 1 + ((number * 104_729) % many))
    times.push(performance.now() - start)
  }
  const ms = (share: number) => percentile(times, share).toFixed(1).padStart(7)
  console.log(`${name.padEnd(44)} p50 ${ms(0.5)}  p99 ${ms(0.99)} ms  ${reads.join(', ')}`)
}

const find = (query: (id: number) => Record<string, string>) => (asked: Queryable, id: number) =>
  getCustomers(asked, contract.query.parse({ limit: 8, ...query(id) }))
const phoneOf = (id: number) => `040${String((id * 7919) % 10_000_000).padStart(7, '0')}`

try {
  await time('(one customer by number)', (asked, id) => asked.query('SELECT name FROM customers WHERE id = $1', [id]))
  await time(
    'name, whole',
    find((id) => ({ q: nameOf(id) })),
  )
  await time(
    'name, surname and three letters, no marks',
    find((id) => ({ q: searchWords(nameOf(id)).toReversed().join(' ').slice(0, -2) })),
  )
  await time(
    'name, four letters',
    find((id) => ({ q: nameOf(id).slice(0, 4) })),
  )
  await time(
    'name, one letter',
    find((id) => ({ q: nameOf(id).slice(0, 1) })),
  )
  await time(
    'name, one letter of each word',
    find((id) => ({
      q: nameOf(id)
        .split(' ')
        .map((word) => word[0])
        .join(' '),
    })),
  )
  await time(
    'e-mail',
    find((id) => ({ q: `c${id}@ex` })),
  )
  await time(
    'phone, whole',
    find((id) => ({ q: phoneOf(id) })),
  )
  await time(
    'phone, beginning without zero',
    find((id) => ({ q: phoneOf(id).slice(1, 8) })),
  )
  await time(
    'phone, last six digits',
    find((id) => ({ q: phoneOf(id).slice(-6) })),
  )
  await time(
    'identifier',
    find((id) => ({ q: `crm:C-${id}` })),
  )
  await time(
    'matter',
    find((id) => ({ q: `LN-${id}` })),
  )
  await time(
    'nothing that is there',
    find((id) => ({ q: `zzz${id}` })),
  )
  await time(
    'all, the latest 50',
    find(() => ({ limit: '50' })),
  )
  await time(
    'open matters (1 in 10), 50',
    find(() => ({ limit: '50', open: 'true' })),
  )
  await time(
    'our turn (1 in 1,000), 50: 2,000 looked at',
    find(() => ({ limit: '50', turn: 'company' })),
  )
  await time('(all names scanned)', (asked, id) =>
    asked.query(`SELECT id FROM customers WHERE display_name ILIKE $1 ORDER BY last_at DESC LIMIT 8`, [`%${nameOf(id).slice(2)}%`]),
  )
} finally {
  await remove()
  await postgres?.stop()
}
