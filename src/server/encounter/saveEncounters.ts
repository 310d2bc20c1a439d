import type { Placed } from '../../domain/friction/derive.ts'
import { localHourOfWeek } from '../../domain/kernel/zone.ts'
import type { Queryable } from '../db/database.ts'
import { jsonList, jsonTexts } from '../db/jsonList.ts'

/** An encounter with the customer it belongs to and where the rules placed it. */
export interface PlacedEncounter {
  customer: number
  placed: Placed
  journey: string
  /** JSON of it as it came; null when it is kept already. */
  body: string | null
}

const COLUMNS =
  'customer_id, id, at, body, touchpoint, channel, device, stage, initiator, path, journey, step, previous, gap, hour, resumed'
const TYPES = `$1::bigint[], $2::text[], $3::bigint[], ${jsonList(4, 'jsonb')}, $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::integer[], $13::text[], $14::bigint[], $15::smallint[], $16::boolean[]`

/** Writes new encounters with their places on paths. */
export async function insertEncounters(tx: Queryable, rows: readonly PlacedEncounter[], timeZone: string): Promise<void> {
  if (rows.length === 0) return
  await tx.query(`INSERT INTO encounters (${COLUMNS}) SELECT * FROM unnest(${TYPES})`, values(rows, timeZone))
}

/** Writes where known encounters stand now; only rows that changed are touched. */
export async function replaceEncounters(tx: Queryable, rows: readonly PlacedEncounter[], timeZone: string): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `UPDATE encounters AS kept SET channel = given.channel, stage = given.stage, initiator = given.initiator, path = given.path, journey = given.journey,
       step = given.step, previous = given.previous, gap = given.gap, hour = given.hour, resumed = given.resumed
     FROM unnest(${TYPES}) AS given(${COLUMNS})
     WHERE kept.customer_id = given.customer_id AND kept.at = given.at AND kept.id = given.id
       AND (kept.channel, kept.stage, kept.initiator, kept.path, kept.journey, kept.step, kept.previous, kept.gap, kept.hour, kept.resumed)
         IS DISTINCT FROM (given.channel, given.stage, given.initiator, given.path, given.journey, given.step, given.previous, given.gap, given.hour, given.resumed)`,
    values(rows, timeZone),
  )
}

function values(rows: readonly PlacedEncounter[], timeZone: string): unknown[] {
  const list = <Value>(pick: (row: PlacedEncounter) => Value) => rows.map(pick)
  return [
    list((row) => row.customer),
    list(({ placed }) => placed.encounter.id),
    list(({ placed }) => placed.encounter.at),
    jsonTexts(list((row) => row.body)),
    list(({ placed }) => placed.encounter.touchpoint),
    list(({ placed }) => placed.encounter.channel ?? null),
    list(({ placed }) => placed.encounter.device ?? null),
    list(({ placed }) => placed.encounter.stage ?? null),
    list(({ placed }) => placed.encounter.initiator ?? null),
    list(({ placed }) => placed.path),
    list((row) => row.journey),
    list(({ placed }) => placed.step),
    list(({ placed }) => placed.previous),
    list(({ placed }) => placed.gap),
    list(({ placed }) => localHourOfWeek(placed.encounter.timeZone ?? timeZone, placed.encounter.at)),
    list(({ placed }) => placed.resumed),
  ]
}
