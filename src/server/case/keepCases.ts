import { CASE_SEVERITY, decideCases, type CatchableFriction, type KeptCase } from '../../domain/case/decideCases.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Queryable } from '../db/database.ts'

/** A case that was opened or withdrawn. */
export interface ChangedCase {
  customer: number
  id: number
  path: string
  severity: number
}

/** Brings the cases of some customers in line with their frictions as they stand now. */
export async function keepCases(
  tx: Queryable,
  customers: readonly number[],
  definitions: Definitions,
  now: number,
): Promise<{ opened: ChangedCase[]; withdrawn: ChangedCase[] }> {
  if (customers.length === 0) return { opened: [], withdrawn: [] }
  const frictions = await catchable(tx, customers, definitions)
  const cases = await tx.query<KeptCase>(
    `SELECT cases.id, cases.customer_id AS customer, cases.path, cases.state = 'open' AS open, cases.severity,
       coalesce(array_agg(case_frictions.friction) FILTER (WHERE case_frictions.friction IS NOT NULL), '{}') AS frictions
     FROM cases LEFT JOIN case_frictions ON case_frictions.customer_id = cases.customer_id AND case_frictions.case_id = cases.id
     WHERE cases.customer_id = ANY($1::bigint[]) GROUP BY cases.customer_id, cases.id`,
    [customers],
  )
  if (frictions.length === 0 && cases.length === 0) return { opened: [], withdrawn: [] }
  const decisions = decideCases(cases, frictions)
  await withdraw(tx, decisions.withdraw, now)
  await move(tx, decisions.move)
  const reopened = await reopen(tx, decisions.reopen)
  await join(tx, decisions.join)
  const proofs = new Map(frictions.map(({ key, encounter }) => [key, encounter]))
  const opened = await open(tx, decisions.open, proofs)
  const byId = new Map(cases.map((kept) => [kept.id, kept]))
  return { opened: [...reopened, ...opened], withdrawn: decisions.withdraw.map(({ id }) => byId.get(id)!) }
}

/** A grave friction, and the encounter that last proves it. */
type ProvenFriction = CatchableFriction & { encounter: string }

async function catchable(tx: Queryable, customers: readonly number[], definitions: Definitions): Promise<ProvenFriction[]> {
  const rows = await tx.query<ProvenFriction & { journey: string; touchpoint: string }>(
    `SELECT frictions.customer_id AS customer, frictions.key, frictions.path, frictions.severity, frictions.at,
       encounters.id AS encounter, encounters.touchpoint, paths.journey
     FROM frictions
     JOIN encounters ON encounters.customer_id = frictions.customer_id AND encounters.id = frictions.body -> 'evidence' ->> -1
     JOIN paths ON paths.customer_id = frictions.customer_id AND paths.key = frictions.path
     WHERE frictions.customer_id = ANY($1::bigint[]) AND frictions.severity >= $2
     ORDER BY frictions.at, frictions.key`,
    [customers, CASE_SEVERITY],
  )
  return rows.map(({ journey, touchpoint, ...friction }) => ({
    ...friction,
    team: definitions.touchpoint(touchpoint)?.team ?? definitions.journey(journey)?.team ?? null,
  }))
}

async function withdraw(tx: Queryable, cases: readonly { id: number; customer: number }[], now: number): Promise<void> {
  if (cases.length === 0) return
  await tx.query(
    `UPDATE cases SET state = 'withdrawn', withdrawn_at = $3 FROM unnest($1::bigint[], $2::bigint[]) AS given(id, customer)
     WHERE cases.customer_id = given.customer AND cases.id = given.id`,
    [cases.map((each) => each.id), cases.map((each) => each.customer), now],
  )
}

async function reopen(tx: Queryable, cases: readonly { id: number; customer: number }[]): Promise<ChangedCase[]> {
  if (cases.length === 0) return []
  return tx.query<ChangedCase>(
    `UPDATE cases SET state = 'open', withdrawn_at = NULL FROM unnest($1::bigint[], $2::bigint[]) AS given(id, customer)
     WHERE cases.customer_id = given.customer AND cases.id = given.id
     RETURNING cases.customer_id AS customer, cases.id, cases.path, cases.severity`,
    [cases.map((each) => each.id), cases.map((each) => each.customer)],
  )
}

async function move(tx: Queryable, moves: readonly { id: number; from: number; customer: number; path: string }[]): Promise<void> {
  if (moves.length === 0) return
  const given = [
    moves.map((each) => each.id),
    moves.map((each) => each.from),
    moves.map((each) => each.customer),
    moves.map((each) => each.path),
  ]
  const from = 'unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[]) AS given(id, old, customer, path)'
  await tx.query(
    `UPDATE cases SET customer_id = given.customer, path = given.path FROM ${from}
     WHERE cases.customer_id = given.old AND cases.id = given.id`,
    given,
  )
  await tx.query(
    `UPDATE case_frictions SET customer_id = given.customer FROM ${from}
     WHERE case_frictions.customer_id = given.old AND case_frictions.case_id = given.id AND given.path IS NOT NULL`,
    given,
  )
}

async function join(tx: Queryable, joins: readonly { id: number; customer: number; friction: string; severity: number }[]): Promise<void> {
  if (joins.length === 0) return
  await attach(
    tx,
    joins.map((each) => ({ ...each, caseId: each.id })),
  )
  await tx.query(
    `UPDATE cases SET severity = greatest(cases.severity, given.severity)
     FROM (SELECT id, customer, max(severity) AS severity FROM unnest($1::bigint[], $2::bigint[], $3::smallint[]) AS each(id, customer, severity) GROUP BY id, customer) AS given
     WHERE cases.customer_id = given.customer AND cases.id = given.id`,
    [joins.map((each) => each.id), joins.map((each) => each.customer), joins.map((each) => each.severity)],
  )
}

async function attach(tx: Queryable, rows: readonly { customer: number; friction: string; caseId: number }[]): Promise<void> {
  await tx.query(
    `INSERT INTO case_frictions (customer_id, friction, case_id) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[])
     ON CONFLICT DO NOTHING`,
    [rows.map((row) => row.customer), rows.map((row) => row.friction), rows.map((row) => row.caseId)],
  )
}

async function open(
  tx: Queryable,
  opening: readonly { customer: number; path: string; team: string | null; severity: number; at: number; frictions: string[] }[],
  proofs: ReadonlyMap<string, string>,
): Promise<ChangedCase[]> {
  if (opening.length === 0) return []
  const opened = await tx.query<ChangedCase>(
    `INSERT INTO cases (customer_id, path, team, severity, state, opened_at, encounter)
     SELECT customer, path, team, severity, 'open', at, encounter
     FROM unnest($1::bigint[], $2::text[], $3::text[], $4::smallint[], $5::bigint[], $6::text[]) AS given(customer, path, team, severity, at, encounter)
     RETURNING customer_id AS customer, id, path, severity`,
    [
      opening.map((each) => each.customer),
      opening.map((each) => each.path),
      opening.map((each) => each.team),
      opening.map((each) => each.severity),
      opening.map((each) => each.at),
      opening.map((each) => proofs.get(each.frictions[0]!)),
    ],
  )
  const frictions = new Map(opening.map((each) => [`${each.customer} ${each.path}`, each.frictions]))
  await attach(
    tx,
    opened.flatMap(({ customer, path, id }) =>
      frictions.get(`${customer} ${path}`)!.map((friction) => ({ customer, friction, caseId: id })),
    ),
  )
  return opened
}
