import {
  deleteWebhook,
  getDeliveries,
  getWebhook,
  getWebhooks,
  patchWebhook,
  postWebhook,
  resendDelivery,
  resendFailed,
  rotateWebhookSecret,
  testWebhook as testContract,
} from '../../api/webhook.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, notFound, wrongInput } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { listDeliveries, resendAll, resendOne } from './deliveries.ts'
import {
  changeWebhook,
  findWebhook,
  listWebhooks,
  makeWebhook,
  RefusedWebhook,
  removeWebhook,
  rotateSecret,
  testWebhook,
} from './webhooks.ts'

/** The doors to webhooks. */
export function webhookRoutes({ webhooks }: Pick<Parts, 'webhooks'>): Route[] {
  const existing = async (id: string) => found(await findWebhook(webhooks, id), id)
  return [
    route(getWebhooks, ({ query }) => listWebhooks(webhooks, query)),
    route(postWebhook, ({ body }) => refusing(makeWebhook(webhooks, body))),
    route(getWebhook, ({ params }) => existing(params.id)),
    route(patchWebhook, async ({ params: { id }, body }) => found(await refusing(changeWebhook(webhooks, id, body)), id)),
    route(deleteWebhook, async ({ params: { id } }) => {
      if (!(await removeWebhook(webhooks, id))) throw notFound(`webhook ${id}`)
      return { id }
    }),
    route(rotateWebhookSecret, async ({ params: { id }, body }) => found(await rotateSecret(webhooks, id, body.overlap), id)),
    route(testContract, async ({ params: { id } }) => ({ delivery: found(await refusing(testWebhook(webhooks, id)), id) })),
    route(getDeliveries, async ({ params, query }) => {
      const { id } = await existing(params.id)
      return listDeliveries(webhooks, id, query)
    }),
    route(resendDelivery, async ({ params: { id, delivery } }) => {
      const resent = await resendOne(webhooks, (await existing(id)).id, delivery)
      if (resent === 0) throw notFound(`delivery ${delivery} of this webhook that is not being sent just now`)
      return { resent }
    }),
    route(resendFailed, async ({ params, body }) => {
      const { id } = await existing(params.id)
      return { resent: await resendAll(webhooks, id, Date.parse(body.since)) }
    }),
  ]
}

function found<Value>(value: Value | null, id: string): Value {
  if (value === null) throw notFound(`webhook ${id}`)
  return value
}

function refusing<Value>(work: Promise<Value>): Promise<Value> {
  return work.catch((error: unknown) => {
    if (!(error instanceof RefusedWebhook)) throw error
    throw error.problem.field === '' ? new HttpProblem(409, 'refused', error.problem.message) : wrongInput(422, [error.problem])
  })
}
