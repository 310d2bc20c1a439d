import { searchWords } from '../../domain/customer/searchWords.ts'
import type { Queryable } from '../db/database.ts'

/** Shows customers under the name that the latest statement with one gives; under none where no statement has one. */
export async function nameCustomers(tx: Queryable, customers: readonly number[]): Promise<void> {
  if (customers.length === 0) return
  const named = await tx.query<{ id: number; name: string | null }>(
    `SELECT customers.id, (
       SELECT left(attributes ->> 'name', 200) FROM statements
       WHERE statements.customer_id = customers.id AND attributes ? 'name' AND attributes ->> 'name' IS DISTINCT FROM ''
       ORDER BY at DESC, identifier COLLATE "C" LIMIT 1
     ) AS name FROM customers WHERE id = ANY($1::bigint[])`,
    [customers],
  )
  await tx.query(
    `UPDATE customers SET display_name = given.name, words = given.words FROM unnest($1::bigint[], $2::text[], $3::text[]) AS given(id, name, words)
     WHERE customers.id = given.id AND customers.display_name IS DISTINCT FROM given.name`,
    [
      named.map(({ id }) => id),
      named.map(({ name }) => name),
      named.map(({ name }) => (name === null ? null : searchWords(name).join(' '))),
    ],
  )
}
