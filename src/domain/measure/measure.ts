import { z } from 'zod'

/** A measured score as a source gives it: metric, score, and the scale it was asked on (`"0-10"`, or its upper end). */
export const measureSchema = z
  .strictObject({
    metric: z.string().trim().min(1).max(100).describe('What was measured: nps, csat, ces, stars, emotion … or an own name.'),
    score: z.number().min(-1_000_000).max(1_000_000).describe('The raw answer on its scale.'),
    scale: z
      .union([z.string().regex(/^-?\d+-\d+$/, 'must look like "0-10"'), z.number().int().min(2).max(1000)])
      .optional()
      .describe('The scale, lowest-highest, e.g. "0-10"; or its highest value, e.g. 5.'),
  })
  .transform((measure): Measure => {
    const scale = scaleText(measure.metric, measure.scale)
    return scale === undefined ? { metric: measure.metric, score: measure.score } : { ...measure, scale }
  })

/** A measured score: metric, raw score and, when told, its scale as `lowest-highest`. */
export interface Measure {
  metric: string
  score: number
  scale?: string
}

/** A measure's scale as `lowest-highest`, told so or by its highest value: from 0 for nps, else from 1. */
export function scaleText(metric: string, scale: string | number | undefined): string | undefined {
  if (typeof scale !== 'number') return scale
  return metric === 'nps' ? `0-${scale}` : `1-${scale}`
}

/** A poor score: at most this much, on this scale. */
export interface PoorThreshold {
  scale: string
  atMost: number
}

/** Thresholds that hold unless set otherwise: NPS 0–6 of 10, CSAT 1–2 of 5, CES 1–3 of 7. */
export const POOR_THRESHOLDS: Readonly<Record<string, PoorThreshold>> = {
  nps: { scale: '0-10', atMost: 6 },
  csat: { scale: '1-5', atMost: 2 },
  ces: { scale: '1-7', atMost: 3 },
}

/** Whether a measure is a review's stars, at most 2 of 5 (no scale told, or one that ends at 5). */
export function isFewStars(measure: Measure): boolean {
  if (measure.metric !== 'stars' || measure.score > 2) return false
  return measure.scale === undefined || measure.scale.endsWith('-5')
}

/** Whether a score is within its scale and at or under the threshold; a score of another scale never is. */
export function isPoor(measure: Measure, threshold: PoorThreshold): boolean {
  if (measure.scale !== undefined && measure.scale !== threshold.scale) return false
  const lowest = Number(/^(-?\d+)-/.exec(threshold.scale)?.[1] ?? 0)
  return measure.score >= lowest && measure.score <= threshold.atMost
}
