import type { z } from 'zod'
import type { getOverview as contract } from '../../api/overview.ts'
import type { FrictionKind } from '../../domain/friction/friction.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { readPathKey } from '../../domain/journey/path.ts'
import { hasGrown, type Change } from '../../domain/outcome/growth.ts'
import type { Queryable } from '../db/database.ts'

type Overview = z.output<typeof contract.answer>

/** Longest time from a promise being said to its falling due that is looked at. */
const LONGEST_PROMISE = 90 * DAY
const MOST_GROWING = 10

/** A period and the one before it: from `before` to `since` to `until`, ms since 1970 UTC. */
interface Period {
  before: number
  since: number
  until: number
}

/** How things went in the days up to now, or up to the newest encounter when that is more than a week ago. */
export async function getOverview(database: Queryable, definitions: Definitions, days: number, now: number): Promise<Overview> {
  const [newest] = await database.query<{ at: number | null }>('SELECT max(at) AS at FROM encounters WHERE at <= $1', [now])
  const last = newest!.at ?? now
  const until = last < now - 7 * DAY ? last + 1 : now
  const period = { before: until - 2 * days * DAY, since: until - days * DAY, until }
  const [paths, promises, growing] = await Promise.all([
    getPathChanges(database, period, definitions),
    getPromises(database, period),
    getGrowing(database, until),
  ])
  const { digital, ...changes } = paths
  const own = digital.due.now + digital.due.before === 0 ? [] : [{ what: 'begun-digitally', ...digital }]
  return {
    since: formatInstant(period.since),
    until: formatInstant(until),
    asOf: formatInstant(now),
    paths: changes,
    promises: [...own, ...promises],
    growing,
  }
}

async function getPathChanges(database: Queryable, { before, since, until }: Period, definitions: Definitions) {
  const parameters = [before, since, until]
  const [moved, ended, abandoned] = await Promise.all([
    database.query<{ now: boolean; begun: number; resumed: number }>(
      `SELECT at >= $2 AS now, count(*) FILTER (WHERE step = 1) AS begun,
         count(DISTINCT (customer_id, path)) FILTER (WHERE resumed) AS resumed
       FROM encounters WHERE at >= $1 AND at < $3 AND (step = 1 OR resumed) GROUP BY 1`,
      parameters,
    ),
    database.query<{ now: boolean; channel: string | null; same: boolean; count: number }>(
      `SELECT p.last_at >= $2 AS now, p.body ->> 'startChannel' AS channel, (p.body ->> 'sameChannel')::boolean AS same, count(*) AS count
       FROM paths p WHERE p.state = 'completed' AND p.last_at >= $1 AND p.last_at < $3 GROUP BY 1, 2, 3`,
      parameters,
    ),
    database.query<{ now: boolean; count: number }>(
      `SELECT at >= $2 AS now, count(*) AS count FROM frictions WHERE kind = 'abandonment' AND at >= $1 AND at < $3 GROUP BY 1`,
      parameters,
    ),
  ])
  const isDigital = ({ channel }: { channel: string | null }) => channel !== null && definitions.isDigital(channel)
  return {
    begun: both(moved, ({ begun }) => begun),
    resumed: both(moved, ({ resumed }) => resumed),
    completed: both(ended, ({ count }) => count),
    abandoned: both(abandoned, ({ count }) => count),
    digital: {
      due: both(ended.filter(isDigital), ({ count }) => count),
      kept: both(
        ended.filter((each) => isDigital(each) && each.same),
        ({ count }) => count,
      ),
    },
  }
}

function both<Row extends { now: boolean }>(rows: readonly Row[], count: (row: Row) => number): Change {
  const sum = (now: boolean) => rows.filter((row) => row.now === now).reduce((total, row) => total + count(row), 0)
  return { now: sum(true), before: sum(false) }
}

/** Promises that fell due: how many were said, less those that were broken. */
async function getPromises(database: Queryable, { before, since, until }: Period) {
  const rows = await database.query<{ what: string; now: boolean; due: number; broken: number }>(
    `SELECT what, now, sum(due)::bigint AS due, sum(broken)::bigint AS broken FROM (
       SELECT promise ->> 'what' AS what, (promise -> 'dueAt')::bigint >= $2 AS now, 1 AS due, 0 AS broken
       FROM encounters, jsonb_array_elements(body -> 'promises') AS promise
       WHERE at >= $4 AND at < $3 AND body ? 'promises' AND (promise -> 'dueAt')::bigint >= $1 AND (promise -> 'dueAt')::bigint < $3
       UNION ALL
       SELECT body ->> 'what', at >= $2, 0, 1 FROM frictions WHERE kind = 'broken-promise' AND at >= $1 AND at < $3
     ) AS told GROUP BY what, now`,
    [before, since, until, before - LONGEST_PROMISE],
  )
  const names = [...new Set(rows.map(({ what }) => what))]
  return names
    .map((what) => {
      const own = rows.filter((row) => row.what === what)
      return { what, due: both(own, ({ due }) => due), kept: both(own, ({ due, broken }) => Math.max(0, due - broken)) }
    })
    .filter(({ due }) => due.now + due.before > 0)
    .sort((one, other) => other.due.now - one.due.now || (one.what < other.what ? -1 : 1))
}

async function getGrowing(database: Queryable, until: number) {
  const rows = await database.query<{ path: string; kind: FrictionKind; now: boolean; count: number }>(
    // A path's key begins with its journey; what follows is the path's own.
    `SELECT substring(path FROM '^[^/@]*') AS path, kind, at >= $2 AS now, count(*) AS count
     FROM frictions WHERE at >= $1 AND at < $3 GROUP BY 1, 2, 3`,
    [until - 14 * DAY, until - 7 * DAY, until],
  )
  const changes = new Map<string, { journey: string; kind: FrictionKind; now: number; before: number }>()
  for (const { path, kind, now, count } of rows) {
    const change = changes.get(`${path} ${kind}`) ?? { journey: readPathKey(path).journey, kind, now: 0, before: 0 }
    change[now ? 'now' : 'before'] += count
    changes.set(`${path} ${kind}`, change)
  }
  return [...changes.values()]
    .filter(hasGrown)
    .sort((one, other) => other.now - other.before - (one.now - one.before) || other.now - one.now)
    .slice(0, MOST_GROWING)
    .map(({ journey, kind, now, before }) => ({ journey, kind, week: now, before }))
}
