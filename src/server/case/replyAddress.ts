import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AskLink } from '../feedback/askLink.ts'
import type { CaseLink } from './caseLink.ts'

/** Where mail reaches us, and how it is known again; the domain is that of `MAIL_FROM`. Mail servers may write addresses in capitals. */
export interface ReplyAddresses {
  /** What customers answer to: `koppi+…@domain`. */
  addressOf: (link: CaseLink) => string
  /** What an address stands for; null when it was not made here. */
  read: (address: string) => CaseLink | null
  /** Where a mail that asks a survey comes back to when it does not arrive: `bounce+…@domain`. */
  returnOf: (link: AskLink) => string
  /** The ask whose mail came back to an address; null when it was not made here. */
  readReturn: (address: string) => AskLink | null
}

const NAME = 'koppi'
const RETURN = 'bounce'
/** Of 256 bits so many hexadecimal digits: the part before the @ may have 64 characters. */
const DIGITS = 24

/** Addresses signed under the house’s secret: they tell the case, and nobody else can make one. */
export function openReplyAddresses(secret: string, domain: string): ReplyAddresses {
  const key = createHmac('sha256', secret).update('polku reply addresses').digest()
  const sign = (what: string) => createHmac('sha256', key).update(what).digest('hex').slice(0, DIGITS)
  const suffix = `@${domain.toLowerCase()}`
  const isSigned = (what: string, given: string) => timingSafeEqual(Buffer.from(sign(what)), Buffer.from(given))
  return {
    addressOf: ({ case: id, number, customer }) => {
      const what = [id, number, customer].map((part) => part.toString(36)).join('-')
      return `${NAME}+${what}-${sign(what)}${suffix}`
    },
    read: (address) => {
      const [, what, id, number, customer, given] =
        /^koppi\+(([0-9a-z]{1,11})-([0-9a-z]{1,6})-([0-9a-z]{1,11}))-([0-9a-f]{24})@/.exec(address.toLowerCase()) ?? []
      if (given === undefined || !address.toLowerCase().endsWith(suffix)) return null
      if (!isSigned(what!, given)) return null
      const [caseId, link, of] = [id!, number!, customer!].map((part) => Number.parseInt(part, 36)) as [number, number, number]
      return { case: caseId, number: link, customer: of }
    },
    returnOf: ({ ask, customer }) => {
      const what = [ask, customer].map((part) => part.toString(36)).join('-')
      return `${RETURN}+${what}-${sign(`${RETURN} ${what}`)}${suffix}`
    },
    readReturn: (address) => {
      const lower = address.toLowerCase()
      const [, what, ask, customer, given] = /^bounce\+(([0-9a-z]{1,11})-([0-9a-z]{1,11}))-([0-9a-f]{24})@/.exec(lower) ?? []
      if (given === undefined || !lower.endsWith(suffix) || !isSigned(`${RETURN} ${what!}`, given)) return null
      return { ask: Number.parseInt(ask!, 36), customer: Number.parseInt(customer!, 36) }
    },
  }
}

/** The domain of a mail address, `Koppi <koppi@pankki.example>` included. */
export function domainOf(address: string): string {
  return /@([^\s>@]+)>?\s*$/.exec(address)?.[1] ?? 'localhost'
}
