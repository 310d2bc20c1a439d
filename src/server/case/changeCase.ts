import type { Case } from '../../domain/case/case.ts'
import type { CaseEvent, CaseRefusal } from '../../domain/case/caseEvent.ts'
import { decideCase } from '../../domain/case/decideCase.ts'
import type { Transaction } from '../db/database.ts'
import { loadStaff } from '../employee/loadStaff.ts'
import type { Parts } from '../http/parts.ts'
import { announce } from '../jobs/announce.ts'
import { askRecovery } from './askRecovery.ts'
import { readLimits } from './caseLimits.ts'
import { caseNews } from './caseNews.ts'
import { keepNotices } from './keepNotices.ts'
import type { MailingParts } from './mailCustomer.ts'
import { logCases, type StandingCase, updateCases } from './saveCases.ts'

/** What changing a case needs of its surroundings; without `mailing` nothing goes by mail. */
export type CaseParts = Pick<Parts, 'database' | 'definitions' | 'clock' | 'announcements'> & { mailing?: MailingParts | null }

/** What a change of a case came to: how it stands, or why nothing was done. */
export type ChangedCase = { case: Case } | { refused: CaseRefusal } | 'missing' | 'stale'

/** A change: the event, read from the case while nobody else can change it (null = what it is about is missing), and what is written with it. */
export interface CaseChange {
  event: (tx: Transaction, standing: StandingCase) => Promise<CaseEvent | null>
  also?: (tx: Transaction, standing: StandingCase, event: CaseEvent) => Promise<unknown>
}

/** Changes a case by one event. With a `version`, nothing is done once the case has another: `stale`. */
export async function changeCase(
  { database, definitions, clock, announcements, mailing = null }: CaseParts,
  id: number,
  version: number | undefined,
  { event: eventOf, also }: CaseChange,
): Promise<ChangedCase> {
  const changed = await database.transaction(async (tx): Promise<ChangedCase> => {
    const [standing] = await tx.query<StandingCase>(
      'SELECT customer_id AS customer, id, path, body AS each FROM cases WHERE id = $1 FOR UPDATE',
      [id],
    )
    if (standing === undefined) return 'missing'
    const [event, { definitions: current }, staff, limitsOf] = await Promise.all([
      eventOf(tx, standing),
      definitions.current(tx),
      loadStaff(tx),
      readLimits(tx),
    ])
    if (event === null) return 'missing'
    const now = clock()
    const surroundings = { calendar: current.calendar, limitsOf, staff }
    const decided = decideCase({ case: standing.each, event, now, ...surroundings })
    if ('refused' in decided) return decided
    if (version !== undefined && version !== standing.each.version) return 'stale'
    if (decided.case === standing.each) return { case: standing.each }
    const after = { ...standing, each: decided.case }
    await also?.(tx, standing, event)
    const asked = await askRecovery(tx, mailing, [after], now, surroundings)
    const lines = [...decided.effects.map((entry) => ({ customer: standing.customer, id, entry })), ...asked.lines]
    await updateCases(tx, asked.cases, surroundings)
    await logCases(tx, lines)
    await keepNotices(tx, lines, [after], staff.employees)
    await announce(tx, caseNews(lines, [after]), now)
    return { case: asked.cases[0]!.each }
  })
  if (typeof changed === 'object' && 'case' in changed) announcements.announced?.()
  return changed
}
