import type { z } from 'zod'
import type { getThemes as contract, ThemeFigure } from '../../api/verbatim.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { FEWEST_TOLD, toldShare } from '../../domain/kernel/shares.ts'
import { SERVICE_THEMES } from '../../domain/voice/serviceThemes.ts'
import type { Queryable } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { verbatimConditions } from './verbatimConditions.ts'

const NAMES = new Map(SERVICE_THEMES.map(({ key, names }) => [key, names]))
const USUAL = 28 * DAY

interface Counts {
  texts: number
  unread: number
  negative: number
  mood: number | null
  rated: number
  good: number
}

interface Row extends Counts {
  theme: string | null
  isNow: boolean
}

/** Just after the newest text, at most `now`: where nothing is said any more, the period ends where it was. */
async function lastSaid(database: Queryable, now: number): Promise<number> {
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
  const chosen = sql`SELECT v.at >= ${since} AS "isNow", v.themes, v.reading, v.rated, v.language, v.engine
    FROM verbatims v WHERE ${verbatimConditions({ ...rest, since: earlier, until })}`
  const [rows, languages] = await Promise.all([
    database.query<Row>(
      ...sql`WITH chosen AS (${chosen})
        SELECT NULL AS theme, "isNow", count(*)::integer AS texts, (count(*) FILTER (WHERE engine IS NULL))::integer AS unread, 0 AS negative,
          NULL::float8 AS mood, count(rated)::integer AS rated, (count(*) FILTER (WHERE rated = 1))::integer AS good
        FROM chosen GROUP BY "isNow"
        UNION ALL
        SELECT theme, "isNow", count(*)::integer, 0, (count(*) FILTER (WHERE (reading -> 'themes' ->> theme)::float8 <= -0.2))::integer,
          avg((reading -> 'themes' ->> theme)::float8), count(rated)::integer, (count(*) FILTER (WHERE rated = 1))::integer
        FROM chosen, unnest(themes) AS theme GROUP BY theme, "isNow"`.render(),
    ),
    database.query<{ language: 'fi' | 'sv' | 'en' | 'other'; texts: number }>(
      ...sql`WITH chosen AS (${chosen}) SELECT language, count(*)::integer AS texts FROM chosen
        WHERE "isNow" AND language IS NOT NULL GROUP BY language ORDER BY texts DESC, language`.render(),
    ),
  ])
  const countsOf = (theme: string | null, isNow: boolean) =>
    rows.find((row) => row.theme === theme && row.isNow === isNow) ?? { texts: 0, unread: 0, negative: 0, mood: null, rated: 0, good: 0 }
  const [all, allBefore] = [countsOf(null, true), countsOf(null, false)]
  const themes = [...new Set(rows.map(({ theme }) => theme).filter((theme) => theme !== null))]
  return {
    since: formatInstant(since),
    until: formatInstant(until),
    texts: all.texts,
    unread: all.unread,
    rated: all.rated,
    good: toldShare(all.good, all.rated),
    goodBefore: toldShare(allBefore.good, allBefore.rated),
    languages,
    themes: themes
      .map((theme) => figureOf(theme, countsOf(theme, true), all, countsOf(theme, false), allBefore))
      .sort((left, right) => right.texts - left.texts || (left.theme < right.theme ? -1 : 1)),
  }
}

function figureOf(theme: string, now: Counts, all: Counts, before: Counts, allBefore: Counts): ThemeFigure {
  return {
    theme,
    names: NAMES.get(theme) ?? {},
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
