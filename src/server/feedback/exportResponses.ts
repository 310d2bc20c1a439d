import type { Answers } from '../../domain/feedback/question.ts'
import { answerColumns, type ResponseCell, type ResponseColumn } from '../../domain/feedback/responseTable.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Database } from '../db/database.ts'
import { all, sql } from '../db/sql.ts'
import { defuse } from '../intake/export/defuse.ts'
import { readSnapshot } from '../intake/export/snapshot.ts'
import { csvLine } from '../intake/export/writeCsv.ts'
import { LONGEST_CELL, savFile } from './savFile.ts'

/** Which responses are exported, and how. */
export interface ResponseExport {
  survey: string
  format: 'csv' | 'sav'
  language: string
  /** Ms since 1970 UTC. */
  since?: number | undefined
  until?: number | undefined
  now: number
}

interface Row {
  id: string
  version: number
  at: number
  startedAt: number
  wholeAt: number | null
  state: string
  suspect: number
  door: string
  language: string
  customer: string | null
  journey: string | null
  touchpoint: string | null
  channel: string | null
  stage: string | null
  team: string | null
  answers: Answers
}

const text = (name: string, label: string, cell: (row: Row) => ResponseCell) => ({ name, label, kind: 'text' as const, codes: [], cell })
const moment = (name: string, label: string, cell: (row: Row) => ResponseCell) => ({
  name,
  label,
  kind: 'moment' as const,
  codes: [],
  cell,
})
const number = (name: string, label: string, cell: (row: Row) => ResponseCell) => ({
  name,
  label,
  kind: 'number' as const,
  codes: [],
  cell,
})

/** What is known of every response besides its answers. */
const OWN = [
  text('response_id', 'Id of the response', ({ id }) => id),
  number('response_version', 'Version of the survey', ({ version }) => version),
  moment('response_at', 'When the latest was said, UTC', ({ at }) => at),
  moment('response_begun', 'When it was begun, UTC', ({ startedAt }) => startedAt),
  number('response_whole', 'Whether it is whole, 0 or 1', ({ wholeAt }) => Number(wholeAt !== null)),
  text('response_state', 'new, read, handled or test', ({ state }) => state),
  number('response_suspect', 'Whether it looks like a machine’s, 0 or 1', ({ suspect }) => Number(suspect > 0)),
  text('response_door', 'By which door it came', ({ door }) => door),
  text('response_language', 'Language', ({ language }) => language),
  text('customer', 'Customer, when known', ({ customer }) => customer),
  text('about_journey', 'Journey it is about', ({ journey }) => journey),
  text('about_touchpoint', 'Touchpoint it is about', ({ touchpoint }) => touchpoint),
  text('about_channel', 'Channel it is about', ({ channel }) => channel),
  text('about_stage', 'Stage it is about', ({ stage }) => stage),
  text('about_team', 'Team it is about', ({ team }) => team),
] as const

/** Names that answers may not take, so that a question called `customer` is not one column with ours. */
const PREFIX = 'q_'

/** Writes every response to a survey, the oldest first, as of one moment and in constant memory. Each piece waits until the one before was taken. */
export async function exportResponses(
  database: Database,
  asked: ResponseExport,
  write: (piece: string | Buffer) => Promise<void>,
): Promise<void> {
  const versions = await database.query<{ version: number; content: SurveyContent }>(
    'SELECT version, content FROM survey_versions WHERE survey = $1 ORDER BY version',
    [asked.survey],
  )
  const answers = answerColumns(versions, asked.language)
  const columns: readonly ResponseColumn[] = [...OWN, ...answers.columns.map((column) => ({ ...column, name: `${PREFIX}${column.name}` }))]
  const cellsOf = (row: Row) => [...OWN.map(({ cell }) => cell(row)), ...answers.cellsOf(row.version, row.answers)]
  const rows = sql`
    SELECT r.id, r.version, r.at, r.started_at AS "startedAt", r.whole_at AS "wholeAt", r.state, r.suspect, r.door, r.language,
      customers.name AS customer, r.about ->> 'journey' AS journey, r.about ->> 'touchpoint' AS touchpoint,
      coalesce(r.about ->> 'channel', r.channel) AS channel, r.about ->> 'stage' AS stage, r.about ->> 'team' AS team, r.answers
    FROM responses r LEFT JOIN customers ON customers.id = r.customer_id
    WHERE ${all([
      sql`r.survey = ${asked.survey}`,
      asked.since === undefined ? null : sql`r.at >= ${asked.since}`,
      asked.until === undefined ? null : sql`r.at < ${asked.until}`,
    ])}
    ORDER BY r.at, r.id`
  // The head of a file of SPSS says how long the longest text of each column is: so everything is read twice, as of the same moment.
  await readSnapshot<'lengths' | 'rows'>(database, { ...(asked.format === 'sav' && { lengths: rows }), rows }, async (read) => {
    if (asked.format === 'csv') {
      await write(`\ufeff${csvLine(columns.map(({ name }) => name))}`)
      for await (const part of read<Row>('rows')) await write(part.map((row) => csvLine(csvCells(columns, cellsOf(row)))).join(''))
      return
    }
    const lengths = columns.map(() => 0)
    for await (const part of read<Row>('lengths')) {
      for (const row of part) {
        cellsOf(row).forEach((cell, index) => {
          if (typeof cell === 'string') lengths[index] = Math.min(LONGEST_CELL, Math.max(lengths[index]!, Buffer.byteLength(cell)))
        })
      }
    }
    const file = savFile(
      columns.map((column, index) => ({ ...column, bytes: lengths[index]! })),
      asked.now,
    )
    await write(file.head)
    for await (const part of read<Row>('rows')) await write(Buffer.concat(part.map((row) => file.rowOf(cellsOf(row)))))
  })
}

function csvCells(columns: readonly ResponseColumn[], cells: readonly ResponseCell[]): string[] {
  return cells.map((cell, index) => {
    if (cell === null) return ''
    if (typeof cell === 'string') return defuse(cell)
    return columns[index]!.kind === 'moment' ? formatInstant(cell) : String(cell).replace('.', ',')
  })
}
