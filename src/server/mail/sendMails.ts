import { createTransport, type Transporter } from 'nodemailer'
import { readReply } from '../../domain/feedback/bounce.ts'
import type { Database } from '../db/database.ts'
import { keepDoing } from '../jobs/keepDoing.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** After so long since the last attempt it is tried again; after the last of these it is given up. */
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 4 * 60 * MINUTE, DAY]
/** So long an attempt may take; then another worker may take the mail. */
const LEASE = 5 * MINUTE
/** What was sent or given up is kept so long. */
const KEPT = 30 * DAY
const AT_ONCE = 10

interface Due {
  id: number
  to: string
  subject: string
  text: string
  html: string | null
  replyTo: string | null
  returnPath: string | null
  headers: Record<string, string>
  attempts: number
  queuedAt: number
}

/** What nodemailer throws: the other side’s answer and the command it was to. */
type SendingError = Error & { responseCode?: number; response?: string; command?: string }

/** What sending mail needs: the server's address (`smtp://…`) and whom mail is from. */
export interface MailParts {
  database: Database
  smtpUrl: string
  from: string
  clock: () => number
  failed: (error: unknown) => void
}

/** A worker that sends mail that is due, until it is stopped; several may run, and none sends what another has in hand. */
export function startMailing({ database, smtpUrl, from, clock, failed }: MailParts, interval = 1000): { stop: () => Promise<void> } {
  const transport: Transporter = createTransport({ url: smtpUrl, pool: true, connectionTimeout: 20_000, socketTimeout: 60_000 })
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'polku.invalid'
  const sending = keepDoing(
    async () => {
      const due = await takeDue(database, clock())
      await Promise.all(due.map((mail) => send(mail)))
    },
    { interval, failed },
  )
  const tidying = keepDoing(() => forgetOld(database, clock()), { interval: 60 * MINUTE, failed })

  async function send(mail: Due): Promise<void> {
    const back = mail.returnPath ?? mail.replyTo
    try {
      await transport.sendMail({
        from,
        // The same in every attempt, so that one sent twice is known for one.
        messageId: `<mail-${mail.id}.${mail.queuedAt}@${domain}>`,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        ...(mail.html !== null && { html: mail.html }),
        ...(mail.replyTo !== null && { replyTo: mail.replyTo }),
        // What comes back undelivered goes where an answer would, unless it has a place of its own.
        ...(back !== null && { envelope: { from: back, to: mail.to } }),
        headers: mail.headers,
        // What is in a mail never makes this machine read a file or an address.
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      await database.query('UPDATE mails SET sent_at = $2, due_at = NULL, problem = NULL WHERE id = $1', [mail.id, clock()])
    } catch (error) {
      await settleFailure(mail, error as SendingError)
    }
  }

  async function settleFailure(mail: Due, error: SendingError): Promise<void> {
    const wait = WAITS[mail.attempts]
    // The other side said that it will never take it.
    const isFinal = wait === undefined || (error.responseCode !== undefined && error.responseCode >= 500)
    const due = isFinal ? null : clock() + wait
    // What is said to the recipient’s address alone is about that address.
    const isRefused = isFinal && error.command === 'RCPT TO' && readReply(error.response ?? '') === 'gone'
    await database.query('UPDATE mails SET due_at = $2, problem = $3, refused = $4 WHERE id = $1', [
      mail.id,
      due,
      error.message.slice(0, 500),
      isRefused,
    ])
    if (isFinal) failed(new Error(`Mail ${mail.id} was given up.`))
  }

  return {
    stop: async () => {
      await Promise.all([sending.stop(), tidying.stop()])
      transport.close()
    },
  }
}

async function takeDue(database: Database, now: number): Promise<Due[]> {
  return database.query<Due>(
    `UPDATE mails SET attempts = attempts + 1, due_at = $2
     WHERE id IN (SELECT id FROM mails WHERE due_at <= $1 ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING id, "to", subject, text, html, reply_to AS "replyTo", return_path AS "returnPath", headers, attempts - 1 AS attempts,
       queued_at AS "queuedAt"`,
    [now, now + LEASE, AT_ONCE],
  )
}

async function forgetOld(database: Database, now: number): Promise<void> {
  // What a case was told did not arrive stays told.
  await database.query(`DELETE FROM mails WHERE due_at IS NULL AND queued_at < $1 AND (sent_at IS NOT NULL OR about NOT LIKE 'case %')`, [
    now - KEPT,
  ])
}
