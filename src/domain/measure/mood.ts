import type { Measure } from './measure.ts'
import { familyOf, placeOnScale, readScale, scaleOf } from './scale.ts'

/** Metrics whose score tells the mood of the words beside it, the surest first. */
const TELLING: readonly string[] = ['csat', 'stars', 'ces', 'nps']

/**
 * What scores say of the mood of the words given with them: −1 poor, 0 between, 1 good; null when none of them tells. CSAT and stars 1–2 and
 * 4–5 of 5, CES 1–3 and 6–7 of 7, NPS 0–6 and 9–10, and alike on other scales; of several the surest metric counts, of one metric the lowest.
 */
export function moodOfScores(measures: readonly Measure[]): -1 | 0 | 1 | null {
  for (const family of TELLING) {
    const places = measures
      .filter(({ metric }) => familyOf(metric) === family)
      .map(({ metric, score, scale }) => {
        const read = readScale(scaleOf(metric, scale) ?? '')
        return read === null ? null : placeOnScale(score, read)
      })
      .filter((place) => place !== null)
    if (places.length > 0) return moodOf(Math.min(...places), family)
  }
  return null
}

function moodOf(place: number, family: string): -1 | 0 | 1 {
  const [poor, good] = family === 'nps' ? [60, 90] : [34, 75]
  return place <= poor ? -1 : place >= good ? 1 : 0
}
