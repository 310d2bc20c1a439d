import { moodOfScores } from '../../domain/measure/mood.ts'
import type { Measure } from '../../domain/measure/measure.ts'
import type { Queryable } from '../db/database.ts'
import type { PlacedEncounter } from '../encounter/saveEncounters.ts'

/** A free text to be read, and what it is about; `at` in ms since 1970 UTC. */
export interface Verbatim {
  /** 0 = nobody knows whose. */
  customer: number
  at: number
  /** Id of its encounter, else `response:<id>` or `mention:<number>`. */
  id: string
  text: string
  locale: string | null
  touchpoint: string | null
  channel: string | null
  team: string | null
  journey: string | null
  measures: readonly Measure[]
  survey: string | null
}

/** Keeps free texts, unread, within the transaction that took them in; one that is kept already stays as it is. */
export async function keepVerbatims(tx: Queryable, verbatims: readonly Verbatim[]): Promise<void> {
  if (verbatims.length === 0) return
  const list = <Value>(pick: (verbatim: Verbatim) => Value) => verbatims.map(pick)
  await tx.query(
    `INSERT INTO verbatims (customer_id, at, id, text, locale, touchpoint, channel, team, journey, rated, survey)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::smallint[], $11::text[]) ON CONFLICT DO NOTHING`,
    [
      list(({ customer }) => customer),
      list(({ at }) => at),
      list(({ id }) => id),
      list(({ text }) => text),
      list(({ locale }) => locale),
      list(({ touchpoint }) => touchpoint),
      list(({ channel }) => channel),
      list(({ team }) => team),
      list(({ journey }) => journey),
      list(({ measures }) => moodOfScores(measures)),
      list(({ survey }) => survey),
    ],
  )
}

/** The free texts of new encounters, each under what it is about: what the survey asked about, else where it was met. */
export function verbatimsOf(inserted: readonly PlacedEncounter[]): Verbatim[] {
  return inserted.flatMap(({ customer, placed: { encounter }, journey }): Verbatim[] => {
    const { id, at, text, properties } = encounter
    if (text === undefined || text.trim() === '') return []
    const about = partsOf(properties?.['about'])
    const survey = properties?.['survey']
    return [
      {
        customer,
        at,
        id,
        text,
        locale: encounter.locale ?? null,
        touchpoint: about['touchpoint'] ?? encounter.touchpoint,
        channel: about['channel'] ?? encounter.channel ?? null,
        team: about['team'] ?? encounter.handledBy?.team ?? null,
        journey,
        measures: encounter.measures ?? [],
        survey: typeof survey === 'string' ? survey : null,
      },
    ]
  })
}

function partsOf(about: unknown): Record<string, string> {
  if (typeof about !== 'object' || about === null) return {}
  return Object.fromEntries(Object.entries(about).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
