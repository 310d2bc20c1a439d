import { errorCode } from './transaction.ts'

/** The database cannot be asked just now, as its own side says. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway'
}

const CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT', 'EPIPE', 'ENOENT'])
// Connections that broke, a server that shuts down or starts, no connection or disk left, a server that only reads.
const STATES = /^(08...|57P0[1-5]|53[1-4]00|58030|25006)$/
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Cannot use a pool after|The database is closed|Client (has encountered a connection error|was closed))/

/** Whether an error means that the database cannot be reached, or cannot write, for now. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  if (!(error instanceof Error)) return false
  const code = errorCode(error) ?? ''
  return error instanceof DatabaseAway || CODES.has(code) || STATES.test(code) || WORDS.test(error.message)
}
