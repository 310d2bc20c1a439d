import type { z } from 'zod'
import type { getVerbatims as contract, VerbatimJson } from '../../api/verbatim.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { searchQuery } from '../../domain/voice/searchRoots.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import type { Database, Queryable } from '../db/database.ts'
import { after, cursorOf, type Page, readCursor } from '../db/paging.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { verbatimConditions } from './verbatimConditions.ts'

/** So many texts are walked through first: a page of anything common is found there. */
const NEAR = 2000
/** Words that stand in more than this of those are not rare. */
const OFTEN = 40
/** Words that stand in no more texts than this are looked up by their roots; of commoner ones texts are walked through. */
const RARE = 2000
/** Texts walked through for one page at most; a page may be short. */
const WALKED = 20_000

interface Row {
  customerId: number
  at: number
  id: string
  text: string
  language: VerbatimJson['language']
  sentiment: number | null
  certainty: number | null
  label: -1 | 0 | 1 | null
  rated: -1 | 0 | 1 | null
  reading: { themes: Record<string, number>; sentences: [number, number, number][] } | null
  touchpoint: string | null
  channel: string | null
  journey: string | null
  team: string | null
  survey: string | null
  engine: string | null
  customer: string | null
  name: string | null
}

const COLUMNS = sql`v.customer_id AS "customerId", v.at, v.id, v.text, v.language, v.sentiment, v.certainty, v.label, v.rated, v.reading,
  v.touchpoint, v.channel, v.journey, v.team, v.survey, v.engine, c.name AS customer, c.display_name AS name`
const LABELS = new Map([
  [-1, 'negative'],
  [0, 'neutral'],
  [1, 'positive'],
] as const)
const labelOf = (label: -1 | 0 | 1 | null) => (label === null ? null : LABELS.get(label)!)

/** Free texts, the latest first. Of a search in which many match, or of a narrow filter, a page may be short and have a next one all the same. */
export async function getVerbatims(database: Database, query: z.output<typeof contract.query>): Promise<Page<VerbatimJson>> {
  const { limit, cursor, customer, since, until, ...rest } = query
  const place = readCursor(cursor, ['number', 'string'])
  const owner = customer === undefined ? undefined : await findCustomer(database, customer)
  if (owner === null) return { items: [], next: null }
  const filter = {
    ...rest,
    ...(owner !== undefined && { owner: owner.id }),
    ...(since !== undefined && { since: Date.parse(since) }),
    ...(until !== undefined && { until: Date.parse(until) }),
  }
  const where = verbatimConditions(filter)
  const words = query.words === undefined ? null : searchQuery(query.words)
  const from = after(sql`v.at, v.id`, place)
  const pageOf = (rows: readonly Row[], end: [number, string] | null): Page<VerbatimJson> => {
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? placeOf(shown.at(-1)!) : end
    return { items: shown.map(itemOf), next: last === null ? null : cursorOf(last) }
  }
  const walk = (most: number) => database.query<Row>(...told(sql`(${walked(from, filter, most)})`, where, limit).render())
  const isOften = async (sought: string) => {
    const having = sql`SELECT count(*)::integer AS n FROM (${walked(from, filter, NEAR)}) v WHERE v.roots @@ ${sought}::tsquery`
    return (await database.query<{ n: number }>(...having.render()))[0]!.n > OFTEN
  }
  const lookedUp = (asked: Queryable) => asked.query<Row>(...told(sql`verbatims`, all([where, from]), limit).render())

  if (owner !== undefined) return pageOf(await lookedUp(database), null)
  const near = await walk(NEAR)
  if (near.length > limit) return pageOf(near, null)
  const rare = words === null || (await isOften(words)) ? null : await ofRare(database, words, lookedUp)
  if (rare !== null) return pageOf(rare, null)
  const far = await walk(WALKED)
  return pageOf(far, far.length > limit ? null : await endOfWalk(database, from, filter))
}

/** The page of texts `v` that meet the conditions, and one more, with whose they are. */
function told(texts: Sql, where: Sql, limit: number): Sql {
  return sql`SELECT ${COLUMNS} FROM (SELECT * FROM ${texts} v WHERE ${where} ORDER BY v.at DESC, v.id DESC LIMIT ${limit + 1}) v
    LEFT JOIN customers c ON c.id = v.customer_id ORDER BY v.at DESC, v.id DESC`
}

/**
 * What `lookedUp` finds, when so few texts have the words that looking all of them up is cheap; else null. The database may not know how
 * rare words are that it never saw; so it is made to go by their roots: the bitmap of an index is made whole, but only so many texts are fetched.
 */
async function ofRare(database: Database, words: string, lookedUp: (asked: Queryable) => Promise<Row[]>): Promise<Row[] | null> {
  return database.transaction(async (tx) => {
    await tx.query(
      `SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true), set_config('jit', 'off', true)`,
    )
    const [row] = await tx.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM (SELECT 1 FROM verbatims WHERE roots @@ $1::tsquery LIMIT ${RARE + 1}) AS matching`,
      [words],
    )
    return row!.n <= RARE ? lookedUp(tx) : null
  })
}

function walked(from: Sql | null, { since, until }: { since?: number; until?: number }, most: number): Sql {
  const span = all([from, since === undefined ? null : sql`v.at >= ${since}`, until === undefined ? null : sql`v.at < ${until}`])
  return sql`SELECT * FROM verbatims v WHERE ${span} ORDER BY v.at DESC, v.id DESC LIMIT ${most}`
}

/** Where a walk that did not reach the end of the texts came to; null when it did. */
async function endOfWalk(
  database: Queryable,
  from: Sql | null,
  span: { since?: number; until?: number },
): Promise<[number, string] | null> {
  const [row] = await database.query<{ n: number; at: number; id: string }>(
    ...sql`SELECT count(*) OVER ()::integer AS n, v.at, v.id FROM (${walked(from, span, WALKED)}) v ORDER BY v.at, v.id LIMIT 1`.render(),
  )
  return row === undefined || row.n < WALKED ? null : [row.at, row.id]
}

const placeOf = (row: Row): [number, string] => [row.at, row.id]

function itemOf({ customerId, at, label, rated, reading, ...row }: Row): VerbatimJson {
  return {
    ...row,
    at: formatInstant(at),
    customer: customerId === 0 ? null : row.customer,
    label: labelOf(label),
    rated: labelOf(rated),
    themes: Object.entries(reading?.themes ?? {}).map(([theme, sentiment]) => ({ theme, sentiment })),
    sentences: (reading?.sentences ?? []).map(([from, to, sentiment]) => ({ from, to, sentiment })),
  }
}
