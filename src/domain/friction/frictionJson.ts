import { z } from 'zod'
import { formatInstant } from '../kernel/instant.ts'
import { FRICTION_KINDS, type Friction } from './friction.ts'

const instant = z.string().meta({ format: 'date-time' })

/** A friction as doors and files show it. */
export const frictionJsonSchema = z
  .object({
    kind: z.enum(FRICTION_KINDS).describe('What sort of failure it is.'),
    customer: z.string().describe('The customer’s outward name, `kind:value`.'),
    path: z.string().describe('Key of the path it stands on.'),
    journey: z.string().describe('Key of that path’s journey.'),
    matter: z.string().nullable().describe('That path’s matter; null without one.'),
    occurredAt: instant.describe('When it became true; for deadlines the deadline.'),
    severity: z.number().int().min(1).max(5).describe('How grave it is, 1–5; from 3 on it opens a case.'),
    evidence: z.array(z.string()).describe('Ids of the encounters that prove it, by time.'),
    items: z.array(z.string()).optional().describe('repeated-ask: what was asked again.'),
    products: z.array(z.string()).optional().describe('irrelevant-offer, loss: the products.'),
    what: z.string().optional().describe('broken-promise: what was promised.'),
    team: z.string().optional().describe('bounce: the team it came back to.'),
    metric: z.string().optional().describe('poor-score: the metric.'),
    score: z.number().optional().describe('poor-score: the score.'),
    leadTimeSeconds: z.number().optional().describe('loss: seconds from the first friction before it.'),
    after: z
      .array(
        z.object({
          kind: z.enum(FRICTION_KINDS).describe('What sort of failure it is.'),
          occurredAt: instant.describe('When it became true.'),
          evidence: z.array(z.string()).describe('Ids of the encounters that prove it, by time.'),
        }),
      )
      .optional()
      .describe('loss: the frictions that came before it.'),
  })
  .meta({ id: 'Friction' })

/** A friction as doors and files show it. */
export type FrictionJson = z.output<typeof frictionJsonSchema>

/** Shows a friction under its customer's outward name and its path's journey, with times as RFC 3339. */
export function frictionJson(friction: Friction, customer: string, path: { journey: string; matter: string | null }): FrictionJson {
  const { at, after, path: key, ...rest } = friction
  return {
    ...rest,
    path: key,
    customer,
    journey: path.journey,
    matter: path.matter,
    occurredAt: formatInstant(at),
    ...(after && {
      after: after.map(({ kind, at: earlier, evidence }) => ({ kind, occurredAt: formatInstant(earlier), evidence })),
    }),
  }
}
