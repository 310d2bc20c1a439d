import { readPhoneSearch, searchWords } from '../../domain/customer/searchWords.ts'
import { type Sql, sql } from '../db/sql.ts'

/** Most customers that each way of searching brings; who is among more has to be named more closely. */
const MOST = 500

/**
 * The ids of customers that a search means: by the beginnings of words of their name, of a value or a whole identifier, of a matter, or by a
 * part of a phone number. Each way is one look into an index of its own.
 */
export function searchedCustomers(q: string): Sql {
  const phone = readPhoneSearch(q)
  const ways = [
    byName(q),
    ...[...new Set([q, ...(phone?.beginnings ?? [])])].map(byValue),
    ...(phone?.ending == null ? [] : [byEnding(phone.ending)]),
    sql`SELECT customer_id FROM identifiers WHERE identifier = ${q}`,
    most(sql`SELECT customer_id FROM paths WHERE lower(matter) LIKE ${beginning(q)}`),
  ].filter((way) => way !== null)
  return ways.map((way) => sql`(${way})`).reduce((left, right) => sql`${left} UNION ${right}`)
}

function byName(q: string): Sql | null {
  const words = searchWords(q)
  if (words.length === 0) return null
  const wanted = words.map((word) => `'${word}':*`).join(' & ')
  return most(
    sql`SELECT id FROM customers WHERE words IS NOT NULL AND array_to_tsvector(string_to_array(words, ' ')) @@ ${wanted}::tsquery`,
  )
}

function byValue(value: string): Sql {
  return most(
    sql`SELECT customer_id FROM identifiers WHERE lower(substr(identifier, strpos(identifier, ':') + 1)) LIKE ${beginning(value)}`,
  )
}

function byEnding(digits: string): Sql {
  const backwards = `${[...digits].toReversed().join('')}%`
  return most(sql`SELECT customer_id FROM identifiers WHERE identifier LIKE 'phone:%' AND reverse(identifier) LIKE ${backwards}`)
}

/** So many of a set. It is planned as if all were read, and so by its index: a limit alone lets PostgreSQL hope to meet them in a scan. */
function most(found: Sql): Sql {
  return sql`WITH found AS MATERIALIZED (${found}) SELECT * FROM found LIMIT ${MOST}`
}

function beginning(text: string): string {
  return `${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
}
