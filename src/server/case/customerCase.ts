import type { CaseForCustomer } from '../../api/caseForCustomer.ts'
import { actBy, REOPENS_WITHIN, SILENCE_CONFIRMS } from '../../domain/case/limits.ts'
import type { Case } from '../../domain/case/case.ts'
import type { CaseActor, CaseDeed, CaseEntry, CustomerEvent } from '../../domain/case/caseEvent.ts'
import { wordForCustomer } from '../../domain/case/customerWords.ts'
import { readPathKey } from '../../domain/journey/path.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import { localeOf } from '../customer/localeOf.ts'
import type { Queryable } from '../db/database.ts'
import type { Parts } from '../http/parts.ts'
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

/** The case that a link opens; null when it was not made here, was revoked, or the case is another customer's by now. */
async function findLinked({ database, webhooks }: LinkParts, token: string): Promise<Found | null> {
  const link = readCaseToken(webhooks.vault, token)
  if (link === null) return null
  const [found] = await database.query<Found>(
    `SELECT customer_id AS customer, id, path, state, opened_at AS "openedAt", body AS each FROM cases
     WHERE customer_id = coalesce((SELECT survivor_id FROM former_customers WHERE customer_id = $1), $1) AND id = $2 AND link_number = $3`,
    [link.customer, link.case, link.number],
  )
  return found ?? null
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
  const { database, clock, definitions } = parts
  const found = await findLinked(parts, token)
  if (found === null) return null
  const { customer, id, path, state, openedAt, each } = found
  const place = readPathKey(path)
  const [lines, [team], locale, { stored }] = await Promise.all([
    database.query<Line>(
      'SELECT at, employee_id AS employee, actor, kind, body FROM case_log WHERE customer_id = $1 AND case_id = $2 ORDER BY id',
      [customer, id],
    ),
    database.query<{ name: LocalName }>('SELECT name FROM teams WHERE key = $1', [each.team]),
    localeOf(database, customer),
    definitions.current(database),
  ])
  const words = lines.flatMap((line) => wordForCustomer(entryOf(line)) ?? [])
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
    mayConfirm: each.withdrawnAt === null && each.state !== 'open' && (each.state !== 'confirmed' || each.confirmedBy === 'silence'),
    mayDeny: each.withdrawnAt === null && (each.state === 'solved' || reopens),
    locale,
  }
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

/** The customer says that it is not solved yet, with or without words. */
export function sayNotYet(parts: CaseParts & LinkParts, token: string, text: string | null): Promise<Said> {
  return say(parts, token, { kind: 'customer-denies', text })
}

async function say(parts: CaseParts & LinkParts, token: string, event: CustomerEvent): Promise<Said> {
  const found = await findLinked(parts, token)
  if (found === null) return 'no-case'
  let isSaid = false
  const changed = await changeCase(parts, found.id, undefined, {
    event: async (tx, standing) => {
      // What is linked may have moved to another customer meanwhile.
      if (standing.customer !== found.customer) return null
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
  if (event.kind === 'customer-confirms') return false
  if (event.text === null) return each.state === 'reopened'
  const [last] = await tx.query<{ text: string | null }>(
    `SELECT body ->> 'text' AS text FROM case_log
     WHERE customer_id = $1 AND case_id = $2 AND kind = 'customer-said' AND body ->> 'channel' = 'page' AND at >= $3
     ORDER BY id DESC LIMIT 1`,
    [customer, id, now - TWICE_WITHIN],
  )
  return last?.text === event.text
}
