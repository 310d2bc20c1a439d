import type { Initiator } from '../../../domain/encounter/encounter.ts'
import { itemOfCells } from '../export/cells.ts'
import { undefuse } from '../export/defuse.ts'
import { JUDGEMENT_ROW, LOCAL_COLUMN, SORT_COLUMN, STATEMENT_COLUMN } from '../export/writeCsv.ts'
import { XES_ESCAPED, XES_JUDGEMENT, XES_PREFIX, XES_STATEMENT } from '../export/writeXes.ts'
import type { Fields, FileRow } from './fileRow.ts'
import { OCEL_FIELDS, OCEL_JUDGEMENT_FIELD, OCEL_STATEMENT_FIELD } from './ocel.ts'

/** What a row of a file that Polku wrote holds: an item and who was assumed to begin it, a statement, a judgement or a mention. */
export type OwnRow =
  | { item: unknown; assumed: Initiator | undefined }
  | { statement: unknown }
  | { judgement: unknown }
  | { mention: unknown }

/** Reads a row as Polku writes it in a format; null when another wrote it. */
export type ReadOwn = (row: FileRow) => OwnRow | null

const INITIATORS: readonly unknown[] = ['customer', 'company', 'third-party'] satisfies Initiator[]

/** Whether a CSV file with these columns was written by Polku. */
export function isOwnCsv(columns: readonly string[]): boolean {
  return columns[0] === SORT_COLUMN && columns.includes('occurredAt') && columns.includes(STATEMENT_COLUMN)
}

/** A row of CSV that Polku wrote. */
export function ownCsvRow({ fields }: FileRow): OwnRow {
  const cells = Object.entries(fields ?? {})
    .filter(([name, text]) => text !== '' && name !== SORT_COLUMN && name !== LOCAL_COLUMN)
    .map(([name, text]): [string, string] => [undefuse(name), undefuse(String(text))])
  const statement = cells.find(([name]) => name === STATEMENT_COLUMN)?.[1]
  if (statement === undefined) return ownItem(itemOfCells(cells))
  return fields?.[SORT_COLUMN] === JUDGEMENT_ROW ? { judgement: parse(statement) } : { statement: parse(statement) }
}

/** A line of NDJSON: encounters in their own shape are Polku's, whoever wrote them. */
export function ownJsonRow({ raw }: FileRow): OwnRow {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return { item: raw, assumed: undefined }
  const names = Object.keys(raw)
  if (names.length === 1 && names[0] === 'statement') return { statement: (raw as { statement: unknown }).statement }
  if (names.length === 1 && names[0] === 'mention') return { mention: (raw as { mention: unknown }).mention }
  if (names.length === 1 && names[0] === 'judgement') return { judgement: (raw as { judgement: unknown }).judgement }
  return ownItem(raw as Record<string, unknown>)
}

/** An event, a statement or a judgement in XES that Polku wrote. */
export function ownXesRow({ fields = {} }: FileRow): OwnRow | null {
  const statement = Object.keys(fields).find((key) => key.startsWith(XES_STATEMENT))
  if (statement !== undefined) return { statement: parse(String(fields[statement])) }
  const judgement = Object.keys(fields).find((key) => key.startsWith(XES_JUDGEMENT))
  if (judgement !== undefined) return { judgement: parse(String(fields[judgement])) }
  if (!Object.hasOwn(fields, `${XES_PREFIX}touchpoint`)) return null
  const own = Object.entries(fields)
    .filter(([key]) => key.startsWith(XES_PREFIX))
    .map(([key, value]): [string, unknown] => [key.slice(XES_PREFIX.length), value])
  const escaped = own.find(([name]) => name === XES_ESCAPED)?.[1]
  return ownItem(
    itemOfCells([
      ['occurredAt', fields['time:timestamp']],
      ...own.filter(([name]) => name !== XES_ESCAPED),
      ...(typeof escaped === 'string' ? Object.entries(parse(escaped) as object) : []),
    ]),
  )
}

/** An event, a statement or a judgement in OCEL that Polku wrote; another's event says nothing of a customer. */
export function ownOcelRow({ fields = {} }: FileRow): OwnRow | null {
  const statement = fields[OCEL_STATEMENT_FIELD]
  if (statement !== undefined) return { statement: parse(String(statement)) }
  const judgement = fields[OCEL_JUDGEMENT_FIELD]
  if (judgement !== undefined) return { judgement: parse(String(judgement)) }
  const { id, type, time } = OCEL_FIELDS
  const rest = Object.entries(fields).filter(([name]) => !name.startsWith('ocel:') && !name.startsWith('related.'))
  return ownItem(itemOfCells([...rest, ...places(fields, { id, touchpoint: type, occurredAt: time })]))
}

function places(fields: Fields, from: Record<string, string>): [string, unknown][] {
  return Object.entries(from).map(([name, field]): [string, unknown] => [name, fields[field]])
}

function ownItem(item: Record<string, unknown>): OwnRow {
  const { assumedInitiator, ...rest } = item
  return INITIATORS.includes(assumedInitiator) ? { item: rest, assumed: assumedInitiator as Initiator } : { item, assumed: undefined }
}

/** What is no JSON stays text, and is refused as such. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
