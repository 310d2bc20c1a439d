import { Readable } from 'node:stream'
import type { z } from 'zod'
import type { getCustomersFile, ListedCustomer } from '../../api/customerList.ts'
import type { Queryable } from '../db/database.ts'
import { defuse } from '../intake/export/defuse.ts'
import { getCustomers } from './getCustomers.ts'

const MOST = 100_000
const PAGE = 200

const COLUMNS = [
  'customer',
  'displayName',
  'firstAt',
  'lastAt',
  'encounters',
  'openMatters',
  'ourTurn',
  'frictions',
  'gravest',
  'openCases',
] as const satisfies readonly (keyof ListedCustomer)[]

/** The customers of a search or filter as CSV, as a Finnish spreadsheet opens it: marked UTF-8, semicolons, no cell that it would calculate. */
export function customersFile(database: Queryable, query: z.output<typeof getCustomersFile.query>): Readable {
  return Readable.from(linesOf(database, query))
}

async function* linesOf(database: Queryable, query: z.output<typeof getCustomersFile.query>): AsyncGenerator<string> {
  yield `\ufeff${COLUMNS.join(';')}\r\n`
  let cursor: string | undefined
  let written = 0
  // Page by page: each is known only by the cursor of the one before, and the file is never held as a whole.
  do {
    const page = await getCustomers(database, { ...query, limit: PAGE, cursor })
    yield page.items.map(lineOf).join('')
    written += page.items.length
    cursor = page.next ?? undefined
  } while (cursor !== undefined && written < MOST)
}

function lineOf(row: ListedCustomer): string {
  return `${COLUMNS.map((column) => cell(row[column])).join(';')}\r\n`
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return ''
  const text = typeof value === 'string' && !/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? defuse(value) : String(value)
  return /["\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
