import type pg from 'pg'
import { digestOfBytes, type Codes } from '../../domain/journey/columns.ts'
import { widenCodes, type Dictionary } from '../../domain/journey/columnsGrowth.ts'

/** A row of a binary COPY, good until the next: the bytes around it and where its fields lie there, by their place from 0; a length of −1 is null. */
export interface CopiedRow {
  bytes: Uint8Array
  view: DataView
  starts: Int32Array
  lengths: Int32Array
}

const MOST_FIELDS = 32

// What the server sends: each row, with no more around it than its kind and length, and then the end or an error.
const COPY_DATA = 0x64
const COPY_DONE = 0x63
const ERROR = 0x45
const FRAME = 5

/** Before the rows: a signature, flags, and the length of what may stand between them and the rows. */
const SIGNATURE = 11
const HEADER = SIGNATURE + 8

/**
 * Calls back for each row of a query, read by binary COPY. It reads the connection's bytes where they lie: handing on each row by itself
 * through a stream takes longer than all the rest.
 */
export function copyRows(client: pg.Client, query: string, take: (row: CopiedRow) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = {
      submit: (connection: pg.Connection) => {
        divert(connection.stream, openFrames(take), reject)
        connection.query(`COPY (${query}) TO STDOUT (FORMAT binary)`)
      },
      handleError: reject,
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
    }
    client.query(copy)
  })
}

/** Reads a connection's bytes in place of the client, which gets back what is not a row, and everything once the rows have ended. */
function divert(stream: pg.Connection['stream'], read: ReturnType<typeof openFrames>, fail: (error: unknown) => void): void {
  const clients = stream.listeners('data') as ((bytes: Buffer) => void)[]
  const pass = (bytes: Buffer) => clients.forEach((hear) => hear(bytes))
  const give = () => {
    stream.off('data', hear)
    for (const each of clients) stream.on('data', each)
  }
  const hear = (chunk: Buffer) => {
    try {
      if (read(chunk, pass)) give()
    } catch (error) {
      // The rest of the rows has no reader.
      stream.destroy()
      fail(error)
    }
  }
  stream.removeAllListeners('data')
  stream.on('data', hear)
}

/** Finds the rows in what arrives; `pass` gets the rest. Tells whether they have ended. */
function openFrames(take: (row: CopiedRow) => void): (chunk: Buffer, pass: (bytes: Buffer) => void) => boolean {
  const row: CopiedRow = {
    bytes: new Uint8Array(0),
    view: new DataView(new ArrayBuffer(0)),
    starts: new Int32Array(MOST_FIELDS),
    lengths: new Int32Array(MOST_FIELDS),
  }
  let rest: Buffer = Buffer.alloc(0)
  let isBegun = false

  /** Takes the row that begins at `at`, unless it is the mark of -1 fields at the end. */
  function takeRow(at: number): void {
    const { view, starts, lengths } = row
    const fields = view.getInt16(at)
    let place = at + 2
    for (let field = 0; field < fields; field++) {
      const length = view.getInt32(place)
      place += 4
      starts[field] = place
      lengths[field] = length
      if (length > 0) place += length
    }
    if (fields > 0) take(row)
  }

  return (chunk, pass) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    row.bytes = bytes
    row.view = view
    let at = 0
    while (at + FRAME <= bytes.length) {
      const end = at + 1 + view.getInt32(at + 1)
      const kind = bytes[at]
      if (kind === COPY_DONE || kind === ERROR) {
        pass(bytes.subarray(at))
        return true
      }
      if (end > bytes.length) break
      if (kind !== COPY_DATA) pass(bytes.subarray(at, end))
      else if (isBegun) takeRow(at + FRAME)
      else {
        // The header comes with the first row, or with the mark at the end.
        isBegun = true
        const first = at + FRAME + HEADER + view.getInt32(at + FRAME + SIGNATURE + 4)
        if (first < end) takeRow(first)
      }
      at = end
    }
    rest = bytes.subarray(at)
    return false
  }
}

/** An int2, int4 or int8; those of eight bytes as far as a number holds them exactly. */
export function integerOf({ view, starts, lengths }: CopiedRow, field: number): number {
  const at = starts[field]!
  if (lengths[field] === 8) return view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4)
  return lengths[field] === 4 ? view.getInt32(at) : view.getInt16(at)
}

/** `digestOfKey` of a field. */
export function digestOf({ view, starts, lengths }: CopiedRow, field: number): number {
  return digestOfBytes(view, starts[field]!, starts[field]! + lengths[field]!)
}

/** Codes of names that come as bytes: a name is made a text only when it is first seen. */
export interface NameCodes {
  /** The code of a name that is new. */
  code: (name: string) => number
  slots: Int32Array
  names: { hash: number; view: DataView; code: number }[]
}

/** Begins to code names. */
export function openNames(code: (name: string) => number): NameCodes {
  return { code, slots: new Int32Array(256), names: [] }
}

/** Codes of a column: it is widened when its dictionary outgrows it. */
export function codesFor<Name extends string>(columns: Record<Name, Codes>, name: Name, dictionary: Dictionary): NameCodes {
  return openNames((given) => {
    const code = dictionary.code(given)
    if (code > 0xffff) widenCodes(columns, name)
    return code
  })
}

/** The code of the name in a field; 0 for none. */
export function codeOf(known: NameCodes, { bytes, view, starts, lengths }: CopiedRow, field: number): number {
  const length = lengths[field]!
  if (length < 0) return 0
  const at = starts[field]!
  const hash = hashOf(view, at, length)
  const { slots, names } = known
  const last = slots.length - 1
  let slot = hash & last
  for (let number = slots[slot]!; number !== 0; number = slots[slot]!) {
    const name = names[number - 1]!
    if (name.hash === hash && isSame(name.view, view, at, length)) return name.code
    slot = (slot + 1) & last
  }
  // A copy: these bytes are written over.
  const own = Buffer.from(bytes.subarray(at, at + length))
  const code = known.code(own.toString())
  slots[slot] = names.push({ hash, view: new DataView(own.buffer, own.byteOffset, length), code })
  if (names.length * 2 > slots.length) widen(known)
  return code
}

function widen(known: NameCodes): void {
  const slots = new Int32Array(known.slots.length * 4)
  const last = slots.length - 1
  known.names.forEach(({ hash }, number) => {
    let slot = hash & last
    while (slots[slot] !== 0) slot = (slot + 1) & last
    slots[slot] = number + 1
  })
  known.slots = slots
}

/** Four bytes at a time, the last four once more if need be. */
function hashOf(view: DataView, from: number, length: number): number {
  let hash = length
  const last = from + length - 4
  for (let at = from; at < last; at += 4) hash = mix(hash ^ view.getInt32(at))
  if (length >= 4) return mix(hash ^ view.getInt32(last))
  for (let at = from; at < from + length; at++) hash = mix(hash ^ view.getUint8(at))
  return hash
}

function mix(hash: number): number {
  const mixed = Math.imul(hash, 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}

function isSame(name: DataView, view: DataView, from: number, length: number): boolean {
  if (name.byteLength !== length) return false
  const last = length - 4
  for (let at = 0; at < last; at += 4) if (name.getInt32(at) !== view.getInt32(from + at)) return false
  if (length >= 4) return name.getInt32(last) === view.getInt32(from + last)
  for (let at = 0; at < length; at++) if (name.getUint8(at) !== view.getUint8(from + at)) return false
  return true
}
