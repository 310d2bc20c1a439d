import { beforeAll, expect, it } from 'vitest'
import type { CaseJson } from '../../src/api/case.ts'
import type { Database } from '../../src/server/db/database.ts'
import type { ProblemBody } from '../../src/server/http/problem.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { type CaseHouse, openCaseHouse } from './caseHouse.ts'

const HOUR = 3_600_000
/** A Monday. */
const START = Date.parse('2026-03-02T08:00:00Z')

describeDatabases('the doors to cases', (open) => {
  let house: CaseHouse
  let database: Database
  let now = START

  beforeAll(async () => {
    database = await open()
    house = await openCaseHouse(database, START)
    return () => house.server.app.close()
  })

  const after = async (hours: number) => house.server.tick((now += hours * HOUR))
  let matters = 0
  async function openCase(): Promise<string> {
    const id = await house.fail(`M-${++matters}`, now)
    now += 2 * HOUR
    await house.server.tick(now)
    return id
  }
  const say = async (matter: string, more: object) => {
    const payload = {
      occurredAt: new Date(now).toISOString(),
      customer: { crm: 'C-1' },
      touchpoint: 'call',
      channel: 'phone',
      journey: 'loan',
      matter,
      initiator: 'customer',
      ...more,
    }
    const headers = { authorization: await house.server.bearer('ingest') }
    expect((await house.server.app.inject({ method: 'POST', url: '/v1/encounters', headers, payload })).json()).toMatchObject({
      accepted: 1,
    })
  }
  const told = async (id: string) =>
    (await database.query<{ type: string }>(`SELECT type FROM outbox WHERE body ->> 'case' = $1 ORDER BY id`, [id])).map(({ type }) => type)

  it('shows a case in the inbox of its team with its clock, evidence and what whoever asks may do', async () => {
    const id = await openCase()
    const mine = await house.ask<{ items: CaseJson[] }>('aino', 'GET', '?whose=inbox&sort=due')
    expect(mine.body.items.map((each) => each.id)).toEqual([id])
    expect((await house.ask<{ items: CaseJson[] }>('bea', 'GET', '?whose=inbox')).body.items).toEqual([])
    const page = await house.page('aino', id)
    expect(page).toMatchObject({ state: 'open', team: 'desk', owner: null, version: 1, may: { catch: true, work: true, answer: false } })
    expect(page.limits.caught).toMatchObject({ doneAt: null, passed: false })
    expect(page.evidence.map((item) => item.id)).toEqual([`fail-M-${matters}`])
    expect(page.log.map(({ kind }) => kind)).toEqual(['opened'])
    expect((await house.page('viewer', id)).may).toEqual({ catch: false, work: false, offer: false, answer: false, separate: false })
    expect((await house.ask('aino', 'GET', '/counts')).body).toMatchObject({ mine: 0, inbox: 1, live: 1, uncaught: 1 })
  })

  it('lets exactly one catch it of two at once, and tells the other who has it', async () => {
    const id = await openCase()
    const both = await Promise.all(
      (['aino', 'bea', 'lead', 'boss'] as const).map((who) => house.ask<CaseJson & ProblemBody>(who, 'POST', `/${id}/catch`)),
    )
    const won = both.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    const owner = won[0]!.body.owner!.name
    expect(both.filter(({ status }) => status === 409).map(({ body }) => [body.type, body.title])).toEqual(
      Array.from({ length: 3 }, () => ['/api/docs#caught', `${owner} has the case.`]),
    )
    expect(await told(id)).toEqual(['case.opened', 'case.caught'])
  })

  it('does what is asked twice with one key once, and nothing when the case has changed since it was seen', async () => {
    const id = await openCase()
    await house.ask('aino', 'POST', `/${id}/catch`)
    const key = { 'idempotency-key': `note ${id}` }
    const twice = await Promise.all([1, 2].map(() => house.ask('aino', 'POST', `/${id}/notes`, { text: 'Once' }, key)))
    const again = await house.ask('aino', 'POST', `/${id}/notes`, { text: 'Once' }, key)
    expect(twice.map(({ status }) => status).every((status) => status === 200 || status === 409)).toBe(true)
    expect(again.status).toBe(200)
    const page = await house.page('aino', id)
    expect(page.log.filter(({ kind }) => kind === 'note')).toHaveLength(1)
    const both = await Promise.all(
      (['aino', 'lead'] as const).map((who) =>
        house.ask<CaseJson & ProblemBody>(who, 'POST', `/${id}/notes`, { text: who, version: page.version }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)!.body.type).toBe('/api/docs#changed')
  })

  it('is caught by people only, and not by viewers', async () => {
    const id = await openCase()
    expect((await house.ask('viewer', 'POST', `/${id}/catch`)).status).toBe(403)
    const headers = { authorization: await house.server.bearer('admin') }
    const token = await house.server.app.inject({ method: 'POST', url: `/api/v1/cases/${id}/catch`, headers })
    expect(token.json()).toMatchObject({ status: 403, title: 'A case is worked on by a person: sign in.' })
    expect((await house.ask('aino', 'POST', '/K-999999/catch')).status).toBe(404)
    expect((await house.ask<CaseJson & ProblemBody>('aino', 'POST', `/${id}/messages`, { text: 'x' })).body).toMatchObject({
      status: 409,
      detail: 'Catch it first.',
    })
  })

  it('hands over by an accepted offer alone, and counts it by pair of teams', async () => {
    const id = await openCase()
    await house.ask('aino', 'POST', `/${id}/catch`)
    const { bea, aino } = house.people
    expect((await house.ask('bea', 'POST', `/${id}/accept`)).status).toBe(409)
    expect((await house.ask('bea', 'POST', `/${id}/notes`, { text: 'x' })).status).toBe(403)
    const offered = await house.ask('aino', 'POST', `/${id}/offer`, { to: bea.id, note: 'You know shops' })
    expect(offered.body).toMatchObject({ owner: { id: aino.id }, offer: { to: { id: bea.id, name: 'bea' }, because: 'handover' } })
    expect((await house.ask<{ items: CaseJson[] }>('bea', 'GET', '?whose=offered')).body.items.map((each) => each.id)).toEqual([id])
    expect((await house.ask('bea', 'POST', `/${id}/decline`, { note: 'No' })).body).toMatchObject({ owner: { id: aino.id }, offer: null })
    await house.ask('aino', 'POST', `/${id}/offer`, { to: bea.id })
    const accepted = await house.ask('bea', 'POST', `/${id}/accept`)
    expect(accepted.body).toMatchObject({ owner: { id: bea.id }, team: 'shop', handovers: 1 })
    const pairs = await house.ask<{ pairs: unknown[] }>('viewer', 'GET', '/handovers?journey=loan')
    expect(pairs.body.pairs).toEqual([{ journey: 'loan', from: 'desk', to: 'shop', handovers: 1, bounces: 0, cases: 1 }])
    expect((await house.ask<{ pairs: unknown[] }>('viewer', 'GET', '/handovers?journey=other')).body.pairs).toEqual([])
    const page = await house.page('bea', id)
    expect(page.log.find(({ kind }) => kind === 'handed-over')).toMatchObject({
      by: { name: 'bea' },
      from: { name: 'aino' },
      to: { name: 'bea' },
      fromTeam: 'desk',
      toTeam: 'shop',
    })
    expect(await told(id)).toContain('case.handed-over')
  })

  it('is worked on with helpers, calls, messages and tasks, waits, and is solved', async () => {
    const id = await openCase()
    const post = (path: string, body: object) => house.ask('aino', 'POST', `/${id}/${path}`, body)
    await post('catch', {})
    expect((await post('helpers', { employee: house.people.bea.id })).body.helpers).toEqual([{ id: house.people.bea.id, name: 'bea' }])
    expect((await house.ask<{ helping: number }>('bea', 'GET', '/counts')).body.helping).toBe(1)
    await post('calls', { text: 'No answer', reached: false })
    expect((await post('messages', { text: 'We have it' })).body.limits.word.doneAt).not.toBe(null)
    await post('tasks', { title: 'Call the bank', dueAt: new Date(now + HOUR).toISOString() })
    const [task] = (await house.page('aino', id)).tasks
    expect((await post(`tasks/${task!.id}/finish`, {})).status).toBe(200)
    expect((await post(`tasks/${task!.id}/finish`, {})).status).toBe(404)
    expect((await post('wait', { for: 'customer', until: new Date(now - HOUR).toISOString() })).status).toBe(422)
    const waits = await post('wait', { for: 'customer', until: new Date(now + 20 * HOUR).toISOString(), note: 'Papers' })
    expect(waits.body).toMatchObject({ state: 'waiting', waiting: { for: 'customer' } })
    await say(`M-${matters}`, { touchpoint: 'form', channel: 'web', provides: ['papers'], text: 'Here they are' })
    expect((await house.page('aino', id)).state).toBe('caught')
    const cause = { team: 'desk', process: null, system: 'Archive', touchpoint: 'form' }
    const solved = await post('solve', { done: 'Sent', cause, learned: 'Ask once' })
    expect(solved.body).toMatchObject({ state: 'solved', actBy: null })
    const page = await house.page('aino', id)
    expect(page).toMatchObject({ solution: { done: 'Sent', cause, learned: 'Ask once' }, tasks: [{ doneBy: { name: 'aino' } }] })
    expect(page.log.map(({ kind }) => kind)).toEqual(
      'opened caught helper-added phoned message task-added task-finished waiting customer-said resumed solved'.split(' '),
    )
    expect(page.log.find(({ kind }) => kind === 'customer-said')).toMatchObject({
      text: 'Here they are',
      channel: 'web',
      actor: 'customer',
    })
    const mails = await database.query(`SELECT "to", text FROM mails WHERE about = $1`, [`case ${id}`])
    expect(mails).toEqual([{ to: 'aino@example.com', text: expect.stringMatching(/^We have it\n/) }])
    const alike = await openCase()
    expect((await house.page('aino', alike)).similar).toMatchObject([{ id, state: 'solved', cause, learned: 'Ask once' }])
  })

  it('is open again with the same owner when the customer complains after it was solved, and confirmed on their word', async () => {
    const id = await openCase()
    await house.ask('aino', 'POST', `/${id}/catch`)
    await house.ask('aino', 'POST', `/${id}/solve`, { done: 'Mended' })
    await after(1)
    await say(`M-${matters}`, { signals: ['complaint'], text: 'It is not' })
    expect(await house.page('aino', id)).toMatchObject({ state: 'reopened', owner: { name: 'aino' }, reopened: 1 })
    await house.ask('aino', 'POST', `/${id}/solve`, { done: 'Really' })
    const confirmed = await house.ask('aino', 'POST', `/${id}/confirm`, { channel: 'phone', note: 'Said so' })
    expect(confirmed.body).toMatchObject({ state: 'confirmed', confirmedBy: 'customer' })
    await after(24 * 20)
    await say(`M-${matters}`, { text: 'What about my loan?' })
    expect(await house.page('aino', id)).toMatchObject({ state: 'reopened', owner: { name: 'aino' }, confirmedAt: null })
    expect((await told(id)).filter((type) => type !== 'case.changed')).toEqual(
      ['opened', 'caught', 'solved', 'reopened', 'solved', 'confirmed', 'reopened'].map((type) => `case.${type}`),
    )
  })

  it('goes to the lead when nobody catches it, and tells each of those above once that limits passed', async () => {
    const id = await openCase()
    await after(24 * 5)
    expect(await house.page('aino', id)).toMatchObject({ state: 'caught', owner: { name: 'lead' }, fell: true })
    await after(24 * 30)
    const escalated = (await house.page('aino', id)).log.filter(({ kind }) => kind === 'escalated')
    expect(escalated.map(({ limit, to }) => `${limit} ${to!.name}`)).toEqual([
      'word lead',
      'word boss',
      'word admin',
      'solved lead',
      'solved boss',
      'solved admin',
    ])
    await after(1)
    expect((await told(id)).filter((type) => type === 'case.escalated')).toHaveLength(6)
    expect(
      (await house.ask<{ items: CaseJson[] }>('lead', 'GET', '?whose=mine&overdue=true&sort=due')).body.items.map((each) => each.id),
    ).toContain(id)
  })

  it('is offered to the substitute of who is away, and is the lead’s once its owner has left', async () => {
    const id = await openCase()
    await house.ask('aino', 'POST', `/${id}/catch`)
    const { aino, bea } = house.people
    await database.query('UPDATE employees SET absent_from = $2, substitute_id = $3 WHERE id = $1', [aino.id, now, bea.id])
    await after(1)
    expect(await house.page('bea', id)).toMatchObject({
      owner: { name: 'aino' },
      offer: { to: { name: 'bea' }, by: null, because: 'absence' },
    })
    await house.ask('bea', 'POST', `/${id}/decline`, {})
    await after(1)
    expect((await house.page('bea', id)).offer).toBe(null)
    await database.query('UPDATE employees SET active = false, absent_from = NULL WHERE id = $1', [aino.id])
    await after(1)
    expect(await house.page('lead', id)).toMatchObject({ owner: { name: 'lead' }, inherited: true })
    await database.query('UPDATE employees SET active = true WHERE id = $1', [aino.id])
  })

  it('keeps owner, log and tasks through a merge of customers and its being taken back', async () => {
    const id = await openCase()
    await house.ask('aino', 'POST', `/${id}/catch`)
    await house.ask('aino', 'POST', `/${id}/tasks`, { title: 'Look' })
    const before = await house.page('aino', id)
    const send = async (more: object) => {
      const payload = { occurredAt: new Date(now).toISOString(), touchpoint: 'store', ...more }
      await house.server.app.inject({
        method: 'POST',
        url: '/v1/encounters',
        headers: { authorization: await house.server.bearer('ingest') },
        payload,
      })
    }
    await send({ customer: { user: 'u-1' } })
    await send({ customer: { user: 'u-1', email: 'aino@example.com' } })
    await send({ customer: { user: 'u-1', crm: 'C-2' } })
    const places = await database.query(
      'SELECT DISTINCT customer_id FROM case_log UNION SELECT customer_id FROM case_tasks UNION SELECT customer_id FROM cases',
    )
    expect(places).toHaveLength(1)
    const { log, tasks, owner, version } = await house.page('aino', id)
    expect({ log, tasks, owner, version }).toEqual({ log: before.log, tasks: before.tasks, owner: before.owner, version: before.version })
  })
})
