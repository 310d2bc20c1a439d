/** What a mail server says became of a mail: nobody has the address; it was not delivered for another reason; or nothing final. */
export type Bounce = 'gone' | 'undelivered' | 'nothing'

/** Codes of RFC 3463 by which an address leads nowhere for good: it is wrong, moved or closed, or its domain is not found. */
const GONE = /^5\.(1\.\d+|2\.1|4\.4|4\.1|0\.0|5\.0)$/
/** Answers of SMTP that mean the same where no such code is given. */
const GONE_REPLIES = new Set(['550', '551', '553'])

/** What the answer of a mail server to a recipient means, e.g. `550 5.1.1 No such user`. */
export function readReply(reply: string): Bounce {
  const [, code, status] = /^\s*(\d{3})[ -]*(?:#?(\d\.\d{1,3}\.\d{1,3})\b)?/.exec(reply) ?? []
  if (code === undefined || !code.startsWith('5')) return 'nothing'
  const isGone = status === undefined ? GONE_REPLIES.has(code) : GONE.test(status)
  return isGone ? 'gone' : 'undelivered'
}

/** What a delivery status notification says (the text of its part `message/delivery-status`, RFC 3464); of several recipients the gravest. */
export function readDeliveryStatus(text: string): Bounce {
  const groups = text.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/)
  const told = groups.map((group) => bounceOf(fieldsOf(group)))
  return told.includes('gone') ? 'gone' : told.includes('undelivered') ? 'undelivered' : 'nothing'
}

function fieldsOf(group: string): Map<string, string> {
  const fields = new Map<string, string>()
  // A line that begins with a space goes on with the one before.
  for (const line of group.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return fields
}

function bounceOf(fields: ReadonlyMap<string, string>): Bounce {
  if (fields.get('action')?.toLowerCase() !== 'failed') return 'nothing'
  const [status = ''] = (fields.get('status') ?? '').split(/\s/, 1)
  const diagnostic = /^smtp;\s*(.*)$/i.exec(fields.get('diagnostic-code') ?? '')?.[1] ?? ''
  // 5.0.0 says nothing but that it failed; the other side’s own words say more.
  if (status !== '' && status !== '5.0.0') return status.startsWith('5') ? (GONE.test(status) ? 'gone' : 'undelivered') : 'undelivered'
  const said = readReply(diagnostic)
  return said === 'nothing' ? (status === '5.0.0' ? 'gone' : 'undelivered') : said
}
