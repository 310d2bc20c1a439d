import type { CaseSurroundings } from '../../domain/case/caseTurn.ts'
import { decideCase } from '../../domain/case/decideCase.ts'
import { isToBeAsked, notToBeAsked, PERSON_RESTS, type Politeness } from '../../domain/case/recovery.ts'
import type { Queryable } from '../db/database.ts'
import { lockAsking } from '../feedback/askLock.ts'
import { declinesSurveys } from '../feedback/surveyConsent.ts'
import { addressesOf, mailCustomers, numberMails, type CaseLetterOut, type MailingParts } from './mailCustomer.ts'
import type { LogLine, StandingCase } from './saveCases.ts'

/** What a customer was asked or answered last: the recovery question of a case, any survey, or any score they gave. */
const POLITENESS = `
  SELECT given.customer,
    coalesce(${declinesSurveys('given.customer')}, false) AS "optedOut",
    (SELECT max(greatest((body -> 'recovery' ->> 'at')::bigint, (body -> 'recovery' -> 'answer' ->> 'at')::bigint)) FROM cases
      WHERE customer_id = given.customer AND body -> 'recovery' ->> 'notAsked' IS NULL) AS "recoveryAt",
    greatest((SELECT max(greatest(asked_at, answered_at, reminded_at)) FROM asks
        WHERE customer_id = given.customer AND asked_at IS NOT NULL AND state <> 'bounced'),
      (SELECT max(at) FROM responses WHERE customer_id = given.customer AND door <> 'trial' AND state <> 'test')) AS "surveyedAt",
    (SELECT at FROM encounters WHERE customer_id = given.customer AND at > $2 AND body ? 'measures'
      ORDER BY at DESC, id DESC LIMIT 1) AS "scoredAt"
  FROM unnest($1::bigint[]) AS given(customer)`

/**
 * Asks the recovery question of those of the changed cases that have just been confirmed and were never asked: on the customer's page, and
 * by mail where there is an address. Who is not to be asked now is passed over for good. Answers the cases as they stand then.
 */
export async function askRecovery(
  tx: Queryable,
  mailing: MailingParts | null,
  changed: readonly StandingCase[],
  now: number,
  surroundings: CaseSurroundings,
): Promise<{ cases: StandingCase[]; lines: LogLine[] }> {
  const due = changed.filter(({ each }) => isToBeAsked(each))
  if (due.length === 0) return { cases: [...changed], lines: [] }
  // Surveys may be asked at the same time.
  await lockAsking(tx)
  const customers = [...new Set(due.map(({ customer }) => customer))]
  const [manners, addresses] = await Promise.all([
    mannersOf(tx, customers, now),
    mailing === null ? new Map<number, string>() : addressesOf(tx, customers),
  ])
  const numbers = await numberMails(tx, due.filter(({ customer }) => addresses.has(customer)).length)
  const lines: LogLine[] = []
  const letters: CaseLetterOut[] = []
  const after = new Map<number, StandingCase>()
  for (const standing of due) {
    const { customer, id } = standing
    const manner = manners.get(customer)!
    const notAsked = notToBeAsked(manner, now)
    const to = addresses.get(customer)
    const mail = notAsked === null && to !== undefined ? numbers.pop()! : undefined
    if (mail !== undefined) letters.push({ to: to!, id, customer, by: standing.each.owner, mail, text: '', adds: 'recovery' })
    // Of two cases that end together one is asked about.
    if (notAsked === null) manners.set(customer, { ...manner, anythingAt: now, recoveryAt: now })
    const asking = notAsked === null ? { notAsked, delivery: mail === undefined ? ('page' as const) : ('mail' as const) } : { notAsked }
    const event = { kind: 'ask-recovery' as const, ...asking, ...(mail !== undefined && { mail }) }
    const decided = decideCase({ case: standing.each, event, now, ...surroundings })
    if ('refused' in decided) continue
    after.set(id, { ...standing, each: decided.case })
    lines.push(...decided.effects.map((entry) => ({ customer, id, entry })))
  }
  if (mailing !== null) await mailCustomers(tx, mailing, letters, now)
  return { cases: changed.map((standing) => after.get(standing.id) ?? standing), lines }
}

async function mannersOf(tx: Queryable, customers: readonly number[], now: number): Promise<Map<number, Politeness>> {
  const rows = await tx.query<{
    customer: number
    optedOut: boolean
    recoveryAt: number | null
    surveyedAt: number | null
    scoredAt: number | null
  }>(POLITENESS, [customers, now - PERSON_RESTS])
  return new Map(
    rows.map(({ customer, optedOut, recoveryAt, surveyedAt, scoredAt }) => {
      const times = [recoveryAt, surveyedAt, scoredAt].filter((at) => at !== null)
      return [customer, { optedOut, recoveryAt, anythingAt: times.length === 0 ? null : Math.max(...times) }]
    }),
  )
}
