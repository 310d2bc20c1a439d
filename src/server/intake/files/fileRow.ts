/** What one column, attribute or field of a foreign file holds. */
export type FieldValue = string | number | boolean | string[]

/** The fields of one row by name. Fields of an enclosing record (an XES trace) are inherited, so that they are kept once. */
export type Fields = Record<string, FieldValue>

/** One row, line or event of a file, before it is known to be an encounter. */
export interface FileRow {
  /** Line of the file at which it begins, from 1. */
  line: number
  /** Its running number within the file: orders rows of equal time that have no ids of their own. */
  number: number
  /** What the file says, as shown to people when it is rejected. */
  raw: unknown
  /** Its fields by name; absent in NDJSON until a map asks for them. */
  fields?: Fields
}

/** A row that cannot be read at all, while the rest of the file can. */
export interface UnreadableRow {
  line: number
  raw: unknown
  problem: string
}

/** What a reader of a format yields. */
export type ReadRow = FileRow | UnreadableRow

/** Rows travel in batches of at most this many. */
export const BATCH = 1000

/** Why a file cannot be read on from a place in it; line and column count from 1. */
export class BrokenFile extends Error {
  readonly line: number | undefined
  readonly column: number | undefined

  constructor(message: string, line?: number, column?: number) {
    super(message)
    this.line = line
    this.column = column
  }
}

/** An empty set of fields: names from a file may be anything, `__proto__` included. */
export function emptyFields(enclosing: Fields | null = null): Fields {
  return Object.create(enclosing) as Fields
}
