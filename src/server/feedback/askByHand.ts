import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { postAsks } from '../../api/survey.ts'
import { identifierText, normaliseIdentifier } from '../../domain/customer/identifier.ts'
import { ABOUT_NOTHING } from '../../domain/feedback/response.ts'
import type { Database, Queryable } from '../db/database.ts'
import { askAddress } from './askAddress.ts'
import { createAskToken } from './askLink.ts'
import { lockAsking } from './askLock.ts'
import { BY_HAND, countsOf, decideAll, type Pending } from './decideAsks.ts'
import { readSurvey } from './getSurveys.ts'
import { readAsked } from './liveSurveys.ts'
import { type AskingParts, keepDecisions, waysOf } from './sendAsks.ts'

type Given = z.output<typeof postAsks.body>
type Answered = z.output<typeof postAsks.answer>

/** Asks customers by hand, at once: each is decided as any other, and what came of it is answered. Throws problem 404 without the survey. */
export function askByHand(
  database: Database,
  parts: AskingParts,
  survey: string,
  { customers, way }: Given,
  { now, zone }: { now: number; zone: string },
): Promise<Answered> {
  return database.transaction(async (tx) => {
    await readSurvey(tx, survey)
    await lockAsking(tx)
    const [surveys, found, ways] = await Promise.all([readAsked(tx, [survey]), findAll(tx, customers), waysOf(tx, parts)])
    const ids = [...new Set([...found.values()].map(({ id }) => id))]
    const cause = `${BY_HAND}${randomUUID()}`
    const rows = await tx.query<{ id: number; customer: number }>(
      `INSERT INTO asks (customer_id, survey, cause, identifier, triggered_at, state, about)
       SELECT customers.id, $2, $3, customers.name, $4, 'due', $5::jsonb FROM customers WHERE customers.id = ANY($1::bigint[])
       RETURNING id, customer_id AS customer`,
      [ids, survey, cause, now, ABOUT_NOTHING],
    )
    const pending = rows.map((row): Pending => ({
      ...row,
      survey,
      cause,
      triggeredAt: now,
      about: ABOUT_NOTHING,
      moment: now,
      way: way ?? null,
    }))
    const counts = await countsOf(tx, surveys.values(), now, zone)
    const decided = await decideAll(tx, pending, surveys, { counts, ways, zone })
    await keepDecisions(tx, parts, decided, surveys, { now, zone })
    const byCustomer = new Map(decided.map((each) => [each.pending.customer, each]))
    return {
      items: customers.map((customer) => {
        const each = byCustomer.get(found.get(customer)?.id ?? -1)
        if (each === undefined) return { customer, decision: 'unknown' as const, address: null }
        const link = { customer: each.pending.customer, ask: each.pending.id }
        const address = each.way === 'link' ? askAddress(parts.config.publicUrl, createAskToken(parts.webhooks.vault, link)) : null
        return { customer, decision: each.decision, address }
      }),
    }
  })
}

/** The customers of identifiers `kind:value`, or of the numbers that Polku gave (`id:17`), by what was given; the unknown are left out. */
async function findAll(tx: Queryable, given: readonly string[]): Promise<Map<string, { id: number }>> {
  const read = given.map((text) => {
    const trimmed = text.trim()
    const colon = trimmed.indexOf(':')
    const [kind, value] = [trimmed.slice(0, Math.max(colon, 0)), trimmed.slice(colon + 1)]
    if (kind === 'id' && /^\d{1,15}$/.test(value)) return { text, id: Number(value), identifier: null }
    const normal = kind === '' ? { problem: '' } : normaliseIdentifier(kind, value)
    return { text, id: null, identifier: 'problem' in normal ? null : identifierText(kind, normal.value) }
  })
  const rows = await tx.query<{ text: string; id: number }>(
    `SELECT given.text, customers.id FROM jsonb_to_recordset($1::jsonb) AS given(text text, id bigint, identifier text)
     JOIN customers ON customers.id = coalesce(
       (SELECT survivor_id FROM former_customers WHERE customer_id = given.id), given.id,
       (SELECT customer_id FROM identifiers WHERE identifiers.identifier = given.identifier))`,
    [JSON.stringify(read)],
  )
  return new Map(rows.map(({ text, id }) => [text, { id }]))
}
