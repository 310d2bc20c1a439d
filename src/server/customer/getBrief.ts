import type { BriefJson } from '../../api/brief.ts'
import { compareIdentifiers } from '../../domain/customer/identifier.ts'
import type { Holdings } from '../../domain/customer/holdings.ts'
import type { Sentiment } from '../../domain/encounter/encounter.ts'
import type { Friction } from '../../domain/friction/friction.ts'
import { frictionJson } from '../../domain/friction/frictionJson.ts'
import { prepareBrief } from '../../domain/friction/prepareBrief.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import { readPathKey, type Path } from '../../domain/journey/path.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Mark } from '../../domain/kernel/order.ts'
import type { Queryable } from '../db/database.ts'

interface Row {
  name: string
  displayName: string | null
  firstAt: number | null
  lastAt: number | null
  encounters: number
  provided: Record<string, Mark> | null
  holdings: Holdings | null
  identifiers: string[]
  unjoined: string[] | null
  attributes: Record<string, unknown> | null
  consents: Record<string, boolean> | null
}

interface WordsRow {
  encounter: string
  at: number
  touchpoint: string
  channel: string | null
  text: string
  locale: string | null
  sentiment: Sentiment | null
}

const CUSTOMER = `
  SELECT c.name, c.display_name AS "displayName", c.first_at AS "firstAt", c.last_at AS "lastAt", c.encounters,
    c.fold -> 'provided' AS provided, c.fold -> 'holdings' AS holdings,
    ARRAY(SELECT identifier FROM identifiers WHERE customer_id = c.id) AS identifiers,
    (SELECT array_agg(identifier) FROM identifiers WHERE customer_id <> c.id
      AND group_id IN (SELECT group_id FROM identifiers WHERE customer_id = c.id)) AS unjoined,
    (SELECT jsonb_object_agg(key, value ORDER BY at, identifier COLLATE "C" DESC) FROM statements, jsonb_each(attributes)
      WHERE customer_id = c.id) AS attributes,
    (SELECT jsonb_object_agg(key, value ORDER BY at, identifier COLLATE "C" DESC) FROM statements, jsonb_each(consents)
      WHERE customer_id = c.id) AS consents
  FROM customers c WHERE c.id = $1`

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
  const [[row], paths, frictions, [words], kept] = await Promise.all([
    database.query<Row>(CUSTOMER, of),
    database.query<{ body: Path }>(
      `SELECT body FROM paths WHERE customer_id = $1 AND (state IN ('active', 'paused') OR json_array_length(body -> 'promises') > 0)`,
      of,
    ),
    database.query<{ body: Friction }>('SELECT body FROM frictions WHERE customer_id = $1', of),
    database.query<WordsRow>(WORDS, of),
    database.query<{ path: string; at: number; what: string }>(KEPT, of),
  ])
  if (row === undefined) return null
  const brief = prepareBrief(
    {
      paths: paths.map(({ body }) => body),
      frictions: frictions.map(({ body }) => body),
      provided: row.provided ?? {},
      holdings: row.holdings ?? {},
      kept,
    },
    definitions,
    now,
  )
  const at = (moment: number | null) => (moment === null ? null : formatInstant(moment))
  const { newest } = brief.frictions
  return {
    customer: row.name,
    id: `id:${id}`,
    displayName: row.displayName,
    identifiers: row.identifiers.sort(compareIdentifiers),
    since: at(row.firstAt),
    lastAt: at(row.lastAt),
    encounters: row.encounters,
    holdings: brief.held,
    open: brief.open.map((each) => ({ ...each, turnSince: at(each.turnSince), answerBy: at(each.answerBy) })),
    promised: brief.promised.map((each) => ({ ...each, ...readPathKey(each.path), dueAt: formatInstant(each.dueAt) })),
    provided: brief.provided.map((each) => ({ ...each, at: formatInstant(each.at), until: formatInstant(each.until) })),
    lastWords: words === undefined ? null : { ...words, at: formatInstant(words.at) },
    frictions: { ...brief.frictions, newest: newest && frictionJson(newest, row.name, readPathKey(newest.path)) },
    consents: row.consents ?? {},
    attributes: Object.fromEntries(Object.entries(row.attributes ?? {}).filter(([, value]) => value !== null)),
    conflict: row.unjoined?.sort(compareIdentifiers) ?? null,
  }
}
