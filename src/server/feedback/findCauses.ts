import type { latestDate } from '../../domain/feedback/moment.ts'
import type { Plan, Trigger } from '../../domain/feedback/plan.ts'
import type { About } from '../../domain/feedback/response.ts'
import { DAY, HOUR } from '../../domain/kernel/duration.ts'
import type { Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'

/** Something that triggers a survey: whose, by which it is known again, when it happened (ms since 1970 UTC), and what it is about. */
export interface Cause {
  customer: number
  survey: string
  cause: string
  triggeredAt: number
  about: About
  /** The customer’s outward name. */
  identifier: string
}

/** A survey whose causes are looked for, and since when they count. */
export interface Watched {
  key: string
  trigger: Trigger
  since: number
}

/** Among whom causes are looked for: some customers, or everybody; and whether only those that nobody has noted. */
export interface Among {
  customers: readonly number[] | null
  isNew: boolean
  until: number
  most: number
}

/** How far back, in ms, what happens can still be asked about. */
export function windowOf({ afterMinutes, freshForHours }: Pick<Plan, 'afterMinutes' | 'freshForHours'>): number {
  return afterMinutes * 60_000 + freshForHours * HOUR
}

const ABOUT = `'journey', %journey, 'matter', %matter, 'touchpoint', %touchpoint, 'channel', %channel, 'stage', %stage, 'team', %team,
  'encounter', %encounter, 'path', %path`

function aboutSql(parts: Partial<Record<keyof About, string>>): string {
  return `jsonb_build_object(${ABOUT.replaceAll(/%(\w+)/g, (_whole, name: keyof About) => parts[name] ?? 'NULL::text')})`
}

/** What differs between sorts of triggers: where what happened stands, when, and which of it a trigger means. */
interface Sort {
  from: string
  customer: string
  at: string
  cause: string
  about: string
  condition: string
}

const SORTS: Readonly<Record<'encounter' | 'path' | 'response', Sort>> = {
  encounter: {
    from: 'encounters AS e',
    customer: 'e.customer_id',
    at: 'e.at',
    cause: `'encounter:' || e.id`,
    about: aboutSql({
      journey: 'e.journey',
      matter: `e.body ->> 'matter'`,
      touchpoint: 'e.touchpoint',
      channel: 'e.channel',
      stage: 'e.stage',
      team: `e.body -> 'handledBy' ->> 'team'`,
      encounter: 'e.id',
      path: 'e.path',
    }),
    // Neither an answer nor what others say in public is a reason to ask.
    condition: `e.initiator IS DISTINCT FROM 'third-party' AND e.id NOT LIKE 'response:%'
      AND (w.trigger ->> 'touchpoint' IS NULL OR e.touchpoint = w.trigger ->> 'touchpoint')
      AND (w.trigger ->> 'journey' IS NULL OR e.journey = w.trigger ->> 'journey')
      AND (w.trigger ->> 'stage' IS NULL OR e.stage = w.trigger ->> 'stage')
      AND (w.trigger ->> 'step' IS NULL OR e.body ->> 'step' = w.trigger ->> 'step')
      AND (w.trigger ->> 'channel' IS NULL OR e.channel = w.trigger ->> 'channel')
      AND (w.trigger ->> 'team' IS NULL OR e.body -> 'handledBy' ->> 'team' = w.trigger ->> 'team')`,
  },
  path: {
    from: `paths AS p CROSS JOIN LATERAL (SELECT CASE p.state WHEN 'completed' THEN (p.body -> 'completion' ->> 'at')::bigint
      WHEN 'abandoned' THEN (p.body ->> 'abandonedAt')::bigint WHEN 'paused' THEN (p.body ->> 'pausedAt')::bigint END AS at) AS moment`,
    customer: 'p.customer_id',
    at: 'moment.at',
    // Without its moment, for that may change when something comes late: a path asks once for each state.
    cause: `'path:' || p.state || ':' || p.key`,
    about: aboutSql({
      journey: 'p.journey',
      matter: 'p.matter',
      channel: `p.body -> 'last' ->> 'channel'`,
      encounter: `CASE p.state WHEN 'completed' THEN p.body -> 'completion' ->> 'id' END`,
      path: 'p.key',
    }),
    condition: `p.journey = w.trigger ->> 'journey' AND p.state = w.trigger ->> 'state'
      AND (w.trigger ->> 'outcome' IS NULL OR p.outcome = w.trigger ->> 'outcome')`,
  },
  response: {
    from: `responses AS r CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(r.answers -> (w.trigger ->> 'question'))
      WHEN 'number' THEN (r.answers ->> (w.trigger ->> 'question'))::numeric
      WHEN 'object' THEN (r.answers -> (w.trigger ->> 'question') ->> 'pleasant')::numeric END AS score) AS given`,
    customer: 'r.customer_id',
    at: 'r.at',
    cause: `'response:' || r.id`,
    about: 'r.about',
    // What is still being answered may yet change.
    condition: `r.customer_id <> 0 AND r.survey = w.trigger ->> 'survey' AND r.state <> 'test' AND r.door <> 'trial'
      AND (r.whole_at IS NOT NULL OR r.encounter IS NOT NULL) AND r.answers ? (w.trigger ->> 'question')
      AND (w.trigger ->> 'atLeast' IS NULL OR given.score >= (w.trigger ->> 'atLeast')::numeric)
      AND (w.trigger ->> 'atMost' IS NULL OR given.score <= (w.trigger ->> 'atMost')::numeric)`,
  },
}

function causesSql({ from, customer, at, cause, about, condition }: Sort, isAmong: boolean, isNew: boolean): string {
  const noted = `AND NOT EXISTS (SELECT 1 FROM asks WHERE asks.customer_id = ${customer} AND asks.survey = w.key AND asks.cause = ${cause})`
  return `SELECT ${customer} AS customer, c.name AS identifier, w.key AS survey, ${cause} AS cause, ${at} AS "triggeredAt", ${about} AS about
    FROM jsonb_to_recordset($1::jsonb) AS w(key text, trigger jsonb, since bigint)
    CROSS JOIN ${from} JOIN customers AS c ON c.id = ${customer}
    WHERE ${at} >= w.since AND ${at} >= $2 AND ${at} <= $3 AND ${condition} ${isAmong ? `AND ${customer} = ANY($5::bigint[])` : ''} ${isNew ? noted : ''}
    ORDER BY ${at} DESC, 1, 3 LIMIT $4`
}

/** What triggers surveys by encounters, paths and answers, the latest first. */
export async function findCauses(database: Queryable, watched: readonly Watched[], among: Among): Promise<Cause[]> {
  const found = (['encounter', 'path', 'response'] as const).map((sort) => {
    const some = watched.filter(({ trigger }) => trigger.on === sort)
    if (some.length === 0) return []
    const since = Math.min(...some.map((each) => each.since))
    const text = causesSql(SORTS[sort], among.customers !== null, among.isNew)
    const given = [json(some), since, among.until, among.most]
    return database.query<Cause>(text, among.customers === null ? given : [...given, among.customers])
  })
  return (await Promise.all(found)).flat()
}

/** Everybody whom a survey asked by the calendar means: customers met lately enough, by number after one, at most so many. */
export function findDated(
  database: Queryable,
  { key, trigger }: Pick<Watched, 'key'> & { trigger: Extract<Trigger, { on: 'date' }> },
  { date, at }: NonNullable<ReturnType<typeof latestDate>>,
  { after, most }: { after: number; most: number },
): Promise<Cause[]> {
  return database.query<Cause>(
    `SELECT c.id AS customer, c.name AS identifier, $1 AS survey, 'date:' || $2 AS cause, $3::bigint AS "triggeredAt",
       ${aboutSql({})} AS about
     FROM customers AS c WHERE c.id > $4 AND c.last_at >= $5
       AND NOT EXISTS (SELECT 1 FROM asks WHERE asks.customer_id = c.id AND asks.survey = $1 AND asks.cause = 'date:' || $2)
     ORDER BY c.id LIMIT $6`,
    [key, date, at, after, at - trigger.metSinceDays * DAY, most],
  )
}
