import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { guardedLookup, readUrl, type AddressPolicy } from '../webhook/address.ts'
import { reasonOf } from '../webhook/send.ts'

/** What an address said of its state the last time. */
export interface LastState {
  etag: string | null
  lastModified: string | null
}

/** What came of asking an address: its text with the state to ask with again, nothing new, or why not. */
export type Fetched = { text: string; url: string; state: LastState } | 'same' | { problem: string }

const TIMEOUT = 20_000
const LARGEST = 5 * 1024 * 1024
const REDIRECTS = 5

/**
 * Asks an address for its text, only where the policy allows and as far as that leads, within `timeout` ms and 5 MB; with the state of
 * the last time it may answer that nothing changed.
 */
export async function fetchText(
  address: string,
  last: LastState,
  policy: AddressPolicy,
  signal: AbortSignal,
  timeout: number = TIMEOUT,
): Promise<Fetched> {
  const over = AbortSignal.timeout(timeout)
  try {
    return await follow(address, last, policy, AbortSignal.any([signal, over]))
  } catch (error) {
    return { problem: over.aborted ? `did not answer whole within ${timeout / 1000} s` : reasonOf(error) }
  }
}

async function follow(address: string, last: LastState, policy: AddressPolicy, signal: AbortSignal): Promise<Fetched> {
  let next = address
  for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
    const read = readUrl(next, policy)
    if ('problem' in read) return { problem: redirects === 0 ? read.problem : `leads on to an address that ${read.problem}` }
    const response = await ask(read.url, last, policy, signal)
    const { statusCode: status = 0, headers } = response
    const { location } = headers
    if (status >= 300 && status < 400 && status !== 304 && location !== undefined && URL.canParse(location, read.url)) {
      response.destroy()
      next = new URL(location, read.url).href
      continue
    }
    if (status === 304) {
      response.destroy()
      return 'same'
    }
    if (status !== 200) {
      response.destroy()
      return { problem: `answered ${status}` }
    }
    const bytes = await collect(response)
    if (typeof bytes === 'string') return { problem: bytes }
    const state = { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null }
    return { text: decode(bytes, headers['content-type'] ?? ''), url: read.url.href, state }
  }
  return { problem: `leads on more than ${REDIRECTS} times` }
}

function ask(url: URL, { etag, lastModified }: LastState, policy: AddressPolicy, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = {
    'user-agent': 'Polku',
    accept: 'application/atom+xml, application/rss+xml, application/ld+json, text/xml, text/html;q=0.9, */*;q=0.5',
    'accept-encoding': 'identity',
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  }
  const isPlain = url.protocol === 'http:'
  const lookup = guardedLookup(policy, url.protocol)
  // Feeds are asked minutes apart: no connection is worth keeping.
  const agent = isPlain ? new PlainAgent({ lookup }) : new Agent({ lookup })
  return new Promise((resolve, reject) => {
    const asking = isPlain ? plainRequest(url, { agent, headers, signal }) : request(url, { agent, headers, signal })
    asking.on('response', resolve).on('error', reject).end()
  })
}

/** The bytes of an answer, or why they are not read. */
async function collect(response: IncomingMessage): Promise<Buffer | string> {
  const encoding = response.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') {
    response.destroy()
    return `answers in ${encoding.slice(0, 40)}, which was not asked for`
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST) return 'is larger than 5 MB'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Text by the encoding that is told, else the one XML tells of itself, else UTF-8. */
function decode(bytes: Buffer, contentType: string): string {
  const told =
    /charset="?([\w-]{1,40})/i.exec(contentType) ?? /^<\?xml[^>]{0,100}encoding=["']([\w-]{1,40})/.exec(bytes.toString('latin1', 0, 200))
  try {
    return new TextDecoder(told?.[1] ?? 'utf-8').decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
