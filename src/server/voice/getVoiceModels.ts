import type { getVoiceModels as contract, VoiceLearningJson, VoiceModelJson, VoiceModelNight } from '../../api/voiceModel.ts'
import type { z } from 'zod'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { toldShare } from '../../domain/kernel/shares.ts'
import { VOICE_LANGUAGES, type VoiceLanguage } from '../../domain/voice/languages.ts'
import { FEWEST_TO_LEARN } from '../../domain/voice/learnScores.ts'
import type { Queryable } from '../db/database.ts'
import { countTeaching } from './learnModels.ts'
import { learnProgress, nextNight } from './learnTurn.ts'
import { numbersInUse, shippedVersion } from './voiceInUse.ts'

interface Row {
  language: VoiceLanguage
  id: number
  at: number
  against: number | null
  learned: number
  judged: number
  rightBefore: number
  rightAfter: number
  polar: number
  polarBefore: number
  polarAfter: number
  gained: number
  lost: number
  better: boolean
}

/** By which models texts are read, and what came of learning; times of day are those of `zone`. */
export async function getVoiceModels(database: Queryable, zone: string, now: number): Promise<z.output<typeof contract.answer>> {
  const [rows, choices, own, learning, rated] = await Promise.all([
    database.query<Row>(
      `SELECT language, id, at, against, learned, judged, right_before AS "rightBefore", right_after AS "rightAfter", polar,
         polar_before AS "polarBefore", polar_after AS "polarAfter", gained, lost, better FROM voice_models ORDER BY id DESC`,
    ),
    database.query<{ language: VoiceLanguage }>('SELECT language FROM voice_choices WHERE NOT own'),
    numbersInUse(database),
    getLearning(database, zone, now),
    Promise.all(VOICE_LANGUAGES.map((language) => countTeaching(database, language))),
  ])
  const items = VOICE_LANGUAGES.map((language, index): VoiceModelJson => {
    const theirs = rows.filter((row) => row.language === language)
    const mine = theirs.find(({ id }) => own.has(id))
    return {
      language,
      uses: mine === undefined ? 'shipped' : 'own',
      chosen: choices.some((choice) => choice.language === language) ? 'shipped' : 'own',
      version: mine === undefined ? shippedVersion(language) : `${shippedVersion(language)}+own.${mine.id}`,
      since: mine === undefined ? null : formatInstant(mine.at),
      rated: rated[index]!,
      needed: FEWEST_TO_LEARN,
      nights: theirs.slice(0, 30).map(nightJson),
    }
  })
  return { items, learning }
}

/** How far learning is. */
export async function getLearning(database: Queryable, zone: string, now: number): Promise<VoiceLearningJson> {
  const { askedAt, askedBy, begunAt, endedAt, done, language, problem } = await learnProgress(database)
  const isRunning = begunAt !== null && endedAt === null
  const state = isRunning ? 'running' : askedAt !== null ? 'asked' : endedAt === null ? 'never' : problem === null ? 'ended' : 'failed'
  return {
    state,
    askedBy,
    done,
    of: VOICE_LANGUAGES.length,
    language,
    problem,
    begunAt: begunAt === null ? null : formatInstant(begunAt),
    endedAt: endedAt === null ? null : formatInstant(endedAt),
    nextAt: formatInstant(nextNight(zone, now)),
  }
}

/** Chooses by which model a language is read. */
export async function chooseModel(
  database: Queryable,
  { language, own, by, now }: { language: VoiceLanguage; own: boolean; by: string | null; now: number },
): Promise<void> {
  await database.query(
    `INSERT INTO voice_choices (language, own, at, by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (language) DO UPDATE SET own = excluded.own, at = excluded.at, by = excluded.by`,
    [language, own, now, by],
  )
}

function nightJson({
  polar,
  polarBefore,
  polarAfter,
  rightBefore,
  rightAfter,
  at,
  against,
  language: _language,
  ...row
}: Row): VoiceModelNight {
  return {
    ...row,
    at: formatInstant(at),
    against: against === null ? 'shipped' : 'own',
    rightBefore: toldShare(rightBefore, row.judged),
    rightAfter: toldShare(rightAfter, row.judged),
    sidesBefore: toldShare(polarBefore, polar),
    sidesAfter: toldShare(polarAfter, polar),
  }
}
