import { z } from 'zod'
import { FRICTION_KINDS } from '../domain/friction/friction.ts'
import { touchpointDecisionSchema, TURNS } from '../domain/touchpoint/decision.ts'
import { localNameSchema } from '../domain/touchpoint/definition.ts'
import { SILENT } from '../domain/touchpoint/relevance.ts'
import { FACTS, VERDICTS } from '../domain/touchpoint/suggest.ts'
import { personJson } from './caseParts.ts'
import { contract, countOf, instantText } from './contract.ts'

const topic = 'Touchpoints'
const share = (what: string) => z.number().min(0).max(1).describe(what)
const low = z.number().describe('Lower bound of its 95 % interval.')
const high = z.number().describe('Upper bound of its 95 % interval.')

const countedJson = z.object({ part: countOf('How many.'), n: countOf('Of how many.') }).meta({ id: 'Counted' })

const shareJson = z.object({ share: share('The share, 0–1.'), low, high, n: countOf('Of how many.') }).meta({ id: 'Share' })

const comparedJson = z
  .object({
    difference: z.number().min(-1).max(1).describe('Share completed by it, less the share past it.'),
    low,
    high,
    with: share('Share completed of the paths that went on by it.'),
    without: share('Share completed of those that went past it.'),
    by: countOf('Paths that went on by it, over the points compared.'),
    past: countOf('Paths that went past it from the same points.'),
    points: countOf('Points from which both had at least ten paths.'),
  })
  .meta({ id: 'ComparedCompletion' })

const importanceJson = z
  .object({
    compared: comparedJson.nullable().describe('How completion differs with it and without; null when that cannot be told.'),
    silent: z.enum(SILENT).nullable().describe('Why it cannot be told; null when it is.'),
    finished: countedJson.describe('Finished paths (completed or abandoned) of the journeys it is met in; part = completed.'),
    met: countedJson.describe('Those of them that met it; part = completed.'),
    oftenest: countedJson
      .nullable()
      .describe('Finished paths that met it in the journey where the largest share did; null where none has ten.'),
  })
  .meta({ id: 'TouchpointImportance' })

const suggestionJson = z
  .object({
    verdict: z.enum(VERDICTS).nullable().describe('What is suggested; null = not enough is seen.'),
    reasons: z
      .array(
        z.object({
          fact: z.enum(FACTS).describe('What was seen.'),
          value: z.number().nullable().describe('A share (0–1) or a difference (−1…1).'),
          low: z.number().nullable().describe('Lower bound of its 95 % interval.'),
          high: z.number().nullable().describe('Upper bound of its 95 % interval.'),
          n: z.number().int().nullable().describe('Of how many.'),
          against: z.number().nullable().describe('What it was held against.'),
        }),
      )
      .describe('The facts it rests on, the weightiest first.'),
  })
  .meta({ id: 'TouchpointSuggestion' })

const decisionJson = z
  .object({
    id: z.number().int().describe('Its number.'),
    at: instantText.describe('When it was decided.'),
    by: personJson.describe('Who decided.'),
    verdict: z.enum(VERDICTS).describe('What was decided.'),
    why: z.string().describe('Why.'),
    reviewOn: z.string().describe('Day on which it is looked at again, YYYY-MM-DD.'),
    suggested: z.enum(VERDICTS).nullable().describe('What Polku suggested then; null = nothing.'),
  })
  .meta({ id: 'TouchpointDecision' })

const registeredJson = z
  .object({
    key: z.string().describe('Its key, by which encounters name it.'),
    name: localNameSchema.nullable().describe('Its name by language, or one for all; null without one.'),
    isDefined: z.boolean().describe('Whether it has a definition, or is only named by encounters.'),
    channels: z.array(z.string()).describe('Its channels: as defined, and as encounters there had them, most used first.'),
    stages: z.array(z.string()).describe('Its stages, likewise.'),
    journeys: z.array(z.string()).describe('Journeys it belongs to by definition, or in which paths met it.'),
    contact: z.enum(['direct', 'indirect']).nullable().describe('Sought for a purpose, or unplanned; null while nobody said.'),
    facing: z.enum(['customer', 'internal']).nullable().describe('Whether customers see it; null while nobody said.'),
    team: z.string().nullable().describe('Its owner team; null without one.'),
    systems: z.array(z.string()).describe('Systems behind it.'),
    encounters: countOf('Encounters there in the period.'),
    customers: countOf('Customers who had them.'),
    paths: countedJson.describe('Paths with such an encounter, of all paths with an encounter in the period.'),
    troubled: countOf('Encounters there that prove a friction.'),
    friction: shareJson.nullable().describe('The share of those; null of fewer than ten encounters.'),
    answers: countOf('Scores measured at encounters there.'),
    importance: importanceJson.describe('How much completion changes with it.'),
    suggestion: suggestionJson.describe('What Polku suggests.'),
    decision: decisionJson.nullable().describe('The decision that holds; null without one.'),
    due: z.boolean().describe('Whether that decision is to be looked at again.'),
  })
  .meta({ id: 'RegisteredTouchpoint' })

/** A touchpoint in the register. */
export type RegisteredTouchpoint = z.output<typeof registeredJson>

/** A decision on a touchpoint. */
export type TouchpointDecisionJson = z.output<typeof decisionJson>

const lookedQuery = z.object({
  days: z.coerce.number().int().min(1).max(3660).default(365).describe('Length of the period in days, 1–3,660.'),
})

const looked = {
  answeredBy: z.enum(['columns', 'sql']).describe('Which way it was answered.'),
  since: instantText.describe('Beginning of the period.'),
  until: instantText.describe('Its end: now, or the newest encounter when that is more than a week ago.'),
  asOf: instantText.describe('When it was counted; it is counted anew at most every half minute.'),
  usual: countedJson.describe('Encounters that prove a friction, of all encounters: the share that each touchpoint is held against.'),
}

/** The register of touchpoints. */
export const getTouchpointRegister = contract({
  operation: 'getTouchpointRegister',
  method: 'GET',
  path: '/api/v1/touchpoint-register',
  topic,
  summary:
    'The register of touchpoints: where each stands, how much it is used, its friction, how it matters for completion, and what was decided.',
  needs: ['read', 'touchpoint'],
  query: lookedQuery.extend({ journey: z.string().max(200).optional().describe('As paths of this journey met them.') }),
  answer: z.object({
    ...looked,
    measured: countOf('Touchpoints at which a score was measured in the period.'),
    items: z.array(registeredJson).describe('All of them, most used first.'),
  }),
  status: 200,
})

const turn = z.enum(TURNS).describe('How it turned; `few` = too few to tell, `unchanged` = no more than chance explains.')

const followedJson = z
  .object({
    since: instantText.describe('When it was decided.'),
    volume: z
      .object({
        before: z.number().nullable().describe('Encounters a week in the period before the decision.'),
        since: z.number().nullable().describe('Encounters a week since; null before a day has passed.'),
      })
      .describe('How much it is used.'),
    friction: z
      .object({
        before: shareJson.nullable().describe('In the period before the decision; null of fewer than ten encounters.'),
        since: shareJson.nullable().describe('Since the decision; null of fewer than ten encounters.'),
        told: turn,
      })
      .describe('Its friction, before and since.'),
    completion: z
      .object({
        before: comparedJson.nullable().describe('In the period before the decision; null when that cannot be told.'),
        since: comparedJson.nullable().describe('Since the decision; null when that cannot be told.'),
        told: turn,
      })
      .describe('How completion differed with it and without, before and since.'),
  })
  .meta({ id: 'FollowedDecision' })

/** What became of a touchpoint since a decision. */
export type FollowedJson = z.output<typeof followedJson>

const touchpointParams = z.object({ key: z.string().min(1).max(200).describe('Key of the touchpoint.') })

const pageJson = z
  .object({
    ...looked,
    touchpoint: registeredJson.describe('As it stands in the register, over all journeys.'),
    journeys: z
      .array(
        z.object({
          journey: z.string().describe('Key of the journey.'),
          paths: countOf('Its paths that met the touchpoint.'),
          importance: importanceJson.describe('How much completion changes with it in this journey.'),
        }),
      )
      .describe('By journey, most paths first.'),
    frictions: z
      .array(
        z.object({
          kind: z.enum(FRICTION_KINDS).describe('Kind of friction.'),
          count: countOf('Frictions of the period that an encounter there proves.'),
        }),
      )
      .describe('Frictions by kind, most first.'),
    measures: z
      .array(
        z.object({
          metric: z.string().describe('What was measured.'),
          answers: countOf('Scores measured.'),
          poor: shareJson.nullable().describe('The share of them that is poor; null of fewer than ten.'),
        }),
      )
      .describe('Scores measured there, most first.'),
    decisions: z.array(decisionJson).describe('Every decision on it, newest first; the newest holds.'),
    followed: followedJson.nullable().describe('What became of it since the decision that holds; null without one.'),
  })
  .meta({ id: 'TouchpointPage' })

/** A touchpoint with all that is known of it. */
export type TouchpointPageJson = z.output<typeof pageJson>

/** One touchpoint with its figures by journey, its frictions, scores and decisions. */
export const getTouchpointPage = contract({
  operation: 'getTouchpointPage',
  method: 'GET',
  path: '/api/v1/touchpoint-register/{key}',
  topic,
  summary: 'A touchpoint as it stands in the register, by journey, with frictions by kind, scores, and every decision followed up.',
  needs: ['read', 'touchpoint'],
  params: touchpointParams,
  query: lookedQuery,
  answer: pageJson,
  status: 200,
})

/** Decides on a touchpoint. */
export const decideTouchpoint = contract({
  operation: 'decideTouchpoint',
  method: 'POST',
  once: true,
  path: '/api/v1/touchpoint-register/{key}/decisions',
  topic,
  summary:
    'Decides to keep, mend, invest in or retire a touchpoint, in the name of whoever is signed in; what is measured now is kept with it.',
  needs: ['change', 'touchpoint'],
  params: touchpointParams,
  body: touchpointDecisionSchema.meta({ id: 'DecideTouchpoint' }),
  answer: decisionJson,
  status: 200,
  example: {
    params: { key: 'loan-application' },
    body: { verdict: 'mend', why: 'The form asks twice for the same documents.', reviewOn: '2026-06-01' },
    answer: {
      id: 1,
      at: '2026-03-10T12:00:00Z',
      by: { id: 2, name: 'Leena Lead' },
      verdict: 'mend',
      why: 'The form asks twice for the same documents.',
      reviewOn: '2026-06-01',
      suggested: 'mend',
    },
  },
})
