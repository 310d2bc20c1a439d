import { z } from 'zod'
import { contract, countOf, instantQuery, instantText, pageOf, pageQuery } from './contract.ts'
import { EVENT_TYPES } from './organisation.ts'

const isMeant = (pattern: string) =>
  pattern === '*' || EVENT_TYPES.some((type) => type === pattern || `${type.slice(0, type.indexOf('.'))}.*` === pattern)

const types = z
  .array(
    z
      .string()
      .max(100)
      .refine(isMeant, `must be *, a word with .* such as case.*, or one of ${EVENT_TYPES.join(', ')}`),
  )
  .min(1)
  .max(50)
  .describe('Which events it is told: types, `case.*` for all of a word, `*` for all.')

const url = z
  .string()
  .trim()
  .max(2000)
  .describe('Where events are sent, https; no user name, no password, no address of a private network unless the settings allow it.')

const description = z.string().trim().max(500).describe('What it is for, for people.')
const enabled = z.boolean().describe('Whether it is told anything. Turned on again it hears of what happens from then on.')

/** A webhook: where another system hears of what happens. Its secret is not shown. */
export const webhookJson = z
  .object({
    id: z.string().describe('Id of the webhook.'),
    url,
    types,
    description,
    enabled,
    disabledBecause: z.string().nullable().describe('Why Polku turned it off by itself; null otherwise.'),
    failingSince: instantText.nullable().describe('Since when nothing was taken; null when the last attempt went well.'),
    previousSecretUntil: instantText
      .nullable()
      .describe('Until when the secret before the last rotation signs, too; null when it no longer does.'),
    waiting: countOf('Deliveries still to be made.'),
    createdAt: instantText.describe('When it was made.'),
  })
  .meta({ id: 'Webhook' })

/** A webhook as doors show it. */
export type WebhookJson = z.output<typeof webhookJson>

/** One attempt to deliver an event: when, how long it took, and what came of it. */
export const deliveryTry = z
  .object({
    at: instantText.describe('When it was tried.'),
    milliseconds: countOf('How long it took.'),
    status: z.number().int().nullable().describe('The HTTP status it was answered with; null without an answer.'),
    answer: z.string().describe('How the answer began, 300 characters at most.'),
    problem: z.string().nullable().describe('Why it failed; null when it was taken.'),
  })
  .meta({ id: 'DeliveryTry' })

/** One attempt to deliver an event. */
export type DeliveryTry = z.output<typeof deliveryTry>

const deliveryState = z.enum(['waiting', 'delivered', 'failed'])

/** An event that a webhook was to be told, and what came of it. */
export const deliveryJson = z
  .object({
    id: z.string().describe('Name of the event, sent as `webhook-id`, the same in every attempt.'),
    type: z.string().describe('What happened.'),
    state: deliveryState.describe('waiting: not taken yet, tried again; failed: given up.'),
    createdAt: instantText.describe('When it was to be told first.'),
    attempts: countOf('How often it was tried.'),
    nextAt: instantText.nullable().describe('When it is tried next; null when it is over.'),
    tries: z.array(deliveryTry).describe('The last 20 attempts, oldest first.'),
    payload: z.string().describe('What is sent, as JSON text.'),
  })
  .meta({ id: 'Delivery' })

/** A delivery as doors show it. */
export type DeliveryJson = z.output<typeof deliveryJson>

const named = z.object({
  id: z
    .string()
    .regex(/^wh_[0-9a-z]{16}$/, 'must look like wh_4k2j9x0aw3mz81qp')
    .describe('Id of the webhook.'),
})

const shown = {
  id: 'wh_4k2j9x0aw3mz81qp',
  url: 'https://crm.example/polku',
  types: ['friction.found', 'case.*'],
  description: 'CRM',
  enabled: true,
  disabledBecause: null,
  failingSince: null,
  previousSecretUntil: null,
  waiting: 0,
  createdAt: '2026-03-04T22:00:00Z',
}
const params = { id: shown.id }
const topic = 'Webhooks'

/** Lists webhooks. */
export const getWebhooks = contract({
  operation: 'getWebhooks',
  method: 'GET',
  path: '/api/v1/webhooks',
  topic,
  summary: 'Webhooks, newest first.',
  needs: ['read', 'webhook'],
  query: pageQuery,
  answer: pageOf(webhookJson),
  status: 200,
  example: { answer: { items: [shown], next: null } },
})

/** One webhook by its id. */
export const getWebhook = contract({
  operation: 'getWebhook',
  method: 'GET',
  path: '/api/v1/webhooks/{id}',
  topic,
  summary: 'One webhook and how it fares.',
  needs: ['read', 'webhook'],
  params: named,
  answer: webhookJson,
  status: 200,
  example: { params, answer: shown },
})

const secret = z.string().describe('The secret that signs, `whsec_…`; told this once.')
const whsec = 'whsec_q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA='

/** Makes a webhook; at most 100. */
export const postWebhook = contract({
  operation: 'postWebhook',
  method: 'POST',
  path: '/api/v1/webhooks',
  topic,
  summary: 'Makes a webhook, which hears of what happens from now on, and tells its secret this once. At most 100.',
  needs: ['change', 'webhook'],
  body: z.strictObject({ url, types: types.default(['*']), description: description.default(''), enabled: enabled.default(true) }),
  answer: webhookJson.extend({ secret }),
  status: 200,
  example: { body: { url: shown.url, types: shown.types, description: 'CRM' }, answer: { ...shown, secret: whsec } },
})

/** Changes a webhook. */
export const patchWebhook = contract({
  operation: 'patchWebhook',
  method: 'PATCH',
  path: '/api/v1/webhooks/{id}',
  topic,
  summary:
    'Changes what is named of a webhook and leaves the rest. Turned on again it is told what happens from then on, and what was still waiting.',
  needs: ['change', 'webhook'],
  params: named,
  body: z.strictObject({ url: url.optional(), types: types.optional(), description: description.optional(), enabled: enabled.optional() }),
  answer: webhookJson,
  status: 200,
  example: { params, body: { enabled: false }, answer: { ...shown, enabled: false } },
})

/** Deletes a webhook with its deliveries. */
export const deleteWebhook = contract({
  operation: 'deleteWebhook',
  method: 'DELETE',
  path: '/api/v1/webhooks/{id}',
  topic,
  summary: 'Deletes a webhook with all its deliveries, those still waiting too.',
  needs: ['change', 'webhook'],
  params: named,
  answer: z.object({ id: z.string().describe('Id of the webhook that is gone.') }),
  status: 200,
  example: { params, answer: { id: shown.id } },
})

/** Gives a webhook a new secret. */
export const rotateWebhookSecret = contract({
  operation: 'rotateWebhookSecret',
  method: 'POST',
  path: '/api/v1/webhooks/{id}/secret',
  topic,
  summary: 'Gives a webhook a new secret, told this once; for a while the old one signs, too, so that the receiver can change at leisure.',
  needs: ['change', 'webhook'],
  params: named,
  body: z.strictObject({
    overlap: z
      .number()
      .int()
      .min(0)
      .max(7 * 86_400)
      .default(86_400)
      .describe('Seconds for which the old secret still signs, 0–604800; a day unless said otherwise, 0 when it is known to others.'),
  }),
  answer: webhookJson.extend({ secret }),
  status: 200,
  example: { params, body: { overlap: 3600 }, answer: { ...shown, previousSecretUntil: '2026-03-05T08:00:00Z', secret: whsec } },
})

/** Sends a webhook a test event. */
export const testWebhook = contract({
  operation: 'testWebhook',
  method: 'POST',
  path: '/api/v1/webhooks/{id}/test',
  topic,
  summary: 'Sends an event of type `webhook.test`; its delivery tells what came of it.',
  needs: ['change', 'webhook'],
  params: named,
  answer: z.object({ delivery: z.string().describe('Id of the delivery.') }),
  status: 202,
  example: { params, answer: { delivery: 'test_4k2j9x0aw3mz81qp' } },
})

/** Lists what a webhook was to be told. */
export const getDeliveries = contract({
  operation: 'getDeliveries',
  method: 'GET',
  path: '/api/v1/webhooks/{id}/deliveries',
  topic,
  summary: 'What a webhook was to be told and what came of it, newest first; kept for 14 days.',
  needs: ['read', 'webhook'],
  params: named,
  query: pageQuery.extend({
    state: deliveryState.optional().describe('Deliveries in this state.'),
    type: z.string().max(100).optional().describe('Deliveries of this type of event.'),
    since: instantQuery.optional().describe('Made from this time on, RFC 3339.'),
    until: instantQuery.optional().describe('Made before this time, RFC 3339.'),
  }),
  answer: pageOf(deliveryJson),
  status: 200,
})

/** Sends one delivery again. */
export const resendDelivery = contract({
  operation: 'resendDelivery',
  method: 'POST',
  path: '/api/v1/webhooks/{id}/deliveries/{delivery}/resend',
  topic,
  summary: 'Sends one delivery again, whatever became of it, under the same `webhook-id`.',
  needs: ['change', 'webhook'],
  params: named.extend({ delivery: z.string().max(60).describe('Id of the delivery.') }),
  answer: z.object({ resent: countOf('Deliveries that are sent again.') }),
  status: 202,
  example: { params: { ...params, delivery: 'evt_1042-318' }, answer: { resent: 1 } },
})

/** Sends all failed deliveries again. */
export const resendFailed = contract({
  operation: 'resendFailed',
  method: 'POST',
  path: '/api/v1/webhooks/{id}/resend',
  topic,
  summary:
    'Sends every delivery again that was given up and was made since a time; also brings those forward that wait for their next attempt.',
  needs: ['change', 'webhook'],
  params: named,
  body: z.strictObject({ since: instantQuery.describe('Deliveries made from this time on, RFC 3339.') }),
  answer: z.object({ resent: countOf('Deliveries that are sent again.') }),
  status: 202,
  example: { params, body: { since: '2026-03-01T00:00:00Z' }, answer: { resent: 12 } },
})
