import { isLive } from '../../domain/case/case.ts'
import type { CaseEvent } from '../../domain/case/caseEvent.ts'
import { decideCase, joinsFrictions, openCase } from '../../domain/case/decideCase.ts'
import { CASE_SEVERITY, decideCases, type CaseDecisions, type CatchableFriction, type KeptCase } from '../../domain/case/decideCases.ts'
import { concernsCase, type SpokenWords } from '../../domain/case/spokenWords.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import { grouped } from '../../domain/kernel/grouped.ts'
import type { Queryable } from '../db/database.ts'
import { loadStaff } from '../employee/loadStaff.ts'
import type { Announcement } from '../jobs/announce.ts'
import { readLimits } from './caseLimits.ts'
import { caseNews } from './caseNews.ts'
import { keepNotices } from './keepNotices.ts'
import { attachFrictions, moveCases } from './moveCases.ts'
import { insertCases, logCases, updateCases, type LogLine, type StandingCase } from './saveCases.ts'

type Kept = StandingCase & { frictions: string[]; openedAt: number }

/**
 * Brings the cases of some customers in line with their frictions as they stand now, and lets what customers said land on theirs. Tells
 * what is to be announced.
 */
export async function keepCases(
  tx: Queryable,
  customers: readonly number[],
  words: ReadonlyMap<number, readonly SpokenWords[]>,
  definitions: Definitions,
  now: number,
): Promise<Announcement[]> {
  const concerned = [...new Set([...customers, ...words.keys()])].sort((left, right) => left - right)
  if (concerned.length === 0) return []
  const [frictions, cases] = await Promise.all([catchable(tx, customers, definitions), loadCases(tx, concerned)])
  if (frictions.length === 0 && cases.length === 0) return []
  const judged = new Set(customers)
  const decisions = decideCases(
    cases.filter(({ customer }) => judged.has(customer)).map((kept) => keptCase(kept, now)),
    frictions,
  )
  await moveCases(tx, decisions.move)
  await attachFrictions(
    tx,
    decisions.join.map(({ id, ...join }) => ({ ...join, caseId: id })),
  )
  const changed = await change(tx, moved(cases, decisions), decisions, words, definitions, now)
  const opened = await open(tx, decisions.open, frictions, definitions, now)
  const lines = [...changed.lines, ...opened.lines]
  await logCases(tx, lines)
  await keepNotices(tx, lines, [...changed.cases, ...opened.cases], new Map())
  return caseNews(lines, [...changed.cases, ...opened.cases])
}

function keptCase({ customer, id, path, frictions, each }: Kept, now: number): KeptCase {
  const ended = !isLive(each) && each.withdrawnAt === null
  return {
    id,
    customer,
    path,
    frictions,
    ended,
    withdrawn: each.withdrawnAt !== null,
    joins: joinsFrictions(each, now),
    severity: each.severity,
  }
}

/** Others who change a case wait until this is done. */
function loadCases(tx: Queryable, customers: readonly number[]): Promise<Kept[]> {
  return tx.query<Kept>(
    `SELECT customer_id AS customer, id, path, opened_at AS "openedAt", body AS each,
       ARRAY(SELECT friction FROM case_frictions WHERE case_frictions.customer_id = cases.customer_id AND case_id = cases.id) AS frictions
     FROM cases WHERE customer_id = ANY($1::bigint[]) ORDER BY id FOR UPDATE`,
    [customers],
  )
}

/** A grave friction, its kind, and the encounter that last proves it. */
type ProvenFriction = CatchableFriction & { kind: string; encounter: string; touchpoint: string }

async function catchable(tx: Queryable, customers: readonly number[], definitions: Definitions): Promise<ProvenFriction[]> {
  if (customers.length === 0) return []
  const rows = await tx.query<ProvenFriction & { journey: string }>(
    `SELECT frictions.customer_id AS customer, frictions.key, frictions.path, frictions.kind, frictions.severity, frictions.at,
       encounters.id AS encounter, encounters.touchpoint, paths.journey
     FROM frictions
     JOIN encounters ON encounters.customer_id = frictions.customer_id AND encounters.id = frictions.body -> 'evidence' ->> -1
     JOIN paths ON paths.customer_id = frictions.customer_id AND paths.key = frictions.path
     WHERE frictions.customer_id = ANY($1::bigint[]) AND frictions.severity >= $2
     ORDER BY frictions.at, frictions.key`,
    [customers, CASE_SEVERITY],
  )
  return rows.map(({ journey, ...friction }) => ({
    ...friction,
    team: definitions.touchpoint(friction.touchpoint)?.team ?? definitions.journey(journey)?.team ?? null,
  }))
}

function moved(cases: readonly Kept[], { move }: CaseDecisions): Kept[] {
  const moves = new Map(move.map((each) => [each.id, each]))
  return cases.map((kept) => {
    const to = moves.get(kept.id)
    return to === undefined ? kept : { ...kept, customer: to.customer, path: to.path }
  })
}

interface Told {
  cases: StandingCase[]
  lines: LogLine[]
}

/** What befell cases that were there, in the order in which it is decided. */
async function change(
  tx: Queryable,
  cases: readonly Kept[],
  decisions: CaseDecisions,
  words: ReadonlyMap<number, readonly SpokenWords[]>,
  definitions: Definitions,
  now: number,
): Promise<Told> {
  const withdrawn = new Set(decisions.withdraw.map(({ id }) => id))
  const restored = new Set(decisions.restore.map(({ id }) => id))
  const joins = grouped(decisions.join, ({ id }) => id)
  const events = (kept: Kept): CaseEvent[] => [
    ...(withdrawn.has(kept.id) ? [{ kind: 'frictions-refuted' } as const] : []),
    ...(restored.has(kept.id) ? [{ kind: 'frictions-stand' } as const] : []),
    ...(joins.has(kept.id) ? [joinOf(joins.get(kept.id)!)] : []),
    ...(words.get(kept.customer) ?? [])
      .filter((said) => concernsCase(said, kept))
      .map(({ path: _path, ...said }) => ({ kind: 'customer-says', ...said }) as const),
  ]
  const befallen = cases.map((kept) => ({ kept, events: events(kept) })).filter((each) => each.events.length > 0)
  const told: Told = { cases: [], lines: [] }
  if (befallen.length === 0) return told
  const surroundings = { calendar: definitions.calendar, limitsOf: await readLimits(tx), staff: await loadStaff(tx) }
  for (const { kept, events: befell } of befallen) {
    const { customer, id, path } = kept
    let { each } = kept
    for (const event of befell) {
      const decided = decideCase({ case: each, event, now, ...surroundings })
      if ('refused' in decided) continue
      each = decided.case
      told.lines.push(...decided.effects.map((entry) => ({ customer, id, entry })))
    }
    if (each !== kept.each) told.cases.push({ customer, id, path, each })
  }
  await updateCases(tx, told.cases, surroundings)
  return told
}

function joinOf(joins: readonly { friction: string; severity: number }[]): CaseEvent {
  return {
    kind: 'friction-joins',
    frictions: joins.map(({ friction }) => friction),
    severity: Math.max(...joins.map(({ severity }) => severity)),
  }
}

async function open(
  tx: Queryable,
  opening: CaseDecisions['open'],
  frictions: readonly ProvenFriction[],
  definitions: Definitions,
  now: number,
): Promise<Told> {
  if (opening.length === 0) return { cases: [], lines: [] }
  const proofs = new Map(frictions.map((friction) => [friction.key, friction]))
  const clocks = { calendar: definitions.calendar, limitsOf: await readLimits(tx) }
  const cases = await insertCases(
    tx,
    opening.map((each) => {
      const { encounter, touchpoint, kind } = proofs.get(each.frictions[0]!)!
      return { customer: each.customer, path: each.path, encounter, touchpoint, kind, openedAt: each.at, each: openCase(each, now, clocks) }
    }),
    clocks,
  )
  const given = new Map(opening.map((each) => [`${each.customer} ${each.path}`, each]))
  const opened = cases.map((standing) => ({ ...standing, given: given.get(`${standing.customer} ${standing.path}`)! }))
  await attachFrictions(
    tx,
    opened.flatMap(({ customer, id, given: { frictions: caught } }) => caught.map((friction) => ({ customer, friction, caseId: id }))),
  )
  const lines = opened.map(({ customer, id, given: { team, severity, frictions: caught } }): LogLine => ({
    customer,
    id,
    entry: { at: now, by: { kind: 'polku' }, deed: { kind: 'opened', team, severity, frictions: caught } },
  }))
  return { cases, lines }
}
