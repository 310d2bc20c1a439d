import { isPersonalIdentityCode, normaliseIdentifier, type Identifiers } from '../customer/identifier.ts'
import { parseInstant } from '../kernel/instant.ts'
import { isBroken } from '../kernel/keepable.ts'
import { isTimeZone } from '../kernel/zone.ts'
import { scaleText, type Measure } from '../measure/measure.ts'
import { inOneShape, type Encounter, type Promised } from './encounter.ts'

/** What reading a value came to: the value, nothing (an empty list or text says nothing), or null when only the schema can tell. */
type Reading<Value> = Value | undefined | null
type Read = (value: unknown) => Reading<unknown>

const EARLIEST = Date.UTC(1900, 0, 1)
const LATEST = Date.UTC(2200, 0, 1)
/** Levels of own facts that are looked through here. */
const LEVELS = 8
const NOBODY: Identifiers = {}

/** How each field is read, in the order of the schema. */
const READERS: readonly (readonly [keyof Encounter, Read])[] = [
  ['customer', readIdentifiers],
  ['touchpoint', readName],
  ['channel', readName],
  ['journey', readName],
  ['matter', readName],
  ['stage', readName],
  ['initiator', oneOf('customer', 'company', 'third-party')],
  ['step', oneOf('start', 'progress', 'complete', 'abandon', 'fail')],
  ['outcome', readName],
  ['turn', oneOf('company', 'customer', 'nobody')],
  ['provides', readNames],
  ['asks', readNames],
  ['offers', readNames],
  ['takesUp', readNames],
  ['givesUp', readNames],
  ['directsTo', readName],
  ['promises', listOf(readPromise, 100)],
  ['fulfils', readNames],
  ['signals', listOf(oneOf('leaving', 'praise', 'complaint'), 3)],
  ['handledBy', readHandler],
  ['measures', listOf(readMeasure, 50)],
  ['text', readWords],
  ['locale', readLocale],
  ['sentiment', oneOf('negative', 'neutral', 'positive')],
  ['device', readName],
  ['timeZone', (value) => (typeof value === 'string' && isTimeZone(value) ? readName(value) : null)],
  ['properties', readProperties],
]

/**
 * Reads an item that is plain and right in one pass, exactly as the schema would, with an empty id when it has none;
 * null for every other item, right or wrong: the schema alone judges those.
 */
export function readPlain(item: unknown): Encounter | null {
  if (!isPlainObject(item)) return null
  const at = readInstant(item['occurredAt'])
  const id = item['id'] ?? undefined
  if (at === null || (id !== undefined && readName(id) === null)) return null
  const encounter = inOneShape({ id: (id as string | undefined) ?? '', at, customer: NOBODY, touchpoint: '' })
  let known = item['id'] === undefined ? 1 : 2
  for (const [field, read] of READERS) {
    const given = item[field]
    if (given === undefined) continue
    known++
    if (given === null) continue
    const value = read(given)
    if (value === null) return null
    if (value !== undefined) (encounter as unknown as Record<string, unknown>)[field] = value
  }
  if (encounter.customer === NOBODY || encounter.touchpoint === '') return null
  return countKeys(item) === known ? encounter : null
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function countKeys(value: object): number {
  let count = 0
  for (const _ in value) count++
  return count
}

function readInstant(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const at = parseInstant(value)
  return at !== null && at >= EARLIEST && at < LATEST ? at : null
}

function readName(value: unknown): string | null {
  return isPlainText(value, 200) && value !== '__proto__' ? value : null
}

/** Whether a value is a text without blank ends, control characters and surrogates, and no personal identity code. */
function isPlainText(value: unknown, longest: number): value is string {
  if (typeof value !== 'string' || value === '' || value.length > longest) return false
  let isAscii = true
  for (let index = 0; index < value.length; index++) {
    const unit = value.charCodeAt(index)
    if (unit < 0x20) return false
    if (unit < 0x7f) continue
    if (unit < 0xa0 || (unit >= 0xd800 && unit < 0xe000)) return false
    isAscii = false
  }
  if (value.charCodeAt(0) === 0x20 || value.charCodeAt(value.length - 1) === 0x20) return false
  return (isAscii || value.trim() === value) && !isPersonalIdentityCode(value)
}

const PLAIN_KIND = /^[A-Za-z][A-Za-z0-9_.-]{0,39}$/

function readIdentifiers(value: unknown): Identifiers | null {
  if (!isPlainObject(value)) return null
  const identifiers: Identifiers = {}
  let count = 0
  for (const kind in value) {
    const given = value[kind]
    const text = Number.isSafeInteger(given) ? String(given) : given
    if (!isPlainText(text, 300) || !PLAIN_KIND.test(kind)) return null
    const normal = normaliseIdentifier(kind, text)
    if ('problem' in normal) return null
    identifiers[kind] = normal.value
    count++
  }
  return count > 0 ? identifiers : null
}

function oneOf(...words: readonly string[]): Read {
  const known = new Set<unknown>(words)
  return (value) => (known.has(value) ? value : null)
}

function listOf(read: Read, most: number): Read {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return null
    if (value.length === 0) return undefined
    const list: unknown[] = []
    for (const each of value as unknown[]) {
      const one = read(each)
      if (one === null) return null
      list.push(one)
    }
    return list
  }
}

function readNames(value: unknown): Reading<string[]> {
  if (!Array.isArray(value) || value.length > 100) return null
  if (value.length === 0) return undefined
  for (const name of value as unknown[]) if (readName(name) === null) return null
  return [...(value as string[])]
}

function readPromise(value: unknown): Promised | null {
  if (!isPlainObject(value) || countKeys(value) !== 2) return null
  const what = readName(value['what'])
  const dueAt = readInstant(value['dueAt'])
  return what === null || dueAt === null ? null : { what, dueAt }
}

function readHandler(value: unknown): Reading<Encounter['handledBy']> {
  if (!isPlainObject(value)) return null
  const { team, person } = value
  const handler: NonNullable<Encounter['handledBy']> = {}
  let known = 0
  if (team !== undefined) {
    if (readName(team) === null) return null
    handler.team = team as string
    known++
  }
  if (person !== undefined) {
    if (readName(person) === null) return null
    handler.person = person as string
    known++
  }
  if (countKeys(value) !== known) return null
  return known === 0 ? undefined : handler
}

const SCALE = /^-?\d+-\d+$/

function readMeasure(value: unknown): Measure | null {
  if (!isPlainObject(value)) return null
  const { metric, score, scale } = value
  if (!isPlainText(metric, 100) || typeof score !== 'number' || !(Math.abs(score) <= 1_000_000)) return null
  if (scale === undefined) return countKeys(value) === 2 ? { metric, score } : null
  if (countKeys(value) !== 3) return null
  const isScale = typeof scale === 'number' ? Number.isInteger(scale) && scale >= 2 && scale <= 1000 : isScaleText(scale)
  return isScale ? { metric, score, scale: scaleText(metric, scale as string | number)! } : null
}

function isScaleText(value: unknown): boolean {
  return isPlainText(value, 100) && SCALE.test(value)
}

function readWords(value: unknown): Reading<string> {
  if (typeof value !== 'string' || value.length > 20_000 || isBroken(value)) return null
  return value === '' ? undefined : value
}

function readLocale(value: unknown): Reading<string> {
  return value === '' ? undefined : isPlainText(value, 35) ? value : null
}

function readProperties(value: unknown): Reading<Encounter['properties']> {
  if (!isPlainObject(value)) return null
  if (countKeys(value) === 0) return undefined
  return weigh(value, LEVELS) <= 32_000 ? (value as NonNullable<Encounter['properties']>) : null
}

/** At most how many characters a value takes as JSON; Infinity when it may be none, or holds a text that may not be kept. */
function weigh(value: unknown, levels: number): number {
  if (typeof value === 'string') return isKeepable(value) ? 6 * value.length + 3 : Infinity
  if (typeof value === 'number') return Number.isFinite(value) ? 26 : Infinity
  if (typeof value === 'boolean' || value === null) return 6
  if (levels === 0) return Infinity
  let weight = 2
  if (Array.isArray(value)) {
    for (const each of value as unknown[]) weight += weigh(each, levels - 1)
    return weight
  }
  if (!isPlainObject(value)) return Infinity
  for (const key in value) {
    if (key === '__proto__' || key.length > 200 || !isKeepable(key)) return Infinity
    weight += 6 * key.length + 4 + weigh(value[key], levels - 1)
  }
  return weight
}

function isKeepable(text: string): boolean {
  return !isBroken(text) && !isPersonalIdentityCode(text)
}
