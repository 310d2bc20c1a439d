import { identifierText, normaliseIdentifier } from '../../domain/customer/identifier.ts'
import type { Queryable } from '../db/database.ts'

/** A customer as it is found by any of its identifiers. */
export interface FoundCustomer {
  id: number
  name: string
}

/** The customer of an identifier `kind:value`, or of the id that Polku gave (`id:17`) and whom it was joined with since; null without one. */
export async function findCustomer(database: Queryable, text: string): Promise<FoundCustomer | null> {
  const given = /^id:(\d{1,15})$/.exec(text.trim())
  const [found] = given ? await byId(database, Number(given[1])) : await byIdentifier(database, text)
  return found ?? null
}

function byId(database: Queryable, id: number): Promise<FoundCustomer[]> {
  return database.query<FoundCustomer>(
    'SELECT id, name FROM customers WHERE id = coalesce((SELECT survivor_id FROM former_customers WHERE customer_id = $1), $1)',
    [id],
  )
}

async function byIdentifier(database: Queryable, text: string): Promise<FoundCustomer[]> {
  const colon = text.indexOf(':')
  if (colon < 1) return []
  const kind = text.slice(0, colon)
  const normal = normaliseIdentifier(kind, text.slice(colon + 1))
  if ('problem' in normal) return []
  return database.query<FoundCustomer>(
    'SELECT id, name FROM customers WHERE id = (SELECT customer_id FROM identifiers WHERE identifier = $1)',
    [identifierText(kind, normal.value)],
  )
}
