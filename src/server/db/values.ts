import { arrayText, parseArrayText } from './arrayText.ts'

/** Text that a jsonb parameter takes; needed for JSON arrays, strings and null, which would otherwise be an SQL array, text and null. */
export function json(value: unknown): string {
  return JSON.stringify(value)
}

// The years 1 to 9999, in milliseconds since 1970.
const EARLIEST = -62_135_596_800_000
const LATEST = 253_402_300_799_999

/** Text that a timestamptz parameter takes, from milliseconds since 1970; throws outside the years 1 to 9999. */
export function instantText(at: number): string {
  if (!(at >= EARLIEST && at <= LATEST)) throw new RangeError(`${at} is no time between the years 1 and 9999.`)
  return new Date(at).toISOString()
}

/** Text that a timestamptz[] parameter takes, from milliseconds since 1970, null where there is no time. */
export function instantsText(times: readonly (number | null | undefined)[]): string {
  return `{${times.map((at) => (at === null || at === undefined ? 'NULL' : instantText(at))).join(',')}}`
}

/**
 * The text of one parameter, the same for both engines: arrays become SQL arrays, objects JSON, bytes hexadecimal.
 * Times go through `instantText`, because a number stays a number.
 */
export function parameterText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'object':
      if (Array.isArray(value)) return arrayText(value, parameterText)
      if (value instanceof Uint8Array) return bytesText(value)
      if (value instanceof Date) return instantText(value.getTime())
      return JSON.stringify(value)
    default:
      throw new TypeError(`A ${typeof value} cannot be a parameter.`)
  }
}

function bytesText(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
}

/** Reads one value from its text form. */
export type ReadValue = (text: string) => unknown

function readBoolean(text: string): boolean {
  return text === 't'
}

function readInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is larger than a number can hold exactly.`)
  return value
}

function readBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.slice(2), 'hex'))
}

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/

function readInstant(text: string): number {
  const parts = TIMESTAMP.exec(text)
  if (parts === null) {
    if (text === 'infinity') return Infinity
    if (text === '-infinity') return -Infinity
    throw new RangeError(`${text} is no time between the years 1 and 9999.`)
  }
  const part = (index: number) => Number(parts[index] ?? 0)
  const milliseconds = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const year = part(1)
  let at = Date.UTC(year, part(2) - 1, part(3), part(4), part(5), part(6), milliseconds)
  // Date.UTC takes the years 0 to 99 as 1900 to 1999.
  if (year < 100) at = new Date(at).setUTCFullYear(year, part(2) - 1, part(3))
  const offset = (part(9) * 3600 + part(10) * 60 + part(11)) * 1000
  return parts[8] === '-' ? at + offset : at - offset
}

const arraysOf = (read: ReadValue): ReadValue => {
  return (text) => parseArrayText(text, read)
}

const asText: ReadValue = (text) => text

// By object identifier of the type, with that of its array; every other type stays text.
const TYPES: readonly [type: number, array: number, read: ReadValue][] = [
  [16, 1000, readBoolean],
  [17, 1001, readBytes],
  [20, 1016, readInteger],
  [21, 1005, Number],
  [23, 1007, Number],
  [25, 1009, asText],
  [26, 1028, Number],
  [114, 199, JSON.parse],
  [700, 1021, Number],
  [701, 1022, Number],
  [1042, 1014, asText],
  [1043, 1015, asText],
  [1082, 1182, asText],
  [1083, 1183, asText],
  [1114, 1115, asText],
  [1184, 1185, readInstant],
  [1186, 1187, asText],
  [1700, 1231, Number],
  [2950, 2951, asText],
  [3802, 3807, JSON.parse],
]

const readers = new Map<number, ReadValue>(
  TYPES.flatMap(([type, array, read]): [number, ReadValue][] => [
    [type, asValue(read)],
    [array, arraysOf(asValue(read))],
  ]),
)

// JSON.parse and Number take more than one argument, and engines pass more than one.
function asValue(read: ReadValue): ReadValue {
  return (text) => read(text)
}

/** How values of a type are read: whole numbers and numerics as numbers, times as milliseconds since 1970, JSON parsed, bytes as bytes. */
export function readerOf(type: number): ReadValue {
  return readers.get(type) ?? asText
}
