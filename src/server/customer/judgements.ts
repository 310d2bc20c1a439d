import type { Judgements } from '../../domain/customer/identity.ts'
import type { Queryable } from '../db/database.ts'

/** Who says something: the token it came with, and the person or program by name. */
export interface Speaker {
  token: string | null
  name: string
}

/** What people said of identifiers: that they are one person's (`others` empty), or that those of one side are not those of the other. */
export interface Judgement {
  id: number
  sort: 'join' | 'separate'
  identifiers: string[]
  others: string[]
  at: number
  by: Speaker
  because: string
  undone: { at: number; by: Speaker; because: string } | null
}

/** A row of the table. */
export interface JudgementRow extends Omit<Judgement, 'by' | 'undone'> {
  token: string | null
  saidBy: string
  undoneAt: number | null
  undoneToken: string | null
  undoneBy: string | null
  undoneBecause: string | null
}

/** The columns of a row. */
export const JUDGEMENT_COLUMNS = `id, sort, identifiers, others, at, token, said_by AS "saidBy", because, undone_at AS "undoneAt",
  undone_token AS "undoneToken", undone_by AS "undoneBy", undone_because AS "undoneBecause"`
const SELECT = `SELECT ${JUDGEMENT_COLUMNS} FROM judgements`

/** What people said of any of these identifiers, taken back or not, in the order in which they said it. */
export async function findJudgements(tx: Queryable, identifiers: readonly string[]): Promise<Judgement[]> {
  const rows = await tx.query<JudgementRow>(`${SELECT} WHERE (identifiers || others) && $1::text[] ORDER BY id`, [identifiers])
  return rows.map(judgementOf)
}

/** What people said, page by page: at most `limit` after the number `after`. */
export async function listJudgements(tx: Queryable, after: number, limit: number): Promise<Judgement[]> {
  return (await tx.query<JudgementRow>(`${SELECT} WHERE id > $1 ORDER BY id LIMIT $2`, [after, limit])).map(judgementOf)
}

/** What people said under a number; null without it. */
export async function getJudgement(tx: Queryable, id: number): Promise<Judgement | null> {
  const [row] = await tx.query<JudgementRow>(`${SELECT} WHERE id = $1`, [id])
  return row === undefined ? null : judgementOf(row)
}

/** What is in force of what people said about any of these identifiers, as the decision takes it. */
export async function judgementsAbout(tx: Queryable, identifiers: readonly string[]): Promise<Judgements> {
  const rows = await tx.query<JudgementRow>(`${SELECT} WHERE undone_at IS NULL AND (identifiers || others) && $1::text[] ORDER BY id`, [
    identifiers,
  ])
  return {
    joins: rows.filter(({ sort }) => sort === 'join').map((row) => row.identifiers),
    separations: rows.filter(({ sort }) => sort === 'separate').map((row) => [row.identifiers, row.others] as const),
  }
}

/** Keeps what somebody says; tells its number. */
export async function keepJudgement(tx: Queryable, said: Omit<Judgement, 'id' | 'undone'>): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO judgements (sort, identifiers, others, at, token, said_by, because) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [said.sort, said.identifiers, said.others, said.at, said.by.token, said.by.name, said.because],
  )
  return row!.id
}

/** Notes that somebody takes back what was said. */
export async function takeBack(tx: Queryable, id: number, { at, by, because }: NonNullable<Judgement['undone']>): Promise<void> {
  await tx.query('UPDATE judgements SET undone_at = $2, undone_token = $3, undone_by = $4, undone_because = $5 WHERE id = $1', [
    id,
    at,
    by.token,
    by.name,
    because,
  ])
}

/** What a row says. */
export function judgementOf({ token, saidBy, undoneAt, undoneToken, undoneBy, undoneBecause, ...row }: JudgementRow): Judgement {
  return {
    ...row,
    by: { token, name: saidBy },
    undone: undoneAt === null ? null : { at: undoneAt, by: { token: undoneToken, name: undoneBy! }, because: undoneBecause! },
  }
}
