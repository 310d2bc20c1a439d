import type { z } from 'zod'
import type { trySurvey as contract } from '../../api/survey.ts'
import { momentToAsk } from '../../domain/feedback/moment.ts'
import type { Plan } from '../../domain/feedback/plan.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { localDay, startOfLocalDay } from '../../domain/kernel/zone.ts'
import type { Queryable } from '../db/database.ts'
import { countsOf, decideAll, type Decided, type Pending, type Ways } from './decideAsks.ts'
import { type Cause, findCauses, findDated } from './findCauses.ts'
import type { SurveyRow } from './getSurveys.ts'

type Answer = z.output<typeof contract.answer>

/** Moments that are looked at, and shown of them. */
const MOST = 20_000
const SHOWN = 100

/**
 * Who would have been asked in the last `days` if the survey had been live with this plan, and who not and why: decided as asking itself
 * does, at the moments at which it would have been. What the survey itself asked meanwhile is left out. Nobody is asked.
 */
export async function trySurvey(
  database: Queryable,
  survey: SurveyRow,
  { plan, days }: { plan: Plan; days: number },
  { now, zone, ways }: { now: number; zone: string; ways: Ways },
): Promise<Answer> {
  const since = now - days * DAY
  const causes = await causesOf(database, survey.key, plan, { since, now, zone })
  const tried = { key: survey.key, isLive: true, version: survey.version, content: survey.draft, plan, liveAt: since }
  const pending = causes
    .map(({ customer, cause, triggeredAt, about }): Pending => {
      // What is still to come is decided as things stand.
      const moment = Math.min(now, momentToAsk(plan, triggeredAt + plan.afterMinutes * 60_000, zone))
      return { id: 0, customer, survey: survey.key, cause, triggeredAt, about, moment, way: null }
    })
    .sort((left, right) => left.moment - right.moment || left.customer - right.customer)
  const counts = await countsOf(database, [tried], now, zone)
  const decided = await decideAll(database, pending, new Map([[survey.key, tried]]), {
    counts: { ...counts, askedOn: () => 0 },
    ways,
    zone,
    replaced: since,
  })
  return tell(database, decided, causes.length < MOST)
}

function causesOf(
  database: Queryable,
  key: string,
  plan: Plan,
  { since, now, zone }: { since: number; now: number; zone: string },
): Promise<Cause[]> {
  const { trigger } = plan
  if (trigger.on === 'hand') return Promise.resolve([])
  if (trigger.on !== 'date')
    return findCauses(database, [{ key, trigger, since }], { customers: null, isNew: false, until: now, most: MOST })
  // Whoever would be meant if the day were today.
  const today = { date: 'trial', at: startOfLocalDay(zone, localDay(zone, now)) }
  return findDated(database, { key, trigger }, today, { after: 0, most: MOST })
}

async function tell(database: Queryable, decided: readonly Decided[], isWhole: boolean): Promise<Answer> {
  const byDecision = new Map<Decided['decision'], Decided[]>()
  for (const each of decided.toReversed()) {
    const group = byDecision.get(each.decision)
    if (group === undefined) byDecision.set(each.decision, [each])
    else group.push(each)
  }
  const groups = [...byDecision].sort(([, left], [, right]) => right.length - left.length)
  const few = Math.ceil(SHOWN / Math.max(1, groups.length))
  const shown = groups.flatMap(([, each]) => each.slice(0, few)).slice(0, SHOWN)
  const names = await database.query<{ id: number; customer: string; name: string | null }>(
    'SELECT id, name AS customer, display_name AS name FROM customers WHERE id = ANY($1::bigint[])',
    [[...new Set(shown.map(({ pending }) => pending.customer))]],
  )
  const nameOf = new Map(names.map(({ id, ...name }) => [id, name]))
  return {
    counts: groups.map(([decision, each]) => ({ decision, customers: new Set(each.map(({ pending }) => pending.customer)).size })),
    sample: shown.flatMap(({ pending, decision }) => {
      const name = nameOf.get(pending.customer)
      return name === undefined ? [] : [{ ...name, at: formatInstant(pending.triggeredAt), decision }]
    }),
    isWhole,
  }
}
