import type { z } from 'zod'
import type { solveCasesTogether as contract } from '../../api/caseTogether.ts'
import type { EmployeeEvent } from '../../domain/case/caseEvent.ts'
import { decideCase } from '../../domain/case/decideCase.ts'
import { loadStaff } from '../employee/loadStaff.ts'
import type { Parts } from '../http/parts.ts'
import { announce } from '../jobs/announce.ts'
import { queueMails } from '../mail/mails.ts'
import { readLimits } from './caseLimits.ts'
import { caseNews, caseNumber } from './caseNews.ts'
import { keepNotices } from './keepNotices.ts'
import { addressesOf } from './mailCustomer.ts'
import { logCases, type LogLine, type StandingCase, updateCases } from './saveCases.ts'

type Body = z.output<typeof contract.body>
type Answer = z.output<typeof contract.answer>

/** Solves many cases of one cause at once, as the employee `by`; each wholly or not at all. */
export async function solveTogether(
  parts: Pick<Parts, 'database' | 'definitions' | 'clock' | 'announcements' | 'hasMail'>,
  body: Body,
  by: number,
): Promise<Answer> {
  const { database, definitions, clock, announcements, hasMail } = parts
  const answer = await database.transaction(async (tx): Promise<Answer> => {
    const ids = [...new Set(body.cases.map((id) => Number(id.slice(2))))]
    const standing = await tx.query<StandingCase>(
      'SELECT customer_id AS customer, id, path, body AS each FROM cases WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE',
      [ids],
    )
    const now = clock()
    const { definitions: current } = await definitions.current(tx)
    const surroundings = { calendar: current.calendar, limitsOf: await readLimits(tx), staff: await loadStaff(tx) }
    const addresses =
      hasMail && body.message !== null
        ? await addressesOf(tx, [...new Set(standing.map(({ customer }) => customer))])
        : new Map<number, string>()
    const known = new Set(standing.map(({ id }) => id))
    const left: Answer['left'] = ids.filter((id) => !known.has(id)).map((id) => ({ id: caseNumber(id), because: 'missing' }))
    const changed: StandingCase[] = []
    const lines: LogLine[] = []
    for (const { customer, id, path, each: before } of standing) {
      let each = before
      const own: LogLine[] = []
      let refused: string | null = null
      for (const event of eventsOf(body, by, each.state === 'open', addresses.has(customer))) {
        const decided = decideCase({ case: each, event, now, ...surroundings })
        if ('refused' in decided) {
          refused = decided.refused.because
          break
        }
        each = decided.case
        own.push(...decided.effects.map((entry) => ({ customer, id, entry })))
      }
      if (refused === null) {
        changed.push({ customer, id, path, each })
        lines.push(...own)
      } else left.push({ id: caseNumber(id), because: refused })
    }
    const mails = changed.flatMap(({ customer, id }) => {
      const to = addresses.get(customer)
      return to === undefined ? [] : [{ to, subject: caseNumber(id), text: body.message!, about: `case ${caseNumber(id)}` }]
    })
    await queueMails(tx, mails, now)
    await updateCases(tx, changed, surroundings)
    await logCases(tx, lines)
    await keepNotices(tx, lines, changed, surroundings.staff.employees)
    await announce(tx, caseNews(lines, changed), now)
    return { solved: changed.length, mailed: mails.length, left }
  })
  announcements.announced?.()
  return answer
}

function eventsOf({ done, cause, learned, message }: Body, by: number, isOpen: boolean, hasAddress: boolean): EmployeeEvent[] {
  return [
    ...(isOpen ? [{ kind: 'catch', by } as const] : []),
    ...(message === null ? [] : [{ kind: 'message', by, text: message, delivery: hasAddress ? 'mail' : 'page' } as const]),
    { kind: 'solve', by, done, cause, learned },
  ]
}
