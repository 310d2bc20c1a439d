import { PATH_STATES } from '../journey/columns.ts'
import type { Path, PathStateName } from '../journey/path.ts'
import { compareText } from '../kernel/order.ts'
import type { Derived } from './derive.ts'
import type { Friction, FrictionKind } from './friction.ts'
import { frictionIdentity } from './frictionKey.ts'

/** A friction found or no longer found, or a path that stands otherwise: whose and which; `at` in ms since 1970 UTC. */
export interface TrialExample {
  customer: string
  path: string
  at: number
}

/** How one kind of friction would come out; `elsewhere` = on other journeys' paths of the same customers. */
export interface TriedKind {
  kind: FrictionKind
  elsewhere: boolean
  /** As defined now, and with the draft. */
  now: number
  draft: number
  /** With the draft but not now, and now but not with the draft. */
  found: number
  gone: number
  examples: { found: TrialExample[]; gone: TrialExample[] }
}

/** Paths that would stand otherwise; null = there is no such path on the journey. */
export interface TriedMove {
  from: PathStateName | null
  to: PathStateName | null
  paths: number
  examples: TrialExample[]
}

/** An estimate for all customers from a sample: the change in frictions on the journey, and between which bounds it is by 95 %. */
export interface TrialEstimate {
  change: number
  low: number
  high: number
}

/** What a draft of a journey would have come to among customers: frictions since a time, and paths with an encounter since then. */
export interface TrialCounts {
  customers: number
  kinds: TriedKind[]
  states: { now: Record<PathStateName, number>; draft: Record<PathStateName, number> }
  moves: TriedMove[]
}

const MOST_EXAMPLES = 5

/** Adds up, customer by customer, how a draft of a journey would change what stands; only what is of `since` (ms since 1970 UTC) or later counts. */
export function openTrial(journey: string, since: number) {
  const kinds = new Map<string, TriedKind>()
  const moves = new Map<string, TriedMove>()
  const states = { now: noPaths(), draft: noPaths() }
  let customers = 0
  let sum = 0
  let squares = 0

  function kindOf(kind: FrictionKind, elsewhere: boolean): TriedKind {
    const name = `${elsewhere} ${kind}`
    const known = kinds.get(name) ?? { kind, elsewhere, now: 0, draft: 0, found: 0, gone: 0, examples: { found: [], gone: [] } }
    kinds.set(name, known)
    return known
  }

  function addFrictions(customer: string, before: Standing, after: Standing): void {
    for (const { friction, elsewhere } of before.frictions.values()) kindOf(friction.kind, elsewhere).now++
    for (const { friction, elsewhere } of after.frictions.values()) kindOf(friction.kind, elsewhere).draft++
    for (const [which, ones, others] of [
      ['found', after, before],
      ['gone', before, after],
    ] as const) {
      for (const [key, { friction, elsewhere }] of ones.frictions) {
        if (others.frictions.has(key)) continue
        const tried = kindOf(friction.kind, elsewhere)
        tried[which]++
        if (!elsewhere) change += which === 'found' ? 1 : -1
        if (tried.examples[which].length < MOST_EXAMPLES) tried.examples[which].push({ customer, path: friction.path, at: friction.at })
      }
    }
  }

  let change = 0
  function addPaths(customer: string, before: Standing, after: Standing): void {
    for (const key of new Set([...before.paths.keys(), ...after.paths.keys()])) {
      const [was, would] = [before.paths.get(key), after.paths.get(key)]
      if (was) states.now[was.state]++
      if (would) states.draft[would.state]++
      if (was?.state === would?.state) continue
      const name = `${was?.state} ${would?.state}`
      const move = moves.get(name) ?? { from: was?.state ?? null, to: would?.state ?? null, paths: 0, examples: [] }
      moves.set(name, move)
      move.paths++
      if (move.examples.length < MOST_EXAMPLES) move.examples.push({ customer, path: key, at: (would ?? was)!.last.at })
    }
  }

  return {
    /** Adds a customer as derived by the definitions in force, and by those with the draft. */
    add: (customer: string, now: Derived, draft: Derived): void => {
      const [before, after] = [standingOf(now, journey, since), standingOf(draft, journey, since)]
      customers++
      change = 0
      addFrictions(customer, before, after)
      addPaths(customer, before, after)
      sum += change
      squares += change * change
    },
    counts: (): TrialCounts => ({
      customers,
      kinds: [...kinds.values()].sort((a, b) => Number(a.elsewhere) - Number(b.elsewhere) || compareText(a.kind, b.kind)),
      states,
      moves: [...moves.values()].sort((a, b) => b.paths - a.paths || compareText(`${a.from} ${a.to}`, `${b.from} ${b.to}`)),
    }),
    /** What these customers, drawn from `of` of them, say of all: with the finite population's correction. */
    estimate: (of: number): TrialEstimate => estimateTotal({ sum, squares, drawn: customers, of }),
  }
}

/** A total over `of` from a sample of `drawn` without replacement, with its interval of 95 % (normal approximation). */
export function estimateTotal({ sum, squares, drawn, of }: { sum: number; squares: number; drawn: number; of: number }): TrialEstimate {
  if (drawn === 0) return { change: 0, low: 0, high: 0 }
  const mean = sum / drawn
  const variance = drawn > 1 ? Math.max(0, (squares - drawn * mean * mean) / (drawn - 1)) : 0
  const error = 1.96 * of * Math.sqrt((variance / drawn) * Math.max(0, 1 - drawn / of))
  return { change: Math.round(of * mean), low: Math.floor(of * mean - error), high: Math.ceil(of * mean + error) }
}

interface Standing {
  frictions: Map<string, { friction: Friction; elsewhere: boolean }>
  paths: Map<string, Path>
}

function standingOf(derived: Derived, journey: string, since: number): Standing {
  const own = new Map(derived.paths.filter((path) => path.journey === journey).map((path) => [path.key, path]))
  const frictions = [...derived.frictions, ...derived.pending]
    .filter(({ at }) => at >= since)
    .map((friction) => ({ friction, elsewhere: !own.has(friction.path) }))
  return {
    frictions: new Map(frictions.map((each) => [`${each.elsewhere} ${frictionIdentity(each.friction)}`, each])),
    paths: new Map([...own].filter(([, path]) => path.last.at >= since)),
  }
}

function noPaths(): Record<PathStateName, number> {
  return Object.fromEntries(PATH_STATES.map((state) => [state, 0])) as Record<PathStateName, number>
}
