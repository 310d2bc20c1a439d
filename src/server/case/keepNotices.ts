import { mentionsIn } from '../../domain/case/mentions.ts'
import { noticeOf } from '../../domain/case/notice.ts'
import type { Employee } from '../../domain/employee/employee.ts'
import type { Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import type { LogLine, StandingCase } from './saveCases.ts'

/** Writes down of which lines in the logs of cases people are to be told, within the transaction that made them true; `colleagues` can be named in notes. */
export async function keepNotices(
  tx: Queryable,
  lines: readonly LogLine[],
  cases: readonly StandingCase[],
  colleagues: ReadonlyMap<number, Employee>,
): Promise<void> {
  const byId = new Map(cases.map((standing) => [standing.id, standing.each]))
  const named = (text: string) =>
    mentionsIn(
      text,
      [...colleagues.values()].filter(({ active }) => active),
    )
  const notices = lines.flatMap(({ id, entry }) => {
    const each = byId.get(id)
    const notice = each === undefined ? null : noticeOf(entry, each, named)
    return notice === null ? [] : [{ ...notice, id, team: each!.team, severity: each!.severity }]
  })
  if (notices.length === 0) return
  await tx.query(
    `INSERT INTO notices (case_id, at, kind, detail, team, severity, "to")
     SELECT id, at, kind, detail, team, severity, ARRAY(SELECT jsonb_array_elements_text("to")::bigint)
     FROM jsonb_to_recordset($1::jsonb) AS given(id bigint, at bigint, kind text, detail text, team text, severity smallint, "to" jsonb)`,
    [json(notices)],
  )
}
