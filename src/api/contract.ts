import { z } from 'zod'
import type { Thing, Verb } from '../domain/access/may.ts'
import { FRICTION_KINDS } from '../domain/friction/friction.ts'

/** One operation of the API: its name, method and path, what one must be allowed to do, and the shapes of what goes in and comes out. */
export interface Contract {
  operation: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /** Further paths of the same door, as clients made for other systems call it. */
  also?: readonly string[]
  /** Where it stands in the documentation. */
  topic: string
  /** One sentence: what it does. */
  summary: string
  /** What whoever asks must be allowed to do, and to what. */
  needs: readonly [Verb, Thing]
  /** Honours `Idempotency-Key`; every PUT does. */
  once?: true
  /** Where else the token may stand: the part `token` of the path, or the body (the door reads it and asks the gate itself). */
  token?: 'path' | 'body'
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** stream: the door reads the body itself, item by item; `body` only describes it. */
  reads?: 'stream'
  /** Shape of a successful answer and its status. */
  answer: z.ZodType
  status: 200 | 202
  /** Media type of the answer; JSON unless said otherwise. */
  media?: 'text/event-stream' | 'application/octet-stream' | 'text/csv'
  /** What the documentation shows: values of the parameters in the path, a body, and its answer. */
  example?: { params?: Record<string, string>; query?: Record<string, string>; body?: unknown; answer: unknown }
}

/** Declares an operation, keeping its exact types for server and callers. */
export function contract<const C extends Contract>(declared: C): C {
  return declared
}

/** An instant as RFC 3339 text in UTC. */
export const instantText = z.string().meta({ format: 'date-time' })

/** An instant given in a query, RFC 3339 with zone. */
export const instantQuery = z.iso.datetime({ offset: true }).describe('RFC 3339 with zone, e.g. 2026-03-01T00:00:00Z.')

/** A number of things, 0 or more; `what` says of which. */
export function countOf(what: string) {
  return z.number().int().min(0).describe(what)
}

/** A share in an answer, 0–1, with the bounds of its 95 % interval (Wilson). */
export const shareInAnswer = z
  .object({
    share: z.number().describe('0–1.'),
    low: z.number().describe('Lower bound.'),
    high: z.number().describe('Upper bound.'),
  })
  .describe('0–1 with its 95 % interval (Wilson).')

/** Outward name of a customer in an answer. */
export const customerName = z.string().describe('The customer’s outward name, `kind:value`.')

/** Name of a customer as people know it. */
export const displayName = z.string().nullable().describe('The customer’s name, when another system told it.')

/** A filter by customer. */
export const customerQuery = z.string().max(400).optional().describe('Of this customer: any of its identifiers, `kind:value`, or `id:17`.')

/** Query of every list: page size and where to go on. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Items on a page, 1–200.'),
  cursor: z.string().max(4000).optional().describe('Where the page before ended: its `next`.'),
})

/** One page of a list: its items, and the cursor of the next page (null on the last). */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item).describe('The items of this page.'),
    next: z.string().nullable().describe('Cursor of the next page; null on the last.'),
  })
}

/** Filters that mean the same everywhere; each may be given once. */
export const filterQuery = z.object({
  journey: z.string().optional().describe('Paths of this journey.'),
  stage: z.string().optional().describe('Encounters of this stage.'),
  touchpoint: z.string().optional().describe('Encounters at this touchpoint.'),
  channel: z.string().optional().describe('Encounters in this channel.'),
  device: z.string().optional().describe('Encounters on this device.'),
  kind: z.enum(FRICTION_KINDS).optional().describe('Paths with a friction of this kind; in lists of frictions, that kind.'),
  state: z.enum(['active', 'paused', 'abandoned', 'completed']).optional().describe('Paths in this state.'),
  since: instantQuery
    .optional()
    .describe('From this time on, RFC 3339: encounters, or in lists of frictions and cases when they came to be.'),
  until: instantQuery.optional().describe('Before this time, RFC 3339.'),
})

/** A filter by what another system tells of customers. */
export const attributeQuery = z
  .string()
  .regex(/^[^=]+=/, 'must be key=value, e.g. tier=gold')
  .max(400)
  .optional()
  .describe('Of customers of whom another system tells this attribute, `key=value`, in any case.')

/** An error answer as RFC 9457 problem details. */
export const problemSchema = z
  .object({
    type: z.string().describe('What sort of problem, as a URI reference.'),
    title: z.string().describe('What happened, in one line.'),
    status: z.number().int().describe('The HTTP status.'),
    detail: z.string().optional().describe('What to do about it.'),
    problems: z
      .array(
        z.object({
          field: z.string().describe('Field in question, dotted.'),
          message: z.string().describe('What is expected there.'),
        }),
      )
      .optional()
      .describe('Each field in question and what is expected there.'),
  })
  .meta({ id: 'Problem' })
