import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { postThemeExamples } from '../../api/themeLearning.ts'
import { VOICE_LANGUAGES, type VoiceLanguage } from '../../domain/voice/languages.ts'
import type { Queryable } from '../db/database.ts'
import { wrongInput } from '../http/problem.ts'
import type { TextReader } from './readTexts.ts'
import { nameOf, rowOf, type ThemeChanging } from './themeChange.ts'
import { themeRows } from './themesInUse.ts'

const MOST_EXAMPLES = 200

/** A comment that somebody said belongs to a theme, or does not. */
export interface ThemeExample {
  id: string
  text: string
  language: VoiceLanguage | 'other' | null
  belongs: boolean
  by: string | null
}

/** The comments of a theme, the latest first; a kept one that is gone with its customer is gone here. */
export function readExamples(database: Queryable, key: string): Promise<ThemeExample[]> {
  return database.query<ThemeExample>(
    `SELECT e.id, coalesce(v.text, e.text) AS text, coalesce(v.language, e.language) AS language, e.belongs, e.by
     FROM theme_examples e LEFT JOIN verbatims v ON v.at = e.at AND v.id = e.id
     WHERE e.theme = $1 AND (e.at IS NULL OR v.id IS NOT NULL) ORDER BY e.added_at DESC, e.id`,
    [key],
  )
}

/** Says of comments that they belong to a theme, or do not; what was said of them before is replaced. Throws problem 422 for unknown ones. */
export async function keepExamples(
  { database, actor, now }: ThemeChanging,
  texts: Pick<TextReader, 'read'>,
  key: string,
  { verbatims, texts: given, belongs }: z.output<typeof postThemeExamples.body>,
): Promise<void> {
  rowOf(key, await themeRows(database))
  const kept = verbatims.map(({ id, at }) => ({ id, at: Date.parse(at) }))
  const readings = given.length === 0 ? [] : await texts.read(given, undefined)
  const known = await database.query<{ id: string }>(
    `SELECT v.id FROM verbatims v JOIN unnest($1::bigint[], $2::text[]) AS asked(at, id) ON v.at = asked.at AND v.id = asked.id`,
    [kept.map(({ at }) => at), kept.map(({ id }) => id)],
  )
  const missing = kept.findIndex(({ id }) => !known.some((each) => each.id === id))
  if (missing >= 0) throw wrongInput(422, [{ field: `verbatims.${missing}`, message: 'must be a free text that is kept' }])
  const rows = [
    ...kept.map((each) => ({ ...each, text: null, language: null })),
    ...given.map((text, index) => ({ id: idOf(text), at: null, text, language: languageOf(readings[index]!.language) })),
  ]
  await database.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO theme_examples (theme, id, at, text, language, belongs, added_at, by)
       SELECT DISTINCT ON (id) $1, id, at, text, language, $6::boolean, $7::bigint, $8::text
       FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[]) AS given(id, at, text, language)
       ON CONFLICT (theme, id) DO UPDATE SET belongs = excluded.belongs, added_at = excluded.added_at, by = excluded.by`,
      [
        key,
        rows.map(({ id }) => id),
        rows.map(({ at }) => at),
        rows.map(({ text }) => text),
        rows.map(({ language }) => language),
        belongs,
        now,
        nameOf(actor),
      ],
    )
    const [counted] = await tx.query<{ n: number }>('SELECT count(*)::integer AS n FROM theme_examples WHERE theme = $1', [key])
    if (counted!.n > MOST_EXAMPLES) {
      throw wrongInput(422, [{ field: 'verbatims', message: `must leave at most ${MOST_EXAMPLES} examples: take some away first` }])
    }
  })
}

/** Takes a comment from a theme's examples. */
export async function dropExample({ database }: Pick<ThemeChanging, 'database'>, key: string, id: string): Promise<void> {
  await database.query('DELETE FROM theme_examples WHERE theme = $1 AND id = $2', [key, id])
}

const idOf = (text: string) => `text:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
const languageOf = (language: string) => VOICE_LANGUAGES.find((each) => each === language) ?? 'other'
