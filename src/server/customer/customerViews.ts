import { deleteView, getViews, patchView, postView, type ViewJson } from '../../api/customerView.ts'
import type { Actor } from '../../domain/access/may.ts'
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, notFound, wrongInput } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'

type Somebody = Extract<Actor, { kind: 'employee' }>
type Row = Omit<ViewJson, 'mine'> & { employee: number }

const COLUMNS = sql`id, name, team, filter, employee_id AS employee`

/** The doors to saved views of the list of customers. */
export function customerViewRoutes({ database }: Pick<Parts, 'database'>): Route[] {
  return [
    route(getViews, async ({ actor }) => {
      const { id, teams } = somebody(actor)
      const rows = await database.query<Row>(
        ...sql`SELECT ${COLUMNS} FROM customer_views WHERE employee_id = ${id} OR team = ANY(${teams}::text[]) ORDER BY lower(name), id`.render(),
      )
      return { items: rows.map((row) => viewOf(row, id)) }
    }),
    route(postView, async ({ actor, body }) => {
      const by = somebody(actor)
      checkTeam(by, body.team)
      const [row] = await database.query<Row>(
        ...sql`INSERT INTO customer_views (name, employee_id, team, filter) VALUES (${body.name}, ${by.id}, ${body.team}, ${JSON.stringify(body.filter)}::jsonb)
          RETURNING ${COLUMNS}`.render(),
      )
      return viewOf(row!, by.id)
    }),
    route(patchView, async ({ actor, params, body }) => {
      const by = somebody(actor)
      const { name, team, filter } = { ...(await changeable(database, by, params.view)), ...body }
      if (body.team !== undefined) checkTeam(by, team)
      const [row] = await database.query<Row>(
        ...sql`UPDATE customer_views SET name = ${name}, team = ${team}, filter = ${JSON.stringify(filter)}::jsonb
          WHERE id = ${params.view} RETURNING ${COLUMNS}`.render(),
      )
      if (row === undefined) throw missing(params.view)
      return viewOf(row, by.id)
    }),
    route(deleteView, async ({ actor, params }) => {
      await changeable(database, somebody(actor), params.view)
      await database.query(...sql`DELETE FROM customer_views WHERE id = ${params.view}`.render())
      return { id: params.view }
    }),
  ]
}

function somebody(actor: Actor): Somebody {
  if (actor.kind !== 'employee') throw new HttpProblem(403, 'forbidden', 'Views are somebody’s own: sign in.')
  return actor
}

function checkTeam({ teams, role }: Somebody, team: string | null): void {
  if (team === null || role === 'admin' || teams.includes(team)) return
  throw wrongInput(422, [{ field: 'team', message: 'must be one of your own teams' }])
}

/** A view that somebody may change: their own, and an admin those of their teams. Throws otherwise. */
async function changeable(database: Queryable, by: Somebody, id: number): Promise<Row> {
  const [row] = await database.query<Row>(...sql`SELECT ${COLUMNS} FROM customer_views WHERE id = ${id}`.render())
  const isSeen =
    row !== undefined && (row.employee === by.id || (row.team !== null && (by.role === 'admin' || by.teams.includes(row.team))))
  if (!isSeen) throw missing(id)
  if (row.employee !== by.id && by.role !== 'admin') {
    throw new HttpProblem(403, 'forbidden', 'A team’s view is changed by who made it or by an admin.', {
      detail: 'Save your own beside it.',
    })
  }
  return row
}

function missing(id: number): HttpProblem {
  return notFound(`view ${id} of yours`, 'It may have been deleted.')
}

function viewOf({ employee, ...row }: Row, asker: number): ViewJson {
  return { ...row, mine: employee === asker }
}
