import type { Readable } from 'node:stream'
import { digestOfKey } from '../../domain/journey/columns.ts'

/** A row of a binary COPY, good until the next; fields by their place from 0. */
export interface Tuple {
  isNull: (field: number) => boolean
  /** An int2, int4 or int8; those of eight bytes as far as a number holds them exactly. */
  integer: (field: number) => number
  byte: (field: number) => number
  text: (field: number) => string | null
  /** `digestOfKey` of a text's bytes. */
  digest: (field: number) => number
  /** `hashOfBytes` of a field. */
  hash: (field: number) => number
  equals: (field: number, bytes: Buffer) => boolean
  /** A copy of a field's bytes. */
  bytes: (field: number) => Buffer
}

const SIGNATURE = 11
const MOST_FIELDS = 32

/** A number by which equal bytes are found quickly; 32 bits. */
export function hashOfBytes(bytes: Buffer, from = 0, until = bytes.length): number {
  let hash = until - from
  for (let at = from; at < until; at++) hash = Math.imul(hash ^ bytes[at]!, 0x9e3779b1)
  return hash ^ (hash >>> 15)
}

/** Reads the rows of a binary COPY as they arrive; fails with the stream. */
export async function readTuples(stream: Readable, take: (tuple: Tuple) => void): Promise<void> {
  const starts = new Int32Array(MOST_FIELDS)
  const lengths = new Int32Array(MOST_FIELDS)
  let buffer: Buffer = Buffer.alloc(0)
  const tuple: Tuple = {
    isNull: (field) => lengths[field]! < 0,
    integer: (field) => {
      const at = starts[field]!
      if (lengths[field] === 8) return buffer.readInt32BE(at) * 2 ** 32 + buffer.readUInt32BE(at + 4)
      return lengths[field] === 4 ? buffer.readInt32BE(at) : buffer.readInt16BE(at)
    },
    byte: (field) => buffer[starts[field]!]!,
    text: (field) => (lengths[field]! < 0 ? null : buffer.toString('utf8', starts[field]!, starts[field]! + lengths[field]!)),
    digest: (field) => digestOfKey(buffer, starts[field]!, starts[field]! + lengths[field]!),
    hash: (field) => hashOfBytes(buffer, starts[field]!, starts[field]! + lengths[field]!),
    equals: (field, bytes) => {
      const length = lengths[field]!
      if (bytes.length !== length) return false
      const at = starts[field]!
      for (let index = 0; index < length; index++) if (bytes[index] !== buffer[at + index]) return false
      return true
    },
    bytes: (field) => Buffer.from(buffer.subarray(starts[field]!, starts[field]! + lengths[field]!)),
  }

  /** Where the row at `at` ends; -1 when it is not all there. */
  function lay(at: number): number {
    if (at + 2 > buffer.length) return -1
    const fields = buffer.readInt16BE(at)
    let place = at + 2
    for (let field = 0; field < fields; field++) {
      if (place + 4 > buffer.length) return -1
      const length = buffer.readInt32BE(place)
      place += 4
      starts[field] = place
      lengths[field] = length
      if (length > 0) place += length
    }
    return place > buffer.length ? -1 : place
  }

  let isBegun = false
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
    let at = 0
    if (!isBegun) {
      // Signature, flags, and the length of what may stand between them and the rows.
      if (buffer.length < SIGNATURE + 8) continue
      at = SIGNATURE + 8 + buffer.readInt32BE(SIGNATURE + 4)
      isBegun = true
    }
    for (let end = lay(at); end >= 0; end = lay(at)) {
      // A row of -1 fields is the end.
      if (buffer.readInt16BE(at) >= 0) take(tuple)
      at = end
    }
    buffer = buffer.subarray(at)
  }
}
