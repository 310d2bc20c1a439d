import pg from 'pg'
import { PATH_STATES } from '../../domain/journey/columns.ts'
import { makeRoom, openGrowth, placePath, type Growth } from '../../domain/journey/columnsGrowth.ts'
import { openLiving } from '../../domain/journey/columnsLiving.ts'
import type { PathStateName } from '../../domain/journey/path.ts'
import type { Loaded } from './indexFollowing.ts'
import { openEncounters, openFinding, openFrictions } from './indexPlacing.ts'
import { codeOf, codesFor, copyRows, digestOf, integerOf, openNames, type CopiedRow } from './indexRows.ts'
import { readPlace } from './indexReader.ts'
import { readerOf } from '../db/values.ts'

const PATHS = 'SELECT customer_id, key, encounters, journey, state, outcome, handovers, bounces FROM paths ORDER BY customer_id'
const FRICTIONS = 'SELECT customer_id, path, kind FROM frictions'
// Each column costs, so small numbers come as one.
const ENCOUNTERS = `SELECT customer_id, path, at, touchpoint, channel, device, stage, step::bigint * 512 + hour * 2 + resumed::int
  FROM encounters`

/** The encounters are read in so many parts, so that two connections end together. */
const PARTS = 16

/** Loads all paths of a PostgreSQL as they stand at one moment, by binary COPY over two connections of its own; there will be about so many. */
export async function loadByCopy(url: string, size: { encounters: number; paths: number }): Promise<Loaded> {
  const clients = [openClient(url), openClient(url)] as const
  try {
    await Promise.all(clients.map((client) => client.connect()))
    const [place, blocks] = await beginTogether(clients)
    const growth = openGrowth(Math.ceil(size.encounters * 1.06) + 1024, Math.ceil(size.paths * 1.06) + 256)
    await copyRows(clients[0], PATHS, openPaths(growth))
    const find = openFinding(growth)
    const [encounters, frictions] = [openEncounters(growth, find), openFrictions(growth, find)]
    const work = [{ query: FRICTIONS, take: frictions.take }]
    for (const part of partsOf(blocks)) work.push({ query: `${ENCOUNTERS} WHERE ${part}`, take: encounters.take })
    const workOff = async (client: pg.Client) => {
      for (let next = work.shift(); next !== undefined; next = work.shift()) await copyRows(client, next.query, next.take)
    }
    await Promise.all(clients.map(workOff))
    encounters.end()
    frictions.end()
    return { living: openLiving(growth), place }
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

function openClient(url: string): pg.Client {
  const types = { getTypeParser: (type: number) => readerOf(type) } as unknown as pg.CustomTypesConfig
  const client = new pg.Client({ connectionString: url, application_name: 'polku columns', types })
  // What breaks, breaks the statement under way.
  client.on('error', () => undefined)
  return client
}

/** Lets two connections see the same moment; tells the place of that moment, and how many blocks hold the encounters. */
async function beginTogether([first, second]: readonly [pg.Client, pg.Client]): Promise<[Loaded['place'], number]> {
  await first.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  const place = await readPlace({ query: async <Row>(text: string) => (await first.query(text)).rows as Row[] })
  const { rows } = await first.query<{ snapshot: string; blocks: number }>(
    `SELECT pg_export_snapshot() AS snapshot, pg_relation_size('encounters') / current_setting('block_size')::int AS blocks`,
  )
  await second.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  await second.query(`SET TRANSACTION SNAPSHOT ${second.escapeLiteral(rows[0]!.snapshot)}`)
  return [place, rows[0]!.blocks]
}

/** Conditions that part a table's rows by where they lie; together they are all there are, whatever its size. */
function partsOf(blocks: number): string[] {
  const bounds = Array.from({ length: PARTS - 1 }, (_, part) => `'(${Math.ceil(((part + 1) * blocks) / PARTS)},0)'::tid`)
  return Array.from({ length: PARTS }, (_, part) => {
    const [from, until] = [bounds[part - 1], bounds[part]]
    return [from && `ctid >= ${from}`, until && `ctid < ${until}`].filter((each) => each !== undefined).join(' AND ')
  })
}

/** Places for all paths, in order of customers. */
function openPaths(growth: Growth): (row: CopiedRow) => void {
  const { paths } = growth
  const journeys = codesFor(paths, 'journey', growth.journeys)
  const outcomes = codesFor(paths, 'outcome', growth.outcomes)
  const states = openNames((state) => PATH_STATES.indexOf(state as PathStateName))
  let first = 0
  return (row) => {
    const customer = integerOf(row, 0)
    const digest = digestOf(row, 1)
    const encounters = integerOf(row, 2)
    // What may widen a column comes before that column is touched.
    const [journey, outcome] = [codeOf(journeys, row, 3), codeOf(outcomes, row, 5)]
    makeRoom(growth, encounters, 1)
    const path = placePath(growth, customer, digest, encounters)
    paths.journey[path] = journey
    paths.state[path] = codeOf(states, row, 4)
    paths.outcome[path] = outcome
    paths.handovers[path] = integerOf(row, 6)
    paths.bounces[path] = integerOf(row, 7)
    if (paths.customer[first] !== customer) first = path
    for (let other = first; other < path; other++) {
      if (paths.digest[other] === digest) throw new Error('Two paths of one customer have the same digest.')
    }
  }
}
