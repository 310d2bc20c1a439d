import { latestDate, momentToAsk } from '../../domain/feedback/moment.ts'
import type { Trigger } from '../../domain/feedback/plan.ts'
import { localDay, startOfLocalDay } from '../../domain/kernel/zone.ts'
import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { openReader, type ReadingPlace } from '../journey/indexReader.ts'
import { lockAsking } from './askLock.ts'
import { type Cause, findCauses, findDated, type Watched, windowOf } from './findCauses.ts'
import { type AskedSurvey, readLive } from './liveSurveys.ts'

/** Customers, and causes, of one transaction. */
const CUSTOMERS_AT_ONCE = 1000
const CAUSES_AT_ONCE = 2000

/** Notes what triggers live surveys, each once, as an ask that is due later. */
export interface Noting {
  /** Notes what has come since the last time; everything within the surveys’ windows the first time. Tells how many were noted. */
  note: (now: number, zone: string) => Promise<number>
}

/**
 * Follows the notes of changes of paths, and so reads only customers to whom something happened, in whatever order it came. What it has
 * read is remembered by this process alone: another, or the same started anew, reads everything that can still be asked about, and a cause
 * that is noted already is passed over.
 */
export function openNoting(database: Database): Noting {
  const reader = openReader(database)
  let place: ReadingPlace | null = null
  const dated = new Map<string, string>()

  async function note(now: number, zone: string): Promise<number> {
    const live = await readLive(database)
    const watched = live.filter(({ plan }) => isFollowed(plan.trigger))
    const noted = await noteDated(live, now, zone)
    if (watched.length === 0) {
      // When one goes live, it is asked about what happens from then on: that is found by reading everything since.
      place = null
      return noted
    }
    return noted + (await noteFollowed(watched, now, zone))
  }

  async function noteFollowed(surveys: readonly AskedSurvey[], now: number, zone: string): Promise<number> {
    const before = place
    if (before === null) {
      const from = await reader.place()
      const noted = await noteAll(surveys, null, now, zone)
      place = from
      return noted
    }
    const { place: after, notes } = await reader.changes(before)
    if (notes === 'all') {
      place = null
      return noteFollowed(surveys, now, zone)
    }
    const changed = [...new Set(notes.flatMap(({ changes }) => changes.map(({ customer }) => customer)))]
    let noted = 0
    // Parts of what may be everybody, each a transaction of its own.
    for (let from = 0; from < changed.length; from += CUSTOMERS_AT_ONCE) {
      noted += await noteAll(surveys, changed.slice(from, from + CUSTOMERS_AT_ONCE), now, zone)
    }
    place = after
    return noted
  }

  /** Notes until nothing is left: what has been noted is found no more. */
  async function noteAll(surveys: readonly AskedSurvey[], customers: readonly number[] | null, now: number, zone: string): Promise<number> {
    const watched = surveys.map(({ key, plan, liveAt }): Watched => {
      return { key, trigger: plan.trigger, since: Math.max(liveAt ?? now, now - windowOf(plan)) }
    })
    let noted = 0
    for (;;) {
      const found = await database.transaction(async (tx) => {
        await lockAsking(tx)
        const causes = await findCauses(tx, watched, { customers, isNew: true, until: now, most: CAUSES_AT_ONCE })
        await keep(tx, causes, surveys, now, zone)
        return causes.length
      })
      noted += found
      if (found < CAUSES_AT_ONCE) return noted
    }
  }

  async function noteDated(live: readonly AskedSurvey[], now: number, zone: string): Promise<number> {
    let noted = 0
    // Few surveys, and of each a day that comes once in a while.
    for (const survey of live) {
      const { trigger } = survey.plan
      if (trigger.on !== 'date') continue
      const latest = latestDate(trigger, now, zone)
      const isOver = latest === null || now > latest.at + windowOf(survey.plan) || latest.at < startsAt(survey, zone, now)
      if (isOver || dated.get(survey.key) === latest.date) continue
      noted += await noteDay(survey, trigger, latest, now, zone)
      dated.set(survey.key, latest.date)
    }
    return noted
  }

  async function noteDay(
    survey: AskedSurvey,
    trigger: Extract<Trigger, { on: 'date' }>,
    latest: { date: string; at: number },
    now: number,
    zone: string,
  ): Promise<number> {
    let noted = 0
    let after = 0
    for (;;) {
      const page = await database.transaction(async (tx) => {
        await lockAsking(tx)
        const causes = await findDated(tx, { key: survey.key, trigger }, latest, { after, most: CAUSES_AT_ONCE })
        await keep(tx, causes, [survey], now, zone)
        return causes
      })
      noted += page.length
      if (page.length < CAUSES_AT_ONCE) return noted
      after = page.at(-1)!.customer
    }
  }

  return { note }
}

function isFollowed(trigger: Trigger): boolean {
  return trigger.on === 'encounter' || trigger.on === 'path' || trigger.on === 'response'
}

/** Where the local day begins on which a survey went live: one started on its day is asked that day. */
function startsAt({ liveAt }: AskedSurvey, zone: string, now: number): number {
  return startOfLocalDay(zone, localDay(zone, liveAt ?? now))
}

async function keep(tx: Queryable, causes: readonly Cause[], surveys: readonly AskedSurvey[], now: number, zone: string): Promise<void> {
  if (causes.length === 0) return
  const planOf = new Map(surveys.map(({ key, plan }) => [key, plan]))
  const rows = causes.map((each) => {
    const plan = planOf.get(each.survey)!
    const due = momentToAsk(plan, Math.max(now, each.triggeredAt + plan.afterMinutes * 60_000), zone)
    return { ...each, due }
  })
  await tx.query(
    `INSERT INTO asks (customer_id, survey, cause, identifier, triggered_at, state, due_at, about)
     SELECT customer, survey, cause, identifier, "triggeredAt", 'due', due, about
     FROM jsonb_to_recordset($1::jsonb) AS given(customer bigint, survey text, cause text, identifier text, "triggeredAt" bigint, due bigint,
       about jsonb)`,
    [json(rows)],
  )
}
