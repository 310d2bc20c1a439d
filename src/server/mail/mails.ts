import type { Queryable } from '../db/database.ts'

/** Header of mail about cases: what bears it was sent from here. */
export const OUR_MARK = 'X-Polku-Case'

/** A mail to one person. */
export interface Mail {
  /** Its number when it was given one before; else it gets one. */
  id?: number
  to: string
  subject: string
  text: string
  html?: string
  replyTo?: string
  headers?: Record<string, string>
  /** What it is about, in a word and a number: `invitation`, `password`, `case K-12`. */
  about: string
}

/** Puts mail on its way, within the transaction that gave the reason for it; answers its number. */
export async function queueMail(tx: Queryable, mail: Mail, now: number): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO mails (id, "to", subject, text, html, reply_to, headers, about, queued_at, due_at)
     VALUES (coalesce($9, nextval(pg_get_serial_sequence('mails', 'id'))), $1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING id`,
    [mail.to, mail.subject, mail.text, mail.html ?? null, mail.replyTo ?? null, mail.headers ?? {}, mail.about, now, mail.id ?? null],
  )
  return row!.id
}

/** Puts plain mails on their way together, within the transaction that gave the reason for them. */
export async function queueMails(
  tx: Queryable,
  mails: readonly Pick<Mail, 'to' | 'subject' | 'text' | 'about'>[],
  now: number,
): Promise<void> {
  if (mails.length === 0) return
  await tx.query(
    `INSERT INTO mails ("to", subject, text, about, queued_at, due_at)
     SELECT "to", subject, text, about, $5, $5 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS given("to", subject, text, about)`,
    [mails.map(({ to }) => to), mails.map(({ subject }) => subject), mails.map(({ text }) => text), mails.map(({ about }) => about), now],
  )
}
