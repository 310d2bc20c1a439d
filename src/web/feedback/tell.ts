import type { ResponseJson } from '../../api/response.ts'
import type { Words } from '../i18n/words.ts'

/** A metric as people call it. */
export function tellMetric(metric: string, { say }: Pick<Words, 'say'>): string {
  const named = (['emotion', 'meaning', 'emotion-stir', 'meaning-promise', 'meaning-like-me', 'meaning-trust', 'stars'] as const).find(
    (each) => each === metric,
  )
  if (named !== undefined) return say(`metric.${named}`)
  return ['nps', 'csat', 'ces', 'enps'].includes(metric) ? metric.toUpperCase() : metric
}

/** Scores in a line: "NPS 9, CSAT 4". */
export function tellScores(measures: ResponseJson['measures'], words: Words): string {
  return measures.map(({ metric, score }) => `${tellMetric(metric, words)} ${words.formats.number(score)}`).join(', ')
}

/** What a response is about: touchpoint, else journey, else nothing. */
export function tellAbout({ touchpoint, journey }: Pick<ResponseJson, 'touchpoint' | 'journey'>, words: Words): string {
  if (touchpoint !== null) return words.touchpoint(touchpoint)
  return journey === null ? '' : words.journey(journey)
}
