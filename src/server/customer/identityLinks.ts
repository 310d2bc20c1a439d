import { identifierTexts, type Identifiers } from '../../domain/customer/identifier.ts'
import type { Queryable } from '../db/database.ts'

/** Identifiers that came together and with whom they are kept: how many encounters and statements bear them, and one of each. */
export interface KeptLink {
  customer: number
  /** Strongest first. */
  identifiers: string[]
  encounters: number
  statements: number
  /** An encounter that bears them, else the identifier a statement was about. */
  because: string
  /** As the database has them. */
  kept: Identifiers
}

/** Every different set of identifiers that encounters and statements of some customers bear. */
export async function linksOf(tx: Queryable, customers: readonly number[]): Promise<KeptLink[]> {
  const rows = await tx.query<{ customer: number; kept: Identifiers; encounters: number; statements: number; because: string }>(
    `SELECT customer_id AS customer, kept, sum(encounters)::bigint AS encounters, sum(statements)::bigint AS statements,
       coalesce(min(encounter), min(statement)) AS because
     FROM (
       SELECT customer_id, body -> 'customer' AS kept, 1 AS encounters, 0 AS statements, id AS encounter, NULL AS statement
       FROM encounters WHERE customer_id = ANY($1::bigint[])
       UNION ALL
       SELECT customer_id, identifiers, 0, 1, NULL, identifier FROM statements WHERE customer_id = ANY($1::bigint[])
     ) AS borne GROUP BY customer_id, kept`,
    [customers],
  )
  return rows.map((row) => ({ ...row, identifiers: identifierTexts(row.kept) }))
}

/** One text for identifiers that came together. */
export function linkKey(identifiers: readonly string[]): string {
  return JSON.stringify(identifiers)
}

/** Of links, each with the customer of its strongest identifier, those that no encounter and no statement of that customer bears yet. */
export async function unheardLinks<Given extends { customer: number; link: { identifiers: readonly string[] } }>(
  tx: Queryable,
  given: readonly Given[],
): Promise<Given[]> {
  const heard = await tx.query<{ place: number }>(
    `SELECT given.place FROM unnest($1::bigint[], $2::jsonb[]) WITH ORDINALITY AS given(customer, kept, place)
     WHERE EXISTS (SELECT 1 FROM encounters WHERE customer_id = given.customer AND body -> 'customer' = given.kept)
       OR EXISTS (SELECT 1 FROM statements WHERE customer_id = given.customer AND identifiers = given.kept)`,
    [given.map(({ customer }) => customer), given.map(({ link }) => identifiersOf(link.identifiers))],
  )
  const known = new Set(heard.map(({ place }) => place))
  return given.filter((_, index) => !known.has(index + 1))
}

function identifiersOf(texts: readonly string[]): Identifiers {
  return Object.fromEntries(texts.map((text) => [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)]))
}
