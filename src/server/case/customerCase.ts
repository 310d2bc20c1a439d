import type { CaseForCustomer } from '../../api/caseForCustomer.ts'
import { actBy, REOPENS_WITHIN, SILENCE_CONFIRMS } from '../../domain/case/limits.ts'
import type { Case, Feeling } from '../../domain/case/case.ts'
import type { CaseActor, CaseDeed, CaseEntry, CustomerEvent } from '../../domain/case/caseEvent.ts'
import { wordForCustomer } from '../../domain/case/customerWords.ts'
import { mayAnswer } from '../../domain/case/recovery.ts'
import { readPathKey } from '../../domain/journey/path.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import { localeOf } from '../customer/localeOf.ts'
import type { Queryable } from '../db/database.ts'
import type { Parts } from '../http/parts.ts'
import { findCarrier } from './carriedCases.ts'
import { namesOf } from './caseJson.ts'
import { caseNumber } from './caseNews.ts'
import { createCaseToken, readCaseToken } from './caseLink.ts'
import { changeCase, type CaseParts } from './changeCase.ts'
import type { StandingCase } from './saveCases.ts'

type LinkParts = Pick<Parts, 'database' | 'webhooks'>

/** The token of the link to a case's page for its customer; null without such a case. */
export async function linkToCase({ database, webhooks }: LinkParts, id: number): Promise<string | null> {
  const [row] = await database.query<{ customer: number; number: number }>(
    'SELECT customer_id AS customer, link_number AS number FROM cases WHERE id = $1',
    [id],
  )
  return row === undefined ? null : createCaseToken(webhooks.vault, { ...row, case: id })
}

/** Makes every link to a case's page that was given out count no more. */
export async function revokeCaseLinks(database: Queryable, id: number): Promise<void> {
  await database.query('UPDATE cases SET link_number = link_number + 1 WHERE id = $1', [id])
}

interface Found {
  customer: number
  id: number
  path: string
  state: CaseForCustomer['state']
  openedAt: number
  each: Case
}

const FIND = `SELECT customer_id AS customer, id, path, state, opened_at AS "openedAt", link_number AS number, body AS each FROM cases`

/** The case that a link opens; null when it was not made here, was revoked, or the case is another customer's by now. */
async function findLinked(parts: LinkParts, token: string): Promise<Found | null> {
  const found = await findGiven(parts, token)
  return found === null || found === 'revoked' ? null : found
}

/** The case that a link opens, or that it did until it was revoked. */
async function findGiven({ database, webhooks }: LinkParts, token: string): Promise<Found | 'revoked' | null> {
  const link = readCaseToken(webhooks.vault, token)
  if (link === null) return null
  const [found] = await database.query<Found & { number: number }>(
    `${FIND} WHERE customer_id = coalesce((SELECT survivor_id FROM former_customers WHERE customer_id = $1), $1) AND id = $2`,
    [link.customer, link.case],
  )
  if (found === undefined) return null
  return found.number === link.number ? found : 'revoked'
}

/** What a link opens: a case, the customer's other case that it goes on in (its token), nothing any more since the link was revoked, or nothing. */
export type LinkedPage = { case: CaseForCustomer } | { leadsTo: string } | 'revoked' | null

/** What a customer sees by a link. */
export async function openCaseLink(parts: PageParts, token: string): Promise<LinkedPage> {
  const found = await findGiven(parts, token)
  if (found === null || found === 'revoked') return found
  if (found.each.joined !== null) {
    const carrier = await findCarrier(parts.database, found.id)
    const leadsTo = carrier?.customer === found.customer ? await linkToCase(parts, carrier.id) : null
    if (leadsTo !== null) return { leadsTo }
  }
  return { case: await showToCustomer(parts, found) }
}

type PageParts = LinkParts & Pick<Parts, 'clock' | 'definitions'>

interface Line {
  at: number
  employee: number | null
  actor: CaseActor['kind']
  kind: CaseDeed['kind']
  body: object
}

/** A case as its customer sees it by a link; null when the link opens none. */
export async function getCaseForCustomer(parts: PageParts, token: string): Promise<CaseForCustomer | null> {
  const found = await findLinked(parts, token)
  return found === null ? null : showToCustomer(parts, found)
}

/**
 * A case that goes on in another customer's shows how that one stands and what was done there, but of what was said only what this customer
 * and we said to each other.
 */
async function showToCustomer(parts: PageParts, found: Found): Promise<CaseForCustomer> {
  const { database, clock, definitions } = parts
  const { customer, id, path, openedAt } = found
  const carrier = found.each.joined === null ? null : await findCarrier(database, id)
  const [carrying] =
    carrier === null ? [] : await database.query<Found>(`${FIND} WHERE customer_id = $1 AND id = $2`, [carrier.customer, carrier.id])
  const { state, each } = carrying ?? found
  const place = readPathKey(path)
  const [lines, [team], locale, { stored }] = await Promise.all([
    ownLines(database, found),
    database.query<{ name: LocalName }>('SELECT name FROM teams WHERE key = $1', [each.team]),
    localeOf(database, customer),
    definitions.current(database),
  ])
  const elsewhere = carrying === undefined ? [] : await deedsSince(database, carrying, found.each.joined!.at)
  const words = [...lines, ...elsewhere].sort((left, right) => left.at - right.at).flatMap((line) => wordForCustomer(entryOf(line)) ?? [])
  const isOwn = carrying === undefined
  const nameOf = await namesOf(database, [each.owner, ...words.map(({ who }) => who)])
  const journey = stored.find(({ sort, key }) => sort === 'journey' && key === place.journey)
  const reopens = each.state === 'confirmed' && clock() <= each.confirmedAt! + REOPENS_WITHIN
  const isOurs = each.state !== 'waiting' || each.waiting!.for !== 'customer'
  return {
    id: caseNumber(id),
    ...place,
    journeyName: (journey?.body.name as LocalName | undefined) ?? null,
    state,
    owner: each.owner === null ? null : nameOf(each.owner).name,
    team: team?.name ?? null,
    hasWord: each.wordAt !== null,
    nextBy: isOurs ? actBy(each) : null,
    silentUntil: state === 'solved' ? each.quietSince! + SILENCE_CONFIRMS : null,
    waitingFor: each.waiting?.for ?? null,
    openedAt,
    words: words.map(({ who, ...word }) => ({ ...word, who: who === null ? null : nameOf(who).name })),
    mayConfirm:
      isOwn && each.withdrawnAt === null && each.state !== 'open' && (each.state !== 'confirmed' || each.confirmedBy === 'silence'),
    mayDeny: each.withdrawnAt === null && (each.state === 'solved' || reopens),
    mayAnswer: isOwn && mayAnswer(each) && each.recovery!.answer === null,
    hasAnswered: isOwn && each.recovery?.answer != null,
    locale,
  }
}

/**
 * What the log of a case holds for its own customer: without what others said whose cases go on in this one, with what this customer said of
 * it while it went on in others.
 */
function ownLines(database: Queryable, { customer, id }: Found): Promise<Line[]> {
  return database.query<Line>(
    `WITH RECURSIVE above AS (
       SELECT $1::bigint AS customer, $2::bigint AS id
       UNION SELECT k.customer_id, k.id FROM above
         JOIN case_log l ON l.customer_id = above.customer AND l.case_id = above.id AND l.kind = 'joined-into'
         JOIN cases k ON k.id = (l.body ->> 'into')::bigint)
     SELECT l.at, l.employee_id AS employee, l.actor, l.kind, l.body
     FROM above JOIN case_log l ON l.customer_id = above.customer AND l.case_id = above.id
     WHERE CASE WHEN above.id <> $2 THEN l.kind = 'customer-said' AND (l.body ->> 'from')::bigint = $2
       ELSE l.kind <> 'customer-said' OR NOT l.body ? 'from'
         OR EXISTS (SELECT 1 FROM cases WHERE customer_id = $1 AND cases.id = (l.body ->> 'from')::bigint) END
     ORDER BY l.id`,
    [customer, id],
  )
}

/** What was done with a case since a moment, but nothing that was said to or by its own customer. */
function deedsSince(database: Queryable, { customer, id }: Found, since: number): Promise<Line[]> {
  return database.query<Line>(
    `SELECT at, employee_id AS employee, actor, kind, body FROM case_log WHERE customer_id = $1 AND case_id = $2 AND at >= $3
       AND kind IN ('caught', 'fell', 'inherited', 'handed-over', 'waiting', 'solved', 'reopened') ORDER BY id`,
    [customer, id, since],
  )
}

function entryOf({ at, actor, employee, kind, body }: Line): CaseEntry {
  const by = actor === 'employee' ? { kind: actor, id: employee! } : { kind: actor }
  return { at, by, deed: { kind, ...body } as CaseDeed }
}

/** What came of the customer's words: they are with us, the case does not allow them now, or the link opens none. */
export type Said = 'said' | 'not-now' | 'no-case'

/** The customer writes to whoever has their case. */
export function sayFromCustomer(parts: CaseParts & LinkParts, token: string, text: string): Promise<Said> {
  return say(parts, token, { kind: 'customer-says', text, channel: 'page', encounter: null, at: parts.clock(), presses: false })
}

/** The customer says that it is solved. */
export function sayConfirmed(parts: CaseParts & LinkParts, token: string): Promise<Said> {
  return say(parts, token, { kind: 'customer-confirms' })
}

/** The customer answers the recovery question; either half may be missing, and so may words. */
export function sayRecovered(
  parts: CaseParts & LinkParts,
  token: string,
  answer: { solved: boolean | null; feeling: Feeling | null; text: string | null },
): Promise<Said> {
  return say(parts, token, { kind: 'customer-answers', ...answer })
}

/** The customer says that it is not solved yet, with or without words. */
export function sayNotYet(parts: CaseParts & LinkParts, token: string, text: string | null): Promise<Said> {
  return say(parts, token, { kind: 'customer-denies', text })
}

async function say(parts: CaseParts & LinkParts, token: string, given: CustomerEvent): Promise<Said> {
  const found = await findLinked(parts, token)
  if (found === null) return 'no-case'
  const carrier = found.each.joined === null ? null : await findCarrier(parts.database, found.id)
  const isOwn = carrier === null || carrier.customer === found.customer
  // Whether another's case is solved is not theirs to say; that it is not, is.
  if (!isOwn && (given.kind === 'customer-confirms' || given.kind === 'customer-answers')) return 'not-now'
  const event = isOwn ? given : { ...given, from: found.id }
  let isSaid = false
  const changed = await changeCase(parts, carrier?.id ?? found.id, undefined, {
    event: async (tx, standing) => {
      // What is linked may have moved to another customer meanwhile.
      if (standing.customer !== (carrier ?? found).customer) return null
      isSaid = await isSaidAlready(tx, standing, event, parts.clock())
      return isSaid ? null : event
    },
  })
  if (isSaid) return 'said'
  if (changed === 'missing' || changed === 'stale') return 'no-case'
  return 'refused' in changed ? 'not-now' : 'said'
}

/** For so long, in ms, the same words sent again are those sent already. */
const TWICE_WITHIN = 10 * 60_000

/** Whether the customer says what they just said: a form sent twice. */
async function isSaidAlready(tx: Queryable, { customer, id, each }: StandingCase, event: CustomerEvent, now: number): Promise<boolean> {
  if (event.kind === 'customer-confirms' || event.kind === 'customer-answers') return false
  if (event.text === null) return each.state === 'reopened'
  // A denial of what we have solved since is news, in whatever words.
  if (event.kind === 'customer-denies' && (each.state === 'solved' || each.state === 'confirmed')) return false
  const [last] = await tx.query<{ text: string | null }>(
    `SELECT body ->> 'text' AS text FROM case_log
     WHERE customer_id = $1 AND case_id = $2 AND kind = 'customer-said' AND body ->> 'channel' = 'page' AND at >= $3
       AND (body ->> 'from')::bigint IS NOT DISTINCT FROM $4
     ORDER BY id DESC LIMIT 1`,
    [customer, id, now - TWICE_WITHIN, event.from ?? null],
  )
  return last?.text === event.text
}
