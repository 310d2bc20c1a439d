import PostalMime, { type Attachment, type Header } from 'postal-mime'
import { type Bounce, readDeliveryStatus } from '../../domain/feedback/bounce.ts'
import { OUR_MARK } from './mails.ts'

/** A mail as it is heard: what a person wrote, or a machine in their name. */
export interface IncomingMail {
  /** Its Message-ID; made from its content when it has none. */
  id: string
  text: string
  /** Names of what was attached. */
  attachments: string[]
  /** Whether a machine wrote it: a note of absence, a receipt, a list. */
  isAutomatic: boolean
  /** Whether a mail server tells that ours did not arrive. */
  isBounce: boolean
  /** What a mail server tells became of ours; null when it is no such note, or one that says it in words alone. */
  bounce: Bounce | null
  /** Whether it was sent from here. */
  isOurs: boolean
}

const MOST_TEXT = 100_000
const MOST_NAMES = 50

/** Reads a mail as it came; `fallbackId` is its id when it has none. Throws on what is no mail. */
export async function readMail(source: Buffer, returnPath: string, fallbackId: string): Promise<IncomingMail> {
  const mail = await PostalMime.parse(source, { maxNestingDepth: 20, attachmentEncoding: 'arraybuffer' })
  const header = (name: string) => valueOf(mail.headers, name)
  const text = (mail.text ?? plainOf(mail.html ?? '')).replaceAll('\0', '').replaceAll('\r\n', '\n').slice(0, MOST_TEXT)
  const isReport = (header('content-type') ?? '').startsWith('multipart/report')
  const precedence = (header('precedence') ?? '').toLowerCase()
  const submitted = (header('auto-submitted') ?? 'no').toLowerCase()
  return {
    id: (mail.messageId ?? fallbackId).slice(0, 300),
    // Half a letter at the end, or one that was never whole, cannot be kept.
    text: Buffer.from(text).toString(),
    attachments: mail.attachments
      .slice(0, MOST_NAMES)
      .map(({ filename, mimeType }) => (filename ?? mimeType).slice(0, 200).replaceAll('\0', '')),
    isAutomatic:
      returnPath === '' ||
      isReport ||
      !submitted.startsWith('no') ||
      ['bulk', 'junk', 'list', 'auto_reply'].includes(precedence) ||
      ['x-autoreply', 'x-autorespond', 'list-id'].some((name) => header(name) !== undefined),
    isBounce: returnPath === '' && (isReport || /^(mailer-daemon|postmaster)@/i.test(mail.from?.address ?? '')),
    bounce: statusOf(mail.attachments),
    isOurs: header(OUR_MARK.toLowerCase()) !== undefined,
  }
}

function statusOf(attachments: readonly Attachment[]): Bounce | null {
  const status = attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')?.content
  if (status === undefined) return null
  const text = typeof status === 'string' ? status : new TextDecoder().decode(status as ArrayBuffer)
  return readDeliveryStatus(text.slice(0, MOST_TEXT))
}

function valueOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(({ key }) => key === name)?.value.trim()
}

/** Words of an HTML mail that brings no plain text. */
function plainOf(html: string): string {
  return html
    .replaceAll(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(nbsp|amp|lt|gt|quot|#39);/g, (_whole, name: string) => ENTITIES[name]!)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
