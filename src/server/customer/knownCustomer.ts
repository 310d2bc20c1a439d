import { compareIdentifiers } from '../../domain/customer/identifier.ts'
import type { Holdings } from '../../domain/customer/holdings.ts'
import type { Mark } from '../../domain/kernel/order.ts'
import type { Queryable } from '../db/database.ts'

interface Row {
  name: string
  displayName: string | null
  firstAt: number | null
  lastAt: number | null
  encounters: number
  provided: Record<string, Mark> | null
  holdings: Holdings | null
  identifiers: string[]
  unjoined: string[] | null
  attributes: Record<string, unknown> | null
  consents: Record<string, boolean> | null
}

const KNOWN = `
  SELECT c.name, c.display_name AS "displayName", c.first_at AS "firstAt", c.last_at AS "lastAt", c.encounters,
    c.fold -> 'provided' AS provided, c.fold -> 'holdings' AS holdings,
    ARRAY(SELECT identifier FROM identifiers WHERE customer_id = c.id) AS identifiers,
    (SELECT array_agg(identifier) FROM identifiers WHERE customer_id <> c.id
      AND group_id IN (SELECT group_id FROM identifiers WHERE customer_id = c.id)) AS unjoined,
    (SELECT jsonb_object_agg(key, value ORDER BY at, identifier COLLATE "C" DESC) FROM statements, jsonb_each(attributes)
      WHERE customer_id = c.id) AS attributes,
    (SELECT jsonb_object_agg(key, value ORDER BY at, identifier COLLATE "C" DESC) FROM statements, jsonb_each(consents)
      WHERE customer_id = c.id) AS consents
  FROM customers c WHERE c.id = $1`

/** What is known of a customer apart from paths and frictions; null when it is gone. Times in ms since 1970 UTC. */
export async function readKnownCustomer(database: Queryable, id: number) {
  const [row] = await database.query<Row>(KNOWN, [id])
  if (row === undefined) return null
  const { name, firstAt, lastAt, provided, holdings, displayName, identifiers, unjoined, encounters, attributes, consents } = row
  return {
    firstAt,
    lastAt,
    provided: provided ?? {},
    holdings: holdings ?? {},
    /** As doors tell it. */
    json: {
      customer: name,
      id: `id:${id}`,
      displayName,
      identifiers: identifiers.sort(compareIdentifiers),
      conflict: unjoined?.sort(compareIdentifiers) ?? null,
      encounters,
      // What a statement took back stands there as null.
      attributes: Object.fromEntries(Object.entries(attributes ?? {}).filter(([, value]) => value !== null)),
      consents: consents ?? {},
    },
  }
}
