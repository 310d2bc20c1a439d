import type { BriefJson } from '../../api/brief.ts'
import type { Sentiment } from '../../domain/encounter/encounter.ts'
import type { Friction } from '../../domain/friction/friction.ts'
import { frictionJson } from '../../domain/friction/frictionJson.ts'
import { prepareBrief } from '../../domain/friction/prepareBrief.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import { readPathKey, type Path } from '../../domain/journey/path.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { readKnownCustomer } from './knownCustomer.ts'

interface WordsRow {
  encounter: string
  at: number
  touchpoint: string
  channel: string | null
  text: string
  locale: string | null
  sentiment: Sentiment | null
}

const WORDS = `
  SELECT id AS encounter, at, touchpoint, channel, body ->> 'text' AS text, body ->> 'locale' AS locale, body ->> 'sentiment' AS sentiment
  FROM encounters WHERE customer_id = $1 AND initiator = 'customer' AND body ? 'text' ORDER BY at DESC, id DESC LIMIT 1`

/** Promises kept on paths where one was broken, since then. */
const KEPT = `
  SELECT e.path, e.at, fulfilled.what FROM encounters e CROSS JOIN LATERAL jsonb_array_elements_text(e.body -> 'fulfils') AS fulfilled(what)
  WHERE e.customer_id = $1 AND e.at >= (SELECT min(at) FROM frictions WHERE customer_id = $1 AND kind = 'broken-promise')
    AND jsonb_typeof(e.body -> 'fulfils') = 'array'`

/** What whoever meets a customer next has to know; null when it is gone. */
export async function getBrief(database: Queryable, id: number, definitions: Definitions, now: number): Promise<BriefJson | null> {
  const of = [id]
  const [known, paths, frictions, [words], kept] = await Promise.all([
    readKnownCustomer(database, id),
    database.query<{ body: Path }>(
      `SELECT body FROM paths WHERE customer_id = $1 AND (state IN ('active', 'paused') OR json_array_length(body -> 'promises') > 0)`,
      of,
    ),
    database.query<{ body: Friction }>('SELECT body FROM frictions WHERE customer_id = $1', of),
    database.query<WordsRow>(WORDS, of),
    database.query<{ path: string; at: number; what: string }>(KEPT, of),
  ])
  if (known === null) return null
  const brief = prepareBrief(
    {
      paths: paths.map(({ body }) => body),
      frictions: frictions.map(({ body }) => body),
      provided: known.provided,
      holdings: known.holdings,
      kept,
    },
    definitions,
    now,
  )
  const at = (moment: number | null) => (moment === null ? null : formatInstant(moment))
  const { newest } = brief.frictions
  return {
    ...known.json,
    since: at(known.firstAt),
    lastAt: at(known.lastAt),
    holdings: brief.held,
    open: brief.open.map((each) => ({ ...each, turnSince: at(each.turnSince), answerBy: at(each.answerBy) })),
    promised: brief.promised.map((each) => ({ ...each, ...readPathKey(each.path), dueAt: formatInstant(each.dueAt) })),
    provided: brief.provided.map((each) => ({ ...each, at: formatInstant(each.at), until: formatInstant(each.until) })),
    lastWords: words === undefined ? null : { ...words, at: formatInstant(words.at) },
    frictions: { ...brief.frictions, newest: newest && frictionJson(newest, known.json.customer, readPathKey(newest.path)) },
  }
}
