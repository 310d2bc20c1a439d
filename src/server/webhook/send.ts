import { Agent as PlainAgent, request as plainRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { guardedLookup, readUrl, RefusedAddress, type AddressPolicy } from './address.ts'
import type { Outcome } from './decideNext.ts'

/** One message to one address, with what proves where it comes from. */
export interface Message {
  url: string
  id: string
  seconds: number
  signatures: readonly string[]
  body: string
}

/** What came of sending it: with how the answer began and how long it took, in ms. */
export interface Sent extends Outcome {
  answer: string
  milliseconds: number
}

/** Sends messages, within `timeout` ms each. */
export interface Sender {
  send: (message: Message, signal: AbortSignal) => Promise<Sent>
  close: () => void
}

const TIMEOUT = 15_000
const KEPT = 300

/** Opens a sender that keeps connections for a while and connects only to where the policy allows; redirects are answers like others. */
export function openSender(policy: AddressPolicy, clock: () => number, timeout = TIMEOUT): Sender {
  const settings = { keepAlive: true, maxFreeSockets: 8, timeout: 10_000 }
  const agents = {
    'https:': new Agent({ ...settings, lookup: guardedLookup(policy, 'https:') }),
    'http:': new PlainAgent({ ...settings, lookup: guardedLookup(policy, 'http:') }),
  }

  async function exchange(message: Message, signal: AbortSignal): Promise<Omit<Sent, 'milliseconds'>> {
    // The settings may have become stricter since it was made.
    const read = readUrl(message.url, policy)
    if ('problem' in read) return { status: null, answer: '', problem: read.problem }
    const protocol = read.url.protocol as 'https:' | 'http:'
    const options = { method: 'POST', agent: agents[protocol], headers: headersOf(message), signal }
    const ask = () => (protocol === 'https:' ? request(read.url, options) : plainRequest(read.url, options))
    const response = await answerTo(ask, message.body)
    const status = response.statusCode!
    const answer = await beginning(response)
    const problem = status >= 200 && status < 300 ? null : `answered ${status}`
    return { status, answer, problem, restUntil: restUntil(response.headers['retry-after'], clock()) }
  }

  return {
    send: async (message, signal) => {
      const startedAt = performance.now()
      const over = AbortSignal.timeout(timeout)
      const took = () => Math.round(performance.now() - startedAt)
      try {
        const sent = await exchange(message, AbortSignal.any([signal, over]))
        return { ...sent, milliseconds: took() }
      } catch (error) {
        const problem = over.aborted ? `did not answer within ${timeout / 1000} s` : reasonOf(error)
        return { status: null, answer: '', problem, milliseconds: took() }
      }
    },
    close: () => Object.values(agents).forEach((agent) => agent.destroy()),
  }
}

function headersOf({ id, seconds, signatures, body }: Message): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Polku',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  }
}

/** Asks, and once more where a kept connection was closed by the other end just then. */
async function answerTo(ask: () => ClientRequest, body: string): Promise<IncomingMessage> {
  for (let again = true; ; again = false) {
    const asking = ask()
    try {
      return await new Promise((resolve, reject) => {
        asking.on('response', resolve).on('error', reject).end(body)
      })
    } catch (error) {
      if (!again || !asking.reusedSocket || (error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error
    }
  }
}

/** How an answer begins; what is longer is not waited for, and a status that came stands even if the rest never does. */
async function beginning(response: IncomingMessage): Promise<string> {
  let text = ''
  response.setEncoding('utf8')
  try {
    for await (const part of response as AsyncIterable<string>) {
      text += part
      if (text.length >= KEPT) break
    }
  } catch {
    text += ' …'
  }
  return text
    .slice(0, KEPT)
    .replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' ')
    .trim()
}

function restUntil(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const at = /^\d{1,9}$/.test(header.trim()) ? now + Number(header) * 1000 : Date.parse(header)
  return Number.isNaN(at) ? undefined : at
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'closed the connection',
  ENOTFOUND: 'has a name that is not known',
  EAI_AGAIN: 'has a name that could not be looked up just now',
  ETIMEDOUT: 'could not be reached',
  EHOSTUNREACH: 'could not be reached',
  ENETUNREACH: 'could not be reached',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that nobody vouches for',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that nobody vouches for',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate of another name',
}

/** Why an address could not be asked, to follow its name in a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof RefusedAddress) return error.message
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  const code = String((error as NodeJS.ErrnoException).code ?? '')
  return REASONS[code] ?? (code === '' ? 'could not be asked' : `could not be asked (${code})`)
}
