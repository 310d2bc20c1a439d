import { parseArgs } from 'node:util'
import { gapBucket, type PathColumns } from '../src/domain/journey/columns.ts'
import { addPath, bytesOf, linkPath, makeRoom, openGrowth, viewOf, type Growth } from '../src/domain/journey/columnsGrowth.ts'
import { getCrossings } from '../src/domain/journey/questions/getCrossings.ts'
import { getDeviations } from '../src/domain/journey/questions/getDeviations.ts'
import { getFlow } from '../src/domain/journey/questions/getFlow.ts'
import { getForks } from '../src/domain/journey/questions/getForks.ts'
import { getFunnel } from '../src/domain/journey/questions/getFunnel.ts'
import { getHours } from '../src/domain/journey/questions/getHours.ts'
import { getResumptions } from '../src/domain/journey/questions/getResumptions.ts'
import { getStages } from '../src/domain/journey/questions/getStages.ts'
import { getSteps } from '../src/domain/journey/questions/getSteps.ts'
import { getTouchpoints } from '../src/domain/journey/questions/getTouchpoints.ts'
import { getVariants } from '../src/domain/journey/questions/getVariants.ts'
import { getWaits } from '../src/domain/journey/questions/getWaits.ts'
import { chosenPaths, type PathFilter } from '../src/domain/journey/questions/filter.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BEGINNING = Date.UTC(2025, 0, 1)
const JOURNEYS = ['loan', 'card', 'claim', 'relationship']
const STAGES = ['find', 'apply', 'decide', 'use', 'leave']
const CHANNELS = ['web', 'app', 'phone', 'email', 'chat', 'branch', 'store', 'post', 'social', 'letter']
const DEVICES = ['desktop', 'mobile', 'tablet']
const REPEATS = 3

/** The same numbers between 0 and 1 on every machine. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A made-up year of so many encounters of so many customers, two or three paths each, straight into columns. */
function fill(count: number, customers: number): Growth {
  const roll = dice(7)
  const growth = openGrowth(count + 1024, customers * 3)
  const code = (dictionary: Growth['channels'], names: readonly string[]) => names.map((name) => dictionary.code(name))
  const touchpoints = code(
    growth.touchpoints,
    Array.from({ length: 40 }, (_, number) => `t${number}`),
  )
  const [channels, devices, stages] = [code(growth.channels, CHANNELS), code(growth.devices, DEVICES), code(growth.stages, STAGES)]
  const { encounters } = growth
  const perCustomer = count / customers
  for (let customer = 0; customer < customers; customer++) {
    const until = Math.round((customer + 1) * perCustomer)
    for (let number = 0; growth.encounterCount < until; number++) {
      const length = Math.min(until - growth.encounterCount, 3 + Math.floor(roll() * 9))
      makeRoom(growth, length, 1)
      const isFailed = roll() < 0.1
      const path = addPath(growth, customer, {
        digest: number,
        journey: JOURNEYS[Math.floor(4 * roll() ** 2)]!,
        state: (['active', 'paused', 'abandoned', 'completed'] as const)[Math.floor(4 * roll())]!,
        outcome: null,
        frictions: isFailed ? 1 << Math.floor(14 * roll()) : 0,
        frictionCount: isFailed ? 1 : 0,
        handovers: 0,
        bounces: 0,
        encounters: length,
      })
      let at = BEGINNING + Math.floor(roll() * 330) * DAY
      for (let step = 0; step < length; step++) {
        const index = growth.paths.start[path]! + step
        at += Math.floor(HOUR * 100 ** (roll() * 1.5 - 0.5))
        encounters.time[index] = at
        encounters.touchpoint[index] = touchpoints[Math.floor(40 * roll() ** 2)]!
        encounters.channel[index] = channels[Math.floor(10 * roll() ** 2)]!
        encounters.device[index] = roll() < 0.3 ? 0 : devices[Math.floor(3 * roll())]!
        encounters.stage[index] = stages[Math.min(4, Math.floor((5 * step) / length + roll()))]!
        encounters.hour[index] = Math.floor(at / HOUR) % 168
        encounters.resumed[index] = step > 0 && roll() < 0.04 ? 1 : 0
      }
      linkPath(growth, path)
    }
  }
  return growth
}

interface Timed {
  wall: number
  processor: number
}

/** The medians of some runs in ms, on the wall and of the processor, after one to warm up. */
function timed(work: () => unknown): Timed {
  work()
  const runs = Array.from({ length: REPEATS }, () => {
    const begun = performance.now()
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return { wall: performance.now() - begun, processor: (user + system) / 1000 }
  })
  const middle = (pick: (run: Timed) => number) => runs.map(pick).sort((a, b) => a - b)[REPEATS >> 1]!
  return { wall: middle((run) => run.wall), processor: middle((run) => run.processor) }
}

/** What a question costs at the least: each touchpoint and gap is looked at once. */
function bare({ encounters: { touchpoint, gap } }: PathColumns): number {
  let sum = 0
  for (let index = 0; index < touchpoint.length; index++) sum += touchpoint[index]! + gap[index]!
  return sum
}

const FILTERS: [string, PathFilter][] = [
  ['all', {}],
  ['a journey', { journeys: ['loan'] }],
  ['a month', { since: BEGINNING + 150 * DAY, until: BEGINNING + 180 * DAY }],
  ['journey, channel', { journeys: ['loan'], channels: ['app'] }],
  [
    'everything at once',
    {
      journeys: ['loan', 'card'],
      states: ['active', 'completed', 'paused'],
      frictions: 0x3fff,
      stages: ['apply', 'decide'],
      channels: ['web', 'app', 'phone'],
      devices: ['mobile', null],
      touchpoints: Array.from({ length: 30 }, (_, number) => `t${number}`),
      since: BEGINNING + 100 * DAY,
      until: BEGINNING + 300 * DAY,
    },
  ],
]

const QUESTIONS: [string, (columns: PathColumns, filter: PathFilter) => unknown][] = [
  ['flow', getFlow],
  ['crossings', getCrossings],
  ['steps', (columns, filter) => getSteps(columns, filter, 6)],
  ['stages', getStages],
  ['waits', getWaits],
  ['hours', (columns, filter) => getHours(columns, filter, 'channel')],
  ['funnel', (columns, filter) => getFunnel(columns, filter, { by: 'touchpoint', steps: ['t0', 't1', 't2', 't3', 't4'], within: 7 * DAY })],
  ['resumptions', getResumptions],
  ['variants', (columns, filter) => getVariants(columns, filter, 20)],
  [
    'deviations',
    (columns, filter) => getDeviations(columns, filter, { stages: STAGES, touchpoints: ['t0', 't1', 't2', 't3', 't4', 't5'] }),
  ],
  ['touchpoints', getTouchpoints],
  ['forks', (columns, filter) => getForks(columns, filter, 10)],
  ['paths', chosenPaths],
]

const { values } = parseArgs({
  options: { encounters: { type: 'string', default: '10000000' }, customers: { type: 'string', default: '600000' } },
})
const growth = fill(Number(values.encounters), Number(values.customers))
const columns = viewOf(growth)
if (columns.encounters.gap[1] !== gapBucket(columns.encounters.time[1]! - columns.encounters.time[0]!)) throw new Error('Not linked.')
console.log(`${columns.encounters.time.length.toLocaleString('en')} encounters, ${columns.paths.state.length.toLocaleString('en')} paths`)
console.log(
  `columns ${Math.round(bytesOf(growth) / 2 ** 20)} MB; all array buffers ${Math.round(process.memoryUsage().arrayBuffers / 2 ** 20)} MB`,
)
const least = timed(() => bare(columns))
console.log(`baseline, one bare pass over touchpoint and gap: ${least.wall.toFixed(1)} ms (${least.processor.toFixed(1)} ms of processor)`)
console.log(`ms on the wall (ms of processor)\n${''.padEnd(14)}${FILTERS.map(([name]) => name.padStart(22)).join('')}`)
for (const [name, question] of QUESTIONS) {
  const cells = FILTERS.map(([, filter]) => timed(() => question(columns, filter)))
  console.log(name.padEnd(14) + cells.map(({ wall, processor }) => `${wall.toFixed(0)} (${processor.toFixed(0)})`.padStart(22)).join(''))
}
