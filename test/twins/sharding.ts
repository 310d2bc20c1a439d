import type { Database } from '../../src/server/db/database.ts'

/** Statements that may touch customers without naming them, and why. */
const EXCEPTIONS: readonly { because: string; statement: RegExp }[] = [
  {
    because: 'a registry found by identifier, which is how a customer becomes known at all',
    statement: /^(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*\bidentifiers\b/,
  },
  {
    because: 'what is due is asked of every part of the database, each for its own customers',
    statement: /FROM (customers|cases) WHERE (due_at < \$1|stale LIMIT)/,
  },
  {
    because: 'a registry of former numbers, found by whom they went to; only joins write it',
    statement: /^UPDATE former_customers SET survivor_id/,
  },
  { because: 'another definition concerns whoever met it, and is rare', statement: /^UPDATE customers SET stale = true/ },
]

/** Tables whose key does not begin with the customer, and why. */
export const OTHER_KEYS: Readonly<Record<string, string>> = {
  identifiers: 'a registry found by identifier',
  outbox: 'a queue read in order of its numbers; each part of a database has its own',
}

/** The tables with a customer in them. */
export async function customerTables(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'customer_id' ORDER BY 1`,
  )
  return ['customers', ...rows.map(({ name }) => name)]
}

/** Statements that touch more tables of customers than they name customers for. */
export function unnamed(statements: Iterable<string>, tables: readonly string[]): string[] {
  return [...statements].filter((text) => !EXCEPTIONS.some(({ statement }) => statement.test(text)) && !namesCustomers(text, tables))
}

function namesCustomers(text: string, tables: readonly string[]): boolean {
  const touched = text.match(new RegExp(`\\b(FROM|JOIN|UPDATE|USING) (${tables.join('|')})\\b`, 'g')) ?? []
  const named = text.match(/\b(customer_id|customers\.id) (=|IN) |= (\w+\.)?customer_id\b/g) ?? []
  const byId = /\b(UPDATE|FROM) customers\b.* WHERE id = ANY\(/.test(text) ? 1 : 0
  const into = new RegExp(`\\bINTO (${tables.filter((table) => table !== 'customers').join('|')}) \\((.*?)\\)`).exec(text)
  return touched.length <= named.length + byId && (into === null || /\bcustomer_id\b/.test(into[2]!))
}
