import { z } from 'zod'
import { parseDuration } from '../kernel/duration.ts'
import { parseInstant } from '../kernel/instant.ts'

/** A length of time as text (`7d`, `48h`, `30m`, `0`), read as milliseconds, at most ten years. */
export const durationSchema = z
  .string()
  .meta({ examples: ['48h'] })
  .transform((text, context) => {
    const length = parseDuration(text)
    if (length === null || length > 3660 * 86_400_000) {
      context.addIssue({ code: 'custom', message: 'must be a length of time such as 7d, 48h or 30m, at most ten years' })
      return z.NEVER
    }
    return length
  })

/** A limit on the number of encounters, from the first on or from a day on. */
export const effortLimitSchema = z
  .union([
    z.number().int().min(1).max(100_000),
    z
      .array(
        z.strictObject({
          since: z
            .string()
            .transform((text, context) => {
              const at = parseInstant(text)
              if (at === null) {
                context.addIssue({ code: 'custom', message: 'must be a time as RFC 3339' })
                return z.NEVER
              }
              return at
            })
            .describe('From when on it holds, RFC 3339.'),
          limit: z.number().int().min(1).max(100_000).describe('Most encounters.'),
        }),
      )
      .min(1)
      .max(100),
  ])
  .transform((given): DatedLimit[] => {
    if (typeof given === 'number') return [{ since: -Infinity, limit: given }]
    return [...given].sort((left, right) => left.since - right.since)
  })

/** A limit in force from an instant (ms since 1970 UTC) on. */
export interface DatedLimit {
  since: number
  limit: number
}

/** Parameters of the frictions, by kind; what is left out falls back to the journey's, then to the default. */
export const frictionParametersSchema = z
  .strictObject({
    silence: z
      .strictObject({ limit: durationSchema.describe('Working time the company may keep silent; default 48h.') })
      .describe('The company keeps silent too long.'),
    'repeated-ask': z
      .strictObject({
        validity: durationSchema.optional().describe('How long an item given stays valid; default 365d.'),
        items: z.record(z.string(), durationSchema).optional().describe('Validity by item; 0 = may be asked every time.'),
      })
      .describe('What the customer gave is asked again.'),
    'repeat-contact': z
      .strictObject({ limit: durationSchema.describe('How long after completion a return counts; default 30d.') })
      .describe('The customer comes back about what was done.'),
    'dead-end': z
      .strictObject({ limit: durationSchema.describe('How long after a failure a way on counts; default 1h.') })
      .describe('A failure nobody leads on from.'),
    'poor-score': z
      .record(
        z.string(),
        z.strictObject({
          scale: z
            .string()
            .regex(/^-?\d+-\d+$/, 'must look like "0-10"')
            .describe('The scale it holds on, lowest-highest.'),
          atMost: z.number().describe('The highest score that is poor.'),
        }),
      )
      .describe('Thresholds by metric, e.g. {"stars": {"scale": "1-5", "atMost": 2}}.'),
    loss: z
      .strictObject({ window: durationSchema.describe('How far before a loss frictions count; default 90d.') })
      .describe('A product given up after frictions.'),
  })
  .partial()
