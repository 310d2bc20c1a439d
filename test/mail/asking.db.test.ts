import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { SurveyJson } from '../../src/api/survey.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openReplyAddresses } from '../../src/server/case/replyAddress.ts'
import { hearReturn, isReturnAddress } from '../../src/server/feedback/askBounces.ts'
import { openAsking } from '../../src/server/feedback/askWorker.ts'
import { openDefinitionStore } from '../../src/server/journey/definitionStore.ts'
import { startReceiving } from '../../src/server/mail/receiveMails.ts'
import { startMailing } from '../../src/server/mail/sendMails.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
/** Monday noon in Helsinki. */
const START = Date.parse('2026-03-02T10:00:00Z')

const content = {
  languages: ['fi', 'en'],
  title: { fi: 'Miten meni?', en: 'How did it go?' },
  questions: [
    { key: 'nps', kind: 'nps', title: { fi: 'Suosittelisitko <meitä>?', en: 'Would you recommend us?' } },
    { key: 'why', kind: 'text', title: { fi: 'Miksi?' }, askedIf: [{ question: 'nps', is: 'at-most', value: 6 }] },
  ],
}

/** The customers' mail server: what arrived with which return path, to whom it says there is nobody, and whom it cannot take yet. */
async function openMailbox() {
  const full = new Set<string>()
  const arrived: { from: string; to: string; source: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(
        address.startsWith('nobody')
          ? Object.assign(new Error('5.1.1 No such mailbox'), { responseCode: 550 })
          : full.has(address)
            ? Object.assign(new Error('4.2.2 Mailbox full'), { responseCode: 452 })
            : null,
      ),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        arrived.push({ from, to: envelope.rcptTo[0]!.address, source: Buffer.concat(parts).toString() })
        done()
      })
    },
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as { port: number }
  return { url: `smtp://127.0.0.1:${port}`, arrived, full, close: () => new Promise<void>((closed) => server.close(() => closed())) }
}

describeDatabases('asking customers', (open) => {
  let database: Database
  let server: OpenServer
  let mailbox: Awaited<ReturnType<typeof openMailbox>>
  let listener: Awaited<ReturnType<typeof startReceiving>>
  let ask: () => Promise<boolean>
  let askElsewhere: () => Promise<boolean>
  let now = START
  const tokens: Record<string, string> = {}
  const closing: (() => Promise<unknown>)[] = []
  const failures: unknown[] = []

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, START)
    mailbox = await openMailbox()
    const clock = () => now
    const replies = openReplyAddresses('the secret of a server that only tests know', 'polku.example')
    const sending = startMailing({ database, smtpUrl: mailbox.url, from: 'Pankki <me@polku.example>', clock, failed: () => undefined }, 20)
    listener = await startReceiving({
      host: '127.0.0.1',
      port: 0,
      isKnown: (recipient) => isReturnAddress(database, replies, recipient),
      take: (recipient, mail) => hearReturn(database, replies, recipient, mail),
      failed: (error) => failures.push(error),
    })
    const definitions = openDefinitionStore(database, openCalendar(), clock)
    const parts = {
      database,
      definitions,
      clock,
      webhooks: server.webhooks,
      replies,
      config: { publicUrl: 'http://localhost' },
      hasMail: true,
    }
    ask = openAsking(parts)
    askElsewhere = openAsking(parts)
    for (const scope of ['ingest', 'read', 'admin'] as const) tokens[scope] = await server.bearer(scope)
    closing.push(sending.stop, listener.stop, mailbox.close, () => server.app.close())
  })

  afterAll(async () => {
    for (const close of closing) await close()
  })

  const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object, scope = 'admin') => {
    const answer = await server.app.inject({
      method,
      url: `/api/v1/${path}`,
      headers: { authorization: tokens[scope]! },
      ...(payload && { payload }),
    })
    return { status: answer.statusCode, body: answer.json() }
  }

  /** A survey, published and live under a plan. */
  async function live(key: string, plan: object, more: object = {}): Promise<SurveyJson> {
    const made = await call('POST', 'surveys', { key, name: key, content: { ...content, ...more }, plan })
    const { body } = await call('POST', `surveys/${key}/publish`, { revision: made.body.revision })
    return (await call('POST', `surveys/${key}/state`, { state: 'live', revision: body.revision })).body as SurveyJson
  }

  async function end(key: string): Promise<void> {
    const { revision } = (await call('GET', `surveys/${key}`)).body
    await call('POST', `surveys/${key}/state`, { state: 'ended', revision })
  }

  async function meet(customer: Record<string, string>, more: object = {}): Promise<void> {
    const payload = { occurredAt: new Date(now).toISOString(), customer, touchpoint: 'branch', initiator: 'customer', ...more }
    const headers = { authorization: tokens['ingest']! }
    const answer = await server.app.inject({ method: 'POST', url: '/v1/encounters', headers, payload })
    expect(answer.json()).toMatchObject({ rejected: [] })
  }

  const pass = async (time: number) => {
    now += time
    await server.tick(now)
    await ask()
  }

  const asks = async (survey: string, query = '') =>
    (await call('GET', `surveys/${survey}/asks${query}`)).body.items as Record<string, unknown>[]
  const mailsTo = (address: string) =>
    vi.waitFor(() => {
      const mails = mailbox.arrived.filter(({ to }) => to === address)
      expect(mails.length).toBeGreaterThan(0)
      return mails
    }, 5000)
  const textOf = (source: string) =>
    source.replaceAll('=\r\n', '').replaceAll('=3D', '=').replaceAll('=C3=A4', 'ä').replaceAll('\r\n ', ' ').replaceAll(/ {2,}/g, ' ')
  const tokenIn = (source: string) => /http:\/\/localhost\/r\/([\w-]{40,})/.exec(textOf(source))![1]!

  it('a survey is written, published and started; its versions never change', async () => {
    const made = await call('POST', 'surveys', { key: 'visit', name: 'Visit', content })
    expect(made.body).toMatchObject({ key: 'visit', state: 'draft', version: 0, changed: true, revision: 1, published: null })
    expect((await call('POST', 'surveys', { key: 'visit', name: 'Visit', content })).status).toBe(409)
    expect((await call('POST', 'surveys/visit/state', { state: 'live', revision: 1 })).status).toBe(409)
    const wrong = {
      ...content,
      questions: [content.questions[0], { ...content.questions[0], key: 'again', title: { en: 'Only English' } }],
    }
    const refused = await call('PUT', 'surveys/visit', { revision: 1, draft: wrong })
    expect(refused.body.problems.map(({ field }: { field: string }) => field)).toContain('draft.questions.1.title.fi')
    const published = await call('POST', 'surveys/visit/publish', { revision: 1 })
    expect(published.body).toMatchObject({ version: 1, changed: false, revision: 2 })
    expect((await call('POST', 'surveys/visit/publish', { revision: 2 })).status).toBe(409)
    const late = await call('PUT', 'surveys/visit', { revision: 1, name: 'Late' })
    expect(late).toMatchObject({ status: 409, body: { problems: [{ field: 'revision' }] } })
    expect(late.body.detail).toContain('revision 2')
    const other = { ...content, title: { fi: 'Toinen', en: 'Other' } }
    await call('PUT', 'surveys/visit', { revision: 2, draft: other })
    expect((await call('GET', 'surveys/visit')).body).toMatchObject({ changed: true, published: { title: { fi: 'Miten meni?' } } })
    await call('POST', 'surveys/visit/publish', { revision: 3 })
    expect((await call('GET', 'surveys/visit/versions/1')).body.title).toEqual(content.title)
    expect((await call('GET', 'surveys/visit/versions/2')).body.title).toEqual(other.title)
    expect((await call('DELETE', 'surveys/visit')).status).toBe(409)
    expect((await call('GET', 'survey-schema', undefined, 'read')).body).toMatchObject({ type: 'object' })
    expect((await call('POST', 'surveys', { key: 'x', name: 'x', content }, 'read')).status).toBe(403)
  })

  it('a door gets an id that nobody can guess, and stays what it is', async () => {
    const door = (await call('PUT', 'surveys/visit/doors/new', { name: 'Hall', settings: { kind: 'kiosk' } })).body
    expect(door.id).toMatch(/^[\w-]{22}$/)
    expect(door.settings.pressSeconds).toBe(5)
    expect((await call('PUT', `surveys/visit/doors/${door.id}`, { name: 'Hall', settings: { kind: 'link' } })).status).toBe(409)
    const closed = await call('PUT', `surveys/visit/doors/${door.id}`, { name: 'Hall 2', open: false, settings: { kind: 'kiosk' } })
    expect(closed.body).toMatchObject({ id: door.id, name: 'Hall 2', open: false })
    expect((await call('PUT', 'surveys/visit/doors/unknown', { name: 'Hall', settings: { kind: 'link' } })).status).toBe(404)
  })

  it('is asked by mail an hour after the encounter, and never again within the clocks', async () => {
    const plan = { trigger: { on: 'encounter', touchpoint: 'branch' }, reminderDays: 7 }
    await live('branch', plan)
    await live('whatever', { trigger: { on: 'encounter' }, personDays: 30 })
    await meet({ email: 'aino@asiakas.example' }, { id: 'visit-1', text: 'Moi', locale: 'fi' })
    await pass(59 * MINUTE)
    expect(await asks('branch')).toMatchObject([{ state: 'due', customer: 'email:aino@asiakas.example', touchpoint: 'branch' }])
    await pass(2 * MINUTE)
    expect(await asks('branch')).toMatchObject([{ state: 'asked', way: 'email' }])
    expect(await asks('whatever')).toMatchObject([{ state: 'skipped', reason: 'asked-lately' }])
    await meet({ email: 'aino@asiakas.example' }, { id: 'visit-2' })
    await pass(2 * HOUR)
    expect((await asks('branch')).map(({ reason }) => reason)).toEqual(['survey-asked-lately', null])
    const [mail] = await mailsTo('aino@asiakas.example')
    const source = textOf(mail!.source)
    expect(mail!.from).toMatch(/^bounce\+[0-9a-z-]+@polku\.example$/)
    expect(source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(source).toMatch(/List-Unsubscribe: <http:\/\/localhost\/r\/[\w-]+\/stop>/)
    expect(source).toContain('Auto-Submitted: auto-generated')
    expect(mail!.source.length).toBeLessThan(20_000)
  })

  it('links in the mail only choose: a program that opens all of them answers nothing', async () => {
    const [mail] = await mailsTo('aino@asiakas.example')
    const source = textOf(mail!.source)
    const links = [
      ...new Set([...source.matchAll(/http:\/\/localhost(\/r\/[^\s"<>]+)/g)].map(([, link]) => link!.replaceAll('&amp;', '&'))),
    ]
    expect(links.length).toBeGreaterThanOrEqual(13)
    for (const url of links) expect([url, (await server.app.inject({ url })).statusCode]).toEqual([url, 200])
    expect(await database.query('SELECT 1 FROM responses')).toEqual([])
    expect(await asks('branch', '?state=answered')).toEqual([])
    expect(await database.query(`SELECT 1 FROM statements WHERE consents ? 'surveys'`)).toEqual([])
  })

  it('an answer ends the asking; a week later nobody who answered is reminded, and who did not is, once', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' }
    const [mail] = await mailsTo('aino@asiakas.example')
    await meet({ email: 'eero@asiakas.example' }, { id: 'visit-3' })
    await pass(HOUR)
    const token = tokenIn(mail!.source)
    await server.app.inject({ method: 'POST', url: `/r/${token}`, headers: form, payload: 'step=nps&nps=9' })
    expect(await asks('branch', '?state=answered')).toMatchObject([{ customer: 'email:aino@asiakas.example' }])
    await pass(8 * DAY)
    await vi.waitFor(() => expect(mailbox.arrived.filter(({ to }) => to === 'eero@asiakas.example')).toHaveLength(2), 5000)
    expect(textOf(mailbox.arrived.at(-1)!.source)).toMatch(/muistut/i)
    await pass(9 * DAY)
    expect(mailbox.arrived.filter(({ to }) => to === 'eero@asiakas.example')).toHaveLength(2)
    expect(mailbox.arrived.filter(({ to }) => to === 'aino@asiakas.example')).toHaveLength(1)
    expect((await call('GET', 'surveys/branch')).body).toMatchObject({ asked: 2, answered: 1, responses: 1 })
  })

  it('who declines by the mail program’s own button is asked nothing more, and may be again', async () => {
    const [mail] = await mailsTo('eero@asiakas.example')
    const stop = `/r/${tokenIn(mail!.source)}/stop`
    const decide = async () =>
      (await call('POST', 'surveys/branch/asks', { customers: ['email:eero@asiakas.example'] })).body.items[0].decision
    const press = async (url: string, origin: string, payload: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost', origin }
      return server.app.inject({ method: 'POST', url, headers, payload })
    }
    expect((await press(stop, 'https://mail.example', 'List-Unsubscribe=One-Click')).statusCode).toBe(200)
    expect(await decide()).toBe('opted-out')
    // Only our own page takes it back.
    await press(`${stop}?again=yes`, 'https://mail.example', '')
    expect(await decide()).toBe('opted-out')
    await server.tick((now += MINUTE))
    expect((await press(`${stop}?again=yes&lang=fi`, 'http://localhost', '')).body).toContain('Saat meiltä taas')
    expect(await decide()).toBe('survey-asked-lately')
  })

  it('an address that nobody has is asked at no more, whether the server says so at once or later', async () => {
    await meet({ email: 'nobody@asiakas.example' }, { id: 'visit-4' })
    await meet({ email: 'moved@asiakas.example' }, { id: 'visit-5' })
    await meet({ email: 'away@asiakas.example' }, { id: 'visit-6' })
    await pass(HOUR)
    const [moved] = await mailsTo('moved@asiakas.example')
    const [away] = await mailsTo('away@asiakas.example')
    const transport = createTransport({ host: '127.0.0.1', port: listener.port, ignoreTLS: true })
    const bounce = (to: string, raw: string) => transport.sendMail({ envelope: { from: '', to }, raw })
    await bounce(away!.from, report('4.2.2', 'delayed'))
    await transport.sendMail({ envelope: { from: 'away@asiakas.example', to: away!.from }, subject: 'Lomalla', text: 'Palaan pian.' })
    await bounce(moved!.from, report('5.1.1', 'failed'))
    await expect(bounce('bounce+1-1-000000000000000000000000@polku.example', report('5.1.1', 'failed'))).rejects.toThrow('550')
    transport.close()
    await vi.waitFor(async () => {
      await ask()
      const stands = await asks('branch', '?limit=3')
      expect(stands.map(({ customer, state }) => `${customer} ${state}`).toSorted()).toEqual([
        'email:away@asiakas.example asked',
        'email:moved@asiakas.example bounced',
        'email:nobody@asiakas.example bounced',
      ])
    }, 5000)
    expect(failures).toEqual([])
    const customers = ['email:moved@asiakas.example', 'email:nobody@asiakas.example', 'crm:none']
    const again = await call('POST', 'surveys/branch/asks', { customers })
    expect(again.body.items.map(({ decision }: { decision: string }) => decision)).toEqual(['bounced', 'bounced', 'unknown'])
  })

  it('a mail that could not be sent yet is taken back when its reader declines meanwhile', async () => {
    const address = 'full@asiakas.example'
    mailbox.full.add(address)
    await meet({ email: address }, { id: 'visit-7' })
    await pass(HOUR)
    const mail = async () => (await database.query('SELECT problem, due_at AS due FROM mails WHERE "to" = $1', [address]))[0]
    await vi.waitFor(async () => expect(await mail()).toMatchObject({ problem: expect.stringContaining('452') as string }), 5000)
    const said = { identifier: `email:${address}`, identifiers: { email: address }, at: now }
    await server.intake.tell({ ...said, consents: { surveys: false } })
    await ask()
    mailbox.full.clear()
    await pass(DAY)
    expect(await mail()).toEqual({ problem: 'declined', due: null })
    expect((await asks('branch', '?limit=1'))[0]).toMatchObject({ customer: `email:${address}`, state: 'skipped', reason: 'opted-out' })
    expect(mailbox.arrived.filter(({ to }) => to === address)).toEqual([])
  })

  it('two workers ask each customer once, and no more in a day than the quota', async () => {
    await Promise.all([end('branch'), end('whatever')])
    await live('phone', { trigger: { on: 'encounter', channel: 'phone' }, quotaDay: 3, afterMinutes: 0 })
    await live('calls', { trigger: { on: 'encounter', channel: 'phone' }, afterMinutes: 0, share: 0.5 })
    for (let index = 0; index < 30; index++) {
      await meet({ email: `c${index % 20}@asiakas.example` }, { id: `call-${index}`, channel: 'phone', touchpoint: 'phone' })
    }
    await server.tick((now += MINUTE))
    await Promise.all([ask(), askElsewhere(), ask(), askElsewhere()])
    const asked = await database.query<{ customer: number; count: number }>(
      `SELECT customer_id AS customer, count(*) AS count FROM asks WHERE survey IN ('phone', 'calls') AND asked_at IS NOT NULL GROUP BY 1`,
    )
    expect(asked.every(({ count }) => count === 1)).toBe(true)
    const counts = await database.query(
      `SELECT survey, count(DISTINCT cause) AS causes, count(*) AS asks, count(asked_at) AS asked, count(*) FILTER (WHERE state = 'due') AS due
       FROM asks WHERE survey IN ('phone', 'calls') GROUP BY survey ORDER BY survey`,
    )
    expect(counts).toMatchObject([
      { survey: 'calls', causes: 30, asks: 30, due: 0 },
      { survey: 'phone', causes: 30, asks: 30, asked: 3, due: 0 },
    ])
    expect((await asks('calls', '?reason=not-in-sample')).length).toBeGreaterThan(0)
  })
})

/** What a mail server tells of a mail that it could not deliver (RFC 3464). */
function report(status: string, action: string): string {
  return [
    'From: MAILER-DAEMON@asiakas.example',
    'Subject: Undelivered Mail',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Sorry.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.asiakas.example',
    '',
    'Final-Recipient: rfc822; someone@asiakas.example',
    `Action: ${action}`,
    `Status: ${status}`,
    '',
    '--b--',
    '',
  ].join('\r\n')
}
