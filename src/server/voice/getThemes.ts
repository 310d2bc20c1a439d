import type { z } from 'zod'
import type { getThemes as contract, ThemeFigure } from '../../api/verbatim.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { compareText } from '../../domain/kernel/order.ts'
import { FEWEST_TOLD, toldShare } from '../../domain/kernel/shares.ts'
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Theme } from '../../domain/voice/themes.ts'
import { namesOfThemes } from './themesInUse.ts'
import { verbatimConditions } from './verbatimConditions.ts'

const USUAL = 28 * DAY

interface Counts {
  texts: number
  unread: number
  negative: number
  mood: number | null
  rated: number
  good: number
}

type Languages = z.output<typeof contract.answer>['languages']

const NONE: Counts = { texts: 0, unread: 0, negative: 0, mood: null, rated: 0, good: 0 }
const RATED = sql`count(v.rated)::integer AS rated, (count(*) FILTER (WHERE v.rated = 1))::integer AS good`

/** Just after the newest text, at most `now`: where nothing is said any more, the period ends where it was. */
export async function lastSaid(database: Queryable, now: number): Promise<number> {
  const [row] = await database.query<{ at: number | null }>('SELECT max(at) AS at FROM verbatims WHERE at < $1', [now])
  return row?.at == null ? now : row.at + 1
}

/** Themes of a period (the 28 days up to the newest text unless told) beside those of the period before it, of the same length. */
export async function getThemes(
  database: Queryable,
  query: z.output<typeof contract.query>,
  now: number,
): Promise<z.output<typeof contract.answer>> {
  const until = query.until === undefined ? await lastSaid(database, now) : Date.parse(query.until)
  const since = query.since === undefined ? until - USUAL : Date.parse(query.since)
  const earlier = since - (until - since)
  const { since: _since, until: _until, ...rest } = query
  const where = verbatimConditions({ ...rest, since: earlier, until })
  const [counts, ofThemes, namesOf] = await Promise.all([
    database.query<Counts & { isNow: boolean; language: Languages[number]['language'] | null }>(
      ...sql`SELECT v.at >= ${since} AS "isNow", v.language, count(*)::integer AS texts,
          (count(*) FILTER (WHERE v.engine IS NULL))::integer AS unread, 0 AS negative, NULL::float8 AS mood, ${RATED}
        FROM verbatims v WHERE ${where} GROUP BY 1, 2`.render(),
    ),
    database.query<Counts & { isNow: boolean; theme: string }>(
      ...sql`SELECT told.theme, v.at >= ${since} AS "isNow", count(*)::integer AS texts, 0 AS unread,
          (count(*) FILTER (WHERE told.mood::float8 <= -0.2))::integer AS negative, avg(told.mood::float8) AS mood, ${RATED}
        FROM verbatims v CROSS JOIN LATERAL jsonb_each_text(v.reading -> 'themes') AS told(theme, mood) WHERE ${where} GROUP BY 1, 2`.render(),
    ),
    namesOfThemes(database),
  ])
  const countsOf = (theme: string, isNow: boolean) => ofThemes.find((row) => row.theme === theme && row.isNow === isNow) ?? NONE
  const [all, allBefore] = [true, false].map((isNow) => sumOf(counts.filter((row) => row.isNow === isNow))) as [Counts, Counts]
  const themes = [...new Set(ofThemes.map(({ theme }) => theme))]
  return {
    since: formatInstant(since),
    until: formatInstant(until),
    texts: all.texts,
    unread: all.unread,
    rated: all.rated,
    good: toldShare(all.good, all.rated),
    goodBefore: toldShare(allBefore.good, allBefore.rated),
    languages: languagesOf(counts.filter(({ isNow }) => isNow)),
    themes: themes
      .map((theme) => figureOf({ theme, names: namesOf(theme) }, countsOf(theme, true), all, countsOf(theme, false), allBefore))
      .sort((left, right) => right.texts - left.texts || (left.theme < right.theme ? -1 : 1)),
  }
}

function sumOf(rows: readonly Counts[]): Counts {
  const sum = (of: (row: Counts) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    ...NONE,
    texts: sum(({ texts }) => texts),
    unread: sum(({ unread }) => unread),
    rated: sum(({ rated }) => rated),
    good: sum(({ good }) => good),
  }
}

function languagesOf(rows: readonly { language: Languages[number]['language'] | null; texts: number }[]): Languages {
  return rows
    .flatMap(({ language, texts }) => (language === null ? [] : [{ language, texts }]))
    .sort((one, other) => other.texts - one.texts || compareText(one.language, other.language))
}

function figureOf(
  named: { theme: string; names: Theme['names'] },
  now: Counts,
  all: Counts,
  before: Counts,
  allBefore: Counts,
): ThemeFigure {
  return {
    ...named,
    texts: now.texts,
    before: before.texts,
    negative: toldShare(now.negative, now.texts),
    sentiment: now.texts < FEWEST_TOLD ? null : now.mood,
    rated: now.rated,
    good: toldShare(now.good, now.rated),
    goodWithout: toldShare(all.good - now.good, all.rated - now.rated),
    points: pointsOf(now, all),
    pointsBefore: pointsOf(before, allBefore),
  }
}

/** The share of good scores of all, less that of the scores without the theme, in percentage points; null when either is of too few. */
function pointsOf(theme: Counts, all: Counts): number | null {
  const without = all.rated - theme.rated
  if (theme.rated < FEWEST_TOLD || without < FEWEST_TOLD) return null
  return (all.good / all.rated - (all.good - theme.good) / without) * 100
}
