import type { Queryable } from '../db/database.ts'
import { jsonList, jsonTexts } from '../db/jsonList.ts'

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
  /** Where a mail server sends it back to when it does not arrive; where answers go unless said. */
  returnPath?: string
  headers?: Record<string, string>
  /** What it is about, in a word and a number: `invitation`, `password`, `case K-12`. */
  about: string
}

/** Puts mail on its way, within the transaction that gave the reason for it; answers its number. */
export async function queueMail(tx: Queryable, mail: Mail, now: number): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO mails (id, "to", subject, text, html, reply_to, headers, about, queued_at, due_at, return_path)
     VALUES (coalesce($9, nextval(pg_get_serial_sequence('mails', 'id'))), $1, $2, $3, $4, $5, $6, $7, $8, $8, $10) RETURNING id`,
    [
      mail.to,
      mail.subject,
      mail.text,
      mail.html ?? null,
      mail.replyTo ?? null,
      mail.headers ?? {},
      mail.about,
      now,
      mail.id ?? null,
      mail.returnPath ?? null,
    ],
  )
  return row!.id
}

/** Puts mails on their way together, within the transaction that gave the reason for them. */
export async function queueMails(tx: Queryable, mails: readonly Mail[], now: number): Promise<void> {
  if (mails.length === 0) return
  await tx.query(
    `INSERT INTO mails (id, "to", subject, text, html, reply_to, headers, about, queued_at, due_at, return_path)
     SELECT coalesce(id, nextval(pg_get_serial_sequence('mails', 'id'))), "to", subject, text, html, reply_to, headers, about, $9, $9,
       return_path
     FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], ${jsonList(7, 'jsonb')}, $8::text[], $10::text[])
       AS given(id, "to", subject, text, html, reply_to, headers, about, return_path)`,
    [
      mails.map(({ id }) => id ?? null),
      mails.map(({ to }) => to),
      mails.map(({ subject }) => subject),
      mails.map(({ text }) => text),
      mails.map(({ html }) => html ?? null),
      mails.map(({ replyTo }) => replyTo ?? null),
      jsonTexts(mails.map(({ headers }) => JSON.stringify(headers ?? {}))),
      mails.map(({ about }) => about),
      now,
      mails.map(({ returnPath }) => returnPath ?? null),
    ],
  )
}
