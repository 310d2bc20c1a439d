import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { hearMail, isReplyAddress } from '../../src/server/case/hearMail.ts'
import { openReplyAddresses } from '../../src/server/case/replyAddress.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openDefinitionStore } from '../../src/server/journey/definitionStore.ts'
import { startReceiving } from '../../src/server/mail/receiveMails.ts'
import { startMailing } from '../../src/server/mail/sendMails.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import { type CaseHouse, openCaseHouse } from '../http/caseHouse.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-02T08:00:00Z')

/** The customer's mail server: what arrived, and whether it takes any. */
async function openMailbox() {
  const arrived: { from: string; source: string }[] = []
  let isRefusing = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(isRefusing ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        arrived.push({ from: envelope.mailFrom === false ? '' : envelope.mailFrom.address, source: Buffer.concat(parts).toString() })
        done()
      })
    },
  })
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    refuse: () => (isRefusing = true),
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

describeDatabases('mail between a case and its customer', (open) => {
  let house: CaseHouse
  let database: Database
  let mailbox: Awaited<ReturnType<typeof openMailbox>>
  let listener: Awaited<ReturnType<typeof startReceiving>>
  let id: string
  let answerTo: string
  let close: () => Promise<void>
  const failures: unknown[] = []

  beforeAll(async () => {
    database = await open()
    house = await openCaseHouse(database, START)
    const { clock } = house.server.webhooks
    mailbox = await openMailbox()
    const sending = startMailing(
      { database, smtpUrl: mailbox.url, from: 'Koppi <koppi@polku.example>', clock, failed: (error) => failures.push(error) },
      20,
    )
    const replies = openReplyAddresses('the secret of a server that only tests know', 'polku.example')
    const definitions = openDefinitionStore(database, openCalendar(), clock)
    const parts = { database, definitions, clock, announcements: { subscribe: () => () => undefined } }
    listener = await startReceiving({
      host: '127.0.0.1',
      port: 0,
      isKnown: (recipient) => isReplyAddress(database, replies, recipient),
      take: (recipient, mail) => hearMail(parts, replies, recipient, mail),
      failed: (error) => failures.push(error),
    })
    id = await house.fail('M-1', START)
    await house.ask('aino', 'POST', `/${id}/catch`)
    close = async () => {
      await Promise.all([sending.stop(), listener.stop(), mailbox.close(), house.server.app.close()])
    }
  })

  afterAll(() => close())

  const answer = (mail: {
    text: string
    id?: string
    from?: string
    to?: string
    headers?: Record<string, string>
    attachments?: object[]
  }) => {
    const transport = createTransport({ host: '127.0.0.1', port: listener.port, ignoreTLS: true })
    const { id: messageId, from = 'aino@example.com', to = answerTo, ...rest } = mail
    const envelope = { from, to }
    return transport.sendMail({ from: 'aino@example.com', to, subject: 'Re: asia', envelope, ...(messageId && { messageId }), ...rest })
  }
  const said = async () => (await house.page('aino', id)).log.filter(({ kind }) => kind === 'customer-said' || kind === 'auto-replied')

  it('carries what an employee writes, with the number, the page and an address to answer to', async () => {
    expect((await house.page('aino', id)).mail).toBe('ready')
    await house.ask('aino', 'POST', `/${id}/messages`, { text: 'Korvaamme <kaiken> heti.' })
    await vi.waitFor(() => expect(mailbox.arrived).toHaveLength(1), 5000)
    const { from, source } = mailbox.arrived[0]!
    const plain = source.replaceAll('=\r\n', '')
    expect(plain).toContain(`Subject: [${id}] Asiasi`)
    expect(plain).toContain('Korvaamme <kaiken> heti.')
    expect(plain).toContain('&lt;kaiken&gt;')
    const page = /http:\/\/localhost(\/k\/\S+)/.exec(plain)![1]!
    expect((await house.server.app.inject({ url: page })).body).toContain(id)
    answerTo = /Reply-To: (\S+)/.exec(plain)![1]!
    expect(answerTo).toMatch(/^koppi\+.{20,58}@polku\.example$/)
    expect(from).toBe(answerTo)
    await vi.waitFor(
      async () => expect((await house.page('aino', id)).log.at(-1)).toMatchObject({ kind: 'message', mail: { state: 'sent' } }),
      5000,
    )
  })

  it('puts an answer on the case: what is new in it, the whole beside it, attachments by name, and once', async () => {
    const text = 'Kiitos!\n\nma 2.3.2026 klo 14.05 Aino (koppi@polku.example) kirjoitti:\n\n> Korvaamme kaiken heti.\n'
    const attachments = [{ filename: 'kuitti.pdf', content: Buffer.from('x') }]
    await answer({ text, id: '<answer-1@example.com>', attachments })
    await answer({ text, id: '<answer-1@example.com>', attachments, to: answerTo.toUpperCase() })
    const lines = await said()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      actor: 'customer',
      channel: 'email',
      text: 'Kiitos!',
      letter: { attachments: ['kuitti.pdf'], whole: expect.stringContaining('> Korvaamme') },
    })
  })

  it('opens a solved case again by a person’s words, and never by a machine’s', async () => {
    await house.ask('aino', 'POST', `/${id}/solve`, { done: 'Maksettu' })
    await answer({ text: 'Olen lomalla', id: '<away@example.com>', headers: { 'Auto-Submitted': 'auto-replied' } })
    await answer({ text: 'Undelivered', id: '<bounce@example.com>', from: '', headers: { From: 'MAILER-DAEMON@example.com' } })
    expect((await house.page('aino', id)).state).toBe('solved')
    expect((await said()).slice(1)).toMatchObject([{ kind: 'auto-replied', text: 'Olen lomalla' }, { kind: 'auto-replied' }])
    await house.server.tick(START + 5 * HOUR)
    await answer({ text: 'Rahat eivät tulleet', id: '<not-yet@example.com>' })
    expect(await house.page('aino', id)).toMatchObject({ state: 'reopened', owner: { name: 'aino' } })
  })

  it('takes mail for addresses it made and nothing else, nothing too large, and nothing of its own', async () => {
    const code = (sent: Promise<unknown>) =>
      sent.then(
        () => 250,
        (error: { responseCode?: number }) => error.responseCode,
      )
    const forged = answerTo.replace(/.@/, (last) => (last === '0@' ? '1@' : '0@'))
    expect(await code(answer({ text: 'x', to: forged }))).toBe(550)
    expect(await code(answer({ text: 'x', to: 'koppi@polku.example' }))).toBe(550)
    expect(await code(answer({ text: 'x'.repeat(16 * 1024 * 1024) }))).toBe(552)
    expect(await code(answer({ text: 'x', headers: { 'X-Polku-Case': id } }))).toBe(554)
    expect(await said()).toHaveLength(4)
  })

  it('tells that mail did not arrive, and why', async () => {
    mailbox.refuse()
    await house.ask('aino', 'POST', `/${id}/messages`, { text: 'Vielä kerran' })
    await vi.waitFor(
      async () =>
        expect((await house.page('aino', id)).log.at(-1)).toMatchObject({
          mail: { state: 'failed', problem: expect.stringContaining('No such mailbox') },
        }),
      5000,
    )
  })

  it('goes wrong nowhere else', () => {
    expect(failures.map(String)).toEqual([expect.stringContaining('was given up')])
  })
})
