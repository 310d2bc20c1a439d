import type { z } from 'zod'
import type { getPaths as contract } from '../../api/path.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import { extendWay, NO_WAY, wayText } from '../../domain/journey/way.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { all, numbered, type Sql, sql } from '../db/sql.ts'
import { wrongInput } from '../http/problem.ts'
import { funnelBeginnings } from './sql/funnelBySql.ts'

type Query = z.output<typeof contract.query>

/** The condition that an encounter `e` of a path `p` is at the place on it, and in the time, that is asked for; null when nothing is asked. */
export function markConditions(query: Query): Sql | null {
  const { previous, step, last, hour, resumed, returnHour, previousChannel, gapFrom, gapUntil } = query
  const conditions = [
    previous === undefined ? null : sql`e.previous = ${previous}`,
    step === undefined ? null : sql`e.step = ${step}`,
    last === undefined ? null : sql`e.step = p.encounters`,
    hour === undefined ? null : sql`e.hour = ${hour}`,
    resumed === undefined ? null : sql`e.resumed`,
    returnHour === undefined ? null : sql`e.hour % 24 = ${returnHour}`,
    previousChannel === undefined ? null : cameFrom(previousChannel),
    gapFrom === undefined ? null : sql`e.gap >= ${gapFrom * 1000}::float8`,
    gapUntil === undefined ? null : sql`e.gap < ${gapUntil * 1000}::float8`,
  ]
  return conditions.every((condition) => condition === null) ? null : all(conditions)
}

function cameFrom(channel: string): Sql {
  const given = channel === '' ? sql`b.channel IS NULL` : sql`b.channel = ${channel}`
  return sql`EXISTS (SELECT 1 FROM encounters b WHERE b.customer_id = e.customer_id AND b.at = e.at - e.gap AND b.path = e.path
    AND b.step = e.step - 1 AND ${given})`
}

/** The conditions on whole paths `p` that are asked for. */
export function pathConditions(query: Query, definitions: Definitions): (Sql | null)[] {
  const { rest, way, journey, skippedTouchpoint, repeatedTouchpoint, repeatedStage, skippedStage, lateStage, leftDigital } = query
  const stages = (journey === undefined ? undefined : (definitions.journey(journey)?.stages ?? []))?.map(({ key }) => key)
  const later = (stage: string) => {
    if (stages === undefined) throw wrongInput(400, [{ field: 'journey', message: 'is required: stages have an order only in a journey' }])
    return stages.slice(stages.indexOf(stage) + 1)
  }
  const met = (condition: Sql) =>
    sql`EXISTS (SELECT 1 FROM encounters m WHERE m.customer_id = p.customer_id AND m.path = p.key AND ${condition})`
  return [
    rest === undefined ? null : sql`p.state = ANY(${rest === 'open' ? ['active', 'paused'] : [rest]}::text[])`,
    way === undefined ? null : sql`p.way = ${wayText(way.split(',').reduce(extendWay, NO_WAY))}::uuid`,
    skippedTouchpoint === undefined ? null : sql`p.state = 'completed' AND NOT ${met(sql`m.touchpoint = ${skippedTouchpoint}`)}`,
    repeatedTouchpoint === undefined
      ? null
      : sql`1 < (SELECT count(*) FROM encounters m WHERE m.customer_id = p.customer_id AND m.path = p.key AND m.touchpoint = ${repeatedTouchpoint})`,
    leftDigital === undefined ? null : sql`p.state = 'completed' AND p.start_digital AND NOT (p.body ->> 'sameChannel')::boolean`,
    skippedStage === undefined
      ? null
      : sql`NOT ${met(sql`m.stage = ${skippedStage}`)} AND (p.state = 'completed' OR ${met(sql`m.stage = ANY(${later(skippedStage)}::text[])`)})`,
    repeatedStage === undefined ? null : sql`1 < (${visits(repeatedStage)})`,
    lateStage === undefined ? null : cameLate(lateStage, later(lateStage)),
    reachedFunnel(query),
  ]
}

/** How often a path came to a stage from another, or began with it; encounters without a stage are passed over. */
function visits(stage: string): Sql {
  return sql`SELECT count(*) FROM (
      SELECT m.stage, lag(m.stage) OVER (ORDER BY m.step) AS before FROM encounters m
      WHERE m.customer_id = p.customer_id AND m.path = p.key AND m.stage IS NOT NULL
    ) AS v WHERE v.stage = ${stage} AND v.before IS DISTINCT FROM v.stage`
}

function cameLate(stage: string, later: readonly string[]): Sql {
  const first = (stages: readonly string[]) => sql`
    (SELECT min(m.step) FROM encounters m WHERE m.customer_id = p.customer_id AND m.path = p.key AND m.stage = ANY(${stages}::text[]))`
  return sql`${first([stage])} > ${first(later)}`
}

/** Null unless a funnel is asked for. */
function reachedFunnel(query: Query): Sql | null {
  const { reached, stopped, by, withinDays } = query
  if (reached === undefined) return null
  const steps = query.steps
    ?.split(',')
    .map((step) => step.trim())
    .filter((step) => step !== '')
  if (steps === undefined || steps.length < reached) {
    throw wrongInput(400, [{ field: 'steps', message: 'is required with `reached`: at least so many steps, comma-separated' }])
  }
  const ofPath = sql`e.customer_id = p.customer_id AND e.path = p.key`
  const chain = funnelBeginnings(all([ofPath, ...encounterFacets(query)]), { by, steps, within: withinDays * DAY })
  const came = (step: number) => sql`EXISTS (SELECT 1 FROM (${chain}) AS begun WHERE ${numbered('begun', step - 1)} IS NOT NULL)`
  return stopped === undefined || reached === steps.length ? came(reached) : sql`${came(reached)} AND NOT ${came(reached + 1)}`
}

function encounterFacets({ since, until, channel, device, touchpoint, stage }: Query): (Sql | null)[] {
  return [
    since === undefined ? null : sql`e.at >= ${Date.parse(since)}`,
    until === undefined ? null : sql`e.at < ${Date.parse(until)}`,
    channel === undefined ? null : sql`e.channel IS NOT DISTINCT FROM ${channel === '' ? null : channel}::text`,
    device === undefined ? null : sql`e.device IS NOT DISTINCT FROM ${device === '' ? null : device}::text`,
    touchpoint === undefined ? null : sql`e.touchpoint = ${touchpoint}`,
    stage === undefined ? null : sql`e.stage IS NOT DISTINCT FROM ${stage === '' ? null : stage}::text`,
  ]
}
