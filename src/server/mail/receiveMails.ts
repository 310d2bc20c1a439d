import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { callbackify } from 'node:util'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { readMail, type IncomingMail } from './readMail.ts'

/** Largest mail that is taken, in bytes. */
const LARGEST = 15 * 1024 * 1024
const MOST_AT_ONCE = 20
/** Recipients of one mail. */
const MOST_RECIPIENTS = 10

/** What receiving mail needs of its surroundings. */
export interface Receiving {
  host: string
  /** 0 = any free port. */
  port: number
  /** Whether mail to an address is for us. */
  isKnown: (recipient: string) => Promise<boolean>
  /** Keeps a mail; what it throws is told to the sender as a reason to try again later. */
  take: (recipient: string, mail: IncomingMail) => Promise<void>
  failed: (error: unknown) => void
}

/** Listens for mail by SMTP and takes what is for addresses we know; it never sends anything itself. */
export async function startReceiving({
  host,
  port,
  isKnown,
  take,
  failed,
}: Receiving): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = new SMTPServer({
    banner: 'Polku',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST,
    maxClients: MOST_AT_ONCE,
    socketTimeout: 60_000,
    closeTimeout: 5000,
    logger: false,
    onRcptTo: ({ address }, session, done) => answer(() => expect(address, session), done),
    onData: (stream, session, done) => answer(() => receive(stream, session), done),
  })
  server.on('error', failed)

  /** Says what came of it; what went wrong here is a reason to try again later. */
  function answer(work: () => Promise<void>, done: (error?: Error | null) => void): void {
    callbackify(async () => {
      try {
        await work()
      } catch (error) {
        if (error instanceof Refused) throw error
        failed(error)
        throw refusal(451, 'Try again later.')
      }
    })((error) => done(error))
  }

  async function expect(address: string, { envelope }: SMTPServerSession): Promise<void> {
    if (envelope.rcptTo.length >= MOST_RECIPIENTS) throw refusal(452, 'Too many recipients.')
    if (!(await isKnown(address))) throw refusal(550, 'There is no such address here.')
  }

  async function receive(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const parts: Buffer[] = []
    // A mail that is too large is read to its end, but not kept: only then can it be answered.
    for await (const part of stream) if (!stream.sizeExceeded) parts.push(part as Buffer)
    if (stream.sizeExceeded) throw refusal(552, 'The mail is too large.')
    const source = Buffer.concat(parts)
    const returnPath = envelope.mailFrom === false ? '' : envelope.mailFrom.address
    const mail = await readMail(source, returnPath, createHash('sha256').update(source).digest('hex')).catch(() => {
      throw refusal(554, 'This is not a mail that can be read.')
    })
    if (mail.isOurs) throw refusal(554, 'This mail was sent from here.')
    // One mail has few recipients, and each case is its own transaction.
    for (const { address } of envelope.rcptTo) await take(address, mail)
  }

  await new Promise<void>((listening, wrong) => {
    server.server.once('error', wrong)
    server.listen(port, host, () => listening())
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  }
}

/** A mail, or an address, that is not taken; the code as SMTP has it. */
class Refused extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message)
  }
}

function refusal(code: number, message: string): Refused {
  return new Refused(code, message)
}
