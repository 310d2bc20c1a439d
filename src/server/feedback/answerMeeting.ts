import { randomBytes } from 'node:crypto'
import type { DoorSettings } from '../../domain/feedback/door.ts'
import { ABOUT_NOTHING } from '../../domain/feedback/response.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import type { Queryable } from '../db/database.ts'
import type { Vault } from '../webhook/secrets.ts'
import { type AskForAnswer, getAskForAnswer, languageFor, responseOfAsk } from './askLink.ts'
import type { GivenResponse } from './takeResponses.ts'

/** So long after it was asked an ask can be answered, in ms. */
const OPEN_FOR = 90 * DAY

/** Who answers what, by which way: all of a response but the answers. */
export interface Meeting {
  response: Omit<GivenResponse, 'answers' | 'at' | 'isWhole' | 'language'>
  /** The language to begin in. */
  language: string
  /** What was answered so far; null when nothing was. */
  kept: AskForAnswer['kept']
  door: DoorSettings | null
}

/** Why nothing can be answered. */
export type NoMeeting = 'missing' | 'ended' | 'expired' | 'closed'

interface MeetingParts {
  database: Queryable
  vault: Vault
  clock: () => number
}

/** The meeting that a personal link leads to. */
export async function meetByLink(parts: MeetingParts, token: string): Promise<Meeting | NoMeeting> {
  const ask = await getAskForAnswer(parts, token)
  if (ask === null) return 'missing'
  const { customer, survey, version, content, about, way, kept } = ask
  if (kept?.isWhole !== true) {
    if (ask.surveyState === 'ended') return 'ended'
    if (parts.clock() > ask.askedAt + OPEN_FOR) return 'expired'
  }
  const channel = way === 'email' ? 'email' : null
  const response = {
    customer,
    id: responseOfAsk(ask.ask),
    survey,
    version,
    content,
    ask: ask.ask,
    door: 'ask',
    doorId: null,
    channel,
    about,
    startedAt: parts.clock(),
  } as const
  return { response, language: kept?.language ?? ask.language, kept, door: null }
}

interface DoorRow {
  survey: string
  open: boolean
  settings: DoorSettings
  state: 'draft' | 'live' | 'paused' | 'ended'
  version: number
  content: SurveyContent
}

/** A form of a door as it was given out: its response's id, the version that it asks, and when it was made (ms since 1970 UTC). */
export interface SealedForm {
  door: string
  id: string
  version: number
  at: number
}

const OWNER = 'survey form'

/** Seals a form, so that nobody else can make one. */
export function sealForm(vault: Vault, { door, id, version, at }: SealedForm): string {
  return Buffer.from(vault.seal([door, id, version, at].join(' '), OWNER), 'base64').toString('base64url')
}

/** Reads a sealed form; null when it was not made here. */
export function openForm(vault: Vault, sealed: string | null): SealedForm | null {
  if (sealed === null || !/^[\w-]{40,400}$/.test(sealed)) return null
  try {
    const [door, id, version, at] = vault.open(Buffer.from(sealed, 'base64url').toString('base64'), OWNER).split(' ')
    return { door: door!, id: id!, version: Number(version), at: Number(at) }
  } catch {
    return null
  }
}

/** The meeting at a door by which anybody may answer, with the form that goes on there, or a new one. */
export async function meetAtDoor(
  parts: MeetingParts,
  doorId: string,
  given: { form?: SealedForm | null; id?: string; locale?: string | null },
): Promise<{ meeting: Meeting; form: SealedForm } | NoMeeting> {
  const { database, clock } = parts
  const begun = given.form?.door === doorId ? given.form : null
  const [row] = await database.query<DoorRow>(
    `SELECT survey_doors.survey, survey_doors.open, survey_doors.settings, surveys.state, survey_versions.version, survey_versions.content
     FROM survey_doors JOIN surveys ON surveys.key = survey_doors.survey
     LEFT JOIN survey_versions ON survey_versions.survey = surveys.key AND survey_versions.version = coalesce($2, surveys.version)
     WHERE survey_doors.id = $1`,
    [doorId, begun?.version ?? null],
  )
  if (row === undefined) return 'missing'
  if (row.state === 'ended') return 'ended'
  if (!row.open || row.version === null) return 'closed'
  const { survey, version, content, settings } = row
  // A device asks one form many times, each under an id of its own.
  const own = begun !== null && given.id !== undefined ? { ...begun, id: given.id } : begun
  const form = own ?? { door: doorId, id: given.id ?? `${settings.kind}-${randomBytes(12).toString('base64url')}`, version, at: clock() }
  const { touchpoint = null, channel = null, team = null } = settings
  const kept = begun === null ? null : await keptOf(database, 0, form.id)
  const about = { ...ABOUT_NOTHING, touchpoint, channel, team }
  const response = {
    customer: 0,
    id: form.id,
    survey,
    version,
    content,
    ask: null,
    door: settings.kind,
    doorId,
    channel,
    about,
    startedAt: form.at,
  }
  return { meeting: { response, language: kept?.language ?? languageFor(content, given.locale ?? null), kept, door: settings }, form }
}

async function keptOf(database: Queryable, customer: number, id: string): Promise<Meeting['kept']> {
  const [row] = await database.query<NonNullable<Meeting['kept']>>(
    'SELECT answers, whole_at IS NOT NULL AS "isWhole", language FROM responses WHERE customer_id = $1 AND id = $2',
    [customer, id],
  )
  return row ?? null
}
