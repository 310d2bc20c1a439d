import type { Queryable } from '../db/database.ts'

/**
 * Asks and responses of customers that were parted go where they belong: a response with the encounter it became, an ask with its response,
 * else with the encounter it is about, else with the identifier under which they were reached.
 */
export async function followAsks(tx: Queryable, customers: readonly number[]): Promise<void> {
  if (customers.length === 0) return
  await tx.query(
    `UPDATE responses SET customer_id = e.customer_id FROM encounters AS e
     WHERE responses.customer_id = ANY($1::bigint[]) AND e.customer_id = ANY($1::bigint[]) AND e.id = responses.encounter
       AND e.customer_id <> responses.customer_id`,
    [customers],
  )
  await tx.query(
    `UPDATE asks SET customer_id = given.home FROM (
       SELECT a.customer_id AS was, a.id, coalesce(
         (SELECT r.customer_id FROM responses AS r WHERE r.customer_id = ANY($1::bigint[]) AND r.ask = a.id LIMIT 1),
         (SELECT e.customer_id FROM encounters AS e WHERE e.customer_id = ANY($1::bigint[]) AND e.id = a.about ->> 'encounter' LIMIT 1),
         (SELECT i.customer_id FROM identifiers AS i WHERE i.identifier = a.identifier)) AS home
       FROM asks AS a WHERE a.customer_id = ANY($1::bigint[])) AS given
     WHERE asks.customer_id = given.was AND asks.id = given.id AND given.home IS NOT NULL AND given.home <> given.was`,
    [customers],
  )
}
