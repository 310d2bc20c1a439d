import { z } from 'zod'
import { contract, countOf } from './contract.ts'
import { answered, channelName, journeyFilter, journeyParams } from './journey.ts'

/** How paths go step by step. */
export const getSteps = contract({
  operation: 'getSteps',
  method: 'GET',
  path: '/api/v1/journeys/{key}/steps',
  topic: 'Journeys',
  summary: 'From which touchpoint to which whole paths go at their first, second, third … step, and where they end.',
  needs: ['read', 'journey'],
  params: journeyParams,
  query: journeyFilter.extend({
    most: z.coerce.number().int().min(1).max(20).default(6).describe('Steps told at most, 1–20.'),
  }),
  answer: answered.extend({
    paths: countOf('Paths with at least one encounter that the filter chooses.'),
    links: z
      .array(
        z.object({
          step: z.number().int().describe('Number of the step gone from, 1 the first.'),
          from: z.string().describe('Key of its touchpoint.'),
          to: z.string().nullable().describe('Key of the touchpoint of the next step; null where the paths have come no further.'),
          paths: countOf('Paths that went so.'),
          withFriction: countOf('Of these, on how many a friction stands.'),
        }),
      )
      .describe('By step, then most first.'),
  }),
  status: 200,
})

/** How long stages let wait. */
export const getWaits = contract({
  operation: 'getWaits',
  method: 'GET',
  path: '/api/v1/journeys/{key}/waits',
  topic: 'Journeys',
  summary: 'Stages by channels: how long after the encounter before on their path encounters came.',
  needs: ['read', 'journey'],
  params: journeyParams,
  query: journeyFilter,
  answer: answered.extend({
    cells: z
      .array(
        z.object({
          stage: z.string().nullable().describe('Key of the stage; null = none given.'),
          channel: channelName,
          count: countOf('Encounters with one before them on their path.'),
          medianSeconds: z.number().describe('Median of the time between.'),
        }),
      )
      .describe('By stage, then channel; only those that occur.'),
  }),
  status: 200,
})

/** How satisfied customers were at stages in channels. */
export const getSatisfaction = contract({
  operation: 'getSatisfaction',
  method: 'GET',
  path: '/api/v1/journeys/{key}/satisfaction',
  topic: 'Journeys',
  summary: 'Stages by channels: scores of CSAT (1–5) that encounters bore, and how many of them were 4 or 5.',
  needs: ['read', 'journey'],
  params: journeyParams,
  query: journeyFilter,
  answer: z.object({
    cells: z
      .array(
        z.object({
          stage: z.string().nullable().describe('Key of the stage; null = none given.'),
          channel: channelName,
          answers: countOf('Scores.'),
          satisfied: countOf('Of these, 4 or 5.'),
        }),
      )
      .describe('By stage, then channel; only those that occur.'),
  }),
  status: 200,
})

/** The meant path against the real ones. */
export const getDeviations = contract({
  operation: 'getDeviations',
  method: 'GET',
  path: '/api/v1/journeys/{key}/deviations',
  topic: 'Journeys',
  summary: 'How paths went against the journey’s definition: stages and touchpoints skipped, repeated, out of order, or not known to it.',
  needs: ['read', 'journey'],
  params: journeyParams,
  query: journeyFilter,
  answer: answered.extend({
    paths: countOf('Paths with at least one encounter that the filter chooses.'),
    completed: countOf('Of these, completed.'),
    asMeant: countOf('Paths that skipped and repeated no stage, met all in order, and nothing that does not belong.'),
    stages: z
      .array(
        z.object({
          stage: z.string().describe('Key of the stage.'),
          isMeant: z.boolean().describe('Whether it belongs to the journey.'),
          paths: countOf('Paths that met it.'),
          skipped: countOf('Paths that never met it, though they met a later stage or were completed.'),
          repeated: countOf('Paths that met it again after another stage.'),
          outOfOrder: countOf('Paths that first met it after a later stage.'),
        }),
      )
      .describe('The journey’s in order, then others, most first.'),
    touchpoints: z
      .array(
        z.object({
          touchpoint: z.string().describe('Key of the touchpoint.'),
          isMeant: z.boolean().describe('Whether it belongs to the journey.'),
          paths: countOf('Paths that met it.'),
          skipped: countOf('Completed paths that never met it; 0 for one that does not belong.'),
          repeated: countOf('Paths that met it more than once.'),
        }),
      )
      .describe('The journey’s in its order, then others, most first.'),
  }),
  status: 200,
})

/** Pauses and returns. */
export const getResumptions = contract({
  operation: 'getResumptions',
  method: 'GET',
  path: '/api/v1/journeys/{key}/resumptions',
  topic: 'Journeys',
  summary: 'Pauses and returns: how many come back, after how long, from which channel to which, at what hour.',
  needs: ['read', 'journey'],
  params: journeyParams,
  query: journeyFilter,
  answer: answered.extend({
    resumptions: countOf('Returns of customers to paths that had paused or been abandoned.'),
    resting: countOf('Paths that are paused or abandoned now.'),
    resumeRate: z.number().nullable().describe('Share of all rests that a customer ended, 0–1; null without a rest.'),
    medianGapSeconds: z.number().nullable().describe('From the encounter before to the return; null without one.'),
    gaps: z
      .array(
        z.object({
          from: z.number().describe('Shortest gap in seconds, inclusive.'),
          until: z.number().describe('Longest gap in seconds, exclusive.'),
          count: countOf('Returns after such a gap.'),
        }),
      )
      .describe('Returns by gap, shortest first; only those that occur.'),
    channels: z
      .array(
        z.object({
          from: channelName,
          to: channelName,
          count: countOf('Returns.'),
          medianGapSeconds: z.number().describe('Median of their gaps.'),
        }),
      )
      .describe('From which channel to which, most first.'),
    hours: z.array(z.number().int()).length(24).describe('Returns by hour of the customer’s day.'),
  }),
  status: 200,
})

/** Ways through touchpoints. */
export const getVariants = contract({
  operation: 'getVariants',
  method: 'GET',
  path: '/api/v1/journeys/{key}/variants',
  topic: 'Journeys',
  summary: 'The different ways of whole paths through touchpoints: how many there are, and the most frequent.',
  needs: ['read', 'journey'],
  params: journeyParams,
  query: journeyFilter.extend({
    limit: z.coerce.number().int().min(1).max(1000).default(20).describe('Ways told at most, 1–1,000, the most frequent ones.'),
  }),
  answer: answered.extend({
    paths: countOf('Paths with at least one encounter that the filter chooses.'),
    count: countOf('Different ways they take.'),
    variants: z
      .array(
        z.object({
          touchpoints: z.array(z.string()).describe('Keys of the touchpoints, in order.'),
          paths: countOf('Paths that go so.'),
        }),
      )
      .describe('Most frequent first.'),
  }),
  status: 200,
})
