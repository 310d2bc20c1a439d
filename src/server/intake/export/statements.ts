import type { Identifiers } from '../../../domain/customer/identifier.ts'
import type { Encounter } from '../../../domain/encounter/encounter.ts'
import type { Json } from '../../../domain/kernel/canonical.ts'
import { JUDGEMENT_COLUMNS } from '../../customer/judgements.ts'
import { all, sql, Sql } from '../../db/sql.ts'
import type { CustomerStatement } from '../tellStatements.ts'

/** What of everything is exported: encounters from `since` on and before `until` (ms since 1970 UTC), on paths of a journey. */
export interface Choice {
  since?: number | undefined
  until?: number | undefined
  journey?: string | undefined
}

/** An encounter that exists: with the customer and the path it belongs to. */
export interface PlacedRow {
  body: Encounter
  customerId: number
  /** Outward name. */
  customer: string
  path: string
  journey: string
  matter: string | null
  state: string
  outcome: string | null
}

/** A customer by id, outward name and the name that people know. */
export interface CustomerRow {
  id: number
  name: string
  displayName: string | null
}

/** A path and how it stands. */
export interface PathRow {
  customerId: number
  key: string
  journey: string
  matter: string | null
  state: string
  outcome: string | null
  firstAt: number
}

/** A thing that encounters name. */
export interface ThingRow {
  sort: 'matter' | 'product' | 'team'
  name: string
}

/** What somebody told of a customer. */
export interface StatementRow {
  customerId: number
  identifier: string
  at: number
  identifiers: Identifiers
  attributes: Record<string, Json> | null
  holdings: string[] | null
  consents: Record<string, boolean> | null
}

function chosen({ since, until, journey }: Choice): Sql {
  return all([
    since === undefined ? null : sql`e.at >= ${since}::bigint`,
    until === undefined ? null : sql`e.at < ${until}::bigint`,
    journey === undefined ? null : sql`e.journey = ${journey}::text`,
  ])
}

/** Encounters that exist, each customer's together: by time, or by path and there by time. */
export function placedEncounters(choice: Choice, byPath = false): Sql {
  return sql`SELECT e.body, e.customer_id AS "customerId", c.name AS customer, e.path, e.journey, p.matter, p.state, p.outcome
    FROM encounters e JOIN customers c ON c.id = e.customer_id JOIN paths p ON p.customer_id = e.customer_id AND p.key = e.path
    WHERE ${chosen(choice)} ORDER BY ${byPath ? sql`e.customer_id, e.path, e.step` : sql`e.customer_id, e.at, e.id`}`
}

/** Encounters that await their time; they are on no path yet. */
export function awaitingEncounters(choice: Choice): Sql {
  return sql`SELECT e.body FROM (SELECT id, at, body, body ->> 'journey' AS journey FROM awaiting) AS e WHERE ${chosen(choice)} ORDER BY e.at, e.id`
}

/** What was told before `until` of customers with a chosen encounter, or, where only `until` is said, of anybody. */
export function toldStatements(choice: Choice): Sql {
  const { since, until, journey } = choice
  return sql`SELECT s.customer_id AS "customerId", s.identifier, s.at, s.identifiers, s.attributes, s.holdings, s.consents FROM statements s
    WHERE ${all([
      until === undefined ? null : sql`s.at < ${until}::bigint`,
      since === undefined && journey === undefined
        ? null
        : sql`s.customer_id IN (SELECT e.customer_id FROM encounters e WHERE ${chosen(choice)})`,
    ])} ORDER BY s.customer_id, s.at, s.identifier`
}

/** What people said before `until` of who chosen customers are, in the order in which they said it. */
export function saidJudgements(choice: Choice): Sql {
  const { since, until, journey } = choice
  return sql`SELECT ${new Sql([JUDGEMENT_COLUMNS], [])} FROM judgements WHERE ${all([
    until === undefined ? null : sql`at < ${until}::bigint`,
    since === undefined && journey === undefined
      ? null
      : sql`(identifiers || others) && ARRAY(SELECT i.identifier FROM identifiers i
          WHERE i.customer_id IN (SELECT e.customer_id FROM encounters e WHERE ${chosen(choice)}))`,
  ])} ORDER BY id`
}

/** Every kind of identifier that an encounter or a statement may have. */
export function identifierKinds(): Sql {
  return sql`SELECT split_part(identifier, ':', 1) AS kind FROM identifiers
    UNION SELECT jsonb_object_keys(body -> 'customer') FROM awaiting ORDER BY 1`
}

/** Customers with a chosen encounter or, where nothing is chosen, all of them. */
export function namedCustomers(choice: Choice): Sql {
  const isAll = Object.values(choice).every((value) => value === undefined)
  return sql`SELECT c.id, c.name, c.display_name AS "displayName" FROM customers c
    WHERE ${
      isAll
        ? sql`true`
        : sql`c.id IN (SELECT e.customer_id FROM encounters e WHERE ${chosen(choice)})
      OR c.id IN (SELECT told."customerId" FROM (${toldStatements(choice)}) AS told)`
    }
    ORDER BY c.id`
}

/** Paths with a chosen encounter. */
export function walkedPaths(choice: Choice): Sql {
  return sql`SELECT p.customer_id AS "customerId", p.key, p.journey, p.matter, p.state, p.outcome, p.first_at AS "firstAt" FROM paths p
    WHERE EXISTS (SELECT 1 FROM encounters e WHERE e.customer_id = p.customer_id AND e.path = p.key AND ${chosen(choice)})
    ORDER BY p.customer_id, p.key`
}

/** Matters, products and teams that chosen encounters name, each once. */
export function namedThings(choice: Choice): Sql {
  return sql`SELECT DISTINCT thing.sort, thing.name FROM (
      SELECT e.body FROM encounters e WHERE ${chosen(choice)} UNION ALL SELECT a.body FROM (${awaitingEncounters(choice)}) AS a
    ) AS named CROSS JOIN LATERAL (
      SELECT 'product', jsonb_array_elements_text(coalesce(named.body -> 'offers', '[]'))
      UNION ALL SELECT 'product', jsonb_array_elements_text(coalesce(named.body -> 'takesUp', '[]'))
      UNION ALL SELECT 'product', jsonb_array_elements_text(coalesce(named.body -> 'givesUp', '[]'))
      UNION ALL SELECT 'matter', named.body ->> 'matter'
      UNION ALL SELECT 'team', named.body -> 'handledBy' ->> 'team'
    ) AS thing(sort, name) WHERE thing.name IS NOT NULL ORDER BY 1, 2`
}

/** A statement as intake keeps it. */
export function statementOf({ identifier, at, identifiers, attributes, holdings, consents }: StatementRow): CustomerStatement {
  return {
    identifier,
    at,
    identifiers,
    ...(attributes && { attributes }),
    ...(holdings && { holdings }),
    ...(consents && { consents }),
  }
}
