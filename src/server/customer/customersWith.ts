import { type Sql, sql } from '../db/sql.ts'

/** The key and the value, in small letters, of an attribute written `key=value`. */
export function readAttribute(attribute: string): { key: string; value: string } {
  const equals = attribute.indexOf('=')
  return { key: attribute.slice(0, equals), value: attribute.slice(equals + 1).toLowerCase() }
}

/** The ids of customers of whom the latest statement with this attribute, `key=value`, tells this value, in any case. */
export function customersWith(attribute: string): Sql {
  const { key, value } = readAttribute(attribute)
  return sql`SELECT latest.customer_id FROM (
      SELECT DISTINCT ON (s.customer_id) s.customer_id, s.attributes ->> ${key} AS told FROM statements s WHERE s.attributes ? ${key}
      ORDER BY s.customer_id, s.at DESC, s.identifier COLLATE "C") latest
    WHERE lower(latest.told) = ${value}`
}
