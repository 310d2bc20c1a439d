import { parseArgs } from 'node:util'
import { demoOrganisation } from '../seed/demo.ts'
import { identify } from '../src/domain/customer/identity.ts'
import { UNIQUE_KINDS } from '../src/domain/customer/identifier.ts'
import { inOneShape, type Encounter, type Step } from '../src/domain/encounter/encounter.ts'
import { encounterIdentifiers, readEncounter } from '../src/domain/encounter/schema.ts'
import { canContinue, emptyFold } from '../src/domain/friction/customerFold.ts'
import { continueDerivation, derive } from '../src/domain/friction/derive.ts'
import { definitionsSchema, type DefinitionsInput } from '../src/domain/journey/definition.ts'
import { openDefinitions, type Definitions } from '../src/domain/journey/definitions.ts'
import { grouped } from '../src/domain/kernel/grouped.ts'
import { compareMarks } from '../src/domain/kernel/order.ts'
import { digestOf } from '../src/server/encounter/registerIds.ts'
import { readEncounters } from '../src/server/intake/files/readEncounters.ts'
import { readMap } from '../src/server/intake/files/readMap.ts'
import { openCalendar } from '../src/server/organisation/calendar.ts'

const HELP = 'Usage: npx tsx bench/decide.ts [--customers 2000] [--rounds 7] | FILE [--map MAP] [--rounds 7]'

const { values, positionals } = parseArgs({
  options: { map: { type: 'string' }, customers: { type: 'string', default: '2000' }, rounds: { type: 'string', default: '7' } },
  allowPositionals: true,
})
const rounds = Number(values.rounds)
if (!(rounds >= 3)) throw new Error(HELP)

/** Encounters of each customer in order, the definitions they are judged by, and the moment after the last. */
interface Work {
  customers: Encounter[][]
  count: number
  definitions: Definitions
  clock: number
}

async function* fromFile(file: string): AsyncGenerator<Encounter> {
  const map = values.map === undefined ? undefined : await readMap(values.map)
  for await (const batch of readEncounters([file], { map, hash: digestOf })) {
    for (const item of batch) if ('encounter' in item) yield item.encounter
  }
}

function* ofDemo(items: Iterable<unknown>): Generator<Encounter> {
  for (const item of items) {
    const read = readEncounter(item, digestOf)
    if ('encounter' in read) yield read.encounter
  }
}

async function open(): Promise<Work> {
  const encounters: Encounter[] = []
  let given: DefinitionsInput = {}
  if (positionals[0] === undefined) {
    const demo = demoOrganisation({ customers: Number(values.customers) })
    given = demo.definitions
    for (const encounter of ofDemo(demo.encounters)) encounters.push(encounter)
  } else for await (const encounter of fromFile(positionals[0])) encounters.push(encounter)
  const { nameOf } = identify(encounters.map(encounterIdentifiers), UNIQUE_KINDS)
  const customers = [...grouped(encounters, (encounter) => nameOf(encounter.customer)).values()]
  // Each customer's lie together in memory, as they do when they were read one customer after the other.
  for (const [index, own] of customers.entries()) customers[index] = own.sort(compareMarks).map(inOneShape)
  const clock = encounters.reduce((latest, { at }) => Math.max(latest, at), 0)
  return { customers, count: encounters.length, definitions: openDefinitions(definitionsSchema.parse(given), openCalendar()), clock }
}

/** The least there is to do: each encounter's path by journey and matter, what preceded it there, and the gap. */
function walkBarely({ customers }: Work): number {
  let steps = 0
  for (const encounters of customers) {
    const latest = new Map<string, Encounter>()
    for (const encounter of encounters) {
      const path = encounter.matter ?? encounter.journey ?? ''
      const previous = latest.get(path)
      if (previous) steps += previous.touchpoint.length + encounter.at - previous.at > 0 ? 1 : 0
      latest.set(path, encounter)
    }
  }
  return steps
}

function decideAll({ customers, definitions, clock }: Work): number {
  let found = 0
  for (const encounters of customers) {
    const { frictions, pending } = derive({ encounters }, definitions, clock)
    found += frictions.length + pending.length
  }
  return found
}

/** One by one as they happen, each time on from what was kept. */
function decideAsTheyCome({ customers, definitions }: Work): number {
  let found = 0
  for (const encounters of customers) {
    let fold = emptyFold()
    for (const encounter of encounters) {
      if (!canContinue(fold, [encounter], [], definitions)) continue
      const derived = continueDerivation(fold, { encounters: [encounter] }, definitions, encounter.at)
      fold = derived.fold
      found += derived.frictions.length
    }
  }
  return found
}

/** One customer with so many finished matters and one open one, on which one encounter more comes. */
function longHistory(matters: number, definitions: Definitions): () => number {
  let fold = emptyFold()
  let at = Date.UTC(2025, 0, 1)
  let made = 0
  const next = (matter: number, step?: Step): Encounter => ({
    id: `e${made++}`,
    at: (at += 60_000),
    customer: { crm: 'C-1' },
    touchpoint: 'desk',
    journey: 'order',
    matter: `M-${matter}`,
    initiator: 'customer',
    step,
  })
  const read = (encounters: Encounter[]) => {
    if (!canContinue(fold, encounters, [], definitions)) throw new Error('One encounter more cannot be read on.')
    fold = continueDerivation(fold, { encounters }, definitions, at).fold
  }
  for (let matter = 1; matter < matters; matter++) read([next(matter, 'start'), next(matter, 'complete')])
  return () => {
    for (let times = 0; times < 10_000; times++) read([next(0, times % 2 === 0 ? 'start' : 'progress')])
    return 10_000
  }
}

function secondsOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const work = await open()
const contests: [string, number, () => unknown][] = [
  ['baseline: previous and gap by path', work.count, () => walkBarely(work)],
  ['decide from scratch, customer by customer', work.count, () => decideAll(work)],
  ['decide on, one encounter at a time', work.count, () => decideAsTheyCome(work)],
  ...[10, 100, 1000].map((matters): [string, number, () => unknown] => {
    let run: (() => number) | undefined
    return [`one encounter more, to ${matters} paths`, 10_000, () => (run ??= longHistory(matters, work.definitions))()]
  }),
]
const seconds = contests.map((): number[] => [])
// One after the other, so that each is compiled for its own work alone, as it is where nothing else is done; the first two rounds warm up.
contests.forEach(([, , run], index) => {
  for (let round = -2; round < rounds; round++) {
    const spent = secondsOf(run)
    if (round >= 0) seconds[index]!.push(spent)
  }
})
console.log(`${work.count.toLocaleString('en')} encounters of ${work.customers.length.toLocaleString('en')} customers, median of ${rounds}`)
contests.forEach(([name, count], index) => {
  const sorted = seconds[index]!.sort((a, b) => a - b)
  const middle = sorted[sorted.length >> 1]!
  const rate = Math.round(count / middle).toLocaleString('en')
  const most = Math.round(count / sorted[0]!).toLocaleString('en')
  console.log(`${name.padEnd(44)} ${((middle / count) * 1e6).toFixed(2).padStart(7)} µs of processor each, ${rate}/s (best ${most}/s)`)
})
