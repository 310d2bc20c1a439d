import type { Queryable } from '../db/database.ts'

/** One place where somebody is signed in; times in ms since 1970 UTC. */
export interface SessionRow {
  id: number
  createdAt: number
  updatedAt: number
  address: string | null
  agent: string | null
}

/** Sessions of an employee that have not run out, newest first. */
export function listSessions(database: Queryable, employee: number, now: number): Promise<SessionRow[]> {
  return database.query<SessionRow>(
    `SELECT id, created_at AS "createdAt", updated_at AS "updatedAt", ip_address AS address, user_agent AS agent
     FROM sessions WHERE user_id = $1 AND expires_at > $2 ORDER BY created_at DESC, id DESC`,
    [employee, now],
  )
}

/** Ends one session of an employee; answers how many ended. */
export async function endSession(database: Queryable, employee: number, session: number): Promise<number> {
  return (await database.query('DELETE FROM sessions WHERE user_id = $1 AND id = $2 RETURNING id', [employee, session])).length
}

/** Ends every session of an employee but one (null = every one); answers how many ended. */
export async function endOtherSessions(database: Queryable, employee: number, but: number | null): Promise<number> {
  return (await database.query('DELETE FROM sessions WHERE user_id = $1 AND id IS DISTINCT FROM $2 RETURNING id', [employee, but])).length
}
