import { parseArgs } from 'node:util'
import type { Encounter } from '../src/domain/encounter/encounter.ts'
import { openColumns } from '../src/domain/journey/columnsBuilder.ts'
import type { PathColumns } from '../src/domain/journey/columns.ts'
import { openDefinitions } from '../src/domain/journey/definitions.ts'
import { getFlow } from '../src/domain/journey/questions/getFlow.ts'
import { getFunnel } from '../src/domain/journey/questions/getFunnel.ts'
import { getHours } from '../src/domain/journey/questions/getHours.ts'
import { getResumptions } from '../src/domain/journey/questions/getResumptions.ts'
import { getStages } from '../src/domain/journey/questions/getStages.ts'
import { getTotals } from '../src/domain/journey/questions/getTotals.ts'
import { getTouchpoints } from '../src/domain/journey/questions/getTouchpoints.ts'
import { getVariants } from '../src/domain/journey/questions/getVariants.ts'
import type { PathFilter } from '../src/domain/journey/questions/filter.ts'
import { derive } from '../src/domain/friction/derive.ts'
import { frictionsByPath } from '../src/domain/friction/frictionBits.ts'
import { analyzeEncounters } from '../src/server/journey/analyzeEncounters.ts'
import { openCalendar } from '../src/server/organisation/calendar.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BEGINNING = Date.UTC(2025, 0, 1)
const PER_CUSTOMER = 17
const CHANNELS = ['web', 'app', 'phone', 'email', 'chat', 'branch', 'store', 'post', 'social', 'letter']
const calendar = openCalendar()

/** The same numbers between 0 and 1 on every machine. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** One customer's year: two matters, 40 touchpoints of which some are far more common, ten channels. */
function yearOf(number: number): Encounter[] {
  const roll = dice(number * 7919 + 1)
  let at = BEGINNING + Math.floor(roll() * 200) * DAY
  return Array.from({ length: PER_CUSTOMER }, (_, index): Encounter => {
    at += Math.floor(HOUR * 100 ** (roll() * 1.5 - 0.5))
    const isCustomer = roll() < 0.6
    return {
      id: `${number}-${index}`,
      at,
      customer: { crm: String(number) },
      journey: 'loan',
      matter: index < 9 ? '1' : '2',
      touchpoint: `t${Math.floor(40 * roll() ** 2)}`,
      channel: CHANNELS[Math.floor(10 * roll() ** 2)]!,
      stage: index % 9 < 4 ? 'apply' : 'use',
      device: roll() < 0.5 ? 'mobile' : 'desktop',
      initiator: isCustomer ? 'customer' : 'company',
      ...(isCustomer && roll() < 0.2 && { provides: ['papers'] }),
      ...(!isCustomer && roll() < 0.3 && { asks: ['papers'] }),
    }
  })
}

async function* years(customers: number): AsyncGenerator<Encounter[]> {
  for (let from = 0; from < customers; from += 100) {
    yield Array.from({ length: Math.min(100, customers - from) }, (_, index) => yearOf(from + index)).flat()
  }
}

function fill(customers: number): PathColumns {
  const definitions = openDefinitions({}, calendar)
  const columns = openColumns(calendar.timeZone)
  for (let number = 0; number < customers; number++) {
    const derived = derive({ encounters: yearOf(number) }, definitions, BEGINNING + 700 * DAY)
    columns.addCustomer(derived, frictionsByPath([...derived.frictions, ...derived.pending]))
  }
  return columns.seal()
}

function tell(name: string, milliseconds: number, more = ''): void {
  console.log(`${name.padEnd(44)}${milliseconds.toFixed(milliseconds < 100 ? 1 : 0).padStart(9)} ms  ${more}`)
}

function median(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const begun = performance.now()
    work()
    return performance.now() - begun
  })
  return times.sort((a, b) => a - b)[1]!
}

const bytesOf = (columns: object): number =>
  Object.values(columns).reduce((sum: number, column: ArrayBufferView) => sum + column.byteLength, 0)
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`

function ask(columns: PathColumns): void {
  const questions: [string, (filter: PathFilter) => unknown][] = [
    ['flow, exact medians', (filter) => getFlow(columns, filter)],
    [
      'funnel, 5 steps in 7 days',
      (filter) => getFunnel(columns, filter, { by: 'touchpoint', steps: ['t0', 't1', 't2', 't3', 't4'], within: 7 * DAY }),
    ],
    ['stages by channel', (filter) => getStages(columns, filter)],
    ['hours of the week by channel', (filter) => getHours(columns, filter, 'channel')],
    ['resumptions', (filter) => getResumptions(columns, filter)],
    ['touchpoints', (filter) => getTouchpoints(columns, filter)],
    ['variants, 20 most frequent', (filter) => getVariants(columns, filter, 20)],
    ['totals', (filter) => getTotals(columns, filter)],
  ]
  const month = { since: BEGINNING + 150 * DAY, until: BEGINNING + 180 * DAY }
  for (const [name, question] of questions) {
    tell(
      name,
      median(() => question({})),
    )
    tell(
      `${name}: one month in the app`,
      median(() => question({ ...month, channels: ['app'] })),
    )
  }
}

const { values } = parseArgs({ options: { encounters: { type: 'string', default: '1000000' }, spill: { type: 'string' } } })
const customers = Math.ceil(Number(values.encounters) / PER_CUSTOMER)
if (values.spill === undefined) {
  const begun = performance.now()
  const columns = fill(customers)
  const count = columns.encounters.time.length
  tell(`derive and fill ${count.toLocaleString('en')} encounters`, performance.now() - begun)
  const { encounters, paths } = columns
  console.log(
    `encounters ${megabytes(bytesOf(encounters))} (${bytesOf(encounters) / count} bytes each), paths ${megabytes(bytesOf(paths))}`,
  )
  ask(columns)
} else {
  const begun = performance.now()
  const analysis = await analyzeEncounters(years(customers), { definitions: {}, calendar, spillAfter: Number(values.spill) })
  tell(`analyse ${analysis.encounters.toLocaleString('en')}, ${values.spill} in memory`, performance.now() - begun)
}
console.log(`most memory ${megabytes(process.resourceUsage().maxRSS * 1024)}`)
