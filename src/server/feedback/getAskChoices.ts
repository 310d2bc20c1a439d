import type { z } from 'zod'
import type { getAskChoices as contract } from '../../api/askChoice.ts'
import { clocksHoldUntil } from '../../domain/feedback/plan.ts'
import { ABOUT_NOTHING } from '../../domain/feedback/response.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { localDay } from '../../domain/kernel/zone.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import { localeOf } from '../customer/localeOf.ts'
import type { Queryable } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { languageFor } from './askLink.ts'
import { mannersOf } from './askSurroundings.ts'
import { BY_HAND, countsOf, decideOne, type Pending } from './decideAsks.ts'
import { readPublished } from './liveSurveys.ts'
import { type AskingParts, waysOf } from './sendAsks.ts'

/** The surveys that a customer may be asked by hand at a moment, each decided as asking itself would. Throws problem 404 without the customer. */
export async function getAskChoices(
  database: Queryable,
  parts: Pick<AskingParts, 'hasMail'>,
  customer: string,
  { now, zone }: { now: number; zone: string },
): Promise<z.output<typeof contract.answer>> {
  const found = await findCustomer(database, customer)
  if (found === null) throw notFound('customer with this identifier')
  const [surveys, ways, locale] = await Promise.all([readPublished(database), waysOf(database, parts), localeOf(database, found.id)])
  const pending = surveys.map(({ key }): Pending => {
    return { id: 0, customer: found.id, survey: key, cause: BY_HAND, triggeredAt: now, about: ABOUT_NOTHING, moment: now, way: null }
  })
  const planOf = new Map(surveys.map(({ key, plan }) => [key, plan]))
  const [counts, manners] = await Promise.all([
    countsOf(database, surveys, now, zone),
    mannersOf(
      database,
      pending.map((each) => ({ ...each, path: null })),
      (key) => planOf.get(key)!,
    ),
  ])
  return {
    customer: found.name,
    mail: ways.email,
    items: surveys.map((survey, index) => {
      const { key, plan, name, content } = survey
      const manner = manners[index]!
      const around = { askedToday: counts.askedOn(key, localDay(zone, now)), answers: counts.answers(key), ways, zone }
      const { decision, way, address } = decideOne(pending[index]!, manner, survey, around)
      const byLink = decideOne({ ...pending[index]!, way: 'link' }, manner, survey, around)
      const from = clocksHoldUntil(plan, now, manner)
      return {
        survey: key,
        name,
        decision,
        byLink: byLink.decision,
        way: way === 'link' ? null : way,
        address,
        from: from === null ? null : formatInstant(from),
        language: languageFor(content, locale),
      }
    }),
  }
}
