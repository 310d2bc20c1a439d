import type { Queryable } from '../db/database.ts'

/** Language of a customer's own latest words that tell it, BCP 47; null when none do. */
export async function localeOf(database: Queryable, customer: number): Promise<string | null> {
  return (await localesOf(database, [customer])).get(customer) ?? null
}

/** What asks for the language of the latest words of the customer whose number `customer` stands for in a statement. */
export const latestLocale = (customer: 'given.customer' | 'asks.customer_id'): string => `
  SELECT body ->> 'locale' AS locale FROM encounters
  WHERE customer_id = ${customer} AND initiator = 'customer' AND body ->> 'locale' IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1`

/** Language of each customer's own latest words that tell it, BCP 47; those of whom none do are left out. */
export async function localesOf(database: Queryable, customers: readonly number[]): Promise<Map<number, string>> {
  const rows = await database.query<{ customer: number; locale: string }>(
    `SELECT given.customer, latest.locale FROM unnest($1::bigint[]) AS given(customer), LATERAL (${latestLocale('given.customer')}) AS latest`,
    [customers],
  )
  return new Map(rows.map(({ customer, locale }) => [customer, locale]))
}
