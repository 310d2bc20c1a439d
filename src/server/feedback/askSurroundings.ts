import { createHash } from 'node:crypto'
import type { Plan } from '../../domain/feedback/plan.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import type { Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { declinesSurveys } from './surveyConsent.ts'

/** Somebody about to be asked a survey at a moment (ms since 1970 UTC). */
export interface Candidate {
  customer: number
  survey: string
  cause: string
  /** The path it is about; null = none. */
  path: string | null
  moment: number
}

/** What is known of somebody about to be asked; times in ms since 1970 UTC, null = never. */
export interface Manner {
  optedOut: boolean
  anythingAt: number | null
  surveyAt: number | null
  hasOpenCase: boolean
  /** The first of their mail addresses, by text, from which nothing came back; null without one. */
  address: string | null
  /** Whether they have a mail address at all. */
  hasAddress: boolean
  /** What the latest statement with the plan's attribute tells of it. */
  attribute: string | null
}

/** What was asked of each customer, and answered, up to a moment; what a survey that is only tried out would replace is left out. */
const MANNERS = `
  SELECT
    coalesce(${declinesSurveys('given.customer', 'given.moment')}, false) AS "optedOut",
    greatest(
      (SELECT max(greatest(asked_at, answered_at, reminded_at)) FROM asks WHERE customer_id = given.customer AND asked_at <= given.moment
        AND state <> 'bounced' AND (survey <> given.survey OR asked_at < given.replaced)),
      (SELECT max(at) FROM responses WHERE customer_id = given.customer AND at <= given.moment AND door <> 'trial' AND state <> 'test'
        AND (survey <> given.survey OR at < given.replaced)),
      (SELECT max(greatest((body -> 'recovery' ->> 'at')::bigint, (body -> 'recovery' -> 'answer' ->> 'at')::bigint)) FROM cases
        WHERE customer_id = given.customer AND body -> 'recovery' ->> 'notAsked' IS NULL
          AND (body -> 'recovery' ->> 'at')::bigint <= given.moment),
      (SELECT at FROM encounters WHERE customer_id = given.customer AND at > given.since AND at <= given.moment AND body ? 'measures'
        AND (at < given.replaced OR body -> 'properties' ->> 'survey' IS DISTINCT FROM given.survey)
        ORDER BY at DESC, id DESC LIMIT 1)
    ) AS "anythingAt",
    greatest(
      (SELECT max(greatest(asked_at, answered_at, reminded_at)) FROM asks WHERE customer_id = given.customer AND survey = given.survey
        AND state <> 'bounced' AND asked_at <= given.moment AND asked_at < given.replaced),
      (SELECT max(at) FROM responses WHERE customer_id = given.customer AND survey = given.survey AND at <= given.moment AND door <> 'trial'
        AND state <> 'test' AND at < given.replaced)
    ) AS "surveyAt",
    EXISTS (SELECT 1 FROM cases WHERE customer_id = given.customer AND state NOT IN ('confirmed', 'withdrawn', 'joined')
      AND (given.path IS NULL OR path = given.path)) AS "hasOpenCase",
    EXISTS (SELECT 1 FROM identifiers WHERE customer_id = given.customer AND identifier LIKE 'email:%') AS "hasAddress",
    (SELECT substr(identifier, 7) FROM identifiers WHERE customer_id = given.customer AND identifier LIKE 'email:%'
      AND NOT EXISTS (SELECT 1 FROM asks WHERE asks.customer_id = given.customer AND asks.identifier = identifiers.identifier
        AND asks.state = 'bounced' AND asks.reason = 'bounced')
      ORDER BY identifier COLLATE "C" LIMIT 1) AS address,
    (SELECT attributes ->> given.attribute FROM statements WHERE customer_id = given.customer AND attributes ? given.attribute
      ORDER BY at DESC, identifier COLLATE "C" LIMIT 1) AS attribute
  FROM jsonb_to_recordset($1::jsonb)
    AS given(customer bigint, survey text, path text, moment bigint, since bigint, replaced bigint, attribute text, place bigint)
  ORDER BY given.place`

/** What is known of candidates, in their order; of what was asked by the candidates’ own surveys from `replaced` on, nothing counts. */
export function mannersOf(
  database: Queryable,
  candidates: readonly Candidate[],
  planOf: (survey: string) => Plan,
  replaced = Number.MAX_SAFE_INTEGER,
): Promise<Manner[]> {
  if (candidates.length === 0) return Promise.resolve([])
  const given = candidates.map(({ customer, survey, path, moment }, place) => {
    const { personDays, attribute } = planOf(survey)
    return { customer, survey, path, moment, since: moment - personDays * DAY, replaced, attribute: attribute?.name ?? '', place }
  })
  return database.query<Manner>(MANNERS, [json(given)])
}

/** 0 ≤ x < 1, the same for the same customer, survey and cause: which of them are in a sample. */
export function drawOf({ customer, survey, cause }: Pick<Candidate, 'customer' | 'survey' | 'cause'>): number {
  const digest = createHash('sha256').update(`${customer}\n${survey}\n${cause}`).digest()
  return digest.readUIntBE(0, 6) / 2 ** 48
}

/** Whether a plan means a customer of whom this is told. */
export function isChosen({ attribute }: Pick<Plan, 'attribute'>, told: string | null): boolean {
  return attribute === undefined || (told !== null && attribute.values.some((value) => value.toLowerCase() === told.toLowerCase()))
}
