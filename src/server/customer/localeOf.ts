import type { Queryable } from '../db/database.ts'

/** Language of a customer's own latest words that tell it, BCP 47; null when none do. */
export async function localeOf(database: Queryable, customer: number): Promise<string | null> {
  const [row] = await database.query<{ locale: string }>(
    `SELECT body ->> 'locale' AS locale FROM encounters
     WHERE customer_id = $1 AND initiator = 'customer' AND body ->> 'locale' IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1`,
    [customer],
  )
  return row?.locale ?? null
}
