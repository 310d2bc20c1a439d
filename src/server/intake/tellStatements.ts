import { UNIQUE_KINDS, identifierTexts, type Identifiers } from '../../domain/customer/identifier.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Json } from '../../domain/kernel/canonical.ts'
import { grouped } from '../../domain/kernel/grouped.ts'
import { nameCustomers } from '../customer/nameCustomers.ts'
import { resolveCustomers } from '../customer/resolveCustomers.ts'
import type { Queryable } from '../db/database.ts'
import { deriveCustomers } from './deriveCustomers.ts'
import type { KeptTurn } from './keptMemory.ts'

/** What another system says of a customer at `at` (ms since 1970 UTC, not later than now); `identifier` (`kind:value`) is among the identifiers. */
export interface CustomerStatement {
  identifier: string
  identifiers: Identifiers
  at: number
  attributes?: Record<string, Json>
  holdings?: string[]
  consents?: Record<string, boolean>
}

/**
 * Keeps statements in one transaction; what two say about the same identifier and time is kept together, the later one's word for what
 * both tell. Tells each customer's outward name.
 */
export async function tellStatements(
  tx: Queryable,
  statements: readonly CustomerStatement[],
  definitions: Definitions,
  now: number,
  turn: KeptTurn,
): Promise<string[]> {
  await turn.lock(tx)
  const links = statements.map(({ identifiers, identifier }) => ({
    identifiers: identifierTexts(identifiers),
    because: identifier,
  }))
  const resolved = await resolveCustomers(tx, links, UNIQUE_KINDS, now)
  if (resolved.regrouped) turn.forget()
  const rows = together(statements).map((statement) => ({ ...statement, customer: resolved.customerOf(statement.identifier) }))
  const kept = await tx.query<{ customer: number; isNew: boolean }>(
    `INSERT INTO statements (customer_id, identifier, at, identifiers, attributes, holdings, consents)
     SELECT customer, identifier, at, identifiers, attributes,
       CASE WHEN holdings IS NULL THEN NULL ELSE ARRAY(SELECT jsonb_array_elements_text(holdings)) END, consents
     FROM jsonb_to_recordset($1::jsonb) AS told(customer bigint, identifier text, at bigint, identifiers jsonb, attributes jsonb, holdings jsonb, consents jsonb)
     ON CONFLICT (customer_id, identifier, at) DO UPDATE SET identifiers = statements.identifiers || excluded.identifiers,
       attributes = coalesce(statements.attributes || excluded.attributes, excluded.attributes, statements.attributes),
       holdings = coalesce(excluded.holdings, statements.holdings),
       consents = coalesce(statements.consents || excluded.consents, excluded.consents, statements.consents)
     RETURNING customer_id AS customer, (xmax = 0) AS "isNew"`,
    [JSON.stringify(rows)],
  )
  await nameCustomers(tx, [...new Set(rows.map((row) => row.customer))])
  const fromScratch = new Set([...resolved.changed, ...kept.filter((row) => !row.isNew).map((row) => row.customer)])
  const holding = rows.flatMap(({ customer, at, holdings }) => (holdings ? [{ customer, statement: { at, holdings } }] : []))
  const told = new Map(
    [...grouped(holding, ({ customer }) => customer)].map(([customer, own]) => [customer, own.map(({ statement }) => statement)]),
  )
  await deriveCustomers(tx, { encounters: new Map(), statements: told, fromScratch }, definitions, now, turn)
  const names = await tx.query<{ id: number; name: string }>('SELECT id, name FROM customers WHERE id = ANY($1::bigint[])', [
    rows.map((row) => row.customer),
  ])
  const nameOf = new Map(names.map((row) => [row.id, row.name]))
  return statements.map((statement) => nameOf.get(resolved.customerOf(statement.identifier))!)
}

function together(statements: readonly CustomerStatement[]): CustomerStatement[] {
  const byMoment = new Map<string, CustomerStatement>()
  for (const statement of statements) {
    const key = `${statement.at} ${statement.identifier}`
    const before = byMoment.get(key)
    const { attributes = before?.attributes, consents = before?.consents } = statement
    byMoment.set(key, {
      ...before,
      ...statement,
      identifiers: { ...before?.identifiers, ...statement.identifiers },
      ...(attributes && { attributes: { ...before?.attributes, ...attributes } }),
      ...(consents && { consents: { ...before?.consents, ...consents } }),
    })
  }
  return [...byMoment.values()]
}
