import type { Encounter } from '../../../domain/encounter/encounter.ts'
import { encounterJson } from '../../../domain/encounter/schema.ts'

/** A facet as one text under one name, as formats without lists and objects hold it. */
export type Cell = readonly [name: string, text: string]

const LISTS = ['provides', 'asks', 'offers', 'takesUp', 'givesUp', 'fulfils', 'signals'] as const
const OBJECTS = ['promises', 'measures', 'properties'] as const
const CUSTOMER = 'customer.'
const HANDLER = 'handledBy.'
/** Between the items of a list; inside one it is written with a backslash before it. */
const MARK = '|'

/** Names of the cells that an encounter may have, in order, without its identifiers (`customer.KIND`). */
export const CELLS = [
  'id',
  'occurredAt',
  'touchpoint',
  'channel',
  'journey',
  'matter',
  'stage',
  'initiator',
  'assumedInitiator',
  'step',
  'outcome',
  'turn',
  ...LISTS,
  'directsTo',
  'handledBy.team',
  'handledBy.person',
  'text',
  'locale',
  'sentiment',
  'device',
  'timeZone',
  ...OBJECTS,
] as const

/** An encounter as cells; absent facets have none. */
export function cellsOf(encounter: Encounter): Cell[] {
  const { customer, handledBy, ...facets } = { ...encounterJson(encounter), assumedInitiator: encounter.assumedInitiator }
  const texts: Record<string, unknown> = { ...facets, 'handledBy.team': handledBy?.team, 'handledBy.person': handledBy?.person }
  const cells: Cell[] = Object.entries(customer).map(([kind, value]) => [CUSTOMER + kind, String(value)])
  for (const name of CELLS) {
    const value = texts[name]
    if (value !== undefined) cells.push([name, textOf(name, value)])
  }
  return cells
}

function textOf(name: string, value: unknown): string {
  if (isIn(LISTS, name)) return (value as string[]).map((item) => item.replace(/[\\|]/g, '\\$&')).join(MARK)
  return isIn(OBJECTS, name) ? JSON.stringify(value) : String(value)
}

/** The item that cells were made of, ready to be read as an encounter; names that are none of an encounter's stay as they are. */
export function itemOfCells(cells: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const customer: Record<string, unknown> = Object.create(null)
  const handledBy: Record<string, unknown> = {}
  const item: Record<string, unknown> = { customer }
  for (const [name, value] of cells) {
    if (name.startsWith(CUSTOMER)) customer[name.slice(CUSTOMER.length)] = value
    else if (name === 'handledBy.team' || name === 'handledBy.person') handledBy[name.slice(HANDLER.length)] = value
    else if (typeof value !== 'string') item[name] = value
    else if (isIn(LISTS, name)) item[name] = listOf(value)
    else item[name] = isIn(OBJECTS, name) ? objectOf(value) : value
  }
  if (Object.keys(handledBy).length > 0) item['handledBy'] = handledBy
  item['customer'] = { ...customer }
  return item
}

function isIn(names: readonly string[], name: string): boolean {
  return names.includes(name)
}

function listOf(text: string): string[] {
  return [...text.matchAll(/((?:[^\\|]|\\[\s\S])*)(?:\||$)/g)]
    .map(([, item]) => item!.replace(/\\([\s\S])/g, '$1'))
    .filter((item) => item !== '')
}

/** What is no JSON stays text, and is refused as such. */
function objectOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
