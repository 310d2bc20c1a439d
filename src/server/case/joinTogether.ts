import type { z } from 'zod'
import type { togetherJson } from '../../api/caseTogether.ts'
import type { CaseRefusal } from '../../domain/case/caseEvent.ts'
import { decideCase } from '../../domain/case/decideCase.ts'
import { joinCases, separateCases, type DecideOne } from '../../domain/case/joinCases.ts'
import type { Transaction } from '../db/database.ts'
import { loadStaff } from '../employee/loadStaff.ts'
import type { Parts } from '../http/parts.ts'
import { announce } from '../jobs/announce.ts'
import { readLimits } from './caseLimits.ts'
import { caseNews, caseNumber } from './caseNews.ts'
import { keepNotices } from './keepNotices.ts'
import { logCases, type LogLine, type StandingCase, updateCases } from './saveCases.ts'
import { lockCases } from './workTogether.ts'

type Answer = z.output<typeof togetherJson>
type JoinParts = Pick<Parts, 'database' | 'definitions' | 'clock' | 'announcements'>

/** Why two cases were not joined or separated: the domain refuses, one is missing, or has changed since it was seen. */
export type NotJoined = { refused: CaseRefusal } | 'missing' | 'stale'

/** Joins one case into another, as the employee `by`; with a `version`, nothing is done once the case has another. Answers null when it is done. */
export async function joinInto(
  parts: JoinParts,
  { id, into, version, by }: { id: number; into: number; version: number | undefined; by: number },
): Promise<NotJoined | null> {
  return changing(parts, async (tx, decide, told) => {
    const [first, second] = await lockCases(tx, [id, into])
    const other = [first, second].find((each) => each?.id === id)
    const carrier = [first, second].find((each) => each?.id === into)
    if (other === undefined || carrier === undefined) return 'missing'
    const joined = joinCases({ id: into, case: carrier.each }, { id, case: other.each }, by, decide)
    if ('refused' in joined) return { refused: joined.refused }
    if (version !== undefined && version !== other.each.version) return 'stale'
    told.add(carrier, joined.carrier)
    told.add(other, joined.other)
    return null
  })
}

/** Separates a case from the one that it goes on in, as the employee `by`. Answers null when it is done. */
export async function separateFrom(
  parts: JoinParts,
  { id, version, by }: { id: number; version: number | undefined; by: number },
): Promise<NotJoined | null> {
  return changing(parts, async (tx, decide, told) => {
    const [seen] = await tx.query<{ into: number | null }>('SELECT joined_into AS into FROM cases WHERE id = $1', [id])
    if (seen === undefined) return 'missing'
    const standing = await lockCases(tx, seen.into === null ? [id] : [id, seen.into])
    const other = standing.find((each) => each.id === id)
    const carrier = standing.find((each) => each.id === seen.into)
    // Somebody separated it meanwhile, or joined it elsewhere.
    if (other === undefined || carrier === undefined || other.each.joined?.into !== carrier.id)
      return { refused: { because: 'not-joined' } }
    const apart = separateCases({ id: carrier.id, case: carrier.each }, { id, case: other.each }, by, decide)
    if ('refused' in apart) return { refused: apart.refused }
    if (version !== undefined && version !== other.each.version) return 'stale'
    told.add(carrier, apart.carrier)
    told.add(other, apart.other)
    return null
  })
}

/** Joins many cases into one, as the employee `by`; what cannot be joined is left and named. */
export async function joinTogether(
  parts: JoinParts,
  { into, cases }: { into: string; cases: readonly string[] },
  by: number,
): Promise<Answer | 'missing'> {
  const answer: Answer = { changed: 0, customers: 0, mailed: 0, left: [] }
  const none = await changing(parts, async (tx, decide, told) => {
    const number = (id: string) => Number(id.slice(2))
    const ids = [...new Set(cases.map(number))].filter((id) => id !== number(into))
    const standing = await lockCases(tx, [...ids, number(into)])
    const carrier = standing.find(({ id }) => id === number(into))
    if (carrier === undefined) return 'missing'
    const known = new Map(standing.map((each) => [each.id, each]))
    let carrying = carrier.each
    const customers = new Set<number>()
    for (const id of ids) {
      const other = known.get(id)
      const joined = other && joinCases({ id: carrier.id, case: carrying }, { id, case: other.each }, by, decide)
      if (joined === undefined || 'refused' in joined) {
        answer.left.push({ id: caseNumber(id), because: joined === undefined ? 'missing' : joined.refused.because })
        continue
      }
      carrying = joined.carrier.case
      customers.add(other!.customer)
      told.add(carrier, joined.carrier)
      told.add(other!, joined.other)
      answer.changed += 1
    }
    answer.customers = customers.size
    return null
  })
  return none === 'missing' ? 'missing' : answer
}

class Told {
  cases = new Map<number, StandingCase>()
  lines: LogLine[] = []

  add(standing: StandingCase, decided: Extract<ReturnType<DecideOne>, { case: unknown }>): void {
    const { customer, id } = standing
    this.cases.set(id, { ...standing, each: decided.case })
    this.lines.push(...decided.effects.map((entry) => ({ customer, id, entry })))
  }
}

async function changing<Result extends NotJoined | null>(
  { database, definitions, clock, announcements }: JoinParts,
  decideBoth: (tx: Transaction, decide: DecideOne, told: Told) => Promise<Result>,
): Promise<Result> {
  const result = await database.transaction(async (tx) => {
    const { definitions: current } = await definitions.current(tx)
    const surroundings = { calendar: current.calendar, limitsOf: await readLimits(tx), staff: await loadStaff(tx) }
    const now = clock()
    const told = new Told()
    const came = await decideBoth(tx, (each, event) => decideCase({ case: each, event, now, ...surroundings }), told)
    const cases = [...told.cases.values()]
    await updateCases(tx, cases, surroundings)
    await logCases(tx, told.lines)
    await keepNotices(tx, told.lines, cases, surroundings.staff.employees)
    await announce(tx, caseNews(told.lines, cases), now)
    return came
  })
  announcements.announced?.()
  return result
}
