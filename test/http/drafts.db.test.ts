import { expect, it } from 'vitest'
import type { TrialCounts } from '../../src/domain/friction/trial.ts'
import type { DefinitionsInput } from '../../src/domain/journey/definition.ts'
import { checkDraft, type WholeDefinition } from '../../src/domain/journey/draft.ts'
import {
  changeChannel,
  changeFrictions,
  changeJourney,
  changeTouchpoint,
  moveTouchpoint,
  addTouchpoint,
} from '../../src/domain/journey/draftEdits.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { beginTrial, latestTrial } from '../../src/server/journey/trial.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const NEWEST = Date.parse('2026-03-30T12:00:00Z')
const DAY = 86_400_000

const DEFINED: DefinitionsInput = {
  journeys: [
    { key: 'loan', stages: [{ key: 'apply' }, { key: 'decide' }], touchpoints: ['form', 'desk', 'letter'] },
    { key: 'card', touchpoints: ['kiosk'] },
  ],
  touchpoints: [
    { key: 'form', channel: 'web', initiator: 'customer', stage: 'apply' },
    { key: 'desk', channel: 'branch', initiator: 'company', stage: 'decide' },
    { key: 'letter', channel: 'post', initiator: 'company' },
    { key: 'call', channel: 'phone', initiator: 'customer' },
    { key: 'kiosk', channel: 'kiosk', initiator: 'customer' },
  ],
}

/** What customer `n` went through, unlike others: within the last 90 days, or before. */
function lifeOf(n: number): object[] {
  const start = NEWEST - ((n * 7) % 130) * DAY
  const encounter = (hours: number, touchpoint: string, more: object = {}) => ({
    id: `${n}-${hours}-${touchpoint}`,
    occurredAt: new Date(Math.min(NEWEST, start + hours * 3_600_000)).toISOString(),
    customer: { crm: `C-${n}` },
    touchpoint,
    ...more,
  })
  return [
    encounter(0, 'form', { step: 'start', provides: ['income'] }),
    ...(n % 2 === 0 ? [encounter(10 + n, 'desk', { asks: n % 4 === 0 ? ['income'] : ['form'] })] : []),
    ...(n % 3 === 0 ? [encounter(40 + n, 'call')] : []),
    ...(n % 5 === 0 ? [encounter(90 + n, 'letter', { directsTo: 'branch' })] : []),
    ...(n % 7 === 0 ? [encounter(200, 'form', { step: 'fail' })] : []),
    ...(n % 4 === 1 ? [encounter(300 + n, 'kiosk', { step: 'start' })] : []),
    ...(n % 6 === 1 ? [encounter(400, 'form', { givesUp: ['loan'] })] : []),
  ]
}

/** A draft in which nearly everything that can change a path has changed. */
function changed(whole: WholeDefinition): WholeDefinition {
  let draft = changeJourney(whole, { pauseAfter: '2d', pauseLimit: '20d', effortLimit: 2 })
  draft = changeJourney(draft, { frictions: changeFrictions(undefined, 'silence', 'limit', '12h') })
  draft = changeTouchpoint(draft, 'letter', { step: 'complete' })
  draft = addTouchpoint(draft, { key: 'call', channel: 'phone', initiator: 'customer' }, 'apply')
  return changeChannel(moveTouchpoint(draft, 'desk', 'apply', 'form'), 'web', { digital: false })
}

describeDatabases('a draft of a journey', (open) => {
  let headers: { authorization: string }
  let server: OpenServer
  const ask = async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object) => {
    const answer = await server.app.inject({ method, url: `/api/v1/${path}`, headers, ...(payload && { payload }) })
    return { ...JSON.parse(answer.body), status: answer.statusCode }
  }
  async function start(customers: number) {
    const database = await open()
    server = await openServer(database, NOW)
    headers = { authorization: await server.bearer('admin') }
    await server.define(DEFINED)
    const items = Array.from({ length: customers }, (_, n) => lifeOf(n)).flat()
    const authorization = await server.bearer('ingest')
    const answer = await server.app.inject({ method: 'POST', url: '/v1/encounters', headers: { authorization }, payload: items })
    expect(answer.json()).toMatchObject({ accepted: items.length, rejected: [] })
    await server.tick(NOW)
    return database
  }
  async function trialEnds() {
    await expect.poll(async () => (await ask('GET', 'journeys/loan/draft/trial')).trial.state, { timeout: 20_000 }).not.toBe('running')
    return (await ask('GET', 'journeys/loan/draft/trial')).trial
  }

  it('is kept as it is written, and never over what somebody else wrote meanwhile', async () => {
    await start(0)
    const { inForce, version, draft } = await ask('GET', 'journeys/loan/draft')
    expect([version, draft]).toEqual([1, null])
    const put = (number: number, definition: object) => ask('PUT', 'journeys/loan/draft', { number, base: 1, definition })
    const kept = await put(0, inForce)
    expect(kept).toMatchObject({ status: 200, base: 1, who: { by: 'nobody' } })
    const first = kept.number as number
    expect(await put(0, inForce)).toMatchObject({ status: 409, title: expect.stringMatching(/has changed the draft/) })
    const wrong = changeJourney(inForce, { pauseAfter: 'soon' })
    expect(await put(first, wrong)).toMatchObject({ number: first + 1, definition: { journey: { pauseAfter: 'soon' } } })
    expect(await put(first, inForce)).toMatchObject({ status: 409 })
    expect((await ask('GET', 'journeys/loan/draft')).draft).toMatchObject({ number: first + 1 })
    expect((await ask('GET', 'journey-drafts')).items).toMatchObject([{ journey: 'loan', number: first + 1 }])
    const refused = await ask('POST', 'journeys/loan/draft/publication', { number: first + 1 })
    expect([refused.status, refused.problems[0].field]).toEqual([422, 'journey loan: pauseAfter'])
    expect(await ask('POST', 'journeys/loan/draft/trial', { number: first + 1 })).toMatchObject({ status: 422 })
    expect(await ask('DELETE', `journeys/loan/draft?number=${first}`)).toMatchObject({ status: 409 })
    expect(await ask('DELETE', `journeys/loan/draft?number=${first + 1}`)).toMatchObject({ deleted: true })
    expect(await ask('POST', 'journeys/loan/draft/publication', { number: first + 1 })).toMatchObject({ status: 404 })
    // Another draft is begun: whoever still sees the one before does not write over it.
    expect((await put(0, inForce)).status).toBe(200)
    expect(await put(first + 1, wrong)).toMatchObject({ status: 409 })
    await server.app.close()
  })

  it('is tried without changing anything, and finds what is found once it is published', async () => {
    const database = await start(90)
    const { inForce } = await ask('GET', 'journeys/loan/draft')
    const draft = changed(inForce)
    expect(checkDraft(draft)).toEqual([])
    const { number } = await ask('PUT', 'journeys/loan/draft', { number: 0, base: 1, definition: draft })
    const since = NEWEST - 90 * DAY
    const counted = async () => ({
      kinds: await database.query<{ kind: string; elsewhere: boolean; count: number }>(
        `SELECT f.kind, p.journey <> 'loan' AS elsewhere, count(*)::int AS count
         FROM frictions f JOIN paths p ON p.customer_id = f.customer_id AND p.key = f.path
         WHERE f.at >= $1 AND f.customer_id IN (SELECT customer_id FROM encounters WHERE at >= $1) GROUP BY 1, 2 ORDER BY 2, f.kind COLLATE "C"`,
        [since],
      ),
      states: await database.query(
        `SELECT state, count(*)::int AS count FROM paths WHERE journey = 'loan' AND last_at >= $1 GROUP BY 1 ORDER BY 1`,
        [since],
      ),
    })
    const told = (trial: TrialCounts, which: 'now' | 'draft') => ({
      kinds: trial.kinds
        .filter((each) => each[which] > 0)
        .map((each) => ({ kind: each.kind, elsewhere: each.elsewhere, count: each[which] })),
      states: Object.entries(trial.states[which])
        .filter(([, count]) => count > 0)
        .map(([state, count]) => ({ state, count }))
        .sort((a, b) => (a.state < b.state ? -1 : 1)),
    })
    const before = await counted()
    expect(await ask('POST', 'journeys/loan/draft/trial', { number })).toMatchObject({ status: 202, trial: { draft: number } })
    const { state, result } = await trialEnds()
    expect([state, result.until, result.since]).toEqual(['done', '2026-03-30T12:00:00Z', '2025-12-30T12:00:00Z'])
    expect(told(result, 'now')).toEqual(before)
    expect(await counted()).toEqual(before)
    expect(result.kinds.length).toBeGreaterThan(5)
    expect(result.moves.map((move: { from: string; to: string }) => `${move.from} ${move.to}`)).toContain('abandoned completed')
    expect(await ask('POST', 'journeys/loan/draft/publication', { number, note: 'Quicker' })).toMatchObject({ version: 2 })
    await server.tick(NOW)
    expect(await counted()).toEqual(told(result, 'draft'))
    expect(told(result, 'draft')).not.toEqual(before)
    await server.app.close()
  }, 60_000)

  it('is tried on a sample of too many, which says how sure it is; and is given up when nobody waits', async () => {
    const database = await start(40)
    const { inForce } = await ask('GET', 'journeys/loan/draft')
    const draft = changed(inForce)
    const parts = { database, clock: () => NOW, most: 12, part: 1 }
    await (
      await beginTrial(parts, draft, 1, DEFINED)
    ).ended
    const { result } = (await latestTrial(database, 'loan'))!
    expect(result).toMatchObject({ customers: 12 })
    expect(result!.concerned).toBeGreaterThan(12)
    const { change, low, high } = result!.estimate
    expect([low < change, change < high]).toEqual([true, true])
    await ask('PUT', 'journeys/loan/draft', { number: 0, base: 1, definition: draft })
    const { ended } = await beginTrial({ ...parts, most: 1000 }, draft, 1, DEFINED)
    expect((await ask('DELETE', 'journeys/loan/draft/trial')).trial).toMatchObject({ state: 'cancelled', result: null })
    await ended
    expect((await latestTrial(database, 'loan'))!.state).toBe('cancelled')
    await server.app.close()
  }, 60_000)

  it('becomes a version; what others publish is one too, and is not written over unseen', async () => {
    await start(0)
    const { inForce } = await ask('GET', 'journeys/loan/draft')
    const draft = moveTouchpoint(inForce, 'letter', 'decide')
    const { number } = await ask('PUT', 'journeys/loan/draft', { number: 0, base: 1, definition: draft })
    // A touchpoint of the journey is defined by another door: that is a version of the journey.
    await ask('PUT', 'touchpoints/form', { key: 'form', channel: 'app', stage: 'apply' })
    expect(await ask('POST', 'journeys/loan/draft/publication', { number })).toMatchObject({
      status: 409,
      title: 'Version 2 of the journey took force since this draft was begun from version 1.',
    })
    await ask('PUT', 'journeys/loan/draft', { number, base: 2, definition: draft })
    expect(await ask('POST', 'journeys/loan/draft/publication', { number: number + 1, note: 'Letters decide' })).toMatchObject({
      version: 3,
    })
    const { items } = await ask('GET', 'journeys/loan/versions')
    expect(items).toMatchObject([
      { version: 3, at: '2026-11-20T12:00:00Z', who: { by: 'token' }, note: 'Letters decide' },
      { version: 2, note: '' },
      { version: 1, who: { by: 'nobody' } },
    ])
    expect((await ask('GET', 'journeys/card/versions')).items).toHaveLength(1)
    expect((await ask('GET', 'journeys/loan/versions/1')).definition).toEqual(inForce)
    expect((await ask('GET', 'journeys/loan/versions/3?against=1')).changes).toEqual([
      { sort: 'touchpoint', key: 'letter', change: 'changed', fields: [{ field: 'stage', after: 'decide' }] },
    ])
    expect((await ask('GET', 'journeys/loan/versions/2?against=1')).changes).toMatchObject([
      {
        key: 'form',
        fields: [
          { field: 'channel', before: 'web', after: 'app' },
          { field: 'initiator', before: 'customer' },
        ],
      },
    ])
    expect(await ask('GET', 'journeys/loan/versions/9')).toMatchObject({ status: 404 })
    expect(await ask('GET', 'journeys/loan')).toMatchObject({ version: 3 })
    await ask('PUT', 'definitions', { journeys: [{ key: 'loan' }], channels: [{ key: 'kiosk', digital: true }] })
    expect((await ask('GET', 'journeys/loan/versions')).items[0]).toMatchObject({ version: 4 })
    expect((await ask('GET', 'journeys/card/versions')).items).toHaveLength(2)
    await server.app.close()
  })
})
