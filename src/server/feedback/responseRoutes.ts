import { previewSurvey } from '../../api/response.ts'
import { readAnswers } from '../../domain/feedback/answer.ts'
import { stepsOf } from '../../domain/feedback/steps.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'

/** The doors to responses. */
export function responseRoutes(parts: Parts): Route[] {
  const pages = parts.respond.answers
  return [
    route(previewSurvey, async ({ body: { content, language, answers: given, step } }) => {
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
