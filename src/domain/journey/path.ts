import type { Turn } from '../encounter/encounter.ts'
import type { Mark } from '../kernel/order.ts'
import type { Way } from './way.ts'

/** State of a path. */
export type PathStateName = 'active' | 'paused' | 'abandoned' | 'completed'

/** A customer's return to a path that had paused or been abandoned; times in ms since 1970 UTC, `pausedAt` null when a step abandoned it before it paused. */
export interface Resumption {
  pausedAt: number | null
  resumedAt: number
  gapSeconds: number
  fromChannel: string | null
  toChannel: string | null
  localHour: number
}

/** A promise said on a path and still open; times in ms since 1970 UTC. */
export interface OpenPromise {
  what: string
  dueAt: number
  by: Mark
}

/** What is kept of one path while its encounters are read in order; plain JSON, times in ms since 1970 UTC. Fields are replaced; what they hold is never changed. */
export interface Path {
  /** Unique within the customer and made from content: `journey/matter`, or the journey and its first encounter. */
  key: string
  journey: string
  matter: string | null
  state: PathStateName
  turn: Turn
  /** The encounter that gave the turn to whoever has it. */
  turnBy: Mark | null
  first: Readonly<Mark & { channel: string | null }>
  last: Readonly<Mark & { channel: string | null; touchpoint: string; stage: string | null }>
  encounters: number
  way: Way
  outcome: string | null
  pausedAt: number | null
  abandonedAt: number | null
  completion: Mark | null
  resumptions: readonly Resumption[]
  /** Whether a customer's `start` or `provides` is on it. */
  begun: boolean
  /** Channel of the first encounter that has one and is no third party's. */
  startChannel: string | null
  /** Whether every `provides` and `complete` so far stayed on the digital or the other side, as it began. */
  sameChannel: boolean
  /** Last encounter of each team since the team sequence began; the team that had it latest stands last. */
  teams: readonly (Mark & { team: string })[]
  handovers: number
  bounces: number
  promises: readonly OpenPromise[]
  /** The company's silence, while it has the turn: its deadline, who gave the turn, and the company's last encounter since. */
  silence: Readonly<{ dueAt: number; by: Mark; company: Mark | null }> | null
  /** A failure that nobody has yet led on from. */
  fail: Readonly<{ dueAt: number; by: Mark }> | null
  effortTold: boolean
}

/** A copy of a path whose fields may be replaced; what they hold is never changed. Named one by one: that is several times quicker than `...`. */
export function copyPath(path: Path): Path {
  return {
    key: path.key,
    journey: path.journey,
    matter: path.matter,
    state: path.state,
    turn: path.turn,
    turnBy: path.turnBy,
    first: path.first,
    last: path.last,
    encounters: path.encounters,
    way: path.way,
    outcome: path.outcome,
    pausedAt: path.pausedAt,
    abandonedAt: path.abandonedAt,
    completion: path.completion,
    resumptions: path.resumptions,
    begun: path.begun,
    startChannel: path.startChannel,
    sameChannel: path.sameChannel,
    teams: path.teams,
    handovers: path.handovers,
    bounces: path.bounces,
    promises: path.promises,
    silence: path.silence,
    fail: path.fail,
    effortTold: path.effortTold,
  }
}

/** The key of a path: by journey and matter, or by journey and first encounter when there is no matter. */
export function pathKey(journey: string, matter: string | null, firstId: string): string {
  return matter === null ? `${encoded(journey)}@${encoded(firstId)}` : `${encoded(journey)}/${encoded(matter)}`
}

/** Most names need no encoding, and finding that out is quicker than encoding. */
function encoded(name: string): string {
  return /^[\w.-]*$/.test(name) ? name : encodeURIComponent(name)
}

/** Reads a path's key back as journey and matter (null without one). */
export function readPathKey(key: string): { journey: string; matter: string | null } {
  const [journey = '', matter] = key.split('/')
  if (matter === undefined) return { journey: decodeURIComponent(key.split('@')[0]!), matter: null }
  return { journey: decodeURIComponent(journey), matter: decodeURIComponent(matter) }
}
