import type { z } from 'zod'
import type { draftJson, getDrafts as draftsContract } from '../../api/definition.ts'
import type { Actor } from '../../domain/access/may.ts'
import { checkDraft, definitionsOf, wholeDefinition, type WholeDefinition } from '../../domain/journey/draft.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, notFound, wrongInput } from '../http/problem.ts'
import { employeeOf, givenOf, type CurrentDefinitions } from './definitionStore.ts'
import { whoOf } from './versions.ts'

type Draft = z.output<typeof draftJson>

interface Row {
  number: number
  base: number
  body: WholeDefinition
  keptAt: number
  name: string | null
  employee: number | null
}

/** A draft to be kept: its number as it was seen, and the version it changes. */
export interface DraftToKeep {
  number: number
  base: number
  definition: WholeDefinition
}

const COLUMNS = 'd.number, d.base, d.body, d.kept_at AS "keptAt", d.employee_id AS employee, e.name'
const FROM = 'FROM journey_drafts d LEFT JOIN employees e ON e.id = d.employee_id'

/** The draft of a journey; null without one. */
export async function readDraft(database: Queryable, journey: string): Promise<Draft | null> {
  const row = await rowOf(database, journey)
  return row && draftOf(row)
}

/** Every draft, latest kept first. */
export async function listDrafts(database: Queryable): Promise<z.output<typeof draftsContract.answer>['items']> {
  const rows = await database.query<Row & { journey: string }>(
    `SELECT d.journey, ${COLUMNS} ${FROM} ORDER BY d.kept_at DESC, d.journey LIMIT 1000`,
  )
  return rows.map((row) => {
    const { definition, ...rest } = draftOf(row)
    return { ...rest, journey: row.journey, name: definition.journey['name'] }
  })
}

/** Keeps a draft as the next after the one that was seen. Throws problem 409 when another was kept since. */
export async function keepDraft(database: Database, journey: string, draft: DraftToKeep, actor: Actor, now: number): Promise<Draft> {
  const { number, base, definition } = draft
  if (definition.journey.key !== journey) {
    throw wrongInput(422, [{ field: 'definition.journey.key', message: 'must be the same as in the address' }])
  }
  // A new draft begins anywhere, so that whoever still sees one thrown away before cannot write over it.
  const rows = await database.query(
    number === 0
      ? `INSERT INTO journey_drafts (journey, number, base, body, kept_at, employee_id)
         VALUES ($1, $2 + 1 + floor(random() * 1000000000)::integer, $3, $4::jsonb, $5, $6) ON CONFLICT (journey) DO NOTHING RETURNING number`
      : `UPDATE journey_drafts SET number = $2 + 1, base = $3, body = $4::jsonb, kept_at = $5, employee_id = $6
         WHERE journey = $1 AND number = $2 RETURNING number`,
    [journey, number, base, json(definition), now, employeeOf(actor)],
  )
  if (rows.length === 0) throw changedSince(await rowOf(database, journey))
  return (await readDraft(database, journey))!
}

/** Throws a draft away with what was tried of it. Throws problem 409 when another was kept since. */
export async function dropDraft(database: Database, journey: string, number: number): Promise<void> {
  await database.transaction(async (tx) => {
    await takeDraft(tx, journey, number)
    await forgetDraft(tx, journey, number)
  })
}

/** Puts a draft into force and answers its version. Throws problem 409 when the draft or what is in force changed since, 422 when it is wrong. */
export async function publishDraft(
  { database, definitions }: Pick<Parts, 'database' | 'definitions'>,
  journey: string,
  { number, note, actor }: { number: number; note: string; actor: Actor },
): Promise<number> {
  const seen = await usableDraft(database, journey, number)
  const { stored } = await definitions.current()
  await definitions.putAll(definitionsOf(seen, givenOf(stored)), { actor, note }, async (tx) => {
    const { base } = await takeDraft(tx, journey, number)
    const version = versionIn(await definitions.current(tx), journey)
    if (version !== base) {
      throw new HttpProblem(
        409,
        'changed',
        `Version ${version} of the journey took force since this draft was begun from version ${base}.`,
        {
          detail: 'Compare the two; then keep the draft with that version as its `base` and publish again.',
        },
      )
    }
    await forgetDraft(tx, journey, number)
  })
  return versionIn(await definitions.current(), journey)
}

/** A draft that can be tried and published. Throws problem 404 without one, 409 when it is another than was seen, 422 when something in it is wrong. */
export async function usableDraft(database: Queryable, journey: string, number: number): Promise<WholeDefinition> {
  const { body } = await takeDraft(database, journey, number)
  const problems = checkDraft(body).map(({ sort, key, field, message }) => ({ field: `${sort} ${key}: ${field}`, message }))
  if (problems.length > 0) throw wrongInput(422, problems)
  return body
}

/** What is in force of a journey, and its version; 0 when nobody defined it. */
export function inForceOf(current: CurrentDefinitions, journey: string): { version: number; inForce: WholeDefinition | null } {
  return { version: versionIn(current, journey), inForce: wholeDefinition(givenOf(current.stored), journey) }
}

function versionIn({ stored }: CurrentDefinitions, journey: string): number {
  return stored.find(({ sort, key }) => sort === 'journey' && key === journey)?.version ?? 0
}

async function rowOf(database: Queryable, journey: string): Promise<Row | null> {
  const [row] = await database.query<Row>(`SELECT ${COLUMNS} ${FROM} WHERE d.journey = $1`, [journey])
  return row ?? null
}

async function takeDraft(database: Queryable, journey: string, number: number): Promise<Row> {
  const row = await rowOf(database, journey)
  if (row === null) throw notFound('draft of this journey')
  if (row.number !== number) throw changedSince(row)
  return row
}

/** Takes a draft away, unless somebody is just keeping another. */
async function forgetDraft(tx: Queryable, journey: string, number: number): Promise<void> {
  const gone = await tx.query('DELETE FROM journey_drafts WHERE journey = $1 AND number = $2 RETURNING number', [journey, number])
  if (gone.length === 0) throw changedSince(await rowOf(tx, journey))
  await tx.query('DELETE FROM journey_trials WHERE journey = $1', [journey])
}

function changedSince(row: Row | null): HttpProblem {
  const title =
    row === null
      ? 'The draft is gone: it was published or thrown away.'
      : `${row.name ?? 'Somebody else'} has changed the draft since you saw it.`
  return new HttpProblem(409, 'changed', title, { detail: 'Nothing was kept of yours. Read the draft again.' })
}

function draftOf({ number, base, body, keptAt, name, employee }: Row): Draft {
  const definition = body as unknown as Draft['definition']
  return { number, base, keptAt: formatInstant(keptAt), who: whoOf({ actor: employee === null ? null : 'employee', name }), definition }
}
