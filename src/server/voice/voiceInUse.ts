import { VOICE_ENGINE } from '../../domain/voice/analyse.ts'
import { VOICE_LANGUAGES, type VoiceLanguage } from '../../domain/voice/languages.ts'
import type { Theme } from '../../domain/voice/themes.ts'
import type { Queryable } from '../db/database.ts'
import { shippedModel } from './openVoices.ts'
import { themesInUse } from './themesInUse.ts'

/** A model that the organisation's own scores taught: bytes as of a model's file, and the version that readings by it tell. */
export interface OwnModel {
  language: VoiceLanguage
  version: string
  bytes: Uint8Array
}

/** What texts are read with: own models where there are any, else those that come with Polku, and themes; its name tells all versions. */
export interface VoiceInUse {
  engine: string
  models: readonly OwnModel[]
  themes: readonly Theme[]
}

/** So long in ms an answer holds before the store is asked again: other processes may have changed it. */
const HOLDS = 1000

let shipped: ReadonlyMap<VoiceLanguage, string> | undefined

/** Version of the model that comes with Polku. */
export function shippedVersion(language: VoiceLanguage): string {
  shipped ??= new Map(VOICE_LANGUAGES.map((each) => [each, shippedModel(each).version]))
  return shipped.get(language)!
}

/**
 * Tells what texts are read with now, a second late at most. An own model is in use when it is its language's latest that was better, was
 * learned from the model that comes with this Polku, and nobody chose the shipped one. An answer holds for `holds` ms.
 */
export function openVoiceInUse(database: Queryable, holds: number = HOLDS): () => Promise<VoiceInUse> {
  let latest: VoiceInUse | undefined
  let kept: readonly OwnInUse[] = []
  let asked: { at: number; answer: Promise<VoiceInUse> } | undefined

  async function ask(): Promise<VoiceInUse> {
    const [{ version, themes }, own] = await Promise.all([themesInUse(database), ownInUse(database, kept)])
    kept = own
    const names = VOICE_LANGUAGES.map((language) => `${language}:${versionOf(own, language)}`)
    const engine = [VOICE_ENGINE, ...names, `themes:${version}`].join('/')
    if (engine === latest?.engine) return latest
    const models = own.map(({ language, bytes }) => ({ language, version: versionOf(own, language), bytes }))
    return (latest = { engine, models, themes })
  }

  return () => {
    const now = performance.now()
    if (asked !== undefined && now - asked.at < holds) return asked.answer
    const answer = ask()
    const mine = { at: now, answer }
    answer.catch(() => {
      if (asked === mine) asked = undefined
    })
    asked = mine
    return answer
  }
}

function versionOf(own: readonly OwnInUse[], language: VoiceLanguage): string {
  const model = own.find((each) => each.language === language)
  return `${shippedVersion(language)}${model === undefined ? '' : `+own.${model.id}`}`
}

/** An own model in use: its number, and its bytes as of a model's file. */
export interface OwnInUse {
  language: VoiceLanguage
  id: number
  bytes: Uint8Array
}

const IN_USE = `SELECT max(m.id) AS id FROM voice_models m
  JOIN unnest($1::text[], $2::text[]) AS shipped(language, base) ON shipped.language = m.language AND shipped.base = m.base
  WHERE m.better AND NOT EXISTS (SELECT 1 FROM voice_choices c WHERE c.language = m.language AND NOT c.own)
  GROUP BY m.language`
const shippedVersions = () => [VOICE_LANGUAGES, VOICE_LANGUAGES.map(shippedVersion)]

/** The own models in use; bytes of those that are known already are not fetched again. */
export async function ownInUse(database: Queryable, known: readonly OwnInUse[] = []): Promise<OwnInUse[]> {
  const rows = await database.query<Omit<OwnInUse, 'bytes'> & { bytes: Uint8Array | null }>(
    `SELECT language, id, CASE WHEN id = ANY($3::bigint[]) THEN NULL ELSE bytes END AS bytes FROM voice_models
     WHERE id IN (${IN_USE}) ORDER BY language`,
    [...shippedVersions(), known.map(({ id }) => id)],
  )
  return rows.map(({ bytes, ...row }) => ({ ...row, bytes: bytes ?? known.find(({ id }) => id === row.id)!.bytes }))
}

/** Numbers of the own models in use. */
export async function numbersInUse(database: Queryable): Promise<Set<number>> {
  const rows = await database.query<{ id: number }>(IN_USE, shippedVersions())
  return new Set(rows.map(({ id }) => id))
}
