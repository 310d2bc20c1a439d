import type { Encounter } from '../../domain/encounter/encounter.ts'
import { readEncounter } from '../../domain/encounter/schema.ts'
import { encounterIdOf, encounterOf, laterPartOf, type TellableResponse } from '../../domain/feedback/response.ts'
import type { Database } from '../db/database.ts'
import { digestOf } from '../encounter/registerIds.ts'
import type { Intake } from '../intake/intake.ts'
import { announce } from '../jobs/announce.ts'
import { keepDoing } from '../jobs/keepDoing.ts'

/** What names a response: whose it is, 0 = nobody knows, and its id. */
export interface ResponseKey {
  customer: number
  id: string
}

/** What telling responses needs. */
export interface TellingParts {
  database: Database
  intake: Pick<Intake, 'accept'>
  clock: () => number
}

type Row = Omit<TellableResponse, 'whole'> & { customer: number; name: string | null; wholeAt: number | null; encounter: string | null }

const SELECT = `
  SELECT responses.customer_id AS customer, responses.id, survey, version, at, whole_at AS "wholeAt", language, channel, measures, text,
    about, encounter, customers.name
  FROM responses LEFT JOIN customers ON customers.id =
    coalesce((SELECT survivor_id FROM former_customers WHERE former_customers.customer_id = responses.customer_id), responses.customer_id)`

/** Responses told at once. */
const CHUNK = 200

/** Makes encounters of responses that are due and marks them; done twice, or by two at once, it is done once. */
export async function tellResponses(parts: TellingParts, keys: readonly ResponseKey[]): Promise<void> {
  const rows = await parts.database.query<Row>(
    `${SELECT} WHERE (responses.customer_id, responses.id) IN (SELECT * FROM unnest($1::bigint[], $2::text[])) AND responses.due_at IS NOT NULL`,
    [keys.map(({ customer }) => customer), keys.map(({ id }) => id)],
  )
  await tell(parts, rows)
}

/** Makes encounters of all responses that are due by now: those a crash left, and those in part that were left idle. Tells how many. */
export async function tellDueResponses(parts: TellingParts): Promise<number> {
  let told = 0
  for (;;) {
    const rows = await parts.database.query<Row>(`${SELECT} WHERE responses.due_at <= $1 ORDER BY responses.due_at LIMIT ${CHUNK}`, [
      parts.clock(),
    ])
    await tell(parts, rows)
    told += rows.length
    if (rows.length < CHUNK) return told
  }
}

/** A worker that tells what is due every `interval` ms until stopped. */
export function startTellingResponses(
  parts: TellingParts,
  { announced, failed }: { announced: () => void; failed: (error: unknown) => void },
  interval = 2000,
): { stop: () => Promise<void> } {
  const work = async () => {
    if ((await tellDueResponses(parts)) > 0) announced()
  }
  return keepDoing(work, { interval, failed })
}

async function tell(parts: TellingParts, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const { database, intake, clock } = parts
  const told = await toldBefore(database, rows)
  const marks: { customer: number; id: string; at: number; encounter: string | null }[] = []
  const encounters: Encounter[] = []
  for (const row of rows) {
    const { customer, id, at, name, wholeAt } = row
    const later = laterPartOf({ ...row, whole: wholeAt !== null }, told.get(`${customer} ${id}`) ?? [])
    const read = name === null || later === null ? null : readEncounter(encounterOf(later, identifierOf(name)), digestOf)
    // What says nothing new, or whose customer is gone, stays what it is.
    if (read !== null && 'encounter' in read) encounters.push(read.encounter)
    marks.push({ customer, id, at, encounter: read !== null && 'encounter' in read ? read.encounter.id : row.encounter })
  }
  if (encounters.length > 0) await intake.accept(encounters)
  await database.transaction(async (tx) => {
    const marked = await tx.query<{ customer: number; id: string; survey: string; wholeAt: number | null }>(
      `UPDATE responses SET encounter = given.encounter, due_at = CASE WHEN responses.at = given.at THEN NULL ELSE responses.due_at END
       FROM jsonb_to_recordset($1::jsonb) AS given(customer bigint, id text, at bigint, encounter text)
       WHERE responses.customer_id = given.customer AND responses.id = given.id AND responses.due_at IS NOT NULL
       RETURNING responses.customer_id AS customer, responses.id, survey, whole_at AS "wholeAt"`,
      [JSON.stringify(marks)],
    )
    const parted = marked.filter(({ wholeAt }) => wholeAt === null)
    await announce(
      tx,
      parted.map(({ customer, id, survey }) => ({ customer, type: 'response.received', body: { response: id, survey } })),
      clock(),
    )
  })
}

function identifierOf(name: string): Record<string, string> {
  const colon = name.indexOf(':')
  return { [name.slice(0, colon)]: name.slice(colon + 1) }
}

/** What was told already of responses that go on after they became encounters, by customer and id. */
async function toldBefore(database: Database, rows: readonly Row[]): Promise<Map<string, Encounter[]>> {
  const before = rows.filter(({ encounter }) => encounter !== null)
  if (before.length === 0) return new Map()
  const found = await database.query<{ customer: number; response: string; body: Encounter }>(
    `SELECT given.customer, given.response, encounters.body
     FROM unnest($1::bigint[], $2::text[], $3::text[]) AS given(customer, response, encounter)
     JOIN encounters ON encounters.customer_id = given.customer AND (encounters.id = given.encounter OR starts_with(encounters.id, given.encounter || ':'))
     ORDER BY encounters.at, encounters.id`,
    [before.map(({ customer }) => customer), before.map(({ id }) => id), before.map(({ id }) => encounterIdOf(id))],
  )
  const told = new Map<string, Encounter[]>()
  for (const { customer, response, body } of found)
    told.set(`${customer} ${response}`, [...(told.get(`${customer} ${response}`) ?? []), body])
  return told
}
