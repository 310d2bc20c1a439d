import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Scope } from '../../domain/access/may.ts'
import type { Queryable } from '../db/database.ts'

const FORM = /^polku_([0-9a-z]{12})_([0-9A-Za-z_-]{43})$/
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'
const MINUTE = 60_000

/** A token that was found by its text. */
export interface FoundToken {
  id: string
  name: string
  scope: Scope
}

/** Makes a token and answers its text, `polku_<id>_<secret>`, which is shown this once: only a digest of the secret is kept. */
export async function createToken(
  database: Queryable,
  given: { name: string; scope: Scope },
  now: number,
): Promise<{ id: string; token: string }> {
  const id = Array.from(randomBytes(12), (byte) => LETTERS[byte % LETTERS.length]).join('')
  const secret = randomBytes(32).toString('base64url')
  await database.query('INSERT INTO tokens (id, digest, name, scope, created_at) VALUES ($1, $2, $3, $4, $5)', [
    id,
    digest(secret).toString('hex'),
    given.name,
    given.scope,
    now,
  ])
  return { id, token: `polku_${id}_${secret}` }
}

/** For so many ms; one that is revoked lives on for no longer. */
const REMEMBERED = 1000

const remembered = new WeakMap<Queryable, Map<string, { found: Promise<FoundToken | null>; until: number }>>()

/** As `findToken`, but a token that was found stands for a second without being looked up again, and is looked up once for all who ask. */
export function recallToken(database: Queryable, text: string, now: number): Promise<FoundToken | null> {
  const known = remembered.get(database) ?? new Map<string, { found: Promise<FoundToken | null>; until: number }>()
  remembered.set(database, known)
  const recent = known.get(text)
  if (recent !== undefined && recent.until > performance.now()) return recent.found
  const found = findToken(database, text, now)
  const entry = { found, until: performance.now() + REMEMBERED }
  known.set(text, entry)
  // What is not a token is not kept: anybody can make up many.
  const forget = () => void (known.get(text) === entry && known.delete(text))
  found.then((token) => void (token === null && forget()), forget)
  return found
}

/** Finds the token with this text, or null when there is none or it was revoked; its use is noted at most once a minute. */
export async function findToken(database: Queryable, text: string, now: number): Promise<FoundToken | null> {
  const parts = FORM.exec(text)
  if (parts === null) return null
  const [row] = await database.query<FoundToken & { digest: string; lastUsedAt: number | null }>(
    'SELECT id, name, scope, digest, last_used_at AS "lastUsedAt" FROM tokens WHERE id = $1 AND revoked_at IS NULL',
    [parts[1]],
  )
  if (row === undefined || !timingSafeEqual(Buffer.from(row.digest, 'hex'), digest(parts[2]!))) return null
  if (row.lastUsedAt === null || row.lastUsedAt <= now - MINUTE) {
    await database.query('UPDATE tokens SET last_used_at = $2 WHERE id = $1', [row.id, now])
  }
  return { id: row.id, name: row.name, scope: row.scope }
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
