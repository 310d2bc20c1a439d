import { access, constants, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { JudgementBody } from '../../../api/identity.ts'
import type { Encounter } from '../../../domain/encounter/encounter.ts'
import { readMention, type MentionInput } from '../../../domain/feedback/mention.ts'
import { readEncounter, type Problem } from '../../../domain/encounter/schema.ts'
import { PERSONAL_CODE_PROBLEM } from '../../../domain/customer/identifier.ts'
import { DEEP_PROBLEM, DEEPEST, isDeeperThan } from '../../../domain/kernel/keepable.ts'
import { readJudgement } from '../../customer/judgementJson.ts'
import { readStatementJson } from '../export/statementJson.ts'
import type { CustomerStatement } from '../tellStatements.ts'
import { openMap, type OpenMap } from './applyMap.ts'
import { readCsv, type JudgeHeader } from './csv.ts'
import { csvMapOf, XES_MAP } from './defaultMaps.ts'
import { BrokenFile, type FileRow, type ReadRow } from './fileRow.ts'
import { fieldsOfJson, readJson } from './json.ts'
import type { FileMap } from './mapSchema.ts'
import { isOcel, readOcel } from './ocel.ts'
import { isOwnCsv, ownCsvRow, ownJsonRow, ownOcelRow, ownXesRow, type ReadOwn } from './ownRows.ts'
import { readText } from './text.ts'
import { readXes } from './xes.ts'

/** A place in a file; the line counts from 1. */
export interface FilePlace {
  file: string
  line: number
}

/** An item of a file that is no encounter, and every reason why; `raw` is what the file says there. */
export interface RejectedRow extends FilePlace {
  id?: string
  problems: Problem[]
  raw: unknown
}

/** A file that could not be read on: what came before it stands. */
export interface FileDamage {
  file: string
  line?: number
  column?: number
  problem: string
}

/** What reading files comes to, one by one: an encounter, a mention (by a map of mentions, or in a file that Polku wrote), a statement or a judgement (in files that Polku wrote), a refusal, a row left out by the map, or the end of a damaged file. */
export type FileItem =
  | { encounter: Encounter; source: FilePlace }
  | { mention: MentionInput; source: FilePlace }
  | { statement: CustomerStatement; source: FilePlace }
  | { judgement: JudgementBody; source: FilePlace }
  | { rejected: RejectedRow }
  | { skipped: FilePlace }
  | { broken: FileDamage }

/** How files are read. */
export interface ReadOptions {
  map?: FileMap | undefined
  /** Makes the ids of encounters without one from their content. */
  hash: (text: string) => string
}

/** The formats that are read. */
export type FileFormat = 'ndjson' | 'csv' | 'xes' | 'ocel'

/** A file that cannot be opened at all, told before anything is read. */
export class MissingFile extends Error {}

/** Makes sure that every file is there and may be read; throws `MissingFile`. */
export async function checkFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (!found) throw new MissingFile(`${path}: there is no such file`)
    if (found.isDirectory()) throw new MissingFile(`${path}: is a folder, not a file`)
    await access(path, constants.R_OK).catch(() => {
      throw new MissingFile(`${path}: may not be read`)
    })
  }
}

/** Reads encounters from files of any size, one file after the other, in batches of at most 1,000. */
export async function* readEncounters(paths: readonly string[], options: ReadOptions): AsyncGenerator<FileItem[]> {
  for (const path of paths) {
    try {
      yield* readFileItems(path, options)
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      yield [{ broken: { file: path, line: error.line, column: error.column, problem: error.message } }]
    }
  }
}

async function* readFileItems(path: string, { map, hash }: ReadOptions): AsyncGenerator<FileItem[]> {
  const text = peekable(readText(path, map?.file?.encoding))
  const beginning = await text.peek()
  const format = map?.file?.format ?? formatOf(path, beginning)
  let open: OpenMap | null = map ? openMap(map) : format === 'xes' ? openMap(XES_MAP) : null
  let readOwn: ReadOwn | null = OWN[format] && (!map || format === 'xes' || format === 'ocel') ? OWN[format] : null
  const judgeHeader = (columns: readonly string[]): string | null => {
    if (open) return open.judgeColumns(columns)
    if (isOwnCsv(columns)) {
      readOwn = ownCsvRow
      return null
    }
    const made = csvMapOf(columns)
    if (typeof made === 'string') return made
    open = openMap(made)
    return null
  }
  const rows: AsyncIterable<ReadRow[]> = rowsOf(format, text, judgeHeader, map?.file?.delimiter)
  for await (const batch of rows) {
    const items = batch.map((row): FileItem => {
      if ('problem' in row)
        return { rejected: { file: path, line: row.line, problems: [{ field: '', message: row.problem }], raw: row.raw } }
      return toItem(path, row, { open, readOwn, isMapped: map !== undefined, isMention: map?.mention !== undefined }, hash)
    })
    if (items.length > 0) yield items
  }
}

/** How rows that Polku wrote are told; a map of the user's goes before it, but for statements and judgements, which no map knows. */
const OWN: Record<FileFormat, ReadOwn | null> = { ndjson: ownJsonRow, csv: null, xes: ownXesRow, ocel: ownOcelRow }

function rowsOf(format: FileFormat, text: AsyncIterable<string>, judgeHeader: JudgeHeader, delimiter?: string): AsyncIterable<ReadRow[]> {
  switch (format) {
    case 'xes':
      return readXes(text)
    case 'ocel':
      return readOcel(text)
    case 'csv':
      return readCsv(text, judgeHeader, delimiter)
    case 'ndjson':
      return readJson(text)
  }
}

interface Reading {
  open: OpenMap | null
  readOwn: ReadOwn | null
  isMapped: boolean
  isMention: boolean
}

function toItem(file: string, row: FileRow, { open, readOwn, isMapped, isMention }: Reading, hash: ReadOptions['hash']): FileItem {
  const place = { file, line: row.line }
  // Neither could a map walk through it nor could it be written down; rows of CSV and XES are flat.
  if (row.fields === undefined && isDeeperThan(row.raw, DEEPEST))
    return { rejected: { ...place, problems: [{ field: '', message: DEEP_PROBLEM }], raw: null } }
  const own = readOwn?.(row) ?? null
  if (own && 'mention' in own) return toMention(place, own.mention as Record<string, unknown>, row, hash)
  if (own && !('item' in own)) {
    const read = 'statement' in own ? readStatementJson(own.statement) : readJudgement(own.judgement)
    return 'problems' in read ? { rejected: rejectedRow(place, null, row.raw, read.problems) } : { ...read, source: place }
  }
  let item = own?.item ?? row.raw
  let assumed = own?.assumed
  if (open && (isMapped || !own)) {
    const mapped = open.apply(row.fields ?? fieldsOfJson(row.raw))
    if ('skipped' in mapped) return { skipped: place }
    if ('problems' in mapped) return { rejected: { ...place, problems: mapped.problems, raw: row.raw } }
    if (isMention) return toMention(place, mapped.item, row, hash)
    item = mapped.item
    assumed = open.assumedInitiator
  }
  const read = readEncounter(item, hash, String(row.number).padStart(12, '0'))
  if ('problems' in read) return { rejected: rejectedRow(place, item, row.raw, read.problems) }
  if (assumed !== undefined) read.encounter.assumedInitiator = assumed
  return { encounter: read.encounter, source: place }
}

/** Without an id of its own a mention goes by a digest of what it says, so that the same file again is the same mentions. */
function toMention(place: FilePlace, item: Record<string, unknown> | null, { raw }: FileRow, hash: ReadOptions['hash']): FileItem {
  const mention = { ...item, id: item?.['id'] ?? hash(JSON.stringify(item)).slice(0, 32) }
  const read = readMention(mention)
  if ('problems' in read) return { rejected: rejectedRow(place, item, raw, read.problems) }
  return { mention: mention as unknown as MentionInput, source: place }
}

/** What was refused for a personal identity code is not written down again. */
function rejectedRow(place: FilePlace, item: unknown, raw: unknown, problems: Problem[]): RejectedRow {
  const isSecret = problems.some(({ message }) => message === PERSONAL_CODE_PROBLEM)
  const id = (item as { id?: unknown } | null)?.id
  return { ...place, ...(typeof id === 'string' && !isSecret && { id }), problems, raw: isSecret ? null : raw }
}

const ENDINGS: Record<string, FileFormat> = {
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'ndjson',
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  xes: 'xes',
  xml: 'xes',
  jsonocel: 'ocel',
}

function formatOf(path: string, beginning: string): FileFormat {
  if (isOcel(beginning)) return 'ocel'
  const ending = basename(path).toLowerCase().replace(/\.gz$/, '').split('.').pop()!
  return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending]! : formatByText(beginning)
}

function formatByText(text: string): FileFormat {
  const first = text.trimStart()[0]
  if (first === '<') return 'xes'
  return first === '{' || first === '[' ? 'ndjson' : 'csv'
}

function peekable(text: AsyncGenerator<string>): AsyncIterable<string> & { peek: () => Promise<string> } {
  let seen: string | null = null
  return {
    peek: async () => {
      const next = await text.next()
      seen = next.done ? '' : next.value
      return seen
    },
    [Symbol.asyncIterator]: async function* () {
      if (seen !== null) yield seen
      yield* text
    },
  }
}
