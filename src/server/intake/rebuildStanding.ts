import type { Statement } from '../../domain/customer/holdings.ts'
import type { Queryable } from '../db/database.ts'

/** A customer with all that it was derived from and all that was derived, as text wherever that is only to be compared. */
export interface StandingCustomer {
  id: number
  stale: boolean
  fold: string | null
  dueAt: number | null
  firstAt: number | null
  lastAt: number | null
  encounters: number
  pending: boolean
  /** Encounters as they came, a JSON array in order. */
  bodies: string | null
  /** Where each stands, one a line. */
  places: string | null
  /** Paths by key, one a line. */
  paths: string | null
  /** Frictions by key. */
  frictions: { row: string; body: unknown }[] | null
  statements: { at: number; holdings: string[] | null }[] | null
}

/** Between the columns of a line; JSON never holds it as it is. */
export const BETWEEN = '\u001f'
/** Stands for null in a line. */
export const NOTHING = String.raw`\N`

const line = (...columns: string[]) => `concat_ws(chr(31), ${columns.map((column) => `coalesce(${column}::text, '\\N')`).join(', ')})`

const PLACE = line('channel', 'stage', 'initiator', 'path', 'journey', 'step', 'previous', 'gap', 'hour', 'resumed')
const PATH = line(
  'key',
  'journey',
  'matter',
  'state',
  'turn',
  'outcome',
  'stage',
  'first_at',
  'last_at',
  'encounters',
  'resumptions',
  'handovers',
  'bounces',
  'start_digital',
  "replace(way::text, '-', '')",
  'body',
  'unsettled',
)
const FRICTION = line('key', 'kind', 'path', 'at', 'severity', 'pending')

/** Everything of one statement, so that each customer is as it stood at one moment. `chosen` limits a table by its customer. */
const standing = (chosen: (customer: string) => string) => `
  SELECT c.id, c.stale, c.fold::text AS fold, c.due_at AS "dueAt", c.first_at AS "firstAt", c.last_at AS "lastAt", c.encounters, c.pending,
    e.bodies, e.places, p.paths, f.frictions, s.statements
  FROM customers c
  LEFT JOIN (
    SELECT customer_id, '[' || string_agg(body::text, ',') || ']' AS bodies, string_agg(${PLACE}, E'\\n') AS places
    FROM (SELECT * FROM encounters WHERE ${chosen('customer_id')} ORDER BY customer_id, at, id COLLATE "C") AS ordered GROUP BY customer_id
  ) e ON e.customer_id = c.id
  LEFT JOIN (
    SELECT customer_id, string_agg(${PATH}, E'\\n' ORDER BY key COLLATE "C") AS paths FROM paths WHERE ${chosen('customer_id')} GROUP BY customer_id
  ) p ON p.customer_id = c.id
  LEFT JOIN (
    SELECT customer_id, json_agg(json_build_object('row', ${FRICTION}, 'body', body) ORDER BY key COLLATE "C") AS frictions
    FROM frictions WHERE ${chosen('customer_id')} GROUP BY customer_id
  ) f ON f.customer_id = c.id
  LEFT JOIN (
    SELECT customer_id, json_agg(json_build_object('at', at, 'holdings', holdings)) AS statements
    FROM statements WHERE ${chosen('customer_id')} GROUP BY customer_id
  ) s ON s.customer_id = c.id
  WHERE ${chosen('c.id')}`

const IN_RANGE = standing((customer) => `${customer} BETWEEN $1 AND $2`)
const AMONG = standing((customer) => `${customer} = ANY($1::bigint[])`)

/** Reads some customers, each as it stood at one moment: a range of numbers, or a list. */
export function readStanding(
  tx: Queryable,
  which: { first: number; last: number } | { ids: readonly number[] },
): Promise<StandingCustomer[]> {
  return 'ids' in which ? tx.query(AMONG, [which.ids]) : tx.query(IN_RANGE, [which.first, which.last])
}

/** Statements as the derivation reads them. */
export function statementsOf({ statements }: StandingCustomer): Statement[] {
  return (statements ?? []).map(({ at, holdings }) => (holdings === null ? { at } : { at, holdings }))
}
