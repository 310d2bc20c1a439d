import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { isIP } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import { z } from 'zod'
import { addressPolicy, guardedLookup, readUrl, type AddressPolicy } from '../webhook/address.ts'
import { reasonOf } from '../webhook/send.ts'

/** A model outside that answers as OpenAI's chat completions do. */
export interface ModelEndpoint {
  url: string
  /** Shown as a bearer token; none is shown without it. */
  key: string | undefined
  model: string
  policy: AddressPolicy
}

/** What came of asking a model, and how long it took in ms. */
export interface ModelAnswer {
  answer: string | null
  status: number | null
  problem: string | null
  milliseconds: number
}

const TIMEOUT = 30_000
const LARGEST = 256 * 1024
const LONGEST = 8000
const PAUSE = 500

/**
 * The endpoint that the settings name, null when none. It keeps to the public internet over https as webhooks do, and to `networks`; besides,
 * to the very address of this machine or network that the operator wrote.
 */
export function modelEndpoint(
  given: { url: string | undefined; key: string | undefined; model: string | undefined },
  networks: readonly string[],
): ModelEndpoint | null {
  if (given.url === undefined || given.model === undefined) return null
  const url = new URL(`${given.url.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')}/chat/completions`)
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const own = host === 'localhost' ? ['127.0.0.1', '::1'] : isIP(host) === 0 ? [] : [host]
  return { url: url.href, key: given.key, model: given.model, policy: addressPolicy([...networks, ...own]) }
}

/** The request to a model: what to do, and what to do it with. */
export function requestOf(model: string, instructions: string, material: string): string {
  const messages = [
    { role: 'system', content: instructions },
    { role: 'user', content: material },
  ]
  return JSON.stringify({ model, messages, temperature: 0.2, max_tokens: 1200, stream: false })
}

/** Sends a request to a model within `timeout` ms, once more after a failure that may pass; follows no redirect and reads 256 kB at most. */
export async function askModel(endpoint: ModelEndpoint, body: string, timeout: number = TIMEOUT): Promise<ModelAnswer> {
  const startedAt = performance.now()
  const over = AbortSignal.timeout(timeout)
  const [first, mayPass] = await tryOnce(endpoint, body, over)
  const isOver = !mayPass || over.aborted
  if (!isOver) await rest(PAUSE)
  const answer = isOver ? first : (await tryOnce(endpoint, body, over))[0]
  const problem = over.aborted && answer.answer === null ? `did not answer within ${timeout / 1000} s` : answer.problem
  return { ...answer, problem, milliseconds: Math.round(performance.now() - startedAt) }
}

const modelList = z.object({ data: z.array(z.object({ id: z.string() })) })

/**
 * Looks whether an endpoint can be reached, by one short question for its models that sends nothing of anybody. Null when it can, else why
 * not; an endpoint that lists no models counts as reached.
 */
export async function reachModel(endpoint: ModelEndpoint, timeout = 5000): Promise<string | null> {
  const read = readUrl(endpoint.url.replace(/chat\/completions$/, 'models'), endpoint.policy)
  if ('problem' in read) return read.problem
  const over = AbortSignal.timeout(timeout)
  try {
    const response = await send(read.url, endpoint, null, over)
    const status = response.statusCode!
    const text = await collect(response)
    if (status === 401 || status === 403) return `answered ${status}: it does not take the key`
    if (status >= 500 || (status >= 300 && status < 400)) return `answered ${status}`
    const models = status < 300 && text !== null ? modelsIn(text) : null
    return models === null || models.includes(endpoint.model) ? null : `does not list the model ${endpoint.model}`
  } catch (error) {
    return over.aborted ? `did not answer within ${timeout / 1000} s` : reasonOf(error)
  }
}

function modelsIn(text: string): string[] | null {
  try {
    return modelList.safeParse(JSON.parse(text)).data?.data.map(({ id }) => id) ?? null
  } catch {
    return null
  }
}

type Tried = [answer: Omit<ModelAnswer, 'milliseconds'>, mayPass: boolean]

async function tryOnce(endpoint: ModelEndpoint, body: string, signal: AbortSignal): Promise<Tried> {
  const read = readUrl(endpoint.url, endpoint.policy)
  if ('problem' in read) return [{ answer: null, status: null, problem: read.problem }, false]
  try {
    const response = await send(read.url, endpoint, body, signal)
    const status = response.statusCode!
    if (status < 200 || status > 299) {
      response.destroy()
      return [{ answer: null, status, problem: `answered ${status}` }, status === 429 || status >= 500]
    }
    const text = await collect(response)
    const answer = text === null ? null : readAnswer(text)
    const problem = text === null ? 'answered more than 256 kB' : answer === null ? 'answered something that is no chat completion' : null
    return [{ answer, status, problem }, false]
  } catch (error) {
    return [{ answer: null, status: null, problem: reasonOf(error) }, !signal.aborted]
  }
}

function send(url: URL, { key, policy }: ModelEndpoint, body: string | null, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = {
    ...(body !== null && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    'user-agent': 'Polku',
    accept: 'application/json',
    'accept-encoding': 'identity',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  }
  const lookup = guardedLookup(policy, url.protocol)
  const isPlain = url.protocol === 'http:'
  const agent = isPlain ? new PlainAgent({ lookup }) : new Agent({ lookup })
  const options = { method: body === null ? 'GET' : 'POST', agent, headers, signal }
  return new Promise((resolve, reject) => {
    const asking = isPlain ? plainRequest(url, options) : request(url, options)
    asking
      .on('response', resolve)
      .on('error', reject)
      .end(body ?? undefined)
  })
}

/** The whole answer; null when it is too large. */
async function collect(response: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > LARGEST) {
      response.destroy()
      return null
    }
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const completion = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) })

/** What the model said as plain text; null when it said nothing. */
function readAnswer(text: string): string | null {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return null
  }
  const read = completion.safeParse(given)
  if (!read.success) return null
  const said = read.data.choices[0]!.message.content.replaceAll(/[^\P{C}\n]/gu, ' ')
    .trim()
    .slice(0, LONGEST)
  return said === '' ? null : said
}
