import { DAY } from '../../../domain/kernel/duration.ts'
import { parseInstant } from '../../../domain/kernel/instant.ts'
import { zoneOffset } from '../../../domain/kernel/zone.ts'

/** Reads a time as a file writes it: ms since 1970 UTC, or null when it is none. */
export type ReadTime = (text: string) => number | null

const TOKENS: Record<string, string> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<shortYear>\\d\\d)',
  MM: '(?<month>\\d\\d)',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d\\d)',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d\\d)',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour12>\\d\\d)',
  h: '(?<hour12>\\d{1,2})',
  mm: '(?<minute>\\d\\d)',
  m: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d\\d)',
  s: '(?<second>\\d{1,2})',
  SSS: '(?<fraction>\\d{1,9})',
  a: '(?<half>[AaPp]\\.?[Mm]\\.?)',
  XXX: '(?<offset>[Zz]|[+-]\\d\\d:?\\d\\d)',
}
const TOKEN = /'([^']*)'|yyyy|yy|MM?|dd?|HH?|hh?|mm?|SSS|ss?|a|XXX|[A-Za-z]+|[^A-Za-z']+/g

/** What a format may be made of, as an error tells it. */
export const FORMAT_WORDS =
  "iso, epoch-s, epoch-ms, or a pattern of yyyy yy M MM d dd H HH h hh m mm s ss SSS a XXX and 'text', such as d.M.yyyy HH:mm"

/** Says what is wrong with a time format; null when nothing is. */
export function judgeTimeFormat(format: string): string | null {
  return typeof compile(format, 'UTC') === 'string' ? `must be ${FORMAT_WORDS}` : null
}

/** Makes a reader that tries formats in order; times without a zone are local to `zone`. */
export function timeReader(formats: readonly string[], zone: string): ReadTime {
  const readers = (formats.length > 0 ? formats : ['iso']).map((format) => {
    const reader = compile(format, zone)
    if (typeof reader === 'string') throw new Error(reader)
    return reader
  })
  return (text) => {
    for (const read of readers) {
      const at = read(text.trim())
      if (at !== null) return at
    }
    return null
  }
}

function compile(format: string, zone: string): ReadTime | string {
  if (format === 'iso') return (text) => parseInstant(text) ?? readIso(text, zone)
  if (format === 'epoch-s') return (text) => readEpoch(text, 1000)
  if (format === 'epoch-ms') return (text) => readEpoch(text, 1)
  let pattern = ''
  for (const [token, literal] of format.matchAll(TOKEN)) {
    if (literal !== undefined) pattern += escape(literal)
    else if (Object.hasOwn(TOKENS, token)) pattern += TOKENS[token]
    else if (/[A-Za-z]/.test(token)) return `"${token}" is no part of a time`
    else pattern += escape(token).replace(/\s+/g, '\\s+')
  }
  if (!/year|shortYear/i.test(pattern) || !pattern.includes('<month>') || !pattern.includes('<day>'))
    return 'day, month and year are needed'
  return patternReader(pattern, zone)
}

function patternReader(pattern: string, zone: string): ReadTime | string {
  let expression: RegExp
  try {
    expression = new RegExp(`^${pattern}$`)
  } catch {
    return 'a part stands in it twice'
  }
  return (text) => {
    const parts = expression.exec(text)?.groups
    return parts ? fromParts(parts, zone) : null
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}

/** A Date holds no more than this many ms either side of 1970. */
const LATEST = 8.64e15

function readEpoch(text: string, unit: number): number | null {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null
  const at = Math.floor(Number(text) * unit)
  return Math.abs(at) <= LATEST ? at : null
}

const ISO =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[Tt ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?\s?(?<offset>[Zz]|[+-]\d\d(?::?\d\d)?)?)?$/

/** ISO 8601 beyond RFC 3339: without seconds, without a zone (local), a date alone (its midnight), short offsets. */
function readIso(text: string, zone: string): number | null {
  const parts = ISO.exec(text)?.groups
  return parts ? fromParts(parts, zone) : null
}

function fromParts(parts: Record<string, string | undefined>, zone: string): number | null {
  const year = parts['year'] === undefined ? longYear(Number(parts['shortYear'])) : Number(parts['year'])
  const month = Number(parts['month'])
  const day = Number(parts['day'])
  const hour = hourOf(parts)
  const minute = Number(parts['minute'] ?? 0)
  const second = Number(parts['second'] ?? 0)
  if (hour === null || hour > 23 || minute > 59 || second > 59) return null
  const millisecond = Number((parts['fraction'] ?? '').slice(0, 3).padEnd(3, '0'))
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
  const written = new Date(local)
  if (written.getUTCMonth() !== month - 1 || written.getUTCDate() !== day || written.getUTCFullYear() !== year) return null
  const { offset } = parts
  if (offset === undefined) return fromLocal(local, zone)
  if (/z/i.test(offset)) return local
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0)
  return local - minutes * 60_000 * (offset.startsWith('-') ? -1 : 1)
}

function longYear(short: number): number {
  return short < 70 ? 2000 + short : 1900 + short
}

function hourOf(parts: Record<string, string | undefined>): number | null {
  if (parts['hour12'] === undefined) return Number(parts['hour'] ?? 0)
  const hour = Number(parts['hour12'])
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (/^p/i.test(parts['half'] ?? '') ? 12 : 0)
}

/** The instant of a local time: of an hour lived twice its first, of an hour that clocks skip as much later. */
function fromLocal(local: number, zone: string): number {
  const before = zoneOffset(zone, local - DAY)
  const after = zoneOffset(zone, local + DAY)
  if (before === after || zoneOffset(zone, local - before) === before) return local - before
  return zoneOffset(zone, local - after) === after ? local - after : local - before
}
