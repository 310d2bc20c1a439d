import type { Encounter } from '../../../domain/encounter/encounter.ts'
import { formatInstant } from '../../../domain/kernel/instant.ts'
import type { CustomerStatement } from '../tellStatements.ts'
import { cellsOf } from './cells.ts'
import type { FormatWriter } from './format.ts'
import type { CustomerRow, PathRow, PlacedRow, ThingRow } from './statements.ts'
import { statementJson } from './statementJson.ts'

/** The type of the objects that hold a statement each. */
export const OCEL_STATEMENT = 'statement'
/** The type of the objects that hold a judgement each. */
export const OCEL_JUDGEMENT = 'judgement'

interface Relationship {
  objectId: string
  qualifier: string
}

/** What an object always was is dated so, as OCEL has it. */
const ALWAYS = '1970-01-01T00:00:00Z'
/** Cells that an event has places of its own for. */
const OWN_PLACES: ReadonlySet<string> = new Set(['id', 'occurredAt', 'touchpoint'])

const OBJECT_TYPES = {
  customer: ['name', 'displayName'],
  path: ['key', 'journey', 'state', 'outcome'],
  matter: ['number'],
  product: ['key'],
  team: ['key'],
  [OCEL_JUDGEMENT]: ['judgement'],
  [OCEL_STATEMENT]: ['customer', 'statement'],
}

const customerId = (id: number) => `customer/${id}`
const pathId = (customer: number, key: string) => `path/${customer}/${key}`

/** OCEL 2.0 as JSON: customers, paths, matters, products, teams and statements are objects; encounters are events related to them. */
export function ocelWriter(): FormatWriter {
  /** Attributes of each touchpoint's events, told at the end: the order of an object's members means nothing. */
  const attributes = new Map<string, Set<string>>()
  let part: 'objects' | 'events' = 'objects'
  let isFirst = true
  let statements = 0
  let judgements = 0

  const item = (wanted: typeof part, value: object): string => {
    const turn = wanted === part ? '' : '\n],"events":['
    if (turn !== '') isFirst = true
    part = wanted
    const separator = isFirst ? '\n' : ',\n'
    isFirst = false
    return turn + separator + JSON.stringify(value)
  }
  const object = (
    type: keyof typeof OBJECT_TYPES,
    id: string,
    told: Record<string, string | null>,
    time: string,
    related: Relationship[] = [],
  ) =>
    item('objects', {
      id,
      type,
      attributes: Object.entries(told).flatMap(([name, value]) => (value === null ? [] : [{ name, time, value }])),
      relationships: related,
    })
  const event = (encounter: Encounter, related: Relationship[]): string => {
    const { id, at, touchpoint } = encounter
    const cells = cellsOf(encounter).filter(([name]) => !OWN_PLACES.has(name))
    const names = attributes.get(touchpoint) ?? new Set()
    attributes.set(touchpoint, names)
    for (const [name] of cells) names.add(name)
    return item('events', {
      id,
      type: touchpoint,
      time: formatInstant(at),
      attributes: cells.map(([name, value]) => ({ name, value })),
      relationships: related,
    })
  }

  return {
    begin: () => '{"objects":[',
    customer: ({ id, name, displayName }: CustomerRow) => object('customer', customerId(id), { name, displayName }, ALWAYS),
    path: ({ customerId: owner, key, journey, matter, state, outcome, firstAt }: PathRow) =>
      object('path', pathId(owner, key), { key, journey, state, outcome }, formatInstant(firstAt), [
        { objectId: customerId(owner), qualifier: 'customer' },
        ...(matter === null ? [] : [{ objectId: `matter/${matter}`, qualifier: 'matter' }]),
      ]),
    thing: ({ sort, name }: ThingRow) => object(sort, `${sort}/${name}`, { [sort === 'matter' ? 'number' : 'key']: name }, ALWAYS),
    judgement: (judgement) => object(OCEL_JUDGEMENT, `judgement/${++judgements}`, { judgement: JSON.stringify(judgement) }, judgement.at),
    statement: (statement: CustomerStatement, owner: number) =>
      object(
        OCEL_STATEMENT,
        `statement/${++statements}`,
        { customer: statement.identifier, statement: JSON.stringify(statementJson(statement)) },
        formatInstant(statement.at),
        [{ objectId: customerId(owner), qualifier: 'customer' }],
      ),
    placed: ({ body, customerId: owner, path }: PlacedRow) =>
      event(body, [
        { objectId: customerId(owner), qualifier: 'customer' },
        { objectId: pathId(owner, path), qualifier: 'path' },
        ...thingsOf(body),
      ]),
    awaiting: (encounter) => event(encounter, thingsOf(encounter)),
    end: () => {
      const turn = part === 'objects' ? '\n],"events":[' : ''
      const types = (all: Iterable<readonly [string, Iterable<string>]>) =>
        JSON.stringify([...all].map(([name, names]) => ({ name, attributes: [...names].map((each) => ({ name: each, type: 'string' })) })))
      return `${turn}\n],"objectTypes":${types(Object.entries(OBJECT_TYPES))},"eventTypes":${types(attributes)}}\n`
    },
  }
}

function thingsOf({ matter, offers = [], takesUp = [], givesUp = [], handledBy }: Encounter): Relationship[] {
  const products = (names: string[], qualifier: string) => [...new Set(names)].map((name) => ({ objectId: `product/${name}`, qualifier }))
  return [
    ...(matter === undefined ? [] : [{ objectId: `matter/${matter}`, qualifier: 'matter' }]),
    ...products(offers, 'offered'),
    ...products(takesUp, 'taken up'),
    ...products(givesUp, 'given up'),
    ...(handledBy?.team === undefined ? [] : [{ objectId: `team/${handledBy.team}`, qualifier: 'handled by' }]),
  ]
}
