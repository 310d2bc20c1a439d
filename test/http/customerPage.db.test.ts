import { beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { type CaseHouse, openCaseHouse } from './caseHouse.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-02T08:00:00Z')

describeDatabases('the customer’s own page', (open) => {
  let house: CaseHouse
  let id: string
  let address: string

  beforeAll(async () => {
    const database = await open()
    house = await openCaseHouse(database, START)
    id = await house.fail('M-1', START)
    address = new URL((await house.page('aino', id)).page!).pathname
    return () => house.server.app.close()
  })

  const look = (query = '', headers: Record<string, string> = { 'accept-language': 'fi-FI,en' }) =>
    house.server.app.inject({ url: `${address}${query}`, headers })
  const send = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    house.server.app.inject({
      method: 'POST',
      url: `${address}?lang=fi`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost', ...headers },
      payload: new URLSearchParams(form).toString(),
    })

  it('tells nobody where it stands, and holds nothing from elsewhere', async () => {
    const answer = await look()
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
    })
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none';.*form-action 'self'/)
    expect(answer.body).toContain('lang="fi"')
    expect(answer.body).not.toMatch(/<script|https?:\/\//)
    expect((await house.server.app.inject('/k/style.css')).headers['content-type']).toMatch(/^text\/css/)
  })

  it('speaks the language asked for, else the browser’s', async () => {
    expect((await look()).body).toContain('Asiasi')
    expect((await look('', { 'accept-language': 'sv-FI' })).body).toContain('Ditt ärende')
    expect((await look('?lang=en')).body).toContain('Your matter')
    expect((await look('?lang=%3Cb%3E', {})).body).toContain('Your matter')
  })

  it('says before anybody has it which team it is with and by when somebody will', async () => {
    const { body } = await look()
    expect(body).toContain('Asiasi on tiimillä Desk')
    expect(body).toMatch(/ottaa asiasi hoitaakseen viimeistään \S+ \d/)
    expect(body).not.toContain('value="solved"')
  })

  it('shows the owner and what was said, never what colleagues say among themselves; words are escaped', async () => {
    await house.ask('aino', 'POST', `/${id}/catch`)
    await house.ask('aino', 'POST', `/${id}/notes`, { text: 'A difficult one' })
    await house.ask('aino', 'POST', `/${id}/offer`, { to: house.people.bea.id, note: 'Yours, I think' })
    await house.ask('aino', 'POST', `/${id}/messages`, { text: '<b>Hei</b> & terve' })
    const { body } = await look()
    expect(body).toContain('aino')
    expect(body).toContain('&lt;b&gt;Hei&lt;/b&gt; &amp; terve')
    expect(body).not.toMatch(/difficult|Yours|bea/)
  })

  it('takes words once however often they are sent, and goes back to the page', async () => {
    const answers = [await send({ do: 'message', text: 'Milloin?' }), await send({ do: 'message', text: 'Milloin?' })]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303])
    expect(answers[0]!.headers['location']).toBe(`${address}?lang=fi&news=message`)
    expect((await look('?lang=fi&news=message')).body).toContain('Viestisi on perillä')
    const page = await house.page('aino', id)
    expect(page.log.filter(({ kind }) => kind === 'customer-said')).toHaveLength(1)
  })

  it('keeps in the field what could not be taken, and says why', async () => {
    const empty = await send({ do: 'message', text: '  ' })
    expect(empty.statusCode).toBe(422)
    expect(empty.body).toContain('Kirjoita ensin viesti')
    const long = await send({ do: 'message', text: `${'a'.repeat(10_000)}<b` })
    expect(long.statusCode).toBe(422)
    expect(long.body).toContain('aaa&lt;b</textarea>')
  })

  it('is opened again by “not yet” and ends by “solved”; reading changes nothing', async () => {
    await house.ask('aino', 'POST', `/${id}/solve`, { done: 'Maksettu takaisin', learned: 'Look twice', cause: { system: 'Archive' } })
    const { body } = await look('?news=solved&do=solved')
    expect(body).toContain('Maksettu takaisin')
    expect(body).not.toMatch(/twice|Archive/)
    expect((await house.page('aino', id)).state).toBe('solved')
    await Promise.all([send({ do: 'not-yet', text: '' }), send({ do: 'not-yet', text: '' })])
    expect(await house.page('aino', id)).toMatchObject({ state: 'reopened', reopened: 1 })
    await house.ask('aino', 'POST', `/${id}/solve`, { done: 'Kaikki maksettu' })
    expect((await Promise.all([send({ do: 'solved' }), send({ do: 'solved' })])).map(({ statusCode }) => statusCode)).toEqual([303, 303])
    const page = await house.page('aino', id)
    expect(page).toMatchObject({ state: 'confirmed', confirmedBy: 'customer' })
    expect(page.log.filter(({ kind }) => kind === 'confirmed')).toHaveLength(1)
    expect((await look('?lang=fi')).body).toContain('Asia on ratkaistu')
  })

  it('takes forms from its own page alone', async () => {
    const from = async (headers: Record<string, string>) => (await send({ do: 'message', text: 'Hei' }, headers)).statusCode
    expect(await from({ origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await from({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await from({ origin: 'https://elsewhere.example' })).toBe(403)
    // A page that tells nobody where it stands says so of its forms, too.
    expect(await from({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(303)
    expect(await from({ origin: 'http://localhost' })).toBe(303)
  })

  it('says kindly and alike that there is nothing, whatever was wrong with the address', async () => {
    const other = await house.fail('M-2', START + 5 * HOUR)
    const revoked = new URL((await house.page('aino', other)).page!).pathname
    await house.server.app.inject({ url: revoked })
    const { database } = house.server.webhooks
    await database.query('UPDATE cases SET link_number = 2 WHERE id = $1', [Number(other.slice(2))])
    const urls = [revoked, `/k/${'a'.repeat(60)}`, '/k/x', `${address.slice(0, -2)}AA`]
    const answers = await Promise.all(urls.map((url) => house.server.app.inject({ url, headers: { 'accept-language': 'fi' } })))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([410, 404, 404, 404])
    // What was once theirs says plainly that it no longer is.
    expect(answers[0]!.body).toContain('Tämä linkki ei ole enää käytössä')
    const bodies = answers.slice(1).map(({ body }, index) => body.replaceAll(urls[index + 1]!, ''))
    expect(new Set(bodies).size).toBe(1)
    expect(bodies[0]).toContain('Täältä ei löytynyt asiaa')
    const posted = await house.server.app.inject({
      method: 'POST',
      url: revoked,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'do=solved',
    })
    expect(posted.statusCode).toBe(410)
  })

  it('is given to those who may work on cases, not to viewers', async () => {
    expect((await house.page('viewer', id)).page).toBeNull()
    expect((await house.page('bea', id)).page).toMatch(/\/k\/[\w-]{40,}$/)
  })
})
