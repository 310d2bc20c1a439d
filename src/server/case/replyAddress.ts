import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CaseLink } from './caseLink.ts'

/** What customers answer to, and how it is known again: `koppi+…@domain`, where the domain is that of `MAIL_FROM`. */
export interface ReplyAddresses {
  addressOf: (link: CaseLink) => string
  /** What an address stands for; null when it was not made here. Mail servers may write it in capitals. */
  read: (address: string) => CaseLink | null
}

const NAME = 'koppi'
/** Of 256 bits so many hexadecimal digits: the part before the @ may have 64 characters. */
const DIGITS = 24

/** Addresses signed under the house’s secret: they tell the case, and nobody else can make one. */
export function openReplyAddresses(secret: string, domain: string): ReplyAddresses {
  const key = createHmac('sha256', secret).update('polku reply addresses').digest()
  const sign = (what: string) => createHmac('sha256', key).update(what).digest('hex').slice(0, DIGITS)
  const suffix = `@${domain.toLowerCase()}`
  return {
    addressOf: ({ case: id, number, customer }) => {
      const what = [id, number, customer].map((part) => part.toString(36)).join('-')
      return `${NAME}+${what}-${sign(what)}${suffix}`
    },
    read: (address) => {
      const [, what, id, number, customer, given] =
        /^koppi\+(([0-9a-z]{1,11})-([0-9a-z]{1,6})-([0-9a-z]{1,11}))-([0-9a-f]{24})@/.exec(address.toLowerCase()) ?? []
      if (given === undefined || !address.toLowerCase().endsWith(suffix)) return null
      if (!timingSafeEqual(Buffer.from(sign(what!)), Buffer.from(given))) return null
      const [caseId, link, of] = [id!, number!, customer!].map((part) => Number.parseInt(part, 36)) as [number, number, number]
      return { case: caseId, number: link, customer: of }
    },
  }
}

/** The domain of a mail address, `Koppi <koppi@pankki.example>` included. */
export function domainOf(address: string): string {
  return /@([^\s>@]+)>?\s*$/.exec(address)?.[1] ?? 'localhost'
}
