import type { Parts } from '../http/parts.ts'
import { queueMail } from '../mail/mails.ts'
import { linkMail } from './linkMail.ts'

const HOURS = { invitation: 7 * 24, password: 1 } as const

/** Makes a link by which an active employee may choose a password and mails it when there is mail; null when there is no such employee. */
export async function mailLink(
  { database, people, clock, config, hasMail }: Pick<Parts, 'database' | 'people' | 'clock' | 'config' | 'hasMail'>,
  who: { email: string } | { id: number },
  about: keyof typeof HOURS,
): Promise<{ link: string; mailed: boolean } | null> {
  const [found] = await database.query<{ id: number; name: string; email: string; language: string }>(
    'SELECT id, name, email, language FROM employees WHERE (email = $1 OR id = $2) AND active',
    ['email' in who ? who.email : null, 'id' in who ? who.id : null],
  )
  if (found === undefined) return null
  const token = await (await people.signIn()).link(found.id, HOURS[about])
  const link = `${config.publicUrl}/welcome/${token}`
  if (hasMail) await queueMail(database, { to: found.email, about, ...linkMail(about, found, link) }, clock())
  return { link, mailed: hasMail }
}
