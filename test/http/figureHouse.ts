import { expect } from 'vitest'
import { openChance } from '../../src/domain/kernel/chance.ts'
import type { Database } from '../../src/server/db/database.ts'
import type { OpenServer } from '../setup/openServer.ts'

export const DAY = 86_400_000
export const NOW = Date.parse('2026-03-30T12:00:00Z')
export const SINCE = NOW - 90 * DAY

/** An answer as it was given: the plain list that figures are held against. */
export interface Plain {
  customer: number | null
  at: number
  touchpoint: string
  channel: string
  team: string | null
  survey: string | null
  measures: { metric: string; score: number; scale: string }[]
  isTest: boolean
}

/** Answers by chance: of customers and of whom nobody knows, now and in the period before, tests among them. */
export function plainAnswers(): Plain[] {
  const plain: Plain[] = []
  const chance = openChance(4)
  const pick = <T>(items: readonly T[]) => items[Math.floor(chance() * items.length)]!
  for (let number = 0; number < 320; number++) {
    const isLate = number % 4 === 0
    const isAnonymous = number % 5 === 1
    const metrics = pick([['nps', 'csat'], ['csat'], ['ces'], ['nps', 'csat', 'emotion']])
    const good = chance()
    const scores: Record<string, [number, string]> = {
      nps: [Math.round(good * 10), '0-10'],
      csat: [1 + Math.round(Math.min(1, good + 0.1) * 4), '1-5'],
      ces: [1 + Math.round(chance() * 6), '1-7'],
      emotion: [1 + Math.round(chance() * 4), '1-5'],
    }
    plain.push({
      customer: isAnonymous ? null : number % 60,
      at: Math.floor(isLate ? SINCE - 90 * DAY + chance() * 90 * DAY : SINCE + chance() * 90 * DAY),
      touchpoint: pick(['call', 'form', 'parcel']),
      channel: pick(['phone', 'web']),
      team: pick(['north', 'south', null]),
      survey: isAnonymous || number % 3 === 0 ? 'after' : null,
      measures: metrics.map((metric) => ({ metric, score: scores[metric]![0], scale: scores[metric]![1] })),
      isTest: number % 16 === 0 && number % 3 === 0,
    })
  }
  return plain
}

/** Known customers' answers come in as encounters, answers to the survey as those that they become; others stand in responses alone. */
export async function keepAnswers(database: Database, server: OpenServer, plain: readonly Plain[]): Promise<void> {
  const encounters = plain.flatMap(({ customer, at, touchpoint, channel, team, survey, measures }, number) => {
    if (customer === null) return []
    const given = {
      occurredAt: new Date(at).toISOString(),
      customer: { crm: `C-${customer}` },
      journey: 'loan',
      initiator: 'customer',
      measures,
    }
    if (survey === null) return [{ id: `e${number}`, ...given, touchpoint, channel, ...(team && { handledBy: { team } }) }]
    const about = { touchpoint, channel, ...(team && { team }) }
    return [
      {
        id: `response:r${number}`,
        ...given,
        touchpoint: 'survey',
        channel: 'email',
        properties: { survey, version: versionAt(at), response: `r${number}`, about },
      },
    ]
  })
  const answer = await server.app.inject({
    method: 'POST',
    url: '/v1/encounters',
    headers: { authorization: await server.bearer('ingest') },
    payload: encounters,
  })
  expect(answer.json()).toMatchObject({ accepted: encounters.length, rejected: [] })
  const ids = await database.query<{ id: string; customer: number }>('SELECT id, customer_id AS customer FROM encounters')
  const customerOf = new Map(ids.map(({ id, customer }) => [id, customer]))
  const responses = plain.flatMap(({ customer, at, touchpoint, channel, team, survey, measures, isTest }, number) => {
    if (survey === null) return []
    // Of whom is known, the path that it came to be on is told by the encounter alone.
    const about = { journey: customer === null ? 'loan' : null, touchpoint, channel, stage: null, team, encounter: null, path: null }
    const owner = customer === null ? 0 : customerOf.get(`response:r${number}`)!
    return [{ owner, id: `r${number}`, survey, version: versionAt(at), at, measures, about, state: isTest ? 'test' : 'new' }]
  })
  await database.query(
    `INSERT INTO responses (customer_id, id, survey, version, door, language, started_at, at, answers, measures, text, about, state)
     SELECT (r ->> 'owner')::bigint, r ->> 'id', r ->> 'survey', (r ->> 'version')::int, 'link', 'fi', (r ->> 'at')::bigint, (r ->> 'at')::bigint,
       '{}', r -> 'measures', '', r -> 'about', r ->> 'state' FROM jsonb_array_elements($1::jsonb) AS r`,
    [JSON.stringify(responses)],
  )
}

/** From the middle of the time on, the survey asks in other words. */
function versionAt(at: number): number {
  return at < NOW - 45 * DAY ? 1 : 2
}

export async function keepSurvey(database: Database): Promise<void> {
  const content = (title: string) => ({
    languages: ['fi'],
    title: { fi: 'Kysely' },
    questions: [
      { key: 'nps', kind: 'nps', metric: 'nps', title: { fi: title }, required: false, askedIf: [] },
      { key: 'sat', kind: 'csat', metric: 'csat', title: { fi: 'Tyytyväisyys?' }, required: false, askedIf: [], look: 'faces' },
    ],
    thanks: [],
  })
  for (const [version, title] of ['Suosittelisitko?', 'Kuinka todennäköisesti suosittelisit?'].entries()) {
    await database.query('INSERT INTO survey_versions (survey, version, content, at) VALUES ($1, $2, $3, $4)', [
      'after',
      version + 1,
      JSON.stringify(content(title)),
      version + 1,
    ])
  }
  const asks = ['answered', 'answered', 'asked', 'bounced', 'skipped'].map((state, index) => [
    index + 1,
    state,
    index < 2 ? 'call' : 'form',
  ])
  for (const [customer, state, touchpoint] of asks) {
    await database.query(
      `INSERT INTO asks (customer_id, identifier, survey, cause, triggered_at, state, asked_at, about)
       VALUES ($1::bigint, 'crm:C-1', 'after', 'hand:1', $2::bigint, $3, $2, jsonb_build_object('touchpoint', $4::text, 'channel', 'web', 'journey', 'loan'))`,
      [customer, NOW - DAY, state, touchpoint],
    )
  }
}
