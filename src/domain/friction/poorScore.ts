import { isPoor } from '../measure/measure.ts'
import { compareText } from '../kernel/order.ts'
import { isSurveyAnswer } from '../encounter/encounter.ts'
import { ANSWER_SEVERITY } from './friction.ts'
import { parametersOf, type Rule } from './rule.ts'

/**
 * NPS 0–6, CSAT 1–2 of 5, CES 1–3 of 7 (only on that scale or none given; other scales need their own threshold);
 * with `metric` and `score`; one per metric, the lowest; graver as the answer to a survey of our own. Evidence: the encounter.
 */
export const poorScore: Rule = {
  kind: 'poor-score',
  everywhere: true,
  atEncounter(moment, report) {
    const { encounter } = moment
    if (!encounter.measures) return
    const parameters = parametersOf(moment)
    const lowest = new Map<string, number>()
    for (const measure of encounter.measures) {
      const threshold = Object.hasOwn(parameters.poor, measure.metric) ? parameters.poor[measure.metric] : undefined
      if (!threshold || !isPoor(measure, threshold)) continue
      lowest.set(measure.metric, Math.min(measure.score, lowest.get(measure.metric) ?? Infinity))
    }
    for (const [metric, score] of [...lowest].sort(([left], [right]) => compareText(left, right))) {
      report(encounter.at, [encounter], { metric, score, ...(isSurveyAnswer(encounter) && { severity: ANSWER_SEVERITY }) })
    }
  },
}
