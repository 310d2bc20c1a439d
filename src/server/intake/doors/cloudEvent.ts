import type { Problem } from '../../../domain/encounter/schema.ts'
import { DEEP_PROBLEM, DEEPEST, isDeeperThan } from '../../../domain/kernel/keepable.ts'
import { formatInstant } from '../../../domain/kernel/instant.ts'
import type { Item } from '../../encounter/readItems.ts'
import { digestOf } from '../../encounter/registerIds.ts'
import { problemLine } from '../../http/problem.ts'
import { facetOfAttribute, isFields, splitFacets, type Fields } from './facets.ts'

const ATTRIBUTES = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'datacontenttype',
  'dataschema',
  'data',
  'data_base64',
])
const IDENTIFIER = /^(\p{L}[\p{L}\p{N}_.-]{0,39}):(.+)$/su
const LONGEST_ID = 200

/** Reads an event of CloudEvents 1.0 (JSON format) as an item of `POST /v1/encounters`, or says why it is none; `now` is ms since 1970 UTC. */
export function itemOfEvent(event: unknown, now: number): Item {
  if (isDeeperThan(event, DEEPEST)) return { problem: DEEP_PROBLEM }
  if (!isFields(event)) return refused(event, [{ field: '', message: 'must be an object' }])
  const problems = missingIn(event)
  if (problems.length > 0) return refused(event, problems)
  const { id, source, type, time, subject } = event
  const told = dataOf(event)
  const { customer, properties: own, ...fields } = isFields(told) ? told : { data: told }
  const { facets, rest } = splitFacets(fields)
  const attributes = Object.entries(event).filter(([name, value]) => !ATTRIBUTES.has(name) && value !== null)
  const named = attributes.flatMap(([name, value]) => [facetOfAttribute(name, value) ?? []].filter((facet) => facet.length > 0))
  const others = attributes.filter(([name, value]) => facetOfAttribute(name, value) === null)
  return {
    value: {
      id: idOf(String(source), String(id)),
      occurredAt: time ?? formatInstant(now),
      customer: { ...(isFields(customer) && customer), ...subjectOf(subject) },
      touchpoint: type,
      ...(Object.fromEntries(named) as Fields),
      ...facets,
      properties: {
        ...Object.fromEntries(others),
        ...rest,
        ...(isFields(own) ? own : own !== undefined && { properties: own }),
        ...(customer !== undefined && !isFields(customer) && { customer }),
      },
    },
  }
}

function missingIn({ specversion, ...event }: Fields): Problem[] {
  const { source, data_base64: encoded } = event
  const missing = ['id', 'source', 'type'].filter((name) => typeof event[name] !== 'string' || event[name].trim() === '')
  return [
    ...(specversion === '1.0' ? [] : [{ field: 'specversion', message: 'must be "1.0"' }]),
    ...missing.map((field) => ({ field, message: 'is required, as text' })),
    ...(encoded === undefined || (typeof encoded === 'string' && /^[\w+/-]*={0,2}$/.test(encoded))
      ? []
      : [{ field: 'data_base64', message: 'must be bytes as base64' }]),
    ...(typeof source === 'string' && /\s/.test(source.trim()) ? [{ field: 'source', message: 'must be a URI, without spaces' }] : []),
  ]
}

/** Source and id are unique together; a source has no space in it. */
function idOf(source: string, id: string): string {
  const both = `${source} ${id}`.trim()
  return both.length > LONGEST_ID ? digestOf(both) : both
}

function subjectOf(subject: unknown): Fields {
  if (typeof subject !== 'string' || subject === '') return {}
  const [, kind, value] = IDENTIFIER.exec(subject) ?? []
  return kind === undefined ? { crm: subject } : { [kind]: value }
}

function dataOf({ data, data_base64: encoded, datacontenttype }: Fields): unknown {
  if (typeof encoded !== 'string') return data ?? {}
  const media = typeof datacontenttype === 'string' ? datacontenttype : 'application/json'
  if (!/^text\/|[/+]json\b/i.test(media)) return { data_base64: encoded }
  const text = Buffer.from(encoded, 'base64').toString()
  if (!/[/+]json\b/i.test(media)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function refused(event: unknown, problems: Problem[]): Item {
  return { problem: problems.map(problemLine).join('; '), raw: JSON.stringify(event) }
}
