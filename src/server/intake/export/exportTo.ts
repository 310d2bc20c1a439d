import type { Encounter } from '../../../domain/encounter/encounter.ts'
import type { Database } from '../../db/database.ts'
import type { Sql } from '../../db/sql.ts'
import { judgementBodyOf } from '../../customer/judgementJson.ts'
import { judgementOf, type JudgementRow } from '../../customer/judgements.ts'
import type { FormatWriter } from './format.ts'
import { heardMentions, type HeardRow } from './mentionJson.ts'
import { readSnapshot } from './snapshot.ts'
import {
  awaitingEncounters,
  identifierKinds,
  namedCustomers,
  namedThings,
  placedEncounters,
  saidJudgements,
  statementOf,
  toldStatements,
  walkedPaths,
  type Choice,
  type CustomerRow,
  type PathRow,
  type PlacedRow,
  type StatementRow,
  type ThingRow,
} from './statements.ts'
import { csvWriter } from './writeCsv.ts'
import { ndjsonWriter } from './writeNdjson.ts'
import { ocelWriter } from './writeOcel.ts'
import { xesWriter } from './writeXes.ts'

/** How files of each format are called, and their media types. */
export const EXPORT_FILES = {
  ndjson: { ending: 'ndjson', media: 'application/x-ndjson' },
  csv: { ending: 'csv', media: 'text/csv; charset=utf-8' },
  xes: { ending: 'xes', media: 'application/xml' },
  ocel: { ending: 'jsonocel', media: 'application/json' },
}
/** A format that is written. */
export type ExportFormat = keyof typeof EXPORT_FILES

/** What is exported, and how; local times of a CSV file are of `timeZone` where an encounter names none. */
export interface ExportOptions extends Choice {
  format: ExportFormat
  timeZone: string
}

type Name =
  | 'encounters'
  | 'encounters_by_path'
  | 'awaiting'
  | 'judgements'
  | 'statements'
  | 'kinds'
  | 'customers'
  | 'paths'
  | 'things'
  | 'mentions'

/** Writes judgements, statements and encounters in a format, as of one moment, in constant memory; waits for each piece to be taken. */
export async function exportTo(database: Database, options: ExportOptions, write: (text: string) => Promise<void>): Promise<void> {
  const { format } = options
  const choice: Choice = { since: options.since, until: options.until, journey: options.journey }
  const statements: Partial<Record<Name, Sql>> = {
    ...(format === 'csv' && { kinds: identifierKinds() }),
    ...(format === 'ocel' && { customers: namedCustomers(choice), paths: walkedPaths(choice), things: namedThings(choice) }),
    judgements: saidJudgements(choice),
    statements: toldStatements(choice),
    ...(format === 'xes' ? { encounters_by_path: placedEncounters(choice, true) } : { encounters: placedEncounters(choice) }),
    awaiting: awaitingEncounters(choice),
    ...(format === 'ndjson' && { mentions: heardMentions(choice) }),
  }
  await readSnapshot<Name>(database, statements, async (read) => {
    const all = async <Row>(name: Name, text: (row: Row) => string) => {
      if (statements[name] === undefined) return
      for await (const rows of read<Row>(name)) await write(rows.map(text).join(''))
    }
    const kinds: string[] = []
    await all<{ kind: string }>('kinds', ({ kind }) => (kinds.push(kind), ''))
    const writer = writerOf(options, kinds)
    await write(writer.begin())
    await all<CustomerRow>('customers', (row) => writer.customer?.(row) ?? '')
    await all<PathRow>('paths', (row) => writer.path?.(row) ?? '')
    await all<ThingRow>('things', (row) => writer.thing?.(row) ?? '')
    await all<JudgementRow>('judgements', (row) => writer.judgement(judgementBodyOf(judgementOf(row))))
    await all<StatementRow>('statements', (row) => writer.statement(statementOf(row), row.customerId))
    await all<PlacedRow>('encounters', writer.placed)
    await all<PlacedRow>('encounters_by_path', writer.placed)
    await all<{ body: Encounter }>('awaiting', ({ body }) => writer.awaiting(body))
    await all<HeardRow>('mentions', (row) => writer.mention?.(row) ?? '')
    await write(writer.end())
  })
}

function writerOf({ format, timeZone }: ExportOptions, kinds: readonly string[]): FormatWriter {
  switch (format) {
    case 'ndjson':
      return ndjsonWriter()
    case 'csv':
      return csvWriter(kinds, timeZone)
    case 'xes':
      return xesWriter()
    case 'ocel':
      return ocelWriter()
  }
}
