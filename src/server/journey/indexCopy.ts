import pg from 'pg'
import { to } from 'pg-copy-streams'
import { frictionBits } from '../../domain/friction/frictionBits.ts'
import type { FrictionKind } from '../../domain/friction/friction.ts'
import { addPath, linkPath, makeRoom, openGrowth, setCode, type Dictionary, type Growth } from '../../domain/journey/columnsGrowth.ts'
import { openLiving } from '../../domain/journey/columnsLiving.ts'
import type { PathStateName } from '../../domain/journey/path.ts'
import { hashOfBytes, readTuples, type Tuple } from './indexTuples.ts'
import type { Loaded } from './indexFollowing.ts'
import { readPlace } from './indexReader.ts'
import { readerOf } from '../db/values.ts'

const PATHS = `COPY (SELECT customer_id, key, encounters, journey, state, outcome, handovers, bounces
  FROM paths ORDER BY customer_id) TO STDOUT (FORMAT binary)`
const FRICTIONS = 'COPY (SELECT customer_id, path, kind, count(*)::int FROM frictions GROUP BY 1, 2, 3) TO STDOUT (FORMAT binary)'
const ENCOUNTERS =
  'COPY (SELECT customer_id, path, step, at, touchpoint, channel, device, stage, hour, resumed FROM encounters) TO STDOUT (FORMAT binary)'

/** Loads all paths of a PostgreSQL as they stand at one moment, by binary COPY over a connection of its own. */
export async function loadByCopy(url: string): Promise<Loaded> {
  const types = { getTypeParser: (type: number) => readerOf(type) } as unknown as pg.CustomTypesConfig
  const client = new pg.Client({ connectionString: url, application_name: 'polku columns', types })
  // What breaks, breaks the statement under way.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    const query = async <Row>(text: string): Promise<Row[]> => (await client.query(text)).rows as Row[]
    const place = await readPlace({ query })
    const [count] = await query<{ encounters: number; paths: number }>(
      'SELECT coalesce(sum(encounters), 0)::bigint AS encounters, count(*) AS paths FROM paths',
    )
    const growth = openGrowth(Math.ceil(count!.encounters * 1.06) + 1024, Math.ceil(count!.paths * 1.06) + 256)
    const find = await copyPaths(client, growth)
    await readTuples(client.query(to(FRICTIONS)), (tuple) => {
      const path = find(tuple.integer(0), tuple, 1)
      if (path < 0) return
      growth.paths.frictions[path]! |= frictionBits([tuple.text(2) as FrictionKind])
      growth.paths.frictionCount[path]! += tuple.integer(3)
    })
    await copyEncounters(client, growth, find)
    return { living: openLiving(growth), place }
  } finally {
    await client.end()
  }
}

type Find = (customer: number, tuple: Tuple, field: number) => number

/** Places for all paths; tells how to find one by its customer and the field with its key. */
async function copyPaths(client: pg.Client, growth: Growth): Promise<Find> {
  const first = new Map<number, number>()
  const { paths: columns } = growth
  await readTuples(client.query(to(PATHS)), (tuple) => {
    makeRoom(growth, 0, 1)
    const customer = tuple.integer(0)
    const digest = tuple.digest(1)
    const path = addPath(growth, customer, {
      digest,
      encounters: tuple.integer(2),
      journey: tuple.text(3)!,
      state: tuple.text(4) as PathStateName,
      outcome: tuple.text(5),
      handovers: tuple.integer(6),
      bounces: tuple.integer(7),
      frictions: 0,
      frictionCount: 0,
    })
    if (!first.has(customer)) first.set(customer, path)
    else if (findFrom(first.get(customer)!, path, digest)) throw new Error('Two paths of one customer have the same digest.')
  })

  function findFrom(from: number, until: number, digest: number): boolean {
    for (let path = from; path < until; path++) if (columns.digest[path] === digest) return true
    return false
  }

  return (customer, tuple, field) => {
    const from = first.get(customer)
    if (from === undefined) return -1
    const paths = growth.pathCount
    if (from + 1 === paths || columns.customer[from + 1] !== customer) return from
    const digest = tuple.digest(field)
    for (let path = from; path < paths && columns.customer[path] === customer; path++) if (columns.digest[path] === digest) return path
    return -1
  }
}

/** Each encounter goes straight to its place: its path's, and there the one of its number. */
async function copyEncounters(client: pg.Client, growth: Growth, find: Find): Promise<void> {
  const { encounters, paths } = growth
  encounters.time.fill(NaN, 0, growth.encounterCount)
  const code = (dictionary: Dictionary) => openCodes(dictionary)
  const [touchpoint, channel, device, stage] = [code(growth.touchpoints), code(growth.channels), code(growth.devices), code(growth.stages)]
  await readTuples(client.query(to(ENCOUNTERS)), (tuple) => {
    const path = find(tuple.integer(0), tuple, 1)
    if (path < 0) throw new Error('An encounter has no path.')
    const index = paths.start[path]! + tuple.integer(2) - 1
    encounters.time[index] = tuple.integer(3)
    setCode(encounters, 'touchpoint', index, touchpoint(tuple, 4))
    setCode(encounters, 'channel', index, channel(tuple, 5))
    setCode(encounters, 'device', index, device(tuple, 6))
    setCode(encounters, 'stage', index, stage(tuple, 7))
    encounters.hour[index] = tuple.integer(8)
    encounters.resumed[index] = tuple.byte(9)
  })
  for (let index = 0; index < growth.encounterCount; index++) {
    if (Number.isNaN(encounters.time[index])) throw new Error('The encounters do not make up their paths.')
  }
  for (let path = 0; path < growth.pathCount; path++) linkPath(growth, path)
}

/** Codes of names as bytes, so that a name is made a text only when it is first seen. */
function openCodes(dictionary: Dictionary): (tuple: Tuple, field: number) => number {
  let slots = new Int32Array(256)
  const names: Buffer[] = []
  const codes: number[] = []

  function place(hash: number, isSame: (number: number) => boolean): number {
    const last = slots.length - 1
    let slot = hash & last
    while (slots[slot] !== 0 && !isSame(slots[slot]! - 1)) slot = (slot + 1) & last
    return slot
  }

  function widen(): void {
    slots = new Int32Array(slots.length * 4)
    names.forEach((name, number) => (slots[place(hashOfBytes(name), () => false)] = number + 1))
  }

  return (tuple, field) => {
    if (tuple.isNull(field)) return 0
    const hash = tuple.hash(field)
    const known = place(hash, (number) => tuple.equals(field, names[number]!))
    if (slots[known] !== 0) return codes[slots[known]! - 1]!
    if (names.length * 2 > slots.length) {
      widen()
      slots[place(hash, () => false)] = names.length + 1
    } else slots[known] = names.length + 1
    names.push(tuple.bytes(field))
    codes.push(dictionary.code(tuple.text(field)))
    return codes.at(-1)!
  }
}
