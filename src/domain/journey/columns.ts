import type { PathStateName } from './path.ts'

/** Codes of names in a dictionary; 0 = none given. Two bytes each while the dictionary allows it, else four. */
export type Codes = Uint16Array | Uint32Array

/** A dictionary: the name of each code; code 0 is null, "none given". */
export type Names = readonly (string | null)[]

/** Encounters of many paths, sorted by path and, within a path, by order; one entry of each column an encounter (21–31 bytes). */
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
  /** 1 when the customer came back with it to a path that had paused or been abandoned. */
  resumed: Uint8Array
}

/** Paths; those of one customer stand together. */
export interface PathRows {
  /** Index of its first encounter; one entry more than there are paths, so that `start[p + 1]` ends path p. */
  start: Uint32Array
  /** Number of its customer. */
  customer: Float64Array
  /** Digest of its key, by which it is found among its customer's; see `digestOfKey`. */
  digest: Float64Array
  journey: Codes
  /** Index in `PATH_STATES`, or `GONE`. */
  state: Uint8Array
  outcome: Codes
  /** Kinds of friction that stand on it, a bit each; which bit is which kind is the friction's to say. */
  frictions: Uint32Array
  /** How many frictions stand on it. */
  frictionCount: Uint32Array
  handovers: Uint32Array
  bounces: Uint32Array
}

/** Many customers' paths in columns, with the dictionaries of their codes. */
export interface PathColumns {
  encounters: EncounterColumns
  paths: PathRows
  /** How many of the paths are `GONE`: replaced by others further on, and counted by no question. */
  gone: number
  touchpoints: Names
  channels: Names
  devices: Names
  stages: Names
  journeys: Names
  outcomes: Names
}

/** States of a path in the order of their codes. */
export const PATH_STATES: readonly PathStateName[] = ['active', 'paused', 'abandoned', 'completed']

/** The code in place of a state of a path that counts no more. */
export const GONE = 255

/** A digest of a path's key (ASCII): 53 bits. */
export function digestOfKey(key: string): number {
  const bytes = new DataView(new ArrayBuffer(key.length))
  for (let at = 0; at < key.length; at++) bytes.setUint8(at, key.charCodeAt(at))
  return digestOfBytes(bytes, 0, key.length)
}

/** `digestOfKey` of a key whose bytes lie from `from` up to `until`. */
export function digestOfBytes(bytes: DataView, from: number, until: number): number {
  let high = 0x811c9dc5
  let low = 0x9747b28c ^ (until - from)
  let at = from
  for (; at + 4 <= until; at += 4) {
    const word = bytes.getInt32(at)
    high = Math.imul(high ^ word, 0x9e3779b1)
    high ^= high >>> 15
    low = Math.imul(low ^ word, 0x85ebca6b)
    low ^= low >>> 13
  }
  for (; at < until; at++) {
    const byte = bytes.getUint8(at)
    high = Math.imul(high ^ byte, 0x01000193)
    low = Math.imul((low ^ byte) + (low >>> 15), 0x85ebca6b)
  }
  return ((high ^ (high >>> 16)) >>> 0) * 2 ** 21 + ((low ^ (low >>> 13)) >>> 11)
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
