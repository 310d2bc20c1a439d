import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { NoticeRuleJson } from '../../src/api/notice.ts'
import { DEFAULT_CHOICE } from '../../src/domain/case/notice.ts'
import { startNotices } from '../../src/server/case/noticeWorker.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openDefinitionStore } from '../../src/server/journey/definitionStore.ts'
import { startMailing } from '../../src/server/mail/sendMails.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import { type CaseHouse, openCaseHouse } from './caseHouse.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-02T08:00:00Z')
type Name = keyof CaseHouse['people']

/** Everybody's mail server. */
async function openMailbox() {
  const arrived: { to: string; raw: string; source: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString()
        arrived.push({ to: envelope.rcptTo[0]!.address, raw, source: raw.replaceAll('=\r\n', '') })
        done()
      })
    },
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, arrived, close: () => new Promise<void>((closed) => server.close(() => closed())) }
}

/** Where Slack or Teams would answer. */
async function openChannel() {
  const posts: { id: string; path: string; body: Record<string, unknown> }[] = []
  let status = 200
  const server = createServer(async (request: IncomingMessage, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    posts.push({ id: String(request.headers['webhook-id']), path: request.url!, body: JSON.parse(Buffer.concat(parts).toString()) })
    response.writeHead(status).end(status === 200 ? 'ok' : 'no_service')
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/services/T0/B0/secret-letters`,
    posts,
    answer: (code: number) => (status = code),
    close: () => new Promise<unknown>((closed) => server.close(closed)),
  }
}

describeDatabases('what people and channels are told of cases', (open) => {
  let house: CaseHouse
  let database: Database
  let mailbox: Awaited<ReturnType<typeof openMailbox>>
  let channel: Awaited<ReturnType<typeof openChannel>>
  let close: () => Promise<void>
  const failures: unknown[] = []
  const off: string[] = []
  let now = START

  beforeAll(async () => {
    database = await open()
    house = await openCaseHouse(database, START)
    await database.query(`UPDATE employees SET language = CASE name WHEN 'bea' THEN 'sv' WHEN 'lead' THEN 'en' ELSE 'fi' END`)
    mailbox = await openMailbox()
    channel = await openChannel()
    const { clock } = house.server.webhooks
    const failed = (error: unknown) => failures.push(error)
    const definitions = openDefinitionStore(database, openCalendar(), clock)
    const parts = { ...house.server.webhooks, definitions, publicUrl: 'https://polku.example', hasMail: true, failed }
    // Two servers on one database.
    const telling = [1, 2].map(() => startNotices({ ...parts, subscribe: () => () => undefined, told: (line) => off.push(line) }, 20))
    const sending = startMailing({ database, smtpUrl: mailbox.url, from: 'Polku <koppi@polku.example>', clock, failed }, 20)
    close = async () => {
      await Promise.all(telling.map((worker) => worker.stop()))
      await sending.stop()
      await Promise.all([mailbox.close(), channel.close(), house.server.app.close()])
    }
  })

  afterAll(() => close())

  const tick = async (hours: number) => {
    now += hours * HOUR
    await house.server.tick(now)
  }
  const fail = async (matter: string) => {
    const id = await house.fail(matter, now)
    now += HOUR + 1
    return id
  }
  const ask = async <Body = NoticeRuleJson>(who: Name, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) => {
    const headers = { host: 'polku.example', cookie: house.people[who].cookie }
    const answer = await house.server.app.inject({ method, url: `/api/v1/${path}`, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.json<Body & { problems?: { field: string }[] }>() }
  }
  const to = (name: Name) => mailbox.arrived.filter((mail) => mail.to === `${name}@example.com`)
  const settled = async (check: () => void) => vi.waitFor(check, 5000)
  /** Two servers have looked several times since. */
  const quiet = () => new Promise((resume) => setTimeout(resume, 150))
  const choose = (who: Name, choice: object) => ask(who, 'PUT', 'session/notices', { ...DEFAULT_CHOICE, ...choice })

  it('an offer reaches whom it is for at once and once, in their language, with a link and without the customer’s name', async () => {
    const id = await fail('M-1')
    await house.ask('aino', 'POST', `/${id}/catch`)
    await house.ask('aino', 'POST', `/${id}/offer`, { to: house.people.bea.id, note: 'x' })
    await settled(() => expect(to('bea')).toHaveLength(1))
    await quiet()
    expect(to('bea')).toHaveLength(1)
    const { raw } = to('bea')[0]!
    const mail = await PostalMime.parse(raw)
    expect(mail.subject).toBe(`[${id}] Ett ärende erbjuds dig`)
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain(`https://polku.example/cases/${id}`)
      expect(part).toContain('Återvändsgränd · Loan · allvarlighetsgrad 3 · Desk · mån 2.3 kl. 11.00')
      expect(part).not.toMatch(/C-1|aino@example/)
    }
    expect(mail.messageId).toMatch(/^<mail-\d+\.\d+@polku\.example>$/)
    expect(raw).toContain('Auto-Submitted: auto-generated')
    // What a colleague did themselves, and new cases before the morning, are told nobody.
    expect(to('aino')).toEqual([])
  })

  it('what comes by night waits until the morning, and the digest holds each new case once', async () => {
    // Tuesday 20:00 in Helsinki and later.
    now = Date.parse('2026-03-03T18:00:00Z')
    await house.server.tick(now)
    await fail('M-2')
    await fail('M-3')
    const before = to('aino').length
    await quiet()
    expect(to('aino')).toHaveLength(before)
    now = Date.parse('2026-03-04T06:00:01Z')
    await house.server.tick(now)
    await settled(() => expect(to('aino').some(({ source }) => source.includes('Subject: Polku: 3 ilmoitusta kopeista'))).toBe(true))
    await quiet()
    const [waiting] = await database.query<{ count: number }>(
      'SELECT count(*) AS count FROM notices_waiting WHERE employee_id = $1 AND due_at <= $2',
      [house.people.aino.id, now],
    )
    expect(waiting!.count).toBe(0)
  })

  it('passed limits reach the owner, then the lead, then theirs, and the case stays where it is', async () => {
    const id = await fail('M-4')
    await house.ask('aino', 'POST', `/${id}/catch`)
    await tick(24 * 9)
    await tick(1)
    const about = (name: Name) => to(name).filter(({ source }) => source.includes(`/cases/${id}`))
    const heard = (name: Name, what: string) => about(name).some(({ source }) => source.includes(what))
    // What comes within the breath after another mail waits for its end.
    const looking = async () => {
      await tick(0.1)
      expect([
        heard('aino', 'Asiakas ei ole kuullut'),
        heard('lead', 'has not heard from us'),
        heard('boss', 'Asiakas ei ole kuullut'),
      ]).toEqual([true, true, true])
    }
    await vi.waitFor(looking, { timeout: 8000, interval: 150 })
    expect((await house.page('aino', id)).owner).toMatchObject({ name: 'aino' })
  })

  it('one chooses what one hears of; who is named in a note hears of it', async () => {
    now = Date.parse('2026-03-17T10:00:00Z')
    await house.server.tick(now)
    await quiet()
    expect((await choose('bea', { ways: { ...DEFAULT_CHOICE.ways, offered: 'never' }, quiet: null })).status).toBe(200)
    const before = to('bea').length
    const id = await fail('M-5')
    await house.ask('aino', 'POST', `/${id}/catch`)
    await house.ask('aino', 'POST', `/${id}/offer`, { to: house.people.bea.id, note: 'x' })
    await house.ask('aino', 'POST', `/${id}/notes`, { text: 'Kysy tätä: @Bea' })
    await settled(() => expect(to('bea').length).toBe(before + 1))
    expect(to('bea').at(-1)!.source).toContain('anteckning')
    const wrong = await choose('bea', { quiet: { from: 60, until: 60, gravest: false } })
    expect([wrong.status, wrong.body.problems?.[0]?.field]).toEqual([422, 'quiet.until'])
    expect((await ask<{ chosen: boolean }>('bea', 'GET', 'session/notices')).body.chosen).toBe(true)
  })

  const rule = () => ({
    name: 'Lainat',
    target: 'slack',
    team: 'desk',
    kinds: ['inbox', 'reopened'],
    severity: 3,
    way: 'at-once',
    digestAt: 480,
    quiet: null,
    language: 'fi',
    named: false,
    enabled: true,
    url: channel.url,
  })

  it('a channel of Slack is told by a rule, once by two servers; its address is a secret', async () => {
    const made = await ask('admin', 'POST', 'notice-rules', rule())
    expect(made.status).toBe(200)
    expect(made.body.url).toMatch(/^127\.0\.0\.1:\d+\/…ters$/)
    expect(JSON.stringify(await database.query('SELECT * FROM notice_rules'))).not.toContain('secret-letters')
    expect((await ask<{ problem: null }>('admin', 'POST', `notice-rules/${made.body.id}/trial`)).body).toEqual({
      problem: null,
      status: 200,
    })
    expect(channel.posts).toHaveLength(1)
    const id = await fail('M-6')
    await settled(() => expect(channel.posts).toHaveLength(2))
    await quiet()
    expect(channel.posts).toHaveLength(2)
    const { path, body } = channel.posts[1]!
    expect(path).toBe('/services/T0/B0/secret-letters')
    expect(body).toMatchObject({ text: `${id}: Uusi koppi odottaa ottajaa`, blocks: [{ type: 'section', text: { type: 'mrkdwn' } }] })
    expect(JSON.stringify(body)).toContain(`<https://polku.example/cases/${id}|${id}>`)
    const { items } = (await ask<{ items: NoticeRuleJson[] }>('lead', 'GET', 'notice-rules')).body
    expect(items).toMatchObject([{ last: { problem: null }, waiting: 0, changedBy: 'admin' }])
  })

  it('a receiver that fails gets the same again under the same id, and the rule is turned off after days', async () => {
    const [{ id }] = (await ask<{ items: [NoticeRuleJson] }>('admin', 'GET', 'notice-rules')).body.items
    channel.answer(500)
    await fail('M-7')
    await settled(() => expect(channel.posts.length).toBeGreaterThanOrEqual(3))
    await tick(0.01)
    await settled(() => expect(channel.posts.length).toBeGreaterThanOrEqual(4))
    const [first, second] = channel.posts.slice(2)
    expect(second).toEqual(first)
    for (let hours = 0; hours < 24 * 6 && off.length === 0; hours += 25) {
      await tick(25)
      await quiet()
    }
    expect(off).toHaveLength(1)
    const { items } = (await ask<{ items: NoticeRuleJson[] }>('admin', 'GET', 'notice-rules')).body
    expect(items[0]).toMatchObject({ id, enabled: false, disabledBecause: 'failed', last: { problem: 'answered 500' }, waiting: 0 })
    channel.answer(200)
    const { url: _url, ...same } = rule()
    const teams = { ...same, target: 'teams', named: true, way: 'at-once' }
    expect((await ask('admin', 'PUT', `notice-rules/${id}`, teams)).body).toMatchObject({ enabled: true, disabledBecause: null })
    const before = channel.posts.length
    await tick(1)
    await fail('M-8')
    await settled(() => expect(channel.posts.length).toBe(before + 1))
    const card = channel.posts.at(-1)!.body
    expect(card).toMatchObject({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } }],
    })
  })

  it('a lead makes rules for the teams they lead alone, and an address within the house is refused', async () => {
    expect((await ask('lead', 'POST', 'notice-rules', rule())).status).toBe(200)
    expect((await ask('lead', 'POST', 'notice-rules', { ...rule(), team: null })).status).toBe(403)
    expect((await ask('lead', 'POST', 'notice-rules', { ...rule(), team: 'shop' })).status).toBe(403)
    const { items, teams } = (await ask<{ items: NoticeRuleJson[]; teams: string[] }>('boss', 'GET', 'notice-rules')).body
    expect(teams).toEqual(['bank', 'desk'])
    expect((await ask('boss', 'DELETE', `notice-rules/${items[0]!.id}`)).status).toBe(200)
    const refused = await ask('admin', 'POST', 'notice-rules', { ...rule(), url: 'https://169.254.169.254/latest' })
    expect([refused.status, refused.body.problems?.[0]?.field]).toEqual([422, 'url'])
  })

  it('limits that an admin sets hold for cases from then on', async () => {
    now = Date.parse('2026-04-14T08:00:00Z')
    await house.server.tick(now)
    const limits = (await ask<{ limits: { caught: number; word: number }[] }>('aino', 'GET', 'case-limits')).body.limits
    const old = await fail('M-9')
    const shorter = limits.map((each) => ({ ...each, caught: 2, word: 3 }))
    expect((await ask('lead', 'PUT', 'case-limits', { limits: shorter, version: 0 })).status).toBe(403)
    const wrong = await ask('admin', 'PUT', 'case-limits', { limits: shorter.map((each) => ({ ...each, word: 1 })), version: 0 })
    expect([wrong.status, wrong.body.problems?.[0]?.field]).toEqual([422, 'limits.0.word'])
    expect((await ask('admin', 'PUT', 'case-limits', { limits: shorter, version: 0 })).status).toBe(200)
    expect((await ask('admin', 'PUT', 'case-limits', { limits: shorter, version: 0 })).status).toBe(409)
    const young = await fail('M-10')
    const due = async (id: string) => Date.parse((await house.page('aino', id)).limits.caught.dueAt!)
    const opened = async (id: string) =>
      (await database.query<{ at: number }>('SELECT known_at AS at FROM cases WHERE id = $1', [Number(id.slice(2))]))[0]!.at
    expect((await due(young)) - (await opened(young))).toBe(2 * HOUR)
    expect((await due(old)) - (await opened(old))).toBe(24 * HOUR)
    const { changes, version } = (await ask<{ changes: { by: string }[]; version: number }>('aino', 'GET', 'case-limits')).body
    expect([changes.length, changes[0]!.by, version > 0]).toEqual([1, 'admin', true])
  })

  it('goes wrong nowhere else', () => {
    expect(failures.map(String)).toEqual([])
  })
})
