import type { OpenServer } from '../setup/openServer.ts'
import type { Analysis } from '../../src/server/journey/analysis.ts'

/** What an analysis and the doors both tell of encounters, in the same words. */
export interface Figures {
  encounters: number
  customers: number
  /** Journeys that have paths. */
  journeys: number
  states: Record<string, number>
  outcomes: Record<string, number>
  resumptions: number
  pathsWithResumption: number
  handovers: number
  pathsWithHandover: number
  bounces: number
  pathsWithBounce: number
  touchpoints: Record<string, { encounters: number; customers: number }>
  transitions: Record<string, { count: number; medianSeconds: number }>
  channels: Record<string, number>
  frictions: Record<string, { count: number; customers: number }>
}

const NONE = '(none)'

/** The figures in an analysis of a log of one journey. */
export function figuresOf(document: Analysis): Figures {
  const { active, paused, abandoned, completed, resumptions, pathsWithResumption } = document.paths
  const { handovers, pathsWithHandover, bounces, pathsWithBounce } = document
  return {
    encounters: document.encounters,
    customers: document.customers,
    journeys: 1,
    states: { active, paused, abandoned, completed },
    outcomes: byName(document.outcomes, ({ outcome, paths }) => [outcome, paths]),
    resumptions,
    pathsWithResumption,
    handovers,
    pathsWithHandover,
    bounces,
    pathsWithBounce,
    touchpoints: byName(document.touchpoints, ({ touchpoint, ...counts }) => [touchpoint, counts]),
    transitions: byName(document.transitions, ({ from, to, ...counts }) => [`${from} → ${to}`, counts]),
    channels: byName(document.channels, ({ channel, encounters }) => [channel, encounters]),
    frictions: byName(document.frictions, ({ kind, ...counts }) => [kind, counts]),
  }
}

interface Path {
  outcome: string | null
  handovers: number
  bounces: number
  encounters: number
  resumptions: unknown[]
}

/** The figures as the doors tell them: every list read to its end, every question asked of the one journey there is. */
export async function askFigures(server: OpenServer): Promise<Figures> {
  const journeys = (await ask<{ items: Journey[] }>(server, 'journeys')).items.filter((journey) => journey.paths > 0)
  const { key, states } = journeys[0]!
  const journey = `journeys/${encodeURIComponent(key)}`
  const { items: touchpoints } = await ask<{ items: Touchpoint[] }>(server, 'touchpoints')
  const { transitions } = await ask<{ transitions: Transition[] }>(server, `${journey}/flow?limit=10000`)
  const { cells } = await ask<{ cells: { channel: string | null; encounters: number }[] }>(server, `${journey}/stages`)
  const paths = await readAll<Path>(server, 'paths')
  const found = await readAll<{ kind: string; customer: string }>(server, 'frictions')
  const customers = await readAll<{ encounters: number }>(server, 'customers')
  const several = (pick: (path: Path) => number) => paths.filter((path) => pick(path) > 0).length
  return {
    encounters: sum(customers, (customer) => customer.encounters),
    customers: customers.length,
    journeys: journeys.length,
    states,
    outcomes: addUp(paths, (path) => [path.outcome, 1]),
    resumptions: sum(paths, (path) => path.resumptions.length),
    pathsWithResumption: several((path) => path.resumptions.length),
    handovers: sum(paths, (path) => path.handovers),
    pathsWithHandover: several((path) => path.handovers),
    bounces: sum(paths, (path) => path.bounces),
    pathsWithBounce: several((path) => path.bounces),
    touchpoints: byName(touchpoints, ({ key: name, encounters, customers: who }) => [name, { encounters, customers: who }]),
    transitions: byName(transitions, ({ from, to, count, medianSeconds }) => [`${from} → ${to}`, { count, medianSeconds }]),
    channels: addUp(cells, ({ channel, encounters }) => [channel, encounters]),
    frictions: countKinds(found),
  }
}

interface Journey {
  key: string
  paths: number
  states: Record<string, number>
}
interface Touchpoint {
  key: string
  encounters: number
  customers: number
}
interface Transition {
  from: string
  to: string
  count: number
  medianSeconds: number
}

function countKinds(found: readonly { kind: string; customer: string }[]): Figures['frictions'] {
  const who = new Map<string, Set<string>>()
  const counts = addUp(found, ({ kind, customer }) => {
    who.set(kind, (who.get(kind) ?? new Set()).add(customer))
    return [kind, 1]
  })
  return byName(Object.entries(counts), ([kind, count]) => [kind, { count, customers: who.get(kind)!.size }])
}

function byName<Item, Value>(items: readonly Item[], entry: (item: Item) => [name: string | null, value: Value]): Record<string, Value> {
  return Object.fromEntries(items.map(entry).map(([name, value]) => [name ?? NONE, value]))
}

function addUp<Item>(items: readonly Item[], entry: (item: Item) => [name: string | null, count: number]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [name, count] of items.map(entry)) sums[name ?? NONE] = (sums[name ?? NONE] ?? 0) + count
  return sums
}

function sum<Item>(items: readonly Item[], pick: (item: Item) => number): number {
  return items.reduce((total, item) => total + pick(item), 0)
}

async function ask<Answer>({ read }: OpenServer, path: string): Promise<Answer> {
  const answer = await read(path)
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

/** Every item of a list, read page by page. */
export async function readAll<Item>(server: OpenServer, path: string): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor = ''; ;) {
    const page = await ask<{ items: Item[]; next: string | null }>(server, `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor}`)
    items.push(...page.items)
    if (page.next === null) return items
    cursor = `&cursor=${page.next}`
  }
}
