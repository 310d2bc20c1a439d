import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { demoOrganisation } from '../seed/demo.ts'
import { startPostgres } from '../test/setup/postgresServer.ts'
import { openPlace, openSender, percentile, startServing, whole, type Serving } from './serving.ts'

const HELP = `Usage: npx tsx bench/live.ts [--engine postgres|embedded] [--rate 1000] [--seconds 20]

Sends a made-up year at so many encounters a second and, twenty times a second, a customer who is asked again for what they gave. Tells how
long after the answer the friction came over server-sent events. The baseline in the same run is how long the answers themselves took.`

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'postgres' },
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

const PULSE = 50
const rate = Number(values.rate)
const pulses = (Number(values.seconds) * 1000) / PULSE
const most = Math.ceil((rate * PULSE) / 1000)
const demo = demoOrganisation({ customers: Math.ceil((rate * Number(values.seconds)) / 20) })

/** Hears the live stream: when the friction of each customer came. */
async function listen({ address, token }: Serving): Promise<Map<string, number>> {
  const heard = new Map<string, number>()
  const stream = await fetch(`${address}/api/v1/events`, { headers: { authorization: `Bearer ${token}` } })
  void (async () => {
    let text = ''
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (text + chunk).split('\n\n')
      text = parts.pop()!
      for (const part of parts) {
        const customer = /"customer":"(crm:probe-\d+)"/.exec(part)?.[1]
        if (customer !== undefined && part.includes('friction.found')) heard.set(customer, performance.now())
      }
    }
  })().catch(() => undefined)
  return heard
}

function probe(number: number, at: number): string {
  const customer = { crm: `probe-${number}` }
  const form = { customer, touchpoint: 'income-form', channel: 'web' }
  const time = (ago: number) => new Date(at - ago).toISOString()
  return JSON.stringify([
    { ...form, id: `probe-${number}-given`, occurredAt: time(2000), initiator: 'customer', provides: ['income'] },
    { ...form, id: `probe-${number}-asked`, occurredAt: time(1000), initiator: 'company', asks: ['income'] },
  ])
}

const postgres = values.engine === 'postgres' ? await startPostgres() : null
const place = await openPlace(postgres?.url)
const serving = await startServing(place, demo.definitions)
const heard = await listen(serving)
const post = openSender(serving, 64)
const answered = new Map<string, number>()
const times: number[] = []
const sent: Promise<unknown>[] = []
const begun = performance.now()
for (let pulse = 0; pulse < pulses; pulse++) {
  const part = demo.encounters.slice(pulse * most, (pulse + 1) * most)
  const at = Date.parse(part.at(-1)!.occurredAt)
  serving.moveClock(at)
  sent.push(post(JSON.stringify(part)).then(({ took }) => times.push(took)))
  sent.push(post(probe(pulse, at)).then(() => answered.set(`crm:probe-${pulse}`, performance.now())))
  await wait(Math.max(0, begun + (pulse + 1) * PULSE - performance.now()))
}
await Promise.all(sent)
const reached = (pulses * (most + 2)) / ((performance.now() - begun) / 1000)
for (let tries = 0; tries < 100 && heard.size < answered.size; tries++) await wait(50)
const lags = [...answered].filter(([customer]) => heard.has(customer)).map(([customer, at]) => heard.get(customer)! - at)
const ms = (numbers: number[], share: number) => `${percentile(numbers, share).toFixed(0)} ms`
console.log(
  `${values.engine}, ${whole(reached)} encounters/s: friction seen after the answer p50 ${ms(lags, 0.5)}, p99 ${ms(lags, 0.99)}, most ${ms(lags, 1)}; ` +
    `${answered.size - lags.length} of ${answered.size} not seen; answers p50 ${ms(times, 0.5)}, p99 ${ms(times, 0.99)}`,
)
await serving.stop()
await place.remove()
await postgres?.stop()
process.exit(0)
