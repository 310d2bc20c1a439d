import { momentToAsk } from '../../domain/feedback/moment.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { keepDoing, type Repeated } from '../jobs/keepDoing.ts'
import type { DefinitionStore } from '../journey/definitionStore.ts'
import { lockAsking } from './askLock.ts'
import { mannersOf } from './askSurroundings.ts'
import { countsOf, decideAll, type Pending } from './decideAsks.ts'
import { type AskedSurvey, readAsked } from './liveSurveys.ts'
import { openNoting } from './noteCauses.ts'
import { settleRefused, takeBackDeclined } from './askBounces.ts'
import { type AskingParts, keepDecisions, send, waysOf } from './sendAsks.ts'

/** Asks that are decided, or reminded of, in one transaction. */
const AT_ONCE = 200

/** What asking needs of its surroundings. */
export interface AskWorkerParts extends AskingParts {
  database: Database
  definitions: DefinitionStore
  clock: () => number
}

interface DueRow extends Omit<Pending, 'moment' | 'way'> {
  state: 'due' | 'asked'
  version: number | null
  way: 'email' | 'webhook' | 'link' | null
  askedAt: number | null
  identifier: string
}

/** Notes what triggers surveys, decides whom to ask when their time has come, reminds, and tells what did not arrive. Tells whether it did anything. */
export function openAsking(parts: AskWorkerParts): () => Promise<boolean> {
  const { database, definitions, clock } = parts
  const noting = openNoting(database)
  return async () => {
    const zone = (await definitions.current()).definitions.calendar.timeZone
    const noted = await noting.note(clock(), zone)
    let did = (await takeBackDeclined(database)) || noted > 0
    // Each part is a transaction of its own, so that doors and intake have their turn.
    for (;;) {
      const done = await askDue(parts, clock(), zone)
      did ||= done > 0
      if (done < AT_ONCE) break
    }
    return (await settleRefused(database)) || did
  }
}

/** Decides those asks whose time has come, and reminds of those long without an answer. Tells how many it looked at. */
export function askDue(parts: AskWorkerParts, now: number, zone: string): Promise<number> {
  return parts.database.transaction(async (tx) => {
    const [waiting] = await tx.query('SELECT 1 FROM asks WHERE due_at <= $1 LIMIT 1', [now])
    if (waiting === undefined) return 0
    await lockAsking(tx)
    const rows = await tx.query<DueRow>(
      `SELECT id, customer_id AS customer, survey, cause, triggered_at AS "triggeredAt", state, version, way, identifier,
         asked_at AS "askedAt", about
       FROM asks WHERE due_at <= $1 ORDER BY due_at, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`,
      [now],
    )
    const surveys = await readAsked(tx, [...new Set(rows.map(({ survey }) => survey))])
    const due = await postponeToHours(tx, rows, surveys, now, zone)
    const pending = due.filter(({ state }) => state === 'due').map((each): Pending => ({ ...each, moment: now, way: null }))
    const [counts, ways] = await Promise.all([countsOf(tx, surveys.values(), now, zone), waysOf(tx, parts)])
    const decided = await decideAll(tx, pending, surveys, { counts, ways, zone })
    await keepDecisions(tx, parts, decided, surveys, { now, zone })
    await remind(
      tx,
      parts,
      due.filter(({ state }) => state === 'asked'),
      surveys,
      now,
    )
    return rows.length
  })
}

/** Puts off what would be asked at night because nobody was there to ask it by day; answers the rest. */
async function postponeToHours(
  tx: Queryable,
  rows: readonly DueRow[],
  surveys: ReadonlyMap<string, AskedSurvey>,
  now: number,
  zone: string,
): Promise<DueRow[]> {
  const moments = rows.map((row) => ({ row, due: momentToAsk(surveys.get(row.survey)!.plan, now, zone) }))
  const later = moments.filter(({ due }) => due > now)
  await tx.query(
    `UPDATE asks SET due_at = given.due FROM jsonb_to_recordset($1::jsonb) AS given(customer bigint, id bigint, due bigint)
     WHERE asks.customer_id = given.customer AND asks.id = given.id`,
    [json(later.map(({ row: { customer, id }, due }) => ({ customer, id, due })))],
  )
  return moments.filter(({ due }) => due === now).map(({ row }) => row)
}

/** Reminds once of what was asked and not answered, unless they were asked or answered anything since, want no surveys, or are not reached. */
async function remind(
  tx: Queryable,
  parts: AskWorkerParts,
  rows: readonly DueRow[],
  surveys: ReadonlyMap<string, AskedSurvey>,
  now: number,
): Promise<void> {
  if (rows.length === 0) return
  const asDue = rows.map((row) => ({ ...row, path: row.about.path, moment: now }))
  const [manners, contents] = await Promise.all([
    mannersOf(tx, asDue, (survey) => surveys.get(survey)!.plan),
    tx.query<{ survey: string; version: number; content: SurveyContent }>(
      `SELECT DISTINCT survey, version, content FROM survey_versions JOIN unnest($1::text[], $2::integer[]) AS given(key, number)
         ON survey = given.key AND version = given.number`,
      [rows.map(({ survey }) => survey), rows.map(({ version }) => version)],
    ),
  ])
  const contentOf = new Map(contents.map(({ survey, version, content }) => [`${survey} ${version}`, content]))
  const reminded = rows.filter((row, index) => {
    const { optedOut, anythingAt, address, hasOpenCase } = manners[index]!
    const { isLive, plan } = surveys.get(row.survey)!
    const isReachable = row.way === 'webhook' || (row.way === 'email' && address !== null)
    const isQuiet = anythingAt === null || anythingAt <= row.askedAt!
    return isLive && isReachable && isQuiet && !optedOut && (plan.duringCase || !hasOpenCase)
  })
  const addressOf = new Map(rows.map((row, index) => [row.id, manners[index]!.address]))
  const outgoing = reminded.map(({ id, customer, survey, version, way }) => {
    const content = contentOf.get(`${survey} ${version!}`)!
    return { id, customer, survey, content, way: way!, address: way === 'email' ? addressOf.get(id)! : null, isReminder: true }
  })
  const mails = await send(tx, parts, outgoing, now)
  await tx.query(
    `UPDATE asks SET due_at = NULL, reminded_at = given.at, mail = coalesce(given.mail, asks.mail)
     FROM jsonb_to_recordset($1::jsonb) AS given(customer bigint, id bigint, at bigint, mail bigint)
     WHERE asks.customer_id = given.customer AND asks.id = given.id`,
    [
      json(
        rows.map(({ customer, id }) => ({ customer, id, at: reminded.some((each) => each.id === id) ? now : null, mail: mails.get(id) })),
      ),
    ],
  )
}

/** A worker that asks customers until it is stopped; `subscribe` calls it when something was committed. Several may run. */
export function startAsking(
  parts: AskWorkerParts & { subscribe: (listener: () => void) => () => unknown; announced: () => void; failed: (error: unknown) => void },
  interval = 1000,
): { stop: () => Promise<void> } {
  const ask = openAsking(parts)
  const asking: Repeated = keepDoing(
    async () => {
      if (await ask()) parts.announced()
    },
    { interval, breath: 500, failed: parts.failed },
  )
  const unsubscribe = parts.subscribe(asking.ring)
  return {
    stop: async () => {
      unsubscribe()
      await asking.stop()
    },
  }
}
