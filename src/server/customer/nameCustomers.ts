import type { Queryable } from '../db/database.ts'

/** Shows customers under the name that the latest statement with one gives; under none where no statement has one. */
export async function nameCustomers(tx: Queryable, customers: readonly number[]): Promise<void> {
  if (customers.length === 0) return
  await tx.query(
    `UPDATE customers SET display_name = (
       SELECT left(attributes ->> 'name', 200) FROM statements
       WHERE statements.customer_id = customers.id AND attributes ? 'name' AND attributes ->> 'name' IS DISTINCT FROM '' ORDER BY at DESC, identifier COLLATE "C" LIMIT 1
     ) WHERE id = ANY($1::bigint[])`,
    [customers],
  )
}
