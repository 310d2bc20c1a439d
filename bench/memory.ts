import { parseArgs } from 'node:util'
import type { EncounterInput } from '../src/domain/encounter/schema.ts'
import { startPostgres } from '../test/setup/postgresServer.ts'
import { openPlace, openSender, startServing, whole } from './serving.ts'

const HELP = `Usage: npx tsx bench/memory.ts [--encounters 1000000] [--engine postgres|embedded] [--index MB]

Sends so many made-up encounters, seventeen to a customer, in order of time in batches of 500 over eight connections, and tells what memory
the server holds on the way; without path columns unless --index gives them room. The baseline is what it held before the first.`

const { values } = parseArgs({
  options: {
    encounters: { type: 'string', default: '1000000' },
    engine: { type: 'string', default: 'postgres' },
    index: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

const YEAR = 365 * 86_400_000
const FROM = Date.UTC(2025, 0, 1)
const BATCH = 500
const CHANNELS = ['web', 'app', 'phone', 'email', 'chat', 'branch', 'store', 'post']
const count = Number(values.encounters)
const customers = Math.ceil(count / 17)

let state = 7
/** The same whole numbers below `most` on every machine. */
function draw(most: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * most)
}

function encounter(number: number): EncounterInput {
  const customer = draw(customers)
  const isCompany = draw(3) === 0
  return {
    id: `e-${number}`,
    occurredAt: new Date(FROM + Math.floor((number / count) * YEAR)).toISOString(),
    customer: { crm: `C-${customer}` },
    touchpoint: `touchpoint-${draw(40)}`,
    channel: CHANNELS[draw(CHANNELS.length)]!,
    journey: `journey-${customer % 5}`,
    matter: `M-${customer}-${Math.floor((number / count) * 3)}`,
    initiator: isCompany ? 'company' : 'customer',
    ...(draw(4) === 0 && (isCompany ? { asks: ['income'] } : { provides: ['income'] })),
  }
}

const megabytes = (bytes: number) => `${whole(bytes / 2 ** 20)} MB`
const postgres = values.engine === 'postgres' ? await startPostgres() : null
const place = await openPlace(postgres?.url)
const serving = await startServing(place, {}, { POLKU_INDEX_MB: values.index })
const post = openSender(serving, 8)
console.log(`before the first: ${megabytes(serving.memory())}`)
let next = 0
let most = 0
let told = 0
const begun = performance.now()
const lane = async () => {
  while (next < count) {
    const from = next
    next = Math.min(count, next + BATCH)
    const batch = Array.from({ length: next - from }, (_, index) => encounter(from + index))
    serving.moveClock(Date.parse(batch.at(-1)!.occurredAt) + 60_000)
    await post(JSON.stringify(batch))
    most = Math.max(most, serving.memory())
    if (next < told + count / 10) continue
    told = next
    const seconds = (performance.now() - begun) / 1000
    console.log(`${whole(next)} encounters, ${whole(next / seconds)}/s: ${megabytes(serving.memory())}, most so far ${megabytes(most)}`)
  }
}
await Promise.all(Array.from({ length: 8 }, lane))
console.log(`${values.engine}, ${whole(count)} encounters of ${whole(customers)} customers: most ${megabytes(most)}`)
await serving.stop()
await place.remove()
await postgres?.stop()
process.exit(0)
