import type { ResponseJson } from '../../api/response.ts'
import type { Words } from '../i18n/words.ts'

/** A metric as people call it. */
export function tellMetric(metric: string): string {
  return ['nps', 'csat', 'ces', 'enps'].includes(metric) ? metric.toUpperCase() : metric
}

/** Scores in a line: "NPS 9, CSAT 4". */
export function tellScores(measures: ResponseJson['measures'], { formats }: Words): string {
  return measures.map(({ metric, score }) => `${tellMetric(metric)} ${formats.number(score)}`).join(', ')
}

/** What a response is about: touchpoint, else journey, else nothing. */
export function tellAbout({ touchpoint, journey }: Pick<ResponseJson, 'touchpoint' | 'journey'>, words: Words): string {
  if (touchpoint !== null) return words.touchpoint(touchpoint)
  return journey === null ? '' : words.journey(journey)
}
