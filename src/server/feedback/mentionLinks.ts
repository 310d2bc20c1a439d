import { mentionEncounter, mentionKey, type Mention } from '../../domain/feedback/mention.ts'
import { identifierText } from '../../domain/customer/identifier.ts'
import type { Json } from '../../domain/kernel/canonical.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import { judgeIdentity } from '../customer/judgeIdentity.ts'
import type { Speaker } from '../customer/judgements.ts'
import type { Queryable } from '../db/database.ts'
import { digestOf } from '../encounter/registerIds.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, notFound, wrongInput } from '../http/problem.ts'
import { mentionVerbatim } from './mentionInsert.ts'
import { findMention } from './mentionLists.ts'
import type { MentionRow } from './mentionRows.ts'

type LinkParts = Pick<Parts, 'database' | 'definitions' | 'intake' | 'clock'>

/** Kind of the identifier under which a mention that a person linked goes. */
const KIND = 'mention'

/** A mention by its number. Throws problem 404. */
export async function existingMention(database: Queryable, number: number): Promise<MentionRow> {
  const row = await findMention(database, number)
  if (row === null) throw notFound(`mention ${number}`)
  return row
}

/**
 * Says that a customer wrote a mention: its own identifier is one person’s with the customer’s, as any judgement of who is who, and then
 * it comes as that customer’s encounter. Throws problems 404, 409 and 422.
 */
export async function link(parts: LinkParts, number: number, customer: string, because: string, by: Speaker): Promise<void> {
  const { database, intake, clock } = parts
  const row = await existingMention(database, number)
  if (row.customer !== null) {
    throw new HttpProblem(409, 'not-now', `It is linked to ${row.customer} already.`, { detail: 'Unlink it first.' })
  }
  const found = await findCustomer(database, customer)
  if (found === null) throw wrongInput(422, [{ field: 'customer', message: 'must be an identifier of a customer who is known here' }])
  const own = mentionKey(row, digestOf)
  const identifier = identifierText(KIND, own)
  const judged = await judgeIdentity(
    parts,
    { sort: 'join', identifiers: [found.name, identifier] },
    { by, because: because || `wrote ${own}` },
  )
  const encounter = mentionEncounter(plainMention(row), { [KIND]: own }, row.reading, digestOf)
  await intake.accept([encounter])
  await database.transaction(async (tx) => {
    await tx.query('UPDATE mentions SET identifier = $2, judgement = $3, said = $4 WHERE number = $1', [
      number,
      identifier,
      judged.judgement,
      encounter.id,
    ])
    // Its words are read with its encounter from now on.
    await tx.query('DELETE FROM verbatims WHERE customer_id = 0 AND at = $1 AND id = $2', [row.at, mentionVerbatim(number)])
    await note(tx, number, { at: clock(), event: 'linked', by: by.name, identifier: found.name, because })
  })
}

/** Takes back what a person said of who wrote a mention. Throws problems 404 and 409. */
export async function unlink(parts: LinkParts, number: number, because: string, by: Speaker): Promise<void> {
  const { database, clock } = parts
  const row = await existingMention(database, number)
  if (row.customer === null) throw new HttpProblem(409, 'not-now', 'It is linked to nobody.')
  if (row.judgement === null) {
    throw new HttpProblem(409, 'not-now', 'Its source named the customer.', {
      detail: 'Only what somebody here said can be taken back here; who is who is mended on the customer’s page.',
    })
  }
  await judgeIdentity(parts, { sort: 'undo', judgement: row.judgement }, { by, because: because || 'did not write it' })
  await database.transaction(async (tx) => {
    await tx.query('UPDATE mentions SET identifier = NULL, judgement = NULL WHERE number = $1', [number])
    await note(tx, number, { at: clock(), event: 'unlinked', by: by.name, identifier: row.customer, because })
  })
}

/** Marks a mention as handled or takes the mark away; nothing when it is so already. Throws problem 404. */
export async function markHandled({ database, clock }: LinkParts, number: number, handled: boolean, by: Speaker): Promise<void> {
  const row = await existingMention(database, number)
  if ((row.handledAt !== null) === handled) return
  const at = clock()
  await database.transaction(async (tx) => {
    await tx.query('UPDATE mentions SET handled_at = $2, handled_by = $3 WHERE number = $1', [
      number,
      handled ? at : null,
      handled ? by.name : null,
    ])
    await note(tx, number, { at, event: handled ? 'handled' : 'reopened', by: by.name, identifier: null, because: '' })
  })
}

interface Line {
  at: number
  event: 'linked' | 'unlinked' | 'handled' | 'reopened'
  by: string
  identifier: string | null
  because: string
}

async function note(tx: Queryable, mention: number, { at, event, by, identifier, because }: Line): Promise<void> {
  await tx.query('INSERT INTO mention_log (mention, at, event, by, identifier, because) VALUES ($1, $2, $3, $4, $5, $6)', [
    mention,
    at,
    event,
    by,
    identifier,
    because,
  ])
}

/** A mention in normal form, from its row. */
function plainMention({ source, id, at, touchpoint, score, scale, ...row }: MentionRow): Mention {
  const given = <Value>(value: Value | null) => value ?? undefined
  return {
    source,
    id,
    at,
    touchpoint,
    url: given(row.url),
    author: given(row.author),
    subject: given(row.subject),
    title: given(row.title),
    text: given(row.text),
    locale: given(row.locale),
    sentiment: given(row.sentiment),
    rating: score === null || scale === null ? undefined : { score, scale },
    properties: given(row.properties as { [key: string]: Json } | null),
  }
}
