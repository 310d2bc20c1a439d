import type { z } from 'zod'
import type { customerFilter } from '../../api/customerList.ts'
import { RELATIONSHIP } from '../../domain/journey/definition.ts'
import { all, type Sql, sql } from '../db/sql.ts'
import { readAttribute } from './customersWith.ts'

/** What customers are filtered by. */
export type CustomerFilter = z.output<typeof customerFilter>

const OPEN_CASE = sql`k.state NOT IN ('confirmed', 'withdrawn', 'joined')`

/** The conditions of a filter on a customer `c`; each is decided by looking at that customer's own rows. */
export function customerConditions(filter: CustomerFilter): Sql {
  const { product, consent, withoutConsent, attribute, cases } = filter
  return all([
    pathCondition(filter),
    frictionCondition(filter),
    cases === undefined ? null : sql`EXISTS (SELECT 1 FROM cases k WHERE k.customer_id = c.id AND ${OPEN_CASE})`,
    product === undefined
      ? null
      : sql`json_typeof(c.fold -> 'holdings') = 'object' AND EXISTS (SELECT 1 FROM json_object_keys(c.fold -> 'holdings') AS held WHERE held = ${product})`,
    consent === undefined ? null : sql`${told(sql`consents`, consent)} = 'true'`,
    withoutConsent === undefined ? null : sql`${told(sql`consents`, withoutConsent)} IS DISTINCT FROM 'true'`,
    attribute === undefined ? null : attributeCondition(attribute),
  ])
}

/** Whether customers with an open case are wanted: there are few, and an index knows them. */
export function withOpenCase(): Sql {
  return sql`SELECT k.customer_id FROM cases k WHERE ${OPEN_CASE}`
}

/** All that is asked of paths is asked of one and the same. */
function pathCondition({ open, turn, journey, state }: CustomerFilter): Sql | null {
  if (open === undefined && turn === undefined && journey === undefined && state === undefined) return null
  return sql`EXISTS (SELECT 1 FROM paths p WHERE p.customer_id = c.id AND ${all([
    journey === undefined ? sql`p.journey <> ${RELATIONSHIP}` : sql`p.journey = ${journey}`,
    state === undefined ? null : sql`p.state = ${state}`,
    open === undefined && turn === undefined ? null : sql`p.state IN ('active', 'paused')`,
    turn === undefined ? null : sql`p.turn = ${turn}`,
  ])})`
}

function frictionCondition({ frictionsSince, severity, kind }: CustomerFilter): Sql | null {
  if (frictionsSince === undefined && severity === undefined && kind === undefined) return null
  return sql`EXISTS (SELECT 1 FROM frictions f WHERE f.customer_id = c.id AND ${all([
    frictionsSince === undefined ? null : sql`f.at >= ${Date.parse(frictionsSince)}`,
    severity === undefined ? null : sql`f.severity >= ${severity}`,
    kind === undefined ? null : sql`f.kind = ${kind}`,
  ])})`
}

function attributeCondition(attribute: string): Sql {
  const { key, value } = readAttribute(attribute)
  return sql`lower(${told(sql`attributes`, key)}) = ${value}`
}

/** What the latest statement with a key tells of it, as text. */
function told(column: Sql, key: string): Sql {
  return sql`(SELECT s.${column} ->> ${key} FROM statements s WHERE s.customer_id = c.id AND s.${column} ? ${key}
    ORDER BY s.at DESC, s.identifier COLLATE "C" LIMIT 1)`
}
