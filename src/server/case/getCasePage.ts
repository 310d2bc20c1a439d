import type { CasePageJson } from '../../api/case.ts'
import type { Actor } from '../../domain/access/may.ts'
import { canOwn, mayOffer, mayWork, type Staff } from '../../domain/case/staff.ts'
import type { Case, Solution } from '../../domain/case/case.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { sql } from '../db/sql.ts'
import type { Parts } from '../http/parts.ts'
import { getEncounters } from '../customer/getTimeline.ts'
import { loadStaff } from '../employee/loadStaff.ts'
import { caseEntryJson, type LogRow, peopleOf } from './caseEntryJson.ts'
import { caseJson, type CaseRow, namesOf, peopleIn, SELECT_CASES } from './caseJson.ts'
import { caseNumber } from './caseNews.ts'
import { linkToCase } from './customerCase.ts'
import { joinedCases, otherCases } from './otherCases.ts'
import { addressOf, mailsOf } from './mailCustomer.ts'

interface TaskRow {
  id: number
  title: string
  dueAt: number | null
  addedBy: number
  doneAt: number | null
  doneBy: number | null
}

interface SimilarRow {
  id: number
  state: CasePageJson['state']
  openedAt: number
  solution: Solution
}

const SIMILAR = 5

type PageParts = Pick<Parts, 'database' | 'clock' | 'hasMail' | 'webhooks' | 'config'>

/** One case with everything that its page shows to who asks; null without one. */
export async function getCasePage(parts: PageParts, id: number, actor: Actor): Promise<CasePageJson | null> {
  const { database, clock, hasMail } = parts
  const now = clock()
  const [row] = await database.query<CaseRow>(...sql`${SELECT_CASES} WHERE k.id = ${id}`.render())
  if (row === undefined) return null
  const { customerId, path, each, frictions } = row
  const evidence = [...new Set(frictions.flatMap((friction) => friction.evidence))]
  const [log, tasks, similar, [passed], encounters, staff, mails, address, others, joined] = await Promise.all([
    database.query<LogRow>(
      'SELECT id, at, actor, employee_id AS employee, kind, body FROM case_log WHERE customer_id = $1 AND case_id = $2 ORDER BY id',
      [customerId, id],
    ),
    database.query<TaskRow>(
      `SELECT id, title, due_at AS "dueAt", added_by AS "addedBy", done_at AS "doneAt", done_by AS "doneBy" FROM case_tasks
       WHERE customer_id = $1 AND case_id = $2 ORDER BY done_at NULLS FIRST, due_at NULLS LAST, id`,
      [customerId, id],
    ),
    database.query<SimilarRow>(
      `SELECT alike.id, alike.state, alike.opened_at AS "openedAt", alike.body -> 'solution' AS solution
       FROM cases JOIN cases AS alike ON (alike.journey, alike.touchpoint, alike.kind) = (cases.journey, cases.touchpoint, cases.kind)
       WHERE cases.customer_id = $1 AND cases.id = $2 AND alike.id <> $2 AND alike.body ->> 'solution' IS NOT NULL
       ORDER BY alike.opened_at DESC, alike.id DESC LIMIT ${SIMILAR}`,
      [customerId, id],
    ),
    database.query<{ handovers: number; bounces: number }>(
      `SELECT (body ->> 'handovers')::integer AS handovers, (body ->> 'bounces')::integer AS bounces FROM paths
       WHERE customer_id = $1 AND key = $2`,
      [customerId, path],
    ),
    getEncounters(database, customerId, evidence),
    loadStaff(database),
    mailsOf(database, customerId, id),
    addressOf(database, customerId),
    otherCases(database, customerId, id),
    joinedCases(database, id),
  ])
  const nameOf = await namesOf(database, [
    ...peopleIn(each),
    ...log.flatMap(peopleOf),
    ...tasks.flatMap(({ addedBy, doneBy }) => [addedBy, doneBy]),
  ])
  const at = (moment: number | null) => (moment === null ? null : formatInstant(moment))
  return {
    ...caseJson(row, nameOf, now),
    evidence: encounters,
    log: log.map((line) => caseEntryJson(line, nameOf, mails)),
    tasks: tasks.map(({ dueAt, addedBy, doneAt, doneBy, ...task }) => ({
      ...task,
      dueAt: at(dueAt),
      addedBy: nameOf(addedBy),
      doneAt: at(doneAt),
      doneBy: doneBy === null ? null : nameOf(doneBy),
    })),
    solution: each.solution,
    pathHandovers: passed?.handovers ?? 0,
    pathBounces: passed?.bounces ?? 0,
    similar: similar.map(({ solution: { done, cause, learned }, ...alike }) => ({
      id: caseNumber(alike.id),
      state: alike.state,
      openedAt: formatInstant(alike.openedAt),
      cause,
      done,
      learned,
    })),
    others,
    joined,
    page: actor.kind === 'employee' && canOwn(staff, actor.id) ? await pageOf(parts, id) : null,
    mail: hasMail ? (address === null ? 'no-address' : 'ready') : 'off',
    may: rightsOn(each, actor, staff),
  }
}

async function pageOf(parts: PageParts, id: number): Promise<string> {
  return `${parts.config.publicUrl}/k/${await linkToCase(parts, id)}`
}

function rightsOn(each: Case, actor: Actor, staff: Staff): CasePageJson['may'] {
  if (actor.kind !== 'employee') return { catch: false, work: false, offer: false, answer: false, separate: false }
  const isStanding = each.withdrawnAt === null && each.joined === null
  const isOwned = each.owner !== null && each.state !== 'confirmed'
  return {
    catch: isStanding && each.state === 'open' && canOwn(staff, actor.id),
    work: each.joined === null && mayWork(actor.id, each, staff),
    offer: isStanding && isOwned && each.offer === null && mayOffer(actor.id, each, staff),
    answer: isStanding && each.offer?.to === actor.id,
    separate: each.joined !== null && mayWork(actor.id, each, staff),
  }
}
