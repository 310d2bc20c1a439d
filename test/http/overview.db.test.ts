import { expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer } from '../setup/openServer.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-03-30T12:00:00Z')
const at = (daysAgo: number) => new Date(NOW - daysAgo * DAY).toISOString()

describeDatabases('the overview', (open) => {
  it('counts what began and ended, which promises were kept and where friction grew, beside the time before', async () => {
    const server = await openServer(await open(), NOW)
    const authorization = await server.bearer('ingest')
    let number = 0
    const send = async (items: Record<string, unknown>[]) => {
      const payload = items.map((item) => ({ id: `e${number++}`, touchpoint: 'form', journey: 'loan', initiator: 'customer', ...item }))
      const answer = await server.app.inject({ method: 'POST', url: '/v1/encounters', headers: { authorization }, payload })
      expect(answer.json()).toMatchObject({ accepted: items.length, rejected: [] })
    }
    const path = (matter: string, more: Record<string, unknown>) => ({ customer: { crm: matter }, matter, ...more })
    // Begun now: three; before: one. Completed now, one in its channel and one not.
    await send([
      path('A', { occurredAt: at(10), channel: 'web', step: 'start' }),
      path('A', { occurredAt: at(5), channel: 'web', step: 'complete' }),
      path('B', { occurredAt: at(9), channel: 'web', step: 'start' }),
      path('B', { occurredAt: at(4), channel: 'branch', step: 'complete' }),
      path('C', { occurredAt: at(40), channel: 'phone', step: 'start' }),
      path('D', { occurredAt: at(12), channel: 'phone', step: 'start' }),
    ])
    // Promises: two due now, one broken; one due before, kept.
    const promise = (due: number) => [{ what: 'call-back', dueAt: at(due) }]
    await send([
      path('A', { occurredAt: at(9), initiator: 'company', promises: promise(8) }),
      path('A', { occurredAt: at(8.5), initiator: 'company', fulfils: ['call-back'] }),
      path('D', { occurredAt: at(11), initiator: 'company', promises: promise(10) }),
      path('C', { occurredAt: at(36), initiator: 'company', promises: promise(34) }),
      path('C', { occurredAt: at(35), initiator: 'company', fulfils: ['call-back'] }),
    ])
    // One path that its customer comes back to twice: one path resumed.
    await send([30, 18, 6].map((daysAgo) => path('R', { occurredAt: at(daysAgo), channel: 'phone' })))
    await send(Array.from({ length: 6 }, (_, index) => path(`L${index}`, { occurredAt: at(2), signals: ['leaving'] })))
    await server.tick(NOW)
    const { body } = await server.read('overview?days=28')
    const overview = JSON.parse(body)
    expect(overview).toMatchObject({ until: new Date(NOW).toISOString().replace('.000', ''), since: at(28).replace('.000', '') })
    expect(overview.paths).toMatchObject({ begun: { now: 9, before: 2 }, completed: { now: 2, before: 0 }, resumed: { now: 1, before: 0 } })
    expect(overview.promises).toEqual([
      { what: 'begun-digitally', due: { now: 2, before: 0 }, kept: { now: 1, before: 0 } },
      { what: 'call-back', due: { now: 2, before: 1 }, kept: { now: 1, before: 1 } },
    ])
    // What opens behind a number is as many.
    const behind = async (list: string) => {
      const { items } = (await server.read(`${list}&since=${overview.since}&until=${overview.until}`)).json<{ items: unknown[] }>()
      return items.length
    }
    expect(await behind('paths?resumed=true')).toBe(1)
    expect(await behind('paths?leftDigital=true&last=true')).toBe(1)
    expect(await behind('frictions?promise=call-back')).toBe(1)
    expect(await behind('frictions?promise=delivery')).toBe(0)
    expect(overview.growing).toEqual([{ journey: 'loan', kind: 'leaving', week: 6, before: 0 }])
    await server.app.close()
  })

  it('looks back from the newest encounter when nothing has come for long, and says nothing of nothing', async () => {
    const server = await openServer(await open(), NOW)
    const empty = (await server.read('overview')).json()
    expect(empty).toMatchObject({ paths: { begun: { now: 0, before: 0 } }, promises: [], growing: [] })
    await server.app.inject({
      method: 'POST',
      url: '/v1/encounters',
      headers: { authorization: await server.bearer('ingest') },
      payload: [{ id: 'old', occurredAt: at(200), customer: { crm: 'A' }, touchpoint: 'form', journey: 'loan' }],
    })
    expect((await server.read('overview')).json()).toEqual(empty)
    await server.tick(NOW + 60_000)
    const later = (await server.read('overview')).json<{ until: string; paths: { begun: { now: number } } }>()
    expect([later.until.slice(0, 10), later.paths.begun.now]).toEqual([at(200).slice(0, 10), 1])
    await server.app.close()
  })
})
