import { type Sql, sql } from '../db/sql.ts'

/** Whether a response `r` counts in figures: it is neither a test nor, until somebody looked at it, a machine's. */
export const IS_COUNTED: Sql = sql`(r.state <> 'test' AND r.suspect = 0)`

/** Whether an encounter or a free text is of no response that counts nowhere; one told in parts is so in all of them. */
export function isOfCounted(customer: Sql, id: Sql): Sql {
  const isApart = (of: Sql) => sql`EXISTS (SELECT 1 FROM responses r
    WHERE r.customer_id = ${customer} AND 'response:' || r.id = ${of} AND (r.state = 'test' OR r.suspect > 0))`
  // Apart from each other and in the words of `responses_apart`, so that each is looked up by that index.
  return sql`NOT ${isApart(id)} AND NOT ${isApart(firstPartOf(id))}`
}

/** Id of the encounter of the first part of a response, of the id of a later part; null of any other. */
export function firstPartOf(id: Sql): Sql {
  return sql`substring(${id} from '^(response:.+):[0-9]+$')`
}
