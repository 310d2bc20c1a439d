import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Database } from '../../db/database.ts'
import { all, list, numbered, type Sql, sql } from '../../db/sql.ts'
import { type Asking, askCounts } from './askStatement.ts'
import { encounterChosen, isAboutPathsOnly } from './choice.ts'

/** Encounters that say the same, the customers and paths they are of, and the frictions that stand on those paths. */
export interface Presence {
  names: (string | null)[]
  encounters: number
  customers: number
  paths: number
  frictions: number
  pathsWithFriction: number
}

interface Cell {
  name_0: string | null
  name_1: string | null
  encounters: number
}

/** Bits of the marks that a path bears, ten together: how many paths bear the same ten. */
interface Borne {
  ofPaths: boolean
  /** All ones but for the place of these ten, from the right. */
  grouping: number
  ten: number
  count: number
  frictions: number
  pathsWithFriction: number
}

const BITS = 50
const TEN = 10
/** With more marks than this, a group for each and each path is quicker. */
const MOST_MARKS = 4 * BITS

/**
 * Counts presence by what encounters say in one or two columns. A group for each path and each of its names would be most of the work, so
 * each name is given a bit, and each path and customer the bits of all its names.
 */
export function presenceBySql(
  database: Database,
  filter: PathFilter,
  by: readonly Sql[],
  { frictions = false, mostMarks = MOST_MARKS } = {},
): Promise<Presence[]> {
  return askCounts(database, filter, async (asking) => {
    // Of a time, each path has few encounters, and bits save nothing.
    if (!isAboutPathsOnly(asking.filter)) return byGroups(asking, by, frictions)
    const names = by.map((column, index) => sql`${column} AS ${numbered('name', index)}`)
    const cells = await asking.ask<Cell>(
      sql`SELECT ${list(names)}, count(*) AS encounters FROM encounters e WHERE ${encounterChosen(asking.filter)} GROUP BY ${list(by)}`,
    )
    const found: Presence[] = cells.map(({ name_0, name_1, encounters }) => ({
      names: [name_0, name_1].slice(0, by.length),
      encounters,
      customers: 0,
      paths: 0,
      frictions: 0,
      pathsWithFriction: 0,
    }))
    if (found.length === 0) return found
    return found.length > mostMarks ? byGroups(asking, by, frictions) : byMarks(asking, found, by, frictions)
  })
}

async function byMarks({ ask, filter }: Asking, found: Presence[], by: readonly Sql[], withFrictions: boolean): Promise<Presence[]> {
  const words = Array.from({ length: Math.ceil(found.length / BITS) }, (_, word) => word)
  const columns = by.map((_, index) => sql`${found.map(({ names }) => names[index] ?? '')}::text[]`)
  const mark = (word: number) => numbered('mark', word)
  const tens = words.flatMap((word) =>
    Array.from({ length: BITS / TEN }, (_, ten) => sql`(coalesce(${mark(word)}, 0) >> ${ten * TEN}::int) & 1023`),
  )
  const used = tens.slice(0, Math.ceil(found.length / TEN))
  const ten = used.map((value, index) => sql`${value} AS ${numbered('ten', index)}`)
  const names = used.map((_, index) => numbered('ten', index))
  const rows = await ask<Borne>(sql`
    WITH marks AS (
      SELECT e.customer_id, e.path, ${list(words.map((word) => sql`bit_or(given.bit) ${words.length === 1 ? sql`` : sql`FILTER (WHERE given.word = ${word}::int)`} AS ${mark(word)}`))}
      FROM encounters e JOIN unnest(${list(columns)}, ${found.map((_, cell) => Math.floor(cell / BITS))}::int[],
        ${found.map((_, cell) => 2 ** (cell % BITS))}::bigint[]) AS given(${list(by.map((_, index) => numbered('name', index)))}, word, bit)
        ON ${all(by.map((column, index) => sql`given.${numbered('name', index)} = coalesce(${column}, '')`))}
      WHERE ${encounterChosen(filter)} GROUP BY e.customer_id, e.path
    ), ofpaths AS (
      SELECT ${list(ten)}, ${withFrictions ? sql`standing.frictions` : sql`NULL::bigint AS frictions`}
      FROM marks ${withFrictions ? sql`LEFT JOIN (${standing(filter, sql`marks`)}) AS standing USING (customer_id, path)` : sql``}
    ), ofcustomers AS (
      SELECT ${list(ten)} FROM (
        SELECT ${list(words.map((word) => sql`bit_or(${mark(word)}) AS ${mark(word)}`))} FROM marks GROUP BY customer_id
      ) AS each
    )
    SELECT true AS "ofPaths", grouping(${list(names)}) AS grouping, coalesce(${list(names)}) AS ten, count(*) AS count,
      coalesce(sum(frictions), 0)::bigint AS frictions, count(frictions) AS "pathsWithFriction"
    FROM ofpaths GROUP BY GROUPING SETS (${list(names.map((name) => sql`(${name})`))})
    UNION ALL
    SELECT false, grouping(${list(names)}), coalesce(${list(names)}), count(*), 0, 0
    FROM ofcustomers GROUP BY GROUPING SETS (${list(names.map((name) => sql`(${name})`))})`)
  for (const row of rows) addBorne(found, row, names.length)
  return found
}

function addBorne(found: readonly Presence[], { ofPaths, grouping, ten, ...borne }: Borne, tens: number): void {
  // The column that is grouped by has a zero, the first column the highest place.
  const place = tens - 1 - Math.round(Math.log2(2 ** tens - 1 - grouping))
  for (let bit = 0; bit < TEN; bit++) {
    const cell = found[place * TEN + bit]
    if (cell === undefined || (ten & (1 << bit)) === 0) continue
    if (ofPaths) {
      cell.paths += borne.count
      cell.frictions += borne.frictions
      cell.pathsWithFriction += borne.pathsWithFriction
    } else cell.customers += borne.count
  }
}

async function byGroups({ ask, filter }: Asking, by: readonly Sql[], withFrictions: boolean): Promise<Presence[]> {
  const names = by.map((_, index) => numbered('name', index))
  const rows = await ask<Cell & Presence>(sql`
    WITH named AS (
      SELECT ${list(by.map((column, index) => sql`${column} AS ${names[index]}`))}, e.customer_id, e.path, count(*) AS encounters
      FROM encounters e WHERE ${encounterChosen(filter)} GROUP BY ${list(by)}, e.customer_id, e.path
    ), customers AS (
      SELECT ${list(names)}, sum(encounters) AS encounters, count(*) AS paths,
        ${withFrictions ? sql`sum(frictions) AS frictions, count(frictions)` : sql`0 AS frictions, 0`} AS troubled
      FROM named ${withFrictions ? sql`LEFT JOIN (${standing(filter, sql`named`)}) AS standing USING (customer_id, path)` : sql``}
      GROUP BY ${list(names)}, customer_id
    )
    SELECT ${list(names)}, sum(encounters)::bigint AS encounters, count(*) AS customers, sum(paths)::bigint AS paths,
      coalesce(sum(frictions), 0)::bigint AS frictions, sum(troubled)::bigint AS "pathsWithFriction"
    FROM customers GROUP BY ${list(names)}`)
  return rows.map(({ name_0, name_1, ...row }) => ({ ...row, names: [name_0, name_1].slice(0, by.length) }))
}

/** How many frictions stand on each path that has some; of the paths in a table only, where not all paths are asked for. */
function standing(filter: PathFilter, paths: Sql): Sql {
  const ofThese = isAboutPathsOnly(filter) ? sql`true` : sql`(f.customer_id, f.path) IN (SELECT customer_id, path FROM ${paths})`
  return sql`SELECT f.customer_id, f.path, count(*) AS frictions FROM frictions f WHERE ${ofThese} GROUP BY f.customer_id, f.path`
}
