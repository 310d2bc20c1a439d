import { openChance } from '../src/domain/kernel/chance.ts'
import { searchRoots } from '../src/domain/voice/searchRoots.ts'
import type { Database } from '../src/server/db/database.ts'
import { openVoices } from '../src/server/voice/openVoices.ts'
import { ownPhrases, templated } from './voice/phrases.ts'

/** The three years in which what is made was said, in ms since 1970 UTC. */
export const ENDED = Date.parse('2026-11-22T00:00:00Z')
export const BEGUN = ENDED - 3 * 365 * 86_400_000

const STEP = 5000
const CHANNELS = ['web', 'store', 'phone', 'app', 'email']
const LABELS = { negative: -1, neutral: 0, positive: 1 } as const

interface Said {
  text: string
  roots: string[]
  sentiment: number
  label: -1 | 0 | 1
  themes: readonly { key: string; sentiment: number }[]
}

/** Our own sentences, read once, in an order of chance; the first are said the oftenest. */
function sentencesOf(language: 'fi' | 'sv' | 'en', chance: () => number): Said[] {
  const read = openVoices()
  const texts = [...ownPhrases(language), ...templated(language)].map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`))
  const shuffled = texts.map((text) => ({ text, at: chance() })).sort((one, other) => one.at - other.at)
  return shuffled.map(({ text }) => {
    const { sentiment, label, themes } = read(text, language)
    return { text, roots: searchRoots(text, language), sentiment, label: LABELS[label], themes }
  })
}

/** A number below `many`, the small ones far oftener: as words are in a language (Zipf). */
function oftenSmall(many: number, chance: () => number): number {
  return Math.min(many - 1, Math.floor(3 * ((many / 3 + 1) ** chance() - 1)))
}

/** Fills an empty database with so many free texts as they are once read: two of three of known customers. */
export async function makeVerbatims(database: Database, many: number): Promise<void> {
  const [kept] = await database.query<{ there: boolean }>('SELECT EXISTS (SELECT 1 FROM verbatims) AS there')
  if (kept!.there) return
  const chance = openChance(20_261_122)
  const sentences = { fi: sentencesOf('fi', chance), sv: sentencesOf('sv', chance), en: sentencesOf('en', chance) }
  const customers = Math.ceil(many / 5)
  await database.query(`INSERT INTO customers (id, name) SELECT n, 'crm:V-' || n FROM generate_series(1, $1::integer) AS n`, [customers])
  const indexes = await database.query<{ name: string; made: string }>(
    `SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE tablename = 'verbatims' AND indexname <> 'verbatims_pkey' AND indexdef NOT LIKE 'CREATE UNIQUE%'`,
  )
  for (const { name } of indexes) await database.exec(`DROP INDEX "${name}"`)
  // The latest come one by one, as they do in life, so that indexes have what is not sorted in yet.
  const early = Math.floor(many * 0.98)
  for (let from = 0; from < many; from += STEP) {
    if (from >= early && from - STEP < early) for (const { made } of indexes) await database.exec(made)
    await insert(database, { from, to: Math.min(many, from + STEP), many, customers }, sentences, chance)
  }
  await database.query(
    `INSERT INTO responses (customer_id, id, survey, version, door, language, started_at, at, answers, measures, text, about, state, suspect)
     SELECT customer_id, substr(id, 10), 'survey-1', 1, 'link', 'fi', at, at, '{}', '[]', '', '{}', CASE WHEN at % 400 = 0 THEN 'test' ELSE 'read' END,
       CASE WHEN at % 200 = 1 THEN 1 ELSE 0 END FROM verbatims WHERE id LIKE 'response:%'`,
  )
  await database.exec('ANALYZE')
  if (database.kind === 'postgres') await database.exec('CHECKPOINT')
}

async function insert(
  database: Database,
  { from, to, many, customers }: { from: number; to: number; many: number; customers: number },
  sentences: Record<'fi' | 'sv' | 'en', Said[]>,
  chance: () => number,
): Promise<void> {
  const rows = Array.from({ length: to - from }, (_, index) => {
    const number = from + index
    const drawn = chance()
    const language = drawn < 0.7 ? 'fi' : drawn < 0.85 ? 'sv' : 'en'
    const pool = sentences[language]
    const said = Array.from({ length: 1 + Math.floor(chance() ** 2 * 6) }, () => pool[oftenSmall(pool.length, chance)]!)
    // One in ten names something that hardly anybody else does.
    const named = chance() < 0.1 ? `tilausnumero${oftenSmall(many / 20, chance)}` : null
    const themes = new Map<string, number>()
    for (const each of said) for (const { key, sentiment } of each.themes) themes.set(key, sentiment)
    const sentiment = said.reduce((sum, each) => sum + each.sentiment, 0) / said.length
    let at = 0
    return {
      customer: chance() < 0.66 ? 1 + Math.floor(chance() * customers) : 0,
      at: BEGUN + Math.floor((number / many) * (ENDED - BEGUN)),
      // Half of them answer surveys.
      id: number % 2 === 0 ? `response:v${number}` : `v${number}`,
      text: [...said.map(({ text }) => text), ...(named === null ? [] : [named])].join(' '),
      touchpoint: `touchpoint-${1 + Math.floor(chance() ** 3 * 40)}`,
      channel: CHANNELS[Math.floor(chance() * CHANNELS.length)],
      journey: chance() < 0.8 ? `journey-${1 + Math.floor(chance() * 6)}` : null,
      rated: chance() < 0.7 ? said[0]!.label : null,
      survey: chance() < 0.6 ? `survey-${1 + Math.floor(chance() * 4)}` : null,
      language: chance() < 0.01 ? 'other' : language,
      sentiment,
      label: sentiment < -0.2 ? -1 : sentiment > 0.2 ? 1 : 0,
      themes: [...themes.keys()].join(' '),
      reading: {
        themes: Object.fromEntries(themes),
        sentences: said.map(({ text, sentiment: mood }) => [at, (at += text.length + 1) - 1, mood]),
      },
      roots: [...new Set([...said.flatMap(({ roots }) => roots), ...(named === null ? [] : searchRoots(named, language))])].join(' '),
    }
  })
  const list = <Value>(pick: (row: (typeof rows)[number]) => Value) => rows.map(pick)
  await database.query(
    `INSERT INTO verbatims (customer_id, at, id, text, touchpoint, channel, journey, rated, survey, engine, language, sentiment, certainty,
       label, themes, reading, roots)
     SELECT customer, at, id, text, touchpoint, channel, journey, rated, survey, 'made-up', language, sentiment, 0.8, label,
       string_to_array(nullif(themes, ''), ' '), reading, array_to_tsvector(string_to_array(roots, ' '))
     FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::smallint[], $9::text[],
       $10::text[], $11::real[], $12::smallint[], $13::text[], $14::jsonb[], $15::text[])
       AS made(customer, at, id, text, touchpoint, channel, journey, rated, survey, language, sentiment, label, themes, reading, roots)`,
    [
      list(({ customer }) => customer),
      list(({ at }) => at),
      list(({ id }) => id),
      list(({ text }) => text),
      list(({ touchpoint }) => touchpoint),
      list(({ channel }) => channel),
      list(({ journey }) => journey),
      list(({ rated }) => rated),
      list(({ survey }) => survey),
      list(({ language }) => language),
      list(({ sentiment }) => sentiment),
      list(({ label }) => label),
      list(({ themes }) => themes),
      list(({ reading }) => reading),
      list(({ roots }) => roots),
    ],
  )
}
