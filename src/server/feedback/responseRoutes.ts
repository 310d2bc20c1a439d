import * as contracts from '../../api/response.ts'
import { readAnswers } from '../../domain/feedback/answer.ts'
import { stepsOf } from '../../domain/feedback/steps.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { notFound } from '../http/problem.ts'
import { doorAddress } from './askAddress.ts'
import { qrPng, qrSvg } from './doorQr.ts'
import { getResponse } from './getResponse.ts'
import { getResponses } from './getResponses.ts'
import { setResponseStates } from './responseStates.ts'

/** The doors to responses. */
export function responseRoutes(parts: Parts): Route[] {
  const { database, clock } = parts
  const pages = parts.respond.answers
  return [
    route(contracts.getDoorCode, async ({ params: { id, format }, reply }) => {
      const [door] = await database.query<Parameters<typeof doorAddress>[1]>(
        `SELECT id, settings ->> 'kind' AS kind FROM survey_doors WHERE id = $1`,
        [id],
      )
      if (door === undefined) throw notFound('such door')
      const address = doorAddress(parts.config.publicUrl, door)
      if (format === 'svg') return reply.type('image/svg+xml').send(qrSvg(address))
      return reply.type('image/png').send(qrPng(address))
    }),
    route(contracts.getResponses, ({ query }) => getResponses(database, query)),
    route(contracts.getResponse, ({ params }) => getResponse(database, params.id)),
    route(contracts.postResponseStates, async ({ actor, body }) => {
      const changed = await setResponseStates({ database, actor, now: clock() }, body)
      parts.announcements.announced?.()
      return { changed }
    }),
    route(contracts.previewSurvey, async ({ body: { content, language, answers: given, step } }) => {
      const { answers } = readAnswers(content, given, false)
      const steps = stepsOf(content, answers)
      const place = { address: '', language: content.languages.find((each) => each === language) ?? content.languages[0]!, along: {} }
      const view = { ...place, content, answers, sort: 'preview' } as const
      const shown = steps[step]
      const html =
        shown === undefined
          ? pages.showThanks(view)
          : pages.showStep({ ...view, step: shown[0]!.key, values: {}, problems: [], form: null, hasScript: false })
      return { html, steps: steps.length }
    }),
  ]
}
