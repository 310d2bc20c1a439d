import type { Initiator, Step } from '../encounter/encounter.ts'
import type { PathStateName } from './path.ts'

/** Codes of names in a dictionary; 0 = none given. Two bytes each while the dictionary allows it, else four. */
export type Codes = Uint16Array | Uint32Array

/** A dictionary: the name of each code; code 0 is null, "none given". */
export type Names = readonly (string | null)[]

/** Encounters of many paths, sorted by path and, within a path, by order; one entry of each column an encounter (22–32 bytes). */
export interface EncounterColumns {
  /** Time in ms since 1970 UTC. */
  time: Float64Array
  touchpoint: Codes
  /** Touchpoint of the encounter before on the same path; 0 on the first. */
  previous: Codes
  channel: Codes
  device: Codes
  stage: Codes
  /** Time since the encounter before on the same path as `gapBucket`; 0 on the first, too. */
  gap: Uint8Array
  /** Hour of the local week, 0 = Monday 00:00 … 167, in the encounter's zone, else the organisation's. */
  hour: Uint8Array
  /** Step, initiator and remark; see `flagsOf`. */
  flags: Uint8Array
}

/** Paths; those of one customer stand together, by first encounter. */
export interface PathRows {
  /** Index of its first encounter; one entry more than there are paths, so that `start[p + 1]` ends path p. */
  start: Uint32Array
  customer: Uint32Array
  journey: Codes
  /** Index in `PATH_STATES`. */
  state: Uint8Array
  /** Channel in which it began; 0 = none known. */
  startChannel: Codes
  outcome: Codes
  /** Times of its first and last encounter in ms since 1970 UTC. */
  firstAt: Float64Array
  lastAt: Float64Array
  /** Kinds of friction that stand on it, a bit each; which bit is which kind is the friction's to say. */
  frictions: Uint32Array
  /** How many frictions stand on it. */
  frictionCount: Uint32Array
  handovers: Uint32Array
  bounces: Uint32Array
}

/** Resumptions, by path and order. */
export interface ResumptionColumns {
  path: Uint32Array
  /** Index of the encounter that resumed the path; the one before it in the columns is the last before the pause. */
  encounter: Uint32Array
  /** Times in ms since 1970 UTC; NaN when a step had abandoned the path before it paused. */
  pausedAt: Float64Array
  resumedAt: Float64Array
  gapSeconds: Float64Array
  fromChannel: Codes
  toChannel: Codes
  /** Hour of the customer's day, 0–23, at the return. */
  localHour: Uint8Array
}

/** Many customers' paths in columns, with the dictionaries of their codes; plain values that may cross to a worker. */
export interface PathColumns {
  encounters: EncounterColumns
  paths: PathRows
  resumptions: ResumptionColumns
  touchpoints: Names
  channels: Names
  devices: Names
  stages: Names
  journeys: Names
  outcomes: Names
  /** Outward name of each customer, by index. */
  customers: readonly string[]
}

/** States of a path in the order of their codes. */
export const PATH_STATES: readonly PathStateName[] = ['active', 'paused', 'abandoned', 'completed']

const STEPS: readonly (Step | null)[] = [null, 'start', 'progress', 'complete', 'abandon', 'fail']
const INITIATORS: readonly (Initiator | null)[] = [null, 'customer', 'company', 'third-party']

/** Packs step (bits 0–2), initiator (bits 3–4) and whether it is a remark (bit 5) into a byte. */
export function flagsOf(step: Step | undefined, initiator: Initiator | undefined, remark: boolean): number {
  return STEPS.indexOf(step ?? null) | (INITIATORS.indexOf(initiator ?? null) << 3) | (remark ? 32 : 0)
}

/** Reads what `flagsOf` packed; null where none was given. */
export function readFlags(flags: number): { step: Step | null; initiator: Initiator | null; remark: boolean } {
  return { step: STEPS[flags & 7]!, initiator: INITIATORS[(flags >> 3) & 3]!, remark: (flags & 32) !== 0 }
}

const PER_DOUBLING = 6

/** The bucket (0–255) of a gap in ms: 0 for none, else 1 + ⌊6·log₂(gap)⌋, six to each doubling; the last holds all from 176 years on. */
export function gapBucket(gap: number): number {
  return gap < 1 ? 0 : Math.min(255, 1 + Math.floor(PER_DOUBLING * Math.log2(gap)))
}

/** The gaps of a bucket in ms, the inverse of `gapBucket`: from 2^((bucket − 1)/6) up to, not including, 2^(bucket/6); bucket 0 is [0, 1), 255 has no end. */
export function gapsOfBucket(bucket: number): { from: number; until: number } {
  if (bucket <= 0) return { from: 0, until: 1 }
  const until = bucket >= 255 ? Infinity : 2 ** (bucket / PER_DOUBLING)
  return { from: 2 ** ((bucket - 1) / PER_DOUBLING), until }
}
