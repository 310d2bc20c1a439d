import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from '../db/database.ts'
import { json } from '../db/values.ts'

/** Whether nobody could ever sign in: no active admin has chosen a password. */
export async function needsFirstAdmin(database: Database): Promise<boolean> {
  const [row] = await database.query<{ needed: boolean }>(
    `SELECT NOT EXISTS (
       SELECT 1 FROM employees JOIN credentials ON credentials.user_id = employees.id WHERE role = 'admin' AND active
     ) AS needed`,
  )
  return row!.needed
}

/** Makes the token of the link by which the first admin comes in; the one before ends. Only its digest is kept. */
export async function makeFirstLink(database: Database): Promise<string> {
  const token = `first-${randomBytes(24).toString('base64url')}`
  await database.query(
    `INSERT INTO settings (key, body) VALUES ('first-admin', $1::jsonb) ON CONFLICT (key) DO UPDATE SET body = excluded.body`,
    [json({ digest: digestOf(token).toString('hex') })],
  )
  return token
}

/** Whether a text is the first admin's token, and there is no admin yet. */
export async function isFirstLink(database: Database, token: string): Promise<boolean> {
  const [row] = await database.query<{ digest: string }>(`SELECT body ->> 'digest' AS digest FROM settings WHERE key = 'first-admin'`)
  return row !== undefined && timingSafeEqual(Buffer.from(row.digest, 'hex'), digestOf(token)) && (await needsFirstAdmin(database))
}

/** Makes the first admin by the token, once; null when another was faster. */
export async function createFirstAdmin(
  database: Database,
  given: { token: string; name: string; email: string },
  now: number,
): Promise<number | null> {
  return database.transaction(async (tx) => {
    const taken = await tx.query(`DELETE FROM settings WHERE key = 'first-admin' AND body ->> 'digest' = $1 RETURNING key`, [
      digestOf(given.token).toString('hex'),
    ])
    if (taken.length === 0) return null
    const [row] = await tx.query<{ id: number }>(
      `INSERT INTO employees (name, email, role, created_at, updated_at) VALUES ($1, $2, 'admin', $3, $3)
       ON CONFLICT (email) DO UPDATE SET name = excluded.name, role = 'admin', active = true, updated_at = excluded.updated_at RETURNING id`,
      [given.name, given.email, now],
    )
    return row!.id
  })
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
