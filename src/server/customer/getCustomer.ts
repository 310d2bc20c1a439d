import type { CustomerJson } from '../../api/customer.ts'
import { compareIdentifiers } from '../../domain/customer/identifier.ts'
import type { Holdings } from '../../domain/customer/holdings.ts'
import { compareFrictions } from '../../domain/friction/compare.ts'
import type { Friction } from '../../domain/friction/friction.ts'
import { frictionJson } from '../../domain/friction/frictionJson.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import { readPathKey, type Path } from '../../domain/journey/path.ts'
import { pathJson } from '../../domain/journey/pathJson.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { compareMarks, compareText } from '../../domain/kernel/order.ts'
import { getCasesOf } from '../case/getCases.ts'
import type { Queryable } from '../db/database.ts'

interface Row {
  name: string
  displayName: string | null
  firstAt: number | null
  lastAt: number | null
  encounters: number
  holdings: Holdings | null
  identifiers: string[]
  unjoined: string[] | null
  attributes: Record<string, unknown> | null
  consents: Record<string, boolean> | null
}

/** Everything that stands about one customer; null when it is gone. */
export async function getCustomer(database: Queryable, id: number, definitions: Definitions, now: number): Promise<CustomerJson | null> {
  const [row] = await database.query<Row>(
    `SELECT c.name, c.display_name AS "displayName", c.first_at AS "firstAt", c.last_at AS "lastAt", c.encounters, c.fold -> 'holdings' AS holdings,
       ARRAY(SELECT identifier FROM identifiers WHERE customer_id = c.id) AS identifiers,
       (SELECT array_agg(identifier) FROM identifiers WHERE customer_id <> c.id
         AND group_id IN (SELECT group_id FROM identifiers WHERE customer_id = c.id)) AS unjoined,
       (SELECT jsonb_object_agg(key, value ORDER BY at, identifier COLLATE "C" DESC) FROM statements, jsonb_each(attributes)
         WHERE customer_id = c.id) AS attributes,
       (SELECT jsonb_object_agg(key, value ORDER BY at, identifier COLLATE "C" DESC) FROM statements, jsonb_each(consents)
         WHERE customer_id = c.id) AS consents
     FROM customers c WHERE c.id = $1`,
    [id],
  )
  if (row === undefined) return null
  const paths = await database.query<{ body: Path }>('SELECT body FROM paths WHERE customer_id = $1', [id])
  const frictions = await database.query<{ body: Friction }>('SELECT body FROM frictions WHERE customer_id = $1', [id])
  const cases = await getCasesOf(database, id, now)
  return {
    customer: row.name,
    id: `id:${id}`,
    displayName: row.displayName,
    identifiers: row.identifiers.sort(compareIdentifiers),
    conflict: row.unjoined?.sort(compareIdentifiers) ?? null,
    firstAt: row.firstAt === null ? null : formatInstant(row.firstAt),
    lastAt: row.lastAt === null ? null : formatInstant(row.lastAt),
    encounters: row.encounters,
    attributes: Object.fromEntries(Object.entries(row.attributes ?? {}).filter(([, value]) => value !== null)),
    consents: row.consents ?? {},
    holdings: Object.entries(row.holdings ?? {})
      .map(([product, mark]) => ({ product, encounter: mark?.id ?? null }))
      .sort((left, right) => compareText(left.product, right.product)),
    paths: paths
      .map(({ body }) => body)
      .sort((left, right) => compareMarks(left.first, right.first))
      .map((path) => pathJson(path, row.name, definitions)),
    frictions: frictions
      .map(({ body }) => body)
      .sort(compareFrictions)
      .map((body) => frictionJson(body, row.name, readPathKey(body.path))),
    cases,
  }
}
