import { isWithinDates } from '../../domain/feedback/moment.ts'
import { decideAsk, type SkipReason } from '../../domain/feedback/plan.ts'
import type { About } from '../../domain/feedback/response.ts'
import { localDay, startOfLocalDay } from '../../domain/kernel/zone.ts'
import type { Queryable } from '../db/database.ts'
import { drawOf, isChosen, type Manner, mannersOf } from './askSurroundings.ts'
import type { AskedSurvey } from './liveSurveys.ts'

/** The ways by which a house can reach anybody at all. */
export interface Ways {
  email: boolean
  webhook: boolean
}

/** Somebody to be asked a survey, or not; times in ms since 1970 UTC. */
export interface Pending {
  id: number
  customer: number
  survey: string
  cause: string
  triggeredAt: number
  about: About
  /** When it is decided: now, or in a trial when it would have been. */
  moment: number
  /** The way that whoever asks by hand chose; null = the plan’s. */
  way: 'email' | 'webhook' | 'link' | null
}

/** What the cause of an ask by hand begins with. */
export const BY_HAND = 'hand:'

/** What became of each: `way` and `address` say how they are asked. */
export interface Decided {
  pending: Pending
  decision: 'ask' | SkipReason
  way: 'email' | 'webhook' | 'link' | null
  address: string | null
}

/** Counts that quotas look at: how many were asked on a local day of each survey, and how many answers each has. */
export interface Counts {
  askedOn: (survey: string, day: number) => number
  answers: (survey: string) => number
}

/** How many were asked today of each survey with a quota, and how many answers it has, up to its quota. */
export async function countsOf(database: Queryable, surveys: Iterable<AskedSurvey>, now: number, zone: string): Promise<Counts> {
  const limited = [...surveys].filter(({ plan }) => plan.quotaDay !== undefined || plan.quotaAnswers !== undefined)
  const rows = await database.query<{ survey: string; asked: number; answers: number }>(
    `SELECT given.survey, (SELECT count(*) FROM asks WHERE asks.survey = given.survey AND asked_at >= $3 AND asked_at IS NOT NULL) AS asked,
       (SELECT count(*) FROM (SELECT FROM responses WHERE responses.survey = given.survey AND door <> 'trial' AND state <> 'test'
         LIMIT given.quota) AS counted) AS answers
     FROM unnest($1::text[], $2::bigint[]) AS given(survey, quota)`,
    [limited.map(({ key }) => key), limited.map(({ plan }) => plan.quotaAnswers ?? 0), startOfLocalDay(zone, localDay(zone, now))],
  )
  const bySurvey = new Map(rows.map((row) => [row.survey, row]))
  const today = localDay(zone, now)
  return {
    askedOn: (survey, day) => (day === today ? (bySurvey.get(survey)?.asked ?? 0) : 0),
    answers: (survey) => bySurvey.get(survey)?.answers ?? 0,
  }
}

/**
 * Decides whom to ask, in the order given, each with what those before it changed; under the lock of asking, or of nobody but a trial.
 * `replaced` is from when on what the surveys asked themselves counts for nothing, as in a trial.
 */
export async function decideAll(
  database: Queryable,
  pending: readonly Pending[],
  surveys: ReadonlyMap<string, AskedSurvey>,
  { counts, ways, zone, replaced }: { counts: Counts; ways: Ways; zone: string; replaced?: number },
): Promise<Decided[]> {
  const planOf = (survey: string) => surveys.get(survey)!.plan
  const manners = await mannersOf(
    database,
    pending.map((each) => ({ ...each, path: each.about.path })),
    planOf,
    replaced,
  )
  const lately = new Map<number, { at: number; surveys: Map<string, number> }>()
  const askedNow = new Map<string, number>()
  return pending.map((each, index) => {
    const { customer, survey, moment } = each
    const manner = manners[index]!
    const own = lately.get(customer)
    const day = `${survey} ${localDay(zone, moment)}`
    const known: Manner = {
      ...manner,
      anythingAt: latest(manner.anythingAt, own?.at),
      surveyAt: latest(manner.surveyAt, own?.surveys.get(survey)),
    }
    const askedToday = counts.askedOn(survey, localDay(zone, moment)) + (askedNow.get(day) ?? 0)
    const decided = decideOne(each, known, surveys.get(survey)!, { askedToday, answers: counts.answers(survey), ways, zone })
    if (decided.decision !== 'ask') return decided
    askedNow.set(day, (askedNow.get(day) ?? 0) + 1)
    lately.set(customer, { at: moment, surveys: new Map(own?.surveys).set(survey, moment) })
    return decided
  })
}

/** Decides one, from what is known of them and how many were asked that day. Who asks by hand has chosen already: there is no sample. */
export function decideOne(
  each: Pending,
  manner: Manner,
  { plan, isLive }: Pick<AskedSurvey, 'plan' | 'isLive'>,
  { askedToday, answers, ways, zone }: { askedToday: number; answers: number; ways: Ways; zone: string },
): Decided {
  const how = howToReach(manner, each.way === null ? plan.ways : [each.way], ways)
  const decision = decideAsk(plan, each.triggeredAt, each.moment, {
    optedOut: manner.optedOut,
    isLive,
    isWithinDates: isWithinDates(plan, each.moment, zone),
    hasOpenCase: manner.hasOpenCase,
    anythingAt: manner.anythingAt,
    surveyAt: manner.surveyAt,
    draw: each.cause.startsWith(BY_HAND) && plan.share > 0 ? 0 : drawOf(each),
    askedToday,
    answers,
    reachable: how.reachable,
    chosen: isChosen(plan, manner.attribute),
  })
  if (decision !== 'ask') return { pending: each, decision, way: null, address: null }
  return { pending: each, decision, way: how.way, address: how.way === 'email' ? manner.address : null }
}

function latest(one: number | null, other: number | undefined): number | null {
  return other === undefined ? one : Math.max(one ?? other, other)
}

/** The first of some ways by which somebody can be reached, and why not where there is none. */
function howToReach(
  { address, hasAddress }: Manner,
  wanted: readonly ('email' | 'webhook' | 'link')[],
  ways: Ways,
): { reachable: 'yes' | 'no-address' | 'bounced'; way: Decided['way'] } {
  const way = wanted.find((each) => each === 'link' || (each === 'email' ? ways.email && address !== null : ways.webhook))
  if (way !== undefined) return { reachable: 'yes', way }
  const cameBack = wanted.includes('email') && ways.email && hasAddress
  return { reachable: cameBack ? 'bounced' : 'no-address', way: null }
}
