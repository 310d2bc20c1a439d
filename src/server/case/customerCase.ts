import type { CaseForCustomer, CaseWord } from '../../api/caseForCustomer.ts'
import { actBy, REOPENS_WITHIN } from '../../domain/case/limits.ts'
import type { Case } from '../../domain/case/case.ts'
import type { CustomerEvent } from '../../domain/case/caseEvent.ts'
import { readPathKey } from '../../domain/journey/path.ts'
import type { Queryable } from '../db/database.ts'
import type { Parts } from '../http/parts.ts'
import { caseNumber } from './caseNews.ts'
import { createCaseToken, readCaseToken } from './caseLink.ts'
import { changeCase, type CaseParts } from './changeCase.ts'

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

interface Line {
  at: number
  kind: string
  who: string | null
  whom: string | null
  body: Record<string, unknown>
}

const SHOWN = [
  'opened',
  'caught',
  'fell',
  'inherited',
  'handed-over',
  'phoned',
  'message',
  'customer-said',
  'waiting',
  'solved',
  'confirmed',
  'reopened',
  'withdrawn',
  'restored',
]

/** A case as its customer sees it by a link; null when the link opens none. */
export async function getCaseForCustomer(parts: LinkParts & Pick<Parts, 'clock'>, token: string): Promise<CaseForCustomer | null> {
  const found = await findLinked(parts, token)
  if (found === null) return null
  const { customer, id, path, state, openedAt, each } = found
  const lines = await parts.database.query<Line>(
    `SELECT case_log.at, case_log.kind, case_log.body, doer.name AS who, owner.name AS whom FROM case_log
     LEFT JOIN employees AS doer ON doer.id = case_log.employee_id
     LEFT JOIN employees AS owner ON owner.id = (case_log.body ->> 'to')::bigint
     WHERE customer_id = $1 AND case_id = $2 AND kind = ANY($3::text[]) ORDER BY case_log.id`,
    [customer, id, SHOWN],
  )
  const [owner] = await parts.database.query<{ name: string }>('SELECT name FROM employees WHERE id = $1', [each.owner])
  const reopens = each.state === 'confirmed' && parts.clock() <= each.confirmedAt! + REOPENS_WITHIN
  const isOurs = each.state !== 'waiting' || each.waiting!.for !== 'customer'
  return {
    id: caseNumber(id),
    ...readPathKey(path),
    state,
    owner: owner?.name ?? null,
    nextBy: isOurs ? actBy(each) : null,
    waitingFor: each.waiting?.for ?? null,
    openedAt,
    words: lines.flatMap(wordOf),
    mayConfirm: each.withdrawnAt === null && each.state !== 'open' && (each.state !== 'confirmed' || each.confirmedBy === 'silence'),
    mayDeny: each.withdrawnAt === null && (each.state === 'solved' || reopens),
  }
}

/** What a line of the log says to the customer; nothing when it only says that we could not reach them, or that they did something without words. */
function wordOf({ at, kind, who, whom, body }: Line): CaseWord[] {
  switch (kind) {
    case 'fell':
      return [{ at, who: whom, kind: 'caught' }]
    case 'inherited':
    case 'handed-over':
      return whom === null ? [] : [{ at, who, kind: 'changed-owner', to: whom }]
    case 'phoned':
      return body['reached'] === true ? [{ at, who, kind }] : []
    case 'customer-said':
      return typeof body['text'] === 'string' ? [{ at: Number(body['saidAt']), who: null, kind: 'said', text: body['text'] }] : []
    case 'message':
      return [{ at, who, kind, text: String(body['text']) }]
    case 'waiting':
      return [{ at, who, kind, for: body['for'] as 'customer', until: Number(body['until']) }]
    case 'solved':
      return [{ at, who, kind, done: String(body['done']) }]
    case 'confirmed':
      return [{ at, who, kind, by: body['by'] as 'customer' }]
    default:
      return [{ at, who, kind: kind as 'opened' }]
  }
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
  // What is linked may have moved to another customer meanwhile.
  const change = { event: async (_tx: unknown, { customer }: { customer: number }) => (customer === found.customer ? event : null) }
  const changed = await changeCase(parts, found.id, undefined, change)
  if (changed === 'missing' || changed === 'stale') return 'no-case'
  return 'refused' in changed ? 'not-now' : 'said'
}
