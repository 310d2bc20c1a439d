import type { Problem } from '../../../domain/encounter/schema.ts'
import type { Initiator } from '../../../domain/encounter/encounter.ts'
import { formatInstant } from '../../../domain/kernel/instant.ts'
import type { Fields, FieldValue } from './fileRow.ts'
import { FACETS, LIST_FACETS, type Condition, type Facet, type FileMap, type MapRule, type Source, type TimeSource } from './mapSchema.ts'
import { timeReader } from './times.ts'

/** What a map makes of a row: an item to be read as an encounter, a row left out on purpose, or what is wrong. */
export type Mapped = { item: Record<string, unknown> } | { skipped: true } | { problems: Problem[] }

/** A map made ready to be applied to many rows. */
export interface OpenMap {
  apply: (fields: Fields) => Mapped
  /** Who began the encounters of which neither file nor touchpoint says it. */
  assumedInitiator: Initiator | undefined
  /** Says which columns the map needs that are not among these; null when none is missing. */
  judgeColumns: (columns: readonly string[]) => string | null
}

/** Zone of times without one, where the map names none. */
const DEFAULT_ZONE = 'Europe/Helsinki'

type Value = string | string[]
type Read = (fields: Fields) => Value | undefined
type Facets = Partial<Record<Facet, Value>>

/** A map of which a row may be asked less than of one for whole files: what it does not name is not asked for. */
type AnyMap = Omit<FileMap, 'customer' | 'time' | 'touchpoint'> & Partial<Pick<FileMap, 'customer' | 'time' | 'touchpoint'>>

/** Makes a map ready to be applied. */
export function openMap(map: AnyMap): OpenMap {
  const time = map.time && openTime(map.time)
  const customer = Object.entries(map.customer ?? {}).map(([kind, source]) => [kind, openSource(source)] as const)
  const sources: [Facet, Read][] = []
  let assumedInitiator: Initiator | undefined
  for (const facet of FACETS) {
    const source = map[facet]
    if (!source) continue
    if (facet === 'initiator' && 'value' in source) assumedInitiator = source.value as Initiator
    else sources.push([facet, openSource(source, isList(facet))])
  }
  const rules = (map.rules ?? []).map(openRule)
  const more = [openMeasures(map), openPromises(map), openMention(map), openKeep(map)].filter((each) => each !== null)

  const apply = (fields: Fields): Mapped => {
    const facets: Facets = {}
    for (const [facet, read] of sources) {
      const value = read(fields)
      if (value !== undefined) facets[facet] = value
    }
    for (const rule of rules) if (rule(fields, facets) === 'skip') return { skipped: true }
    const problems: Problem[] = []
    const item: Record<string, unknown> = itemOf(facets)
    if (time) {
      const at = time(fields)
      if (typeof at === 'string') item['occurredAt'] = at
      else problems.push({ field: 'occurredAt', message: at.problem })
    }
    if (map.customer) {
      const who = identifiersOf(customer, fields)
      if (who !== null) item['customer'] = who
      else if (!map.mention) problems.push({ field: 'customer', message: `has no value in ${namesOf(map.customer)}` })
    }
    if (map.touchpoint && facets.touchpoint === undefined) {
      problems.push({ field: 'touchpoint', message: `has no value in ${namesOf([map.touchpoint])}` })
    }
    for (const add of more) add(fields, item, problems)
    return problems.length > 0 ? { problems } : { item }
  }
  return { apply, assumedInitiator, judgeColumns: (columns) => judgeColumns(map, new Set(columns)) }
}

function isList(facet: Facet): boolean {
  return (LIST_FACETS as readonly string[]).includes(facet)
}

/** The first of several columns that has a value; a blank is none. */
function firstValue(fields: Fields, names: readonly string[]): FieldValue | undefined {
  for (const name of names) {
    const value = fields[name]
    if (value === undefined || (typeof value === 'string' && value.trim() === '')) continue
    return value
  }
  return undefined
}

function openSource(source: Source, list = false): Read {
  if ('value' in source) {
    const value = Array.isArray(source.value) ? source.value : String(source.value)
    const constant = list && typeof value === 'string' ? [value] : value
    return () => constant
  }
  const { from } = source
  const { values, otherwise, split } = 'values' in source || 'otherwise' in source || 'split' in source ? source : {}
  const table = values && new Map(Object.entries(values))
  const translate = (value: string): string | null => {
    const translated = table?.get(value.trim())
    if (translated !== undefined) return translated
    return otherwise === undefined ? value : otherwise
  }
  return (fields) => {
    const value = firstValue(fields, from)
    if (value === undefined) return undefined
    if (!list && !Array.isArray(value)) return translate(String(value)) ?? undefined
    const parts = Array.isArray(value) ? value : split === undefined ? [String(value)] : String(value).split(split)
    const translated = parts.flatMap((part) => (part.trim() === '' ? [] : [translate(part.trim())])).filter((part) => part !== null)
    if (list) return translated
    return translated[0]
  }
}

/** A time that an encounter takes as it is written: reading it here as well would cost more than the rest of the row. */
const READY = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/

function openTime(source: TimeSource): (fields: Fields) => string | { problem: string } {
  const { from, formats } = source
  const read = timeReader(formats, source.zone ?? DEFAULT_ZONE)
  const takesReady = formats[0] === 'iso'
  return (fields) => {
    const value = firstValue(fields, from)
    if (value === undefined) return { problem: `has no value in ${from.map(quote).join(', ')}` }
    const text = String(value)
    if (takesReady && READY.test(text)) return text
    const at = read(text)
    return at === null ? { problem: `"${text.slice(0, 60)}" is not a time as ${formats.join(' or ')}` } : formatInstant(at)
  }
}

function openCondition(condition: Condition): (value: FieldValue | undefined) => boolean {
  if ('exists' in condition) return (value) => (value !== undefined && value !== '') === condition.exists
  const test = 'matches' in condition ? (text: string) => condition.matches.test(text) : inSet(new Set(condition.values))
  return (value) => {
    if (value === undefined) return false
    return Array.isArray(value) ? value.some(test) : test(String(value).trim())
  }
}

function inSet(values: ReadonlySet<string>): (text: string) => boolean {
  return (text) => values.has(text)
}

function openRule(rule: MapRule): (fields: Fields, facets: Facets) => 'skip' | 'on' {
  const conditions = Object.entries(rule.when).map(([name, condition]) => [name, openCondition(condition)] as const)
  const settings: [Facet, Read | null][] = FACETS.flatMap((facet): [Facet, Read | null][] => {
    const setting = rule.set?.[facet]
    if (!setting) return []
    if ('value' in setting && setting.value === null) return [[facet, null]]
    return [[facet, openSource(setting as Source, isList(facet))]]
  })
  return (fields, facets) => {
    if (!conditions.every(([name, holds]) => holds(fields[name]))) return 'on'
    if (rule.skip) return 'skip'
    for (const [facet, read] of settings) {
      const value = read?.(fields)
      if (value === undefined) delete facets[facet]
      else facets[facet] = value
    }
    return 'on'
  }
}

function itemOf(facets: Facets): Record<string, unknown> {
  const item: Record<string, unknown> = {}
  for (const facet in facets) if (facet !== 'team' && facet !== 'person') item[facet] = facets[facet as Facet]
  const { team, person } = facets
  if (team !== undefined || person !== undefined) {
    item['handledBy'] = { ...(team !== undefined && { team }), ...(person !== undefined && { person }) }
  }
  return item
}

function identifiersOf(customer: readonly (readonly [string, Read])[], fields: Fields): Record<string, Value> | null {
  const identifiers: Record<string, Value> = {}
  for (const [kind, read] of customer) {
    const value = read(fields)
    if (value !== undefined) identifiers[kind] = value
  }
  return Object.keys(identifiers).length > 0 ? identifiers : null
}

type Add = (fields: Fields, item: Record<string, unknown>, problems: Problem[]) => void

function openMeasures(map: AnyMap): Add | null {
  const measures = Object.entries(map.measures ?? {})
  if (measures.length === 0) return null
  return (fields, item, problems) => {
    const given = measures.flatMap(([metric, { from, scale }]) => {
      const value = firstValue(fields, from)
      if (value === undefined) return []
      const score = Number(String(value).trim().replace(',', '.'))
      if (Number.isNaN(score)) problems.push({ field: `measures.${metric}`, message: `"${String(value).slice(0, 60)}" is not a number` })
      return [{ metric, score, ...(scale !== undefined && { scale }) }]
    })
    if (given.length > 0) item['measures'] = given
  }
}

/** What a mention has besides the facets. */
function openMention({ mention }: AnyMap): Add | null {
  if (!mention) return null
  const { rating, ...sources } = mention
  const reads = Object.entries(sources).flatMap(([name, source]) => (source ? [[name, openSource(source)] as const] : []))
  return (fields, item, problems) => {
    for (const [name, read] of reads) item[name] = read(fields)
    const given = rating && firstValue(fields, rating.from)
    if (given === undefined) return
    const score = Number(String(given).trim().replace(',', '.'))
    if (Number.isNaN(score)) problems.push({ field: 'rating', message: `"${String(given).slice(0, 60)}" is not a number` })
    item['rating'] = { score, ...(rating?.scale !== undefined && { scale: rating.scale }) }
  }
}

function openPromises(map: AnyMap): Add | null {
  if (!map.promises?.length) return null
  const promises = map.promises.map(({ what, dueAt }) => ({ what: openSource(what), due: openTime(dueAt), dueFrom: dueAt.from }))
  return (fields, item, problems) => {
    const said = promises.flatMap(({ what, due, dueFrom }) => {
      const promise = what(fields)
      if (promise === undefined || firstValue(fields, dueFrom) === undefined) return []
      const at = due(fields)
      if (typeof at === 'string') return [{ what: promise, dueAt: at }]
      problems.push({ field: 'promises.dueAt', message: at.problem })
      return []
    })
    if (said.length > 0) item['promises'] = said
  }
}

function openKeep(map: AnyMap): Add | null {
  const { keep } = map
  if (keep === undefined || keep.length === 0) return null
  const used = new Set(columnsOf(map).flatMap((each) => each.from))
  return (fields, item) => {
    let kept: Record<string, FieldValue> | undefined
    for (const name of keep === 'all' ? Object.keys(fields) : keep) {
      if (keep === 'all' && used.has(name)) continue
      const value = fields[name]
      if (value === undefined || value === '') continue
      kept ??= {}
      if (name === '__proto__') Object.defineProperty(kept, name, { value, enumerable: true, configurable: true, writable: true })
      else kept[name] = value
    }
    if (kept !== undefined) item['properties'] = kept
  }
}

interface Needed {
  place: string
  from: readonly string[]
}

function columnsOf(map: AnyMap): Needed[] {
  const needed: Needed[] = map.time ? [{ place: 'time', from: map.time.from }] : []
  const note = (place: string, source: Source | { value: null } | undefined) => {
    if (source && 'from' in source) needed.push({ place, from: source.from })
  }
  for (const [kind, source] of Object.entries(map.customer ?? {})) note(`customer › ${kind}`, source)
  for (const facet of FACETS) note(facet, map[facet])
  for (const [metric, { from }] of Object.entries(map.measures ?? {})) needed.push({ place: `measures › ${metric}`, from })
  const { rating, ...mention } = map.mention ?? {}
  for (const [name, source] of Object.entries(mention)) note(`mention › ${name}`, source)
  if (rating) needed.push({ place: 'mention › rating', from: rating.from })
  for (const { what, dueAt } of map.promises ?? []) {
    note('promises › what', what)
    needed.push({ place: 'promises › dueAt', from: dueAt.from })
  }
  ;(map.rules ?? []).forEach((rule, index) => {
    for (const name of Object.keys(rule.when)) needed.push({ place: `rules › ${index} › when`, from: [name] })
    for (const facet of FACETS) note(`rules › ${index} › set › ${facet}`, rule.set?.[facet] as Source | undefined)
  })
  return needed
}

function judgeColumns(map: AnyMap, columns: ReadonlySet<string>): string | null {
  const keep = map.keep === 'all' ? [] : (map.keep ?? []).map((name) => ({ place: 'keep', from: [name] }))
  const missing = [...columnsOf(map), ...keep].find(({ from }) => !from.some((name) => columns.has(name)))
  if (!missing) return null
  const has = [...columns].slice(0, 40).map(quote).join(', ')
  return `no column ${missing.from.map(quote).join(' or ')}, which the map names at ${missing.place}; the file has ${has}`
}

function namesOf(sources: Record<string, Source> | Source[]): string {
  return Object.values(sources)
    .flatMap((source) => ('from' in source ? source.from.map(quote) : []))
    .join(', ')
}

function quote(name: string): string {
  return `"${name}"`
}
