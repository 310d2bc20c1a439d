import { randomBytes } from 'node:crypto'
import type { SurveyDoorJson } from '../../api/survey.ts'
import type { DoorSettings } from '../../domain/feedback/door.ts'
import type { Database } from '../db/database.ts'
import { HttpProblem, notFound } from '../http/problem.ts'
import { doorJson, readSurvey } from './getSurveys.ts'

/** Doors that a survey may have. */
const MOST = 500

/** Makes a door (id `new`) under an id that nobody can guess, or changes one. Throws problem 404 without such a survey or door. */
export function keepDoor(
  database: Database,
  survey: string,
  id: string,
  door: { name: string; open: boolean; settings: DoorSettings },
  { publicUrl, now }: { publicUrl: string; now: number },
): Promise<SurveyDoorJson> {
  return database.transaction(async (tx) => {
    await readSurvey(tx, survey, true)
    const { name, open, settings } = door
    if (id === 'new') {
      const made = randomBytes(16).toString('base64url')
      const [row] = await tx.query<{ count: number }>('SELECT count(*) AS count FROM survey_doors WHERE survey = $1', [survey])
      if (row!.count >= MOST) throw new HttpProblem(409, 'not-now', `A survey has at most ${MOST} doors.`)
      await tx.query('INSERT INTO survey_doors (id, survey, name, open, settings, changed_at) VALUES ($1, $2, $3, $4, $5::jsonb, $6)', [
        made,
        survey,
        name,
        open,
        settings,
        now,
      ])
      return doorJson({ id: made, ...door }, 0, publicUrl)
    }
    const [was] = await tx.query<{ settings: DoorSettings }>('SELECT settings FROM survey_doors WHERE id = $1 AND survey = $2', [
      id,
      survey,
    ])
    if (was === undefined) throw notFound('such door of the survey', 'Make one with the id `new`.')
    if (was.settings.kind !== settings.kind) {
      throw new HttpProblem(
        409,
        'not-now',
        `The door is a ${was.settings.kind}, and its address is out: make another for a ${settings.kind}.`,
      )
    }
    await tx.query('UPDATE survey_doors SET name = $3, open = $4, settings = $5::jsonb, changed_at = $6 WHERE id = $1 AND survey = $2', [
      id,
      survey,
      name,
      open,
      settings,
      now,
    ])
    const [answered] = await tx.query<{ answers: number }>(
      `SELECT count(*) AS answers FROM responses WHERE survey = $1 AND door_id = $2 AND state <> 'test'`,
      [survey, id],
    )
    return doorJson({ id, ...door }, answered!.answers, publicUrl)
  })
}
