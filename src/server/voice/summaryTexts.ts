import type { z } from 'zod'
import type { verbatimFilter } from '../../api/verbatim.ts'
import { searchQuery } from '../../domain/voice/searchRoots.ts'
import { withoutPersons } from '../../domain/voice/withoutPersons.ts'
import { findCustomer } from '../customer/findCustomer.ts'
import type { Database, Queryable } from '../db/database.ts'
import { all, sql } from '../db/sql.ts'
import { verbatimConditions } from './verbatimConditions.ts'

/** Texts looked at for a summary, and texts walked through for them: the latest. */
const LOOKED_AT = 2000
const WALKED = 20_000
/** Purpose of the consent under which a known customer's words may be sent to a model. */
const PURPOSE = 'ai'
/** Longer than this a text is cut before it is cleaned. */
const LONGEST = 4000

/** A text that a summary is made of. */
export interface SummaryText {
  customerId: number
  id: string
  text: string
  language: 'fi' | 'sv' | 'en' | 'other' | null
  reading: { themes: Record<string, number>; sentences: [number, number, number][] } | null
}

/** The latest texts that a filter chooses, at most 2,000 of the latest 20,000 of the period. */
export async function summaryTexts(
  database: Database,
  { customer, since, until, ...rest }: z.output<typeof verbatimFilter>,
): Promise<SummaryText[]> {
  const owner = customer === undefined ? undefined : await findCustomer(database, customer)
  if (owner === null) return []
  const span = { ...(since !== undefined && { since: Date.parse(since) }), ...(until !== undefined && { until: Date.parse(until) }) }
  const where = verbatimConditions({ ...rest, ...span, ...(owner !== undefined && { owner: owner.id }) })
  const isWide = owner === undefined && rest.words !== undefined && searchQuery(rest.words) !== null
  const within = all([
    span.since === undefined ? null : sql`at >= ${span.since}`,
    span.until === undefined ? null : sql`at < ${span.until}`,
    owner === undefined ? null : sql`customer_id = ${owner.id}`,
  ])
  // A search for rare words goes by its index; all else walks through the latest texts.
  const from = isWide ? sql`verbatims v` : sql`(SELECT * FROM verbatims WHERE ${within} ORDER BY at DESC, id DESC LIMIT ${WALKED}) v`
  return database.query<SummaryText>(
    ...sql`SELECT v.customer_id AS "customerId", v.id, v.text, v.language, v.reading FROM ${from} WHERE ${where}
      ORDER BY v.at DESC, v.id DESC LIMIT ${LOOKED_AT}`.render(),
  )
}

/** The texts that may be sent: of customers whose latest word on the consent `ai` is yes, and of nobody we know. */
export async function sendable(database: Queryable, texts: readonly SummaryText[]): Promise<SummaryText[]> {
  const customers = [...new Set(texts.map(({ customerId }) => customerId))].filter((id) => id !== 0)
  const rows = await database.query<{ customerId: number; mayBe: boolean }>(
    `SELECT DISTINCT ON (customer_id) customer_id AS "customerId", value = 'true'::jsonb AS "mayBe"
     FROM statements, jsonb_each(consents) WHERE customer_id = ANY($1::bigint[]) AND key = $2
     ORDER BY customer_id, at DESC, identifier COLLATE "C"`,
    [customers, PURPOSE],
  )
  const willing = new Set(rows.filter(({ mayBe }) => mayBe).map(({ customerId }) => customerId))
  return texts.filter(({ customerId }) => customerId === 0 || willing.has(customerId))
}

/** Texts without what names persons: their customers' names and identifiers, employees' names, and what looks like personal data. */
export async function cleaned(database: Queryable, texts: readonly SummaryText[]): Promise<SummaryText[]> {
  const customers = [...new Set(texts.map(({ customerId }) => customerId))]
  const [people, known, colleagues] = await Promise.all([
    database.query<{ id: number; name: string | null }>('SELECT id, display_name AS name FROM customers WHERE id = ANY($1::bigint[])', [
      customers,
    ]),
    database.query<{ id: number; identifier: string }>(
      'SELECT customer_id AS id, identifier FROM identifiers WHERE customer_id = ANY($1::bigint[])',
      [customers],
    ),
    database.query<{ name: string }>('SELECT name FROM employees'),
  ])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const common = withoutPersons({ names: colleagues.map(({ name }) => name), values: [] })
  // Whoever wrote several texts is known once.
  const own = new Map(
    customers.map((customer) => {
      const theirs = known.filter(({ id }) => id === customer).map(({ identifier }) => identifier.slice(identifier.indexOf(':') + 1))
      return [customer, withoutPersons({ names: [names.get(customer) ?? ''], values: theirs })]
    }),
  )
  return texts.map((text) => ({ ...text, text: common(own.get(text.customerId)!(text.text.slice(0, LONGEST))) }))
}
