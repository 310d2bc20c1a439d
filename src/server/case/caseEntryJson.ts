import type { CaseEntryJson } from '../../api/caseLog.ts'
import type { CaseDeed } from '../../domain/case/caseEvent.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { NameOf } from './caseJson.ts'
import { caseNumber } from './caseNews.ts'
import type { MailStates } from './mailCustomer.ts'

/** A line of a case's log as it is kept. */
export interface LogRow {
  id: number
  at: number
  actor: CaseEntryJson['actor']
  employee: number | null
  kind: CaseDeed['kind']
  body: Record<string, unknown>
}

const PEOPLE = ['from', 'to', 'employee'] as const
const CASES = ['into', 'case'] as const
const TIMES = ['until', 'saidAt', 'dueAt'] as const

/** Everybody who is named in a line. */
export function peopleOf({ employee, kind, body }: LogRow): (number | null)[] {
  // What a customer says of a joined case comes from that case.
  if (kind === 'customer-said') return [employee]
  return [employee, ...PEOPLE.flatMap((field) => (typeof body[field] === 'number' ? body[field] : []))]
}

/** Shows a line of a log, its people by name, its times as RFC 3339, and what became of a mail that is still known. */
export function caseEntryJson({ id, at, actor, employee, kind, body }: LogRow, nameOf: NameOf, mails: MailStates): CaseEntryJson {
  const { by: confirmedBy, mail, ...fields } = body
  for (const field of CASES) if (typeof fields[field] === 'number') fields[field] = caseNumber(fields[field])
  if (kind === 'customer-said' && typeof fields['from'] === 'number') {
    fields['case'] = caseNumber(fields['from'])
    delete fields['from']
  }
  for (const field of PEOPLE) if (typeof fields[field] === 'number') fields[field] = nameOf(fields[field])
  for (const field of TIMES) if (typeof fields[field] === 'number') fields[field] = formatInstant(fields[field])
  return {
    ...fields,
    // What is no longer kept was sent: mail that failed is kept.
    ...(typeof mail === 'number' && { mail: mails.get(mail) ?? { state: 'sent', problem: null } }),
    ...(kind === 'confirmed' && { confirmedBy: confirmedBy as CaseEntryJson['confirmedBy'] }),
    id,
    at: formatInstant(at),
    actor,
    by: employee === null ? null : nameOf(employee),
    kind,
  }
}
