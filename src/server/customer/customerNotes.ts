import { type CaseLineJson, deleteNote, getNotes, type NoteJson, patchNote, postNote, TOLD_LINES } from '../../api/customerNotes.ts'
import type { Actor } from '../../domain/access/may.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { caseNumber } from '../case/caseNews.ts'
import type { Queryable } from '../db/database.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import type { FoundCustomer } from './findCustomer.ts'

interface Row {
  id: number
  at: number
  editedAt: number | null
  by: number
  name: string | null
  text: string
}

const MOST = 1000

/** The doors to what employees noted about customers; `find` tells a customer or throws. */
export function customerNoteRoutes(
  { database, clock }: Pick<Parts, 'database' | 'clock'>,
  find: (text: string) => Promise<FoundCustomer>,
): Route[] {
  return [
    route(getNotes, async ({ params, actor }) => {
      const { id } = await find(params.customer)
      const [notes, lines] = await Promise.all([
        readNotes(database, sql`n.customer_id = ${id} ORDER BY n.at DESC, n.id DESC LIMIT ${MOST}`, actor),
        readLines(database, id),
      ])
      return { notes, lines }
    }),
    route(postNote, async ({ params, body, actor }) => {
      const by = writerOf(actor)
      const { id, name } = await find(params.customer)
      const [written] = await database.query<{ id: number }>(
        ...sql`INSERT INTO customer_notes (customer_id, identifier, at, employee_id, text)
          VALUES (${id}, ${name}, ${clock()}, ${by}, ${body.text}) RETURNING id`.render(),
      )
      return (await readNotes(database, sql`n.customer_id = ${id} AND n.id = ${written!.id}`, actor))[0]!
    }),
    route(patchNote, async ({ params, body, actor }) => {
      const { id } = await find(params.customer)
      await own(database, id, params.note, writerOf(actor))
      await database.query(
        ...sql`UPDATE customer_notes SET text = ${body.text}, edited_at = ${clock()} WHERE customer_id = ${id} AND id = ${params.note}`.render(),
      )
      const [note] = await readNotes(database, sql`n.customer_id = ${id} AND n.id = ${params.note}`, actor)
      if (note === undefined) throw missing(params.note)
      return note
    }),
    route(deleteNote, async ({ params, actor }) => {
      const { id } = await find(params.customer)
      await own(database, id, params.note, writerOf(actor))
      await database.query(...sql`DELETE FROM customer_notes WHERE customer_id = ${id} AND id = ${params.note}`.render())
      return { id: params.note }
    }),
  ]
}

function writerOf(actor: Actor): number {
  if (actor.kind !== 'employee') throw new HttpProblem(403, 'forbidden', 'A note is somebody’s: sign in.')
  return actor.id
}

function missing(note: number): HttpProblem {
  return notFound(`note ${note} on this customer`, 'It may have been deleted.')
}

/** Throws unless a note is somebody's own. */
async function own(database: Queryable, customer: number, note: number, by: number): Promise<void> {
  const [row] = await database.query<{ by: number }>(
    ...sql`SELECT employee_id AS by FROM customer_notes WHERE customer_id = ${customer} AND id = ${note}`.render(),
  )
  if (row === undefined) throw missing(note)
  if (row.by !== by) throw new HttpProblem(403, 'forbidden', 'A note is changed by who wrote it.', { detail: 'Write one of your own.' })
}

async function readNotes(database: Queryable, condition: Sql, actor: Actor): Promise<NoteJson[]> {
  const rows = await database.query<Row>(
    ...sql`SELECT n.id, n.at, n.edited_at AS "editedAt", n.employee_id AS by, e.name, n.text
      FROM customer_notes n LEFT JOIN employees e ON e.id = n.employee_id WHERE ${condition}`.render(),
  )
  return rows.map(({ id, at, editedAt, by, name, text }) => ({
    id,
    at: formatInstant(at),
    editedAt: editedAt === null ? null : formatInstant(editedAt),
    by: { id: by, name: name ?? '' },
    text,
    mine: actor.kind === 'employee' && actor.id === by,
  }))
}

async function readLines(database: Queryable, customer: number): Promise<CaseLineJson[]> {
  const rows = await database.query<
    Omit<CaseLineJson, 'case' | 'at' | 'by'> & { case: number; at: number; employee: number | null; name: string | null }
  >(
    ...sql`SELECT l.case_id AS case, l.id, l.at, l.actor, l.employee_id AS employee, e.name, l.kind,
        coalesce(l.body ->> 'text', l.body ->> 'done', l.body ->> 'note') AS text
      FROM case_log l LEFT JOIN employees e ON e.id = l.employee_id
      WHERE l.customer_id = ${customer} AND l.kind = ANY(${TOLD_LINES}::text[]) ORDER BY l.at DESC, l.id DESC LIMIT ${MOST}`.render(),
  )
  return rows.map(({ case: number, at, employee, name, ...row }) => ({
    ...row,
    case: caseNumber(number),
    at: formatInstant(at),
    by: employee === null ? null : { id: employee, name: name ?? '' },
  }))
}
