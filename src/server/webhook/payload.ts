import { formatInstant } from '../../domain/kernel/instant.ts'

/** What a row of the outbox tells; `customer` is the number that Polku gave. */
export interface OutboxEvent {
  customer: number
  at: number
  type: string
  body: {
    response?: string
    survey?: string
    path?: string
    case?: string
    kind?: string
    severity?: number
    state?: string
    at?: number
    gone?: number[]
    parted?: number[]
    /** Personal address at which a customer answers a survey, and the language to ask in. */
    answerAt?: string
    language?: string
    reminder?: boolean
  }
}

const nameOf = (customer: number) => `id:${customer}`

/**
 * What is sent of an event, as JSON text: keys to look things up by and where they stand in the API under `publicUrl`. Customers are
 * named by Polku's own number, since their outward names may be mail addresses.
 */
export function payloadOf({ customer, at, type, body }: OutboxEvent, publicUrl: string): string {
  const { path, response, survey, case: caseId, kind, severity, state, at: occurredAt, gone, parted, answerAt, language, reminder } = body
  const api = `${publicUrl}/api/v1`
  const name = nameOf(customer)
  const isKnown = customer !== 0
  const links = {
    ...(isKnown && { customer: `${api}/customers/${name}` }),
    ...(path !== undefined && { path: `${api}/paths/${encodeURIComponent(path)}?customer=${name}` }),
    ...(caseId !== undefined && { case: `${api}/cases/${caseId}` }),
    ...(response !== undefined && { response: `${api}/responses/${encodeURIComponent(response)}` }),
    ...(answerAt !== undefined && { answer: answerAt }),
    ...(kind !== undefined && { frictions: `${api}/frictions?customer=${name}&kind=${kind}` }),
  }
  return JSON.stringify({
    type,
    timestamp: formatInstant(at),
    data: {
      customer: isKnown ? name : undefined,
      merged: gone?.map(nameOf),
      parted: parted?.map(nameOf),
      path,
      case: caseId,
      response,
      survey,
      language,
      reminder,
      kind,
      severity,
      state,
      occurredAt: occurredAt === undefined ? undefined : formatInstant(occurredAt),
      links,
    },
  })
}

/** What a test sends. */
export function testPayload(webhook: string, at: number): string {
  return JSON.stringify({ type: 'webhook.test', timestamp: formatInstant(at), data: { webhook } })
}
