import type { Queryable } from '../db/database.ts'

/** Language of a customer's own latest words that tell it, BCP 47; null when none do. */
export async function localeOf(database: Queryable, customer: number): Promise<string | null> {
  return (await localesOf(database, [customer])).get(customer) ?? null
}

/** Language of each customer's own latest words that tell it, BCP 47; those of whom none do are left out. */
export async function localesOf(database: Queryable, customers: readonly number[]): Promise<Map<number, string>> {
  const rows = await database.query<{ customer: number; locale: string }>(
    `SELECT given.customer, latest.locale FROM unnest($1::bigint[]) AS given(customer), LATERAL (
       SELECT body ->> 'locale' AS locale FROM encounters
       WHERE customer_id = given.customer AND initiator = 'customer' AND body ->> 'locale' IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1
     ) AS latest`,
    [customers],
  )
  return new Map(rows.map(({ customer, locale }) => [customer, locale]))
}
