import type { z } from 'zod'
import type { catchCasesTogether, linkCasesTogether, solveCasesTogether, togetherJson } from '../../api/caseTogether.ts'
import type { EmployeeEvent } from '../../domain/case/caseEvent.ts'
import { decideCase } from '../../domain/case/decideCase.ts'
import type { Transaction } from '../db/database.ts'
import { loadStaff } from '../employee/loadStaff.ts'
import type { Parts } from '../http/parts.ts'
import { announce } from '../jobs/announce.ts'
import { tellCarried } from './carriedCases.ts'
import { readLimits } from './caseLimits.ts'
import { caseNews, caseNumber } from './caseNews.ts'
import { keepNotices } from './keepNotices.ts'
import { addressesOf, type CaseLetterOut, mailCustomers, mailingOf, numberMails } from './mailCustomer.ts'
import { logCases, type LogLine, type StandingCase, updateCases } from './saveCases.ts'

type Answer = z.output<typeof togetherJson>
type TogetherParts = Pick<Parts, 'database' | 'definitions' | 'clock' | 'announcements' | 'hasMail' | 'config' | 'webhooks' | 'replies'>

/** What is done with one of many cases; `mail` is the number of the mail that its customer would get. */
type Plan = (standing: StandingCase, mail: number | undefined) => EmployeeEvent[]

/** Words to all customers: what is written, and what the house adds. */
type Words = Pick<CaseLetterOut, 'text' | 'adds'> | null

/** Catches many cases that nobody has caught, as the employee `by`. */
export function catchTogether(parts: TogetherParts, { cases }: z.output<typeof catchCasesTogether.body>, by: number): Promise<Answer> {
  return workTogether(parts, { cases, preview: false, by, words: null }, () => [{ kind: 'catch', by }])
}

/** Links many cases to one cause, as the employee `by`; none of them is closed. */
export function linkTogether(parts: TogetherParts, { cases, cause }: z.output<typeof linkCasesTogether.body>, by: number): Promise<Answer> {
  return workTogether(parts, { cases, preview: false, by, words: null }, () => [{ kind: 'link-cause', by, cause }])
}

/** Solves many cases of one cause at once, as the employee `by`, with one message to all; what nobody had caught is caught first. */
export function solveTogether(parts: TogetherParts, body: z.output<typeof solveCasesTogether.body>, by: number): Promise<Answer> {
  const { cases, preview, done, cause, learned, message, tell } = body
  const words: Words = message !== null ? { text: message, adds: 'solved' } : tell ? { text: done, adds: 'solved' } : null
  return workTogether(parts, { cases, preview, by, words }, ({ each }, mail) => [
    ...(each.state === 'open' && each.joined === null ? [{ kind: 'catch', by } as const] : []),
    ...(message === null
      ? []
      : [
          {
            kind: 'message',
            by,
            text: message,
            delivery: mail === undefined ? 'page' : 'mail',
            ...(mail !== undefined && { mail }),
          } as const,
        ]),
    { kind: 'solve', by, done, cause, learned, ...(message === null && mail !== undefined && { mail }) },
  ])
}

interface Asked {
  cases: readonly string[]
  /** Whether it is only told what would come of it. */
  preview: boolean
  by: number
  words: Words
}

/** Does the same with many cases, with each wholly or not at all, in one transaction. */
async function workTogether(parts: TogetherParts, { cases, preview, by, words }: Asked, plan: Plan): Promise<Answer> {
  const { database, definitions, clock, announcements } = parts
  const mailing = mailingOf(parts)
  const answer = await database.transaction(async (tx): Promise<Answer> => {
    const ids = [...new Set(cases.map((id) => Number(id.slice(2))))]
    const standing = await lockCases(tx, ids)
    const now = clock()
    const { definitions: current } = await definitions.current(tx)
    const surroundings = { calendar: current.calendar, limitsOf: await readLimits(tx), staff: await loadStaff(tx) }
    const customers = [...new Set(standing.map(({ customer }) => customer))]
    const addresses = mailing === null || words === null ? new Map<number, string>() : await addressesOf(tx, customers)
    const numbers = await numberMails(tx, preview ? 0 : standing.filter(({ customer }) => addresses.has(customer)).length)
    const known = new Set(standing.map(({ id }) => id))
    const left: Answer['left'] = ids.filter((id) => !known.has(id)).map((id) => ({ id: caseNumber(id), because: 'missing' }))
    const changed: StandingCase[] = []
    const lines: LogLine[] = []
    const letters: CaseLetterOut[] = []
    for (const one of standing) {
      const { customer, id } = one
      const to = addresses.get(customer)
      const mail = to === undefined ? undefined : (numbers.pop() ?? 0)
      const after = decideAll(one, plan(one, mail), now, surroundings)
      if ('refused' in after) {
        left.push({ id: caseNumber(id), because: after.refused })
        continue
      }
      changed.push(after.case)
      lines.push(...after.lines)
      if (mail !== undefined) letters.push({ to: to!, id, customer, by, mail, ...words! })
    }
    const people = new Set(changed.map(({ customer }) => customer)).size
    const told: Answer = { changed: changed.length, customers: people, mailed: letters.length, left }
    if (preview) return told
    if (mailing !== null && words !== null) {
      await mailCustomers(tx, mailing, letters, now)
      lines.push(...(await tellCarried(tx, mailing, changed, { ...words, by }, now)))
    }
    await updateCases(tx, changed, surroundings)
    await logCases(tx, lines)
    await keepNotices(tx, lines, changed, surroundings.staff.employees)
    await announce(tx, caseNews(lines, changed), now)
    return told
  })
  if (!preview) announcements.announced?.()
  return answer
}

/** The cases of these numbers, so that nobody else changes them meanwhile. */
export function lockCases(tx: Transaction, ids: readonly number[]): Promise<StandingCase[]> {
  return tx.query<StandingCase>(
    'SELECT customer_id AS customer, id, path, body AS each FROM cases WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE',
    [ids],
  )
}

function decideAll(
  standing: StandingCase,
  events: readonly EmployeeEvent[],
  now: number,
  surroundings: Omit<Parameters<typeof decideCase>[0], 'case' | 'event' | 'now'>,
): { case: StandingCase; lines: LogLine[] } | { refused: string } {
  const { customer, id } = standing
  const lines: LogLine[] = []
  let { each } = standing
  for (const event of events) {
    const decided = decideCase({ case: each, event, now, ...surroundings })
    if ('refused' in decided) return { refused: decided.refused.because }
    each = decided.case
    lines.push(...decided.effects.map((entry) => ({ customer, id, entry })))
  }
  return { case: { ...standing, each }, lines }
}
