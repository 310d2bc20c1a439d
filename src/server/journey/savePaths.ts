import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Path } from '../../domain/journey/path.ts'
import { wayText } from '../../domain/journey/way.ts'
import type { Queryable } from '../db/database.ts'
import { jsonList, jsonTexts } from '../db/jsonList.ts'

/** A path as it stands at the clock, with its JSON; `unsettled` is the JSON of what its encounters alone left, when time has passed on it since. */
export interface StandingPath {
  path: Path
  body: string
  unsettled: string | null
}

/** A customer's paths that are to be written; those that are no more are to go. */
export interface CustomerPaths {
  customer: number
  paths: readonly StandingPath[]
  gone: readonly string[]
}

/** Writes paths as they stand, and drops those that are no more. */
export async function savePaths(tx: Queryable, given: readonly CustomerPaths[], definitions: Definitions): Promise<void> {
  await dropPaths(
    tx,
    given.flatMap(({ customer, gone }) => gone.map((key) => ({ customer, key }))),
  )
  const rows = given.flatMap(({ customer, paths }) => paths.map((standing) => ({ customer, ...standing })))
  if (rows.length === 0) return
  const list = <Value>(pick: (row: { customer: number } & StandingPath) => Value) => rows.map(pick)
  await tx.query(
    `INSERT INTO paths (customer_id, key, journey, matter, state, turn, outcome, stage, first_at, last_at, encounters,
       resumptions, handovers, bounces, start_digital, way, body, unsettled)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::bigint[], $10::bigint[], $11::integer[], $12::integer[], $13::integer[], $14::integer[], $15::boolean[], $16::uuid[], ${jsonList(17, 'json')}, ${jsonList(18, 'json')})
     ON CONFLICT (customer_id, key) DO UPDATE SET state = excluded.state, turn = excluded.turn, outcome = excluded.outcome,
       stage = excluded.stage, first_at = excluded.first_at, last_at = excluded.last_at, encounters = excluded.encounters,
       resumptions = excluded.resumptions, handovers = excluded.handovers, bounces = excluded.bounces,
       start_digital = excluded.start_digital, way = excluded.way, body = excluded.body, unsettled = excluded.unsettled`,
    [
      list((row) => row.customer),
      list(({ path }) => path.key),
      list(({ path }) => path.journey),
      list(({ path }) => path.matter),
      list(({ path }) => path.state),
      list(({ path }) => path.turn),
      list(({ path }) => path.outcome),
      list(({ path }) => path.last.stage),
      list(({ path }) => path.first.at),
      list(({ path }) => path.last.at),
      list(({ path }) => path.encounters),
      list(({ path }) => path.resumptions.length),
      list(({ path }) => path.handovers),
      list(({ path }) => path.bounces),
      list(({ path }) => (path.startChannel === null ? null : definitions.isDigital(path.startChannel))),
      list(({ path }) => wayText(path.way)),
      jsonTexts(list(({ body }) => body)),
      jsonTexts(list(({ unsettled }) => unsettled)),
    ],
  )
}

async function dropPaths(tx: Queryable, gone: readonly { customer: number; key: string }[]): Promise<void> {
  if (gone.length === 0) return
  await tx.query(
    `DELETE FROM paths USING unnest($1::bigint[], $2::text[]) AS gone(customer, key)
     WHERE paths.customer_id = gone.customer AND paths.key = gone.key`,
    [gone.map((path) => path.customer), gone.map((path) => path.key)],
  )
}
