import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { patchWebhook, postWebhook, WebhookJson } from '../../api/webhook.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Database, Queryable } from '../db/database.ts'
import { after, type Page, pageOf, readCursor } from '../db/paging.ts'
import { all, sql, type Sql } from '../db/sql.ts'
import { readUrl, type AddressPolicy } from './address.ts'
import { placeAtNow } from './fanOut.ts'
import { testPayload } from './payload.ts'
import { makeSecret, type Vault } from './secrets.ts'

/** What webhooks are managed with. */
export interface WebhookParts {
  database: Database
  vault: Vault
  policy: AddressPolicy
  clock: () => number
}

/** A field that is refused; told as any other wrong input. */
export class RefusedWebhook extends Error {
  override readonly name = 'RefusedWebhook'

  constructor(readonly problem: Problem) {
    super(`${problem.field} ${problem.message}`)
  }
}

const MOST = 100
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'

interface Row extends Omit<WebhookJson, 'failingSince' | 'previousSecretUntil' | 'createdAt'> {
  failingSince: number | null
  previousSecretUntil: number | null
  createdAt: number
}

const select = (now: number) => sql`
  SELECT id, url, types, description, enabled, disabled_because AS "disabledBecause", failing_since AS "failingSince",
    CASE WHEN previous_until > ${now} THEN previous_until END AS "previousSecretUntil", created_at AS "createdAt",
    (SELECT count(*) FROM webhook_deliveries d WHERE d.webhook = webhooks.id AND d.next_at IS NOT NULL) AS waiting
  FROM webhooks`

/** Webhooks, newest first. */
export async function listWebhooks(
  { database, clock }: WebhookParts,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<WebhookJson>> {
  const place = readCursor(cursor, ['number', 'string'])
  const where = all([after(sql`created_at, id`, place)])
  const rows = await ask(database, sql`${select(clock())} WHERE ${where} ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}`)
  return pageOf(rows, limit, (row) => [row.createdAt, row.id], webhookOf)
}

/** One webhook; null without one. */
export async function findWebhook({ database, clock }: WebhookParts, id: string): Promise<WebhookJson | null> {
  const [row] = await ask(database, sql`${select(clock())} WHERE id = ${id}`)
  return row === undefined ? null : webhookOf(row)
}

/** Makes a webhook and tells its secret this once. Throws `RefusedWebhook`. */
export async function makeWebhook(
  parts: WebhookParts,
  { url, types, description, enabled }: z.output<typeof postWebhook.body>,
): Promise<WebhookJson & { secret: string }> {
  const { database, vault, policy, clock } = parts
  checkUrl(url, policy)
  const id = makeId('wh_')
  const secret = makeSecret()
  await database.transaction(async (tx) => {
    await placeAtNow(tx)
    const [count] = await tx.query<{ webhooks: number }>('SELECT count(*) AS webhooks FROM webhooks')
    if (count!.webhooks >= MOST) throw new RefusedWebhook({ field: '', message: `There are ${MOST} webhooks already; delete one first.` })
    await tx.query('INSERT INTO webhooks (id, url, types, description, enabled, secret, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      id,
      url,
      types,
      description,
      enabled,
      vault.seal(secret, id),
      clock(),
    ])
  })
  return { ...(await findWebhook(parts, id))!, secret }
}

/** Changes what is given of a webhook; null without one. Turned on, it is told what happens from now on. Throws `RefusedWebhook`. */
export async function changeWebhook(
  parts: WebhookParts,
  id: string,
  { url, types, description, enabled }: z.output<typeof patchWebhook.body>,
): Promise<WebhookJson | null> {
  if (url !== undefined) checkUrl(url, parts.policy)
  await parts.database.transaction(async (tx) => {
    if (enabled === true) await placeAtNow(tx)
    await tx.query(
      `UPDATE webhooks SET url = coalesce($2, url), types = coalesce($3::text[], types), description = coalesce($4, description),
         since = CASE WHEN $5::boolean AND NOT enabled THEN pg_current_snapshot() ELSE since END,
         failing_since = CASE WHEN $5 AND NOT enabled THEN NULL ELSE failing_since END,
         quiet_until = CASE WHEN $5 AND NOT enabled THEN NULL ELSE quiet_until END,
         disabled_because = CASE WHEN $5 IS NULL THEN disabled_because END, enabled = coalesce($5, enabled)
       WHERE id = $1`,
      [id, url, types, description, enabled],
    )
  })
  return findWebhook(parts, id)
}

/** Deletes a webhook with its deliveries; tells whether there was one. */
export async function removeWebhook({ database }: WebhookParts, id: string): Promise<boolean> {
  return database.transaction(async (tx) => {
    const gone = await tx.query('DELETE FROM webhooks WHERE id = $1 RETURNING id', [id])
    await tx.query('DELETE FROM webhook_deliveries WHERE webhook = $1', [id])
    return gone.length > 0
  })
}

/** Gives a webhook a new secret; the old one signs, too, for `overlap` seconds. Null without such a webhook. */
export async function rotateSecret(parts: WebhookParts, id: string, overlap: number): Promise<(WebhookJson & { secret: string }) | null> {
  const { database, vault, clock } = parts
  const secret = makeSecret()
  await database.query('UPDATE webhooks SET previous_secret = secret, previous_until = $3, secret = $2 WHERE id = $1', [
    id,
    vault.seal(secret, id),
    clock() + overlap * 1000,
  ])
  const found = await findWebhook(parts, id)
  return found === null ? null : { ...found, secret }
}

/** Puts a test into a webhook's deliveries; answers its id, null without such a webhook. Throws `RefusedWebhook` when it is turned off. */
export async function testWebhook(parts: WebhookParts, id: string): Promise<string | null> {
  const found = await findWebhook(parts, id)
  if (found === null) return null
  if (!found.enabled) throw new RefusedWebhook({ field: '', message: 'The webhook is turned off; turn it on to test it.' })
  const now = parts.clock()
  const delivery = makeId('test_')
  await parts.database.query(
    `INSERT INTO webhook_deliveries (webhook, id, type, body, created_at, next_at) VALUES ($1, $2, 'webhook.test', $3, $4, $4)`,
    [id, delivery, testPayload(id, now), now],
  )
  return delivery
}

function ask(database: Queryable, question: Sql): Promise<Row[]> {
  return database.query<Row>(...question.render())
}

function checkUrl(url: string, policy: AddressPolicy): void {
  const read = readUrl(url, policy)
  if ('problem' in read) throw new RefusedWebhook({ field: 'url', message: read.problem })
}

function makeId(prefix: string): string {
  return prefix + Array.from(randomBytes(16), (byte) => LETTERS[byte % LETTERS.length]).join('')
}

function webhookOf({ failingSince, previousSecretUntil, createdAt, ...row }: Row): WebhookJson {
  const instant = (at: number | null) => (at === null ? null : formatInstant(at))
  return {
    ...row,
    failingSince: instant(failingSince),
    previousSecretUntil: instant(previousSecretUntil),
    createdAt: formatInstant(createdAt),
  }
}
