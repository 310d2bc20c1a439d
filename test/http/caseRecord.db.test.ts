import { beforeAll, expect, it } from 'vitest'
import { openKeptMemory } from '../../src/server/intake/keptMemory.ts'
import { passTime } from '../../src/server/jobs/deadlineWorker.ts'
import { askRebuild, rebuildAll } from '../../src/server/intake/rebuild.ts'
import { openDefinitionStore } from '../../src/server/journey/definitionStore.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { type CaseHouse, openCaseHouse } from './caseHouse.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-02T08:00:00Z')

describeDatabases('what is recorded of a case', (open) => {
  let house: CaseHouse
  let database: Database

  beforeAll(async () => {
    database = await open()
    house = await openCaseHouse(database, START)
    return () => house.server.app.close()
  })

  const send = async (id: string, hours: number, more: object) => {
    const occurredAt = new Date(START + hours * HOUR).toISOString()
    const headers = { authorization: await house.server.bearer('ingest') }
    const sent = await house.server.app.inject({ method: 'POST', url: '/v1/encounters', headers, payload: { id, occurredAt, ...more } })
    expect(sent.json()).toMatchObject({ accepted: 1 })
  }
  const form = (matter: string, customer: object, more: object = {}) => ({
    customer,
    touchpoint: 'form',
    journey: 'loan',
    matter,
    initiator: 'customer',
    ...more,
  })
  const numberOf = async (path: string) => {
    const [row] = await database.query<{ id: number }>('SELECT id FROM cases WHERE path = $1', [path])
    return `K-${row!.id}`
  }
  const recordOf = async (id: string) => {
    const { log, tasks, owner, version, state } = await house.page('admin', id)
    return { log, tasks, owner, version, state }
  }
  const holderOf = async (id: string) => (await house.page('admin', id)).customer

  it('stays through a rebuild', async () => {
    await send('r-1', 0, form('R', { crm: 'C-R' }, { step: 'fail' }))
    await house.server.tick(START + 2 * HOUR)
    const id = await numberOf('loan/R')
    await house.ask('aino', 'POST', `/${id}/catch`)
    await house.ask('aino', 'POST', `/${id}/tasks`, { title: 'Look' })
    const before = await recordOf(id)
    const clock = house.server.webhooks.clock
    const definitions = openDefinitionStore(database, openCalendar(), clock)
    await database.query(`UPDATE customers SET stale = true`)
    await askRebuild({ database, definitions, clock }, null)
    await rebuildAll({ database, definitions, clock }, () => Promise.resolve())
    await passTime(database, definitions, clock, openKeptMemory())
    expect(await recordOf(id)).toEqual(before)
  })

  it('has the frictions that join it, and is withdrawn and restored with its owner', async () => {
    await send('j-1', 2, form('J', { crm: 'C-J' }, { step: 'fail' }))
    await house.server.tick(START + 4 * HOUR)
    const id = await numberOf('loan/J')
    await house.ask('aino', 'POST', `/${id}/catch`)
    await send('j-2', 4, form('J', { crm: 'C-J' }, { signals: ['leaving'] }))
    expect(await house.page('aino', id)).toMatchObject({ severity: 5, owner: { name: 'aino' }, state: 'caught' })
    expect((await recordOf(id)).log.map(({ kind }) => kind)).toEqual(['opened', 'caught', 'joined', 'customer-said'])

    await send('w-1', 5, form('W', { crm: 'C-W' }, { step: 'fail' }))
    await house.server.tick(START + 7 * HOUR)
    const withdrawn = await numberOf('loan/W')
    await house.ask('aino', 'POST', `/${withdrawn}/catch`)
    await send('w-2', 5.5, form('W', { crm: 'C-W' }, { initiator: 'company', step: 'progress' }))
    expect(await house.page('aino', withdrawn)).toMatchObject({ state: 'withdrawn', owner: { name: 'aino' }, actBy: null })
    expect((await house.ask('aino', 'POST', `/${withdrawn}/solve`, { done: 'x' })).status).toBe(409)
    expect((await house.ask('aino', 'POST', `/${withdrawn}/notes`, { text: 'Came late' })).status).toBe(200)
    expect((await house.ask<{ items: { id: string }[] }>('aino', 'GET', '?state=withdrawn')).body.items.map((each) => each.id)).toEqual([
      withdrawn,
    ])
  })

  it('goes with a customer who turns out to be two, and back', async () => {
    await send('s-1', 8, form('S', { phone: '+358401234567' }, { step: 'fail' }))
    await send('s-2', 8, form('T', { email: 'eino@example.com' }, { step: 'fail' }))
    await send('s-3', 8, { customer: { phone: '+358401234567', email: 'eino@example.com' }, touchpoint: 'desk' })
    await house.server.tick(START + 10 * HOUR)
    const ids = [await numberOf('loan/S'), await numberOf('loan/T')] as const
    for (const id of ids) {
      await house.ask('aino', 'POST', `/${id}/catch`)
      await house.ask('aino', 'POST', `/${id}/tasks`, { title: id })
    }
    const before = [await recordOf(ids[0]), await recordOf(ids[1])]
    const [one] = [await holderOf(ids[0])]
    expect(await holderOf(ids[1])).toBe(one)
    const authorization = await house.server.bearer('admin')
    const judge = (path: string, payload: object) =>
      house.server.app.inject({ method: 'POST', url: `/api/v1/${path}`, payload, headers: { authorization, host: 'localhost' } })
    const parted = await judge('customers/phone:+358401234567/separate', { identifiers: ['email:eino@example.com'], because: 'two people' })
    expect(parted.statusCode).toBe(200)
    expect([await holderOf(ids[0]), await holderOf(ids[1])]).toEqual(['phone:+358401234567', 'email:eino@example.com'])
    expect([await recordOf(ids[0]), await recordOf(ids[1])]).toEqual(before)
    const strays = await database.query(
      `SELECT 1 FROM case_log LEFT JOIN cases ON cases.customer_id = case_log.customer_id AND cases.id = case_log.case_id WHERE cases.id IS NULL
       UNION ALL SELECT 1 FROM case_tasks LEFT JOIN cases ON cases.customer_id = case_tasks.customer_id AND cases.id = case_tasks.case_id WHERE cases.id IS NULL`,
    )
    expect(strays).toEqual([])
    expect(
      (await judge(`judgements/${parted.json<{ judgement: number }>().judgement}/undo`, { because: 'one after all' })).statusCode,
    ).toBe(200)
    expect(await holderOf(ids[1])).toBe(await holderOf(ids[0]))
    expect([await recordOf(ids[0]), await recordOf(ids[1])]).toEqual(before)
  })
})
