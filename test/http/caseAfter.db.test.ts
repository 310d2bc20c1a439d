import { beforeAll, expect, it } from 'vitest'
import type { CaseJson } from '../../src/api/case.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import type { Database } from '../../src/server/db/database.ts'
import { type CaseHouse, openCaseHouse } from './caseHouse.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2026-03-02T08:00:00Z')

describeDatabases('after the fix', (open) => {
  let house: CaseHouse
  let database: Database
  let now = START

  beforeAll(async () => {
    database = await open()
    house = await openCaseHouse(database, START)
    return () => house.server.app.close()
  })

  const openCase = async (matter: string): Promise<string> => {
    const id = await house.fail(matter, now)
    await house.server.tick((now += 2 * HOUR))
    await house.ask('aino', 'POST', `/${id}/catch`)
    return id
  }
  const pathOf = async (id: string) => new URL((await house.page('aino', id)).page!).pathname
  const send = (url: string, form: Record<string, string>) =>
    house.server.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' },
      payload: new URLSearchParams(form).toString(),
    })
  const encounter = async (matter: string, more: object) => {
    const payload = {
      occurredAt: new Date(now).toISOString(),
      customer: { crm: 'C-1' },
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

  it('the customer is asked once, by mail and on their page; "not solved" opens it again', async () => {
    const id = await openCase('R-1')
    await house.ask('aino', 'POST', `/${id}/solve`, { done: 'Paid back', tell: true })
    const told = await database.query<{ text: string }>('SELECT text FROM mails WHERE about = $1', [`case ${id}`])
    expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(/^Paid back\n\nJos asia ei ole vielä kunnossa/)])
    const page = await pathOf(id)
    await send(page, { do: 'solved' })
    expect((await house.page('aino', id)).log.at(-1)).toMatchObject({ kind: 'recovery-asked', delivery: 'mail', mail: { state: 'queued' } })
    const asks = await database.query(`SELECT 1 FROM mails WHERE about = $1 AND text LIKE 'Hoidimme asiasi.%'`, [`case ${id}`])
    expect(asks).toHaveLength(1)
    // Reading answers nothing, nor does a form without an answer.
    await house.server.app.inject({ url: `${page}?do=answer&was=yes` })
    expect((await send(page, { do: 'answer' })).statusCode).toBe(422)
    expect((await house.page('aino', id)).recovery).toMatchObject({ notAsked: null, answer: null })
    const answers = await Promise.all([1, 2].map(() => send(page, { do: 'answer', was: 'no', feeling: '2', text: 'Still broken' })))
    expect(answers.map(({ statusCode }) => statusCode).every((status) => status === 303 || status === 409)).toBe(true)
    const after = await house.page('aino', id)
    expect(after).toMatchObject({ state: 'reopened', owner: { name: 'aino' }, recovery: { answer: { solved: false, feeling: 2 } } })
    expect(after.log.filter(({ kind }) => kind === 'recovery-answered')).toMatchObject([{ text: 'Still broken', solved: false }])
    await house.ask('aino', 'POST', `/${id}/solve`, { done: 'Really' })
    await house.server.tick((now += 15 * DAY))
    expect(await house.page('aino', id)).toMatchObject({ state: 'confirmed', confirmedBy: 'silence' })
    expect((await house.page('aino', id)).log.filter(({ kind }) => kind === 'recovery-asked')).toHaveLength(1)
  })

  it('is not asked again within 90 days, within 30 of a score, nor without consent, and says why', async () => {
    const skipped = async (matter: string) => {
      const id = await openCase(matter)
      await house.ask('aino', 'POST', `/${id}/confirm`, {})
      return (await house.page('aino', id)).recovery?.notAsked
    }
    expect(await skipped('R-2')).toBe('recovery-asked-lately')
    now += 100 * DAY
    await encounter('R-2', { touchpoint: 'survey', channel: 'email', measures: [{ metric: 'nps', score: 9 }] })
    expect(await skipped('R-3')).toBe('asked-lately')
    now += 40 * DAY
    const told = await house.server.app.inject({
      method: 'PUT',
      url: '/v1/customers/crm:C-1',
      headers: { authorization: await house.server.bearer('ingest') },
      payload: { consents: { surveys: false } },
    })
    expect(told.statusCode).toBe(200)
    expect(await skipped('R-4')).toBe('opted-out')
  })

  it('two cases are joined: words and frictions land on the one that carries on, and it is undone', async () => {
    const [living, other] = [await openCase('J-1'), await openCase('J-2')]
    const old = await pathOf(other)
    expect((await house.ask('bea', 'POST', `/${other}/join`, { into: living })).status).toBe(403)
    expect((await house.ask('aino', 'POST', `/${other}/join`, { into: other })).status).toBe(422)
    expect((await house.ask('aino', 'POST', `/${other}/join`, { into: living, version: 1 })).status).toBe(409)
    expect((await house.ask('aino', 'POST', `/${other}/join`, { into: living })).body).toMatchObject({
      state: 'joined',
      joinedInto: living,
    })
    expect((await house.ask('aino', 'POST', `/${other}/solve`, { done: 'x' })).status).toBe(409)
    expect(await house.page('aino', living)).toMatchObject({
      carries: [other],
      joined: [{ id: other, state: 'joined' }],
      owner: { name: 'aino' },
    })
    const led = await house.server.app.inject({ url: old })
    expect([led.statusCode, led.headers.location]).toEqual([303, expect.stringMatching(/^\/k\//)])
    expect((await house.server.app.inject({ url: led.headers.location as string })).body).toContain(living)
    await send(old, { do: 'message', text: 'By the old page' })
    await encounter('J-2', { touchpoint: 'call', channel: 'phone', text: 'Of the other' })
    await encounter('J-2', { touchpoint: 'form', channel: 'web', step: 'fail' })
    await house.server.tick((now += 2 * HOUR))
    const carrying = await house.page('aino', living)
    expect(carrying.log.flatMap(({ kind, text }) => (kind === 'customer-said' ? [text] : []))).toEqual([
      'By the old page',
      'Of the other',
      null,
    ])
    expect((await house.ask<{ items: CaseJson[] }>('aino', 'GET', '?q=J-2')).body.items).toHaveLength(1)
    expect((await house.ask('aino', 'POST', `/${other}/separate`, {})).body).toMatchObject({
      state: 'caught',
      joinedInto: null,
      owner: { name: 'aino' },
    })
    expect((await house.page('aino', living)).carries).toEqual([])
    expect((await house.server.app.inject({ url: old })).statusCode).toBe(200)
  })

  it('cases of two customers are joined: each reads their own words alone, and is told of what was done', async () => {
    const living = await openCase('T-1')
    const failing = { customer: { crm: 'C-2', email: 'bo@example.com' }, touchpoint: 'form', channel: 'web', step: 'fail' }
    await encounter('T-2', failing)
    await house.server.tick((now += 2 * HOUR))
    const other = (await house.ask<{ items: CaseJson[] }>('admin', 'GET', '?q=T-2')).body.items[0]!.id
    await house.ask('bea', 'POST', `/${other}/catch`)
    expect((await house.ask('bea', 'POST', `/${other}/join`, { into: living })).status).toBe(403)
    expect((await house.ask('admin', 'POST', `/${other}/join`, { into: living })).status).toBe(200)
    expect((await house.page('aino', living)).helpers).toMatchObject([{ name: 'bea' }])
    const [own, theirs] = [await pathOf(living), await pathOf(other)]
    const read = async (page: string) => (await house.server.app.inject({ url: page })).body
    await send(own, { do: 'message', text: 'Mine alone' })
    await send(theirs, { do: 'message', text: 'Theirs alone' })
    // Two who use the same words are two.
    await send(own, { do: 'message', text: 'The same' })
    await send(theirs, { do: 'message', text: 'The same' })
    expect(
      (await house.page('aino', living)).log.flatMap(({ kind, text, case: of }) => (kind === 'customer-said' ? [[text, of]] : [])),
    ).toEqual([
      ['Mine alone', undefined],
      ['Theirs alone', other],
      ['The same', undefined],
      ['The same', other],
    ])
    await house.ask('aino', 'POST', `/${living}/messages`, { text: 'For the first alone' })
    const seen = async () => {
      const pages = [await read(own), await read(theirs)]
      const words = ['Mine alone', 'Theirs alone', 'For the first alone', 'Mended for both']
      return pages.map((page) => words.filter((word) => page.includes(word)))
    }
    expect(await seen()).toEqual([['Mine alone', 'For the first alone'], ['Theirs alone']])
    await house.ask('aino', 'POST', `/${living}/solve`, { done: 'Mended for both', tell: true })
    expect(await seen()).toEqual([
      ['Mine alone', 'For the first alone', 'Mended for both'],
      ['Theirs alone', 'Mended for both'],
    ])
    const mails = await database.query('SELECT "to", about FROM mails WHERE text LIKE $1 ORDER BY about', ['Mended for both%'])
    expect(mails).toEqual([
      { to: 'aino@example.com', about: `case ${living}` },
      { to: 'bo@example.com', about: `case ${other}` },
    ])
    // Whether another's case is solved is not theirs to say; that it is not, is.
    expect((await send(theirs, { do: 'solved' })).statusCode).toBe(409)
    expect((await send(theirs, { do: 'not-yet', text: 'Theirs alone' })).statusCode).toBe(303)
    expect(await house.page('aino', living)).toMatchObject({ state: 'reopened' })
    expect((await house.ask('admin', 'POST', `/${other}/separate`, {})).status).toBe(200)
    await send(theirs, { do: 'message', text: 'Theirs once more' })
    expect(await read(own)).not.toContain('Theirs')
    expect(await read(theirs)).toContain('Theirs alone')
    expect(await read(theirs)).toContain('Theirs once more')
  })

  it('a "not yet" in the words of a message just sent opens it again, however often we solve it', async () => {
    const id = await openCase('S-1')
    const page = await pathOf(id)
    for (const what of ['message', 'not-yet', 'not-yet']) {
      await house.ask('aino', 'POST', `/${id}/solve`, { done: 'Mended' })
      await Promise.all([1, 2].map(() => send(page, { do: what, text: 'It fails' })))
    }
    const { state, log } = await house.page('aino', id)
    expect([state, log.filter(({ kind }) => kind === 'reopened').length]).toEqual(['reopened', 2])
  })

  it('gives another link to the customer’s page: the old one is no longer in use', async () => {
    const id = await openCase('L-1')
    const old = await pathOf(id)
    expect((await house.ask('bea', 'POST', `/${id}/link`, {})).status).toBe(403)
    expect((await house.ask('aino', 'POST', `/${id}/link`, {})).status).toBe(200)
    expect((await house.server.app.inject({ url: old })).statusCode).toBe(410)
    expect((await house.server.app.inject({ url: await pathOf(id) })).statusCode).toBe(200)
    expect((await house.page('aino', id)).log.at(-1)).toMatchObject({ kind: 'link-renewed', by: { name: 'aino' } })
  })
})
