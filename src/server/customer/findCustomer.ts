import { identifierText, normaliseIdentifier } from '../../domain/customer/identifier.ts'
import type { Queryable } from '../db/database.ts'

/** A customer as it is found by any of its identifiers. */
export interface FoundCustomer {
  id: number
  name: string
}

/** An identifier `kind:value` in normal form; null when it is none. */
export function readIdentifier(text: string): { kind: string; value: string; identifier: string } | null {
  const colon = text.indexOf(':')
  if (colon < 1) return null
  const kind = text.slice(0, colon)
  const normal = normaliseIdentifier(kind, text.slice(colon + 1))
  return 'problem' in normal ? null : { kind, value: normal.value, identifier: identifierText(kind, normal.value) }
}

/** The customer of an identifier `kind:value`, or of the id that Polku gave (`id:17`); null without one. */
export async function findCustomer(database: Queryable, text: string): Promise<FoundCustomer | null> {
  const read = readIdentifier(text)
  if (read === null) return null
  const id = read.kind === 'id' && /^\d{1,15}$/.test(read.value) ? Number(read.value) : null
  const [found] = await database.query<FoundCustomer>(
    'SELECT id, name FROM customers WHERE id = coalesce((SELECT customer_id FROM identifiers WHERE identifier = $1), $2)',
    [read.identifier, id],
  )
  return found ?? null
}
