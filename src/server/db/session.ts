import type { Writable } from 'node:stream'
import type pg from 'pg'
import type { Statement, Transaction } from './database.ts'
import { parameterText, readerOf } from './values.ts'

/** How every connection reads values, and that what is asked at once is sent at once. */
export const SPEECH = {
  types: { getTypeParser: (type: number) => readerOf(type) } as unknown as pg.CustomTypesConfig,
  pipeline: true,
}

/** What PostgreSQL says of a statement in a transaction in which another has failed. */
const TRANSACTION_LOST = '25P02'

/** Statements that are prepared at most, by each connection. */
const PREPARED = 256

const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= PREPARED) return known
  const name = `polku_${names.size}`
  names.set(text, name)
  return name
}

/** Asks one question; its text is read and planned anew, so that the plan fits its parameters. */
export async function ask<Row>(target: pg.Pool | pg.ClientBase, text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const { rows } = await target.query({ text, values: parameters.map(parameterText) })
  return rows as Row[]
}

/** Lets all that is asked in one go leave in one piece: each piece wakes the database. */
function sendTogether(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

async function askPrepared<Row>(client: pg.ClientBase, { text, parameters = [] }: Statement): Promise<Row[]> {
  const name = nameOf(text)
  sendTogether(client)
  const { rows } = await client.query({ text, values: parameters.map(parameterText), ...(name !== undefined && { name }) })
  return rows as Row[]
}

/** Does `work` between BEGIN and COMMIT; tells `broken` when the connection cannot be used again. */
export async function runTransaction<Result>(
  client: pg.ClientBase,
  work: (transaction: Transaction) => Promise<Result>,
  broken: (error: Error) => void,
): Promise<Result> {
  let open = true
  let first: unknown
  const check = () => {
    if (!open) throw new Error('The transaction has ended.')
  }
  /** Of statements that are under way at once the first to fail is the one that is wrong: those after it fail because of it. */
  const asking = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await answer
    } catch (error) {
      if (first !== undefined && (error as { code?: unknown }).code === TRANSACTION_LOST) throw first
      first ??= error
      throw error
    }
  }
  try {
    await client.query('BEGIN')
    const result = await work({
      query: async <Row>(text: string, parameters?: readonly unknown[]) => {
        check()
        return asking(askPrepared<Row>(client, { text, ...(parameters !== undefined && { parameters }) }))
      },
      batch: async (statements) => {
        check()
        return Promise.all(statements.map((statement) => asking(askPrepared<Record<string, unknown>>(client, statement))))
      },
      exec: async (sql) => {
        check()
        await asking(client.query(sql))
      },
    })
    open = false
    const { command } = await client.query('COMMIT')
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back, because a statement in it had failed.')
    return result
  } catch (error) {
    open = false
    await client.query('ROLLBACK').catch(broken)
    throw error
  }
}
