import { HOUR } from '../../domain/kernel/duration.ts'
import { localDay, startOfLocalDay } from '../../domain/kernel/zone.ts'
import { VOICE_LANGUAGES, type VoiceLanguage } from '../../domain/voice/languages.ts'
import type { Queryable } from '../db/database.ts'
import { shippedVersion } from './voiceInUse.ts'

/** Nights begin so long after local midnight, when few are at work. */
const HOUR_OF_NIGHT = 3 * HOUR
/** So long in ms a turn is held unless more is said. */
const HELD = 60_000
/** After so many tries that broke off, it is left until the next night. */
const TRIES = 3

/** How far learning is; times in ms since 1970 UTC. */
export interface LearnProgress {
  askedAt: number | null
  askedBy: string | null
  begunAt: number | null
  endedAt: number | null
  done: number
  language: VoiceLanguage | null
  problem: string | null
}

const COLUMNS = `asked_at AS "askedAt", asked_by AS "askedBy", begun_at AS "begunAt", ended_at AS "endedAt", done, language, problem`
const NEVER: LearnProgress = { askedAt: null, askedBy: null, begunAt: null, endedAt: null, done: 0, language: null, problem: null }

/** The night that an instant belongs to, as a local day (days since 1970-01-01). */
export function nightOf(zone: string, now: number): number {
  return localDay(zone, now - HOUR_OF_NIGHT)
}

/** When the night after this one begins, in ms since 1970 UTC. */
export function nextNight(zone: string, now: number): number {
  return startOfLocalDay(zone, nightOf(zone, now) + 1) + HOUR_OF_NIGHT
}

/** How far learning is. */
export async function learnProgress(database: Queryable): Promise<LearnProgress> {
  const [row] = await database.query<LearnProgress>(`SELECT ${COLUMNS} FROM voice_learning WHERE id = 1`)
  return row ?? NEVER
}

/** Asks for learning now; what is asked for or under way already stays as it is. */
export async function askToLearn(database: Queryable, by: string | null, now: number): Promise<void> {
  await database.query(
    `INSERT INTO voice_learning (id, asked_at, asked_by, tries, done) VALUES (1, $1, $2, 0, 0)
     ON CONFLICT (id) DO UPDATE SET asked_at = excluded.asked_at, asked_by = excluded.asked_by
       WHERE voice_learning.asked_at IS NULL AND (voice_learning.begun_at IS NULL OR voice_learning.ended_at IS NOT NULL)`,
    [now, by],
  )
}

interface Turn {
  night: number | null
  base: string | null
  askedAt: number | null
  begunAt: number | null
  endedAt: number | null
  heldUntil: number | null
  tries: number
}

/**
 * Takes the turn to learn when it is due – a new night, other shipped models, somebody asked, or whoever had it is gone. Tells whether it
 * did; of several who try one does.
 */
export async function takeTurn(database: Queryable, night: number, now: number): Promise<boolean> {
  const base = VOICE_LANGUAGES.map((language) => `${language}:${shippedVersion(language)}`).join(' ')
  const [turn] = await database.query<Turn>(
    `SELECT night, base, asked_at AS "askedAt", begun_at AS "begunAt", ended_at AS "endedAt", held_until AS "heldUntil", tries
     FROM voice_learning WHERE id = 1`,
  )
  if (turn !== undefined) {
    const isBrokenOff = turn.begunAt !== null && turn.endedAt === null
    if ((turn.heldUntil ?? 0) > now) return false
    if (!isBrokenOff && turn.night === night && turn.base === base && turn.askedAt === null) return false
    if (isBrokenOff && turn.tries >= TRIES) {
      await endTurn(database, now, `It broke off ${TRIES} times.`)
      return false
    }
  }
  const rows = await database.query(
    `INSERT INTO voice_learning (id, night, base, begun_at, held_until, tries, done) VALUES (1, $2, $3, $1::bigint, $1::bigint + ${HELD}, 1, 0)
     ON CONFLICT (id) DO UPDATE SET night = $2, base = $3, begun_at = $1::bigint, held_until = $1::bigint + ${HELD}, ended_at = NULL, problem = NULL,
         done = 0, language = NULL, tries = voice_learning.tries + 1
       WHERE coalesce(voice_learning.held_until, 0) <= $1::bigint
         AND ROW(voice_learning.begun_at, voice_learning.ended_at) IS NOT DISTINCT FROM ROW($4::bigint, $5::bigint)
     RETURNING id`,
    [now, night, base, turn?.begunAt ?? null, turn?.endedAt ?? null],
  )
  return rows.length > 0
}

/** Holds the turn for a while more, and tells how far it is. */
export async function holdTurn(database: Queryable, now: number, told: { done: number; language: VoiceLanguage | null }): Promise<void> {
  await database.query(`UPDATE voice_learning SET held_until = $1::bigint + ${HELD}, done = $2, language = $3 WHERE id = 1`, [
    now,
    told.done,
    told.language,
  ])
}

/** Ends the turn; `problem` says why it failed. */
export async function endTurn(database: Queryable, now: number, problem: string | null): Promise<void> {
  await database.query(
    `UPDATE voice_learning SET ended_at = $1, problem = $2, held_until = NULL, language = NULL, asked_at = NULL, tries = 0 WHERE id = 1`,
    [now, problem],
  )
}

/** Lets go of the turn without having ended it: somebody else may take it at once, and whoever ends well does not count as a try. */
export async function leaveTurn(database: Queryable): Promise<void> {
  await database.query('UPDATE voice_learning SET held_until = NULL, tries = greatest(tries - 1, 0) WHERE id = 1')
}
