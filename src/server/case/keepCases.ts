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
    cases.filter(({ customer }) => judged.has(customer)).map((kept) => keptCase(kept, carrierOf(kept, cases), now)),
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

/** `carrier` is the case in which it goes on: itself when it stands for itself. */
function keptCase({ customer, id, path, frictions, each: own }: Kept, { each }: Kept, now: number): KeptCase {
  const ended = !isLive(each) && each.withdrawnAt === null
  return {
    id,
    customer,
    path,
    frictions,
    ended,
    withdrawn: own.withdrawnAt !== null,
    joins: joinsFrictions(each, now),
    severity: each.severity,
  }
}

/** The case among `cases` in which another goes on, through any that were joined one into the other. */
function carrierOf(kept: Kept, cases: readonly Kept[]): Kept {
  let carrier = kept
  for (let { joined } = carrier.each; joined !== null; { joined } = carrier.each) {
    const into = cases.find(({ id }) => id === joined!.into)
    if (into === undefined) return carrier
    carrier = into
  }
  return carrier
}

/** Others who change a case wait until this is done. */
async function loadCases(tx: Queryable, customers: readonly number[]): Promise<Kept[]> {
  const own = await tx.query<Kept>(`${SELECT} WHERE customer_id = ANY($1::bigint[]) ORDER BY id FOR UPDATE`, [customers])
  const known = new Set(own.map(({ id }) => id))
  const elsewhere = own.flatMap(({ each: { joined } }) => (joined !== null && !known.has(joined.into) ? [joined.into] : []))
  if (elsewhere.length === 0) return own
  // Cases that go on in another customer's are few: those of one cause, joined by hand.
  const carriers = await tx.query<Kept>(
    `WITH RECURSIVE above AS (
       SELECT id, joined_into FROM cases WHERE id = ANY($1::bigint[])
       UNION SELECT cases.id, cases.joined_into FROM above JOIN cases ON cases.id = above.joined_into)
     ${SELECT} WHERE id IN (SELECT id FROM above) AND id <> ALL($2::bigint[]) ORDER BY id FOR UPDATE`,
    [elsewhere, [...known]],
  )
  return [...own, ...carriers]
}

const SELECT = `SELECT customer_id AS customer, id, path, opened_at AS "openedAt", body AS each,
    ARRAY(SELECT friction FROM case_frictions WHERE case_frictions.customer_id = cases.customer_id AND case_id = cases.id) AS frictions
  FROM cases`

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
  const carried = grouped(
    cases.filter(({ each }) => each.joined !== null),
    (kept) => carrierOf(kept, cases).id,
  )
  const judged = (kept: Kept): CaseEvent[] => [
    ...(withdrawn.has(kept.id) ? [{ kind: 'frictions-refuted' } as const] : []),
    ...(restored.has(kept.id) ? [{ kind: 'frictions-stand' } as const] : []),
  ]
  const events = (kept: Kept): CaseEvent[] => {
    if (kept.each.joined !== null) return judged(kept)
    // What befalls a case that goes on in this one befalls this one.
    const all = [kept, ...(carried.get(kept.id) ?? [])]
    const joining = all.flatMap(({ id }) => joins.get(id) ?? [])
    return [...judged(kept), ...(joining.length > 0 ? [joinOf(joining)] : []), ...heard(all, words)]
  }
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

/** What the customers of a case, and of those that go on in it, said about any of them; each word once. */
function heard(all: readonly Kept[], words: ReadonlyMap<number, readonly SpokenWords[]>): CaseEvent[] {
  const [first] = all
  const known = new Set<string>()
  return all.flatMap((kept) =>
    (words.get(kept.customer) ?? [])
      .filter((said) => !known.has(said.encounter) && concernsCase(said, kept))
      .map(({ path: _path, ...said }): CaseEvent => {
        known.add(said.encounter)
        return { kind: 'customer-says', ...said, ...(kept !== first && kept.customer !== first!.customer && { from: kept.id }) }
      }),
  )
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
