import type { Readable } from 'node:stream'
import { postFeedbackRecords, postFormbricksResponses, readFormbricks } from '../../api/formbricks.ts'
import { readFormbricksSurvey } from '../../domain/feedback/formbricksSurvey.ts'
import { readItems } from '../encounter/readItems.ts'
import type { Parts } from '../http/parts.ts'
import { wrongInput } from '../http/problem.ts'
import { readBody } from '../http/readBody.ts'
import { route, type Route } from '../http/route.ts'
import { takeFormbricks, takeRecords } from './formbricksTake.ts'

/** The doors to what Formbricks has. */
export function formbricksRoutes(parts: Parts): Route[] {
  const itemsOf = async (request: { body: unknown; headers: Parameters<typeof readBody>[1] }) =>
    readItems(await readBody(request.body as Readable, request.headers), request.headers['content-type'] ?? '')
  return [
    route(readFormbricks, ({ body }) => {
      const read = readFormbricksSurvey(body)
      if ('problem' in read) throw wrongInput(422, [{ field: read.field, message: read.problem }])
      return Promise.resolve(read)
    }),
    route(postFormbricksResponses, async ({ request }) => takeFormbricks(await itemsOf(request), parts)),
    route(postFeedbackRecords, async ({ request }) => takeRecords(await itemsOf(request), parts)),
  ]
}
