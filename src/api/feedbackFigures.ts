import { z } from 'zod'
import { FRICTION_KINDS } from '../domain/friction/friction.ts'
import { PREDICTORS } from '../domain/measure/foretell.ts'
import { LEVELS } from '../domain/measure/level.ts'
import { FORMULAS } from '../domain/measure/score.ts'
import { surveyKeySchema } from '../domain/feedback/survey.ts'
import { attributeQuery, contract, countOf, filterQuery, instantText } from './contract.ts'

/** What scores may be told by. */
export const SCORE_GROUPS = ['touchpoint', 'journey', 'stage', 'channel', 'team', 'survey', 'segment'] as const

const number = (what: string) => z.number().nullable().describe(what)

/** Filters of figures: as everywhere, of what an answer is about; an empty stage, channel, team or touchpoint = none given. */
export const figureFilter = filterQuery.extend({
  attribute: attributeQuery,
  survey: surveyKeySchema.optional().describe('Answers to this survey.'),
  team: z.string().max(200).optional().describe('About what this team did.'),
})

const span = z.object({
  since: instantText.describe('From this time on; 90 days before `until` unless asked for.'),
  until: instantText.describe('Before this time; now unless asked for.'),
})

const scoreJson = z
  .object({
    n: countOf('Answers on the scale.'),
    few: z.boolean().describe('Under ten answers: too few, and no score is told.'),
    score: number('By the formula: NPS −100…100, a share 0–1, or a mean.'),
    low: number('Lower bound of its 95 % interval.'),
    high: number('Upper bound.'),
    mean: number('Mean of the raw answers.'),
    top: number('Share of 4 and 5 on a scale 1–5.'),
    bands: z
      .object({ promoters: countOf('9–10.'), passives: countOf('7–8.'), detractors: countOf('0–6.') })
      .nullable()
      .describe('Of NPS.'),
    outside: countOf('Answers off the scale, which are left out.'),
  })
  .meta({ id: 'Score' })

/** A score as it is told. */
export type ScoreJson = z.output<typeof scoreJson>

const changeJson = z
  .object({
    difference: z.number().describe('Now less before, in the unit of the score.'),
    low: z.number().describe('Lower bound of its 95 % interval.'),
    high: z.number().describe('Upper bound.'),
    isClear: z.boolean().describe('Whether the interval leaves out 0: more than chance.'),
  })
  .nullable()
  .describe('Difference from the period before, equally long; null when either has too few answers.')

const rateJson = z
  .object({ asked: countOf('Asked and reached.'), answered: countOf('Of these, how many answered.') })
  .nullable()
  .describe('Of asks sent in the period; null where asks are not known, as at open doors and in other systems.')

const groupJson = z.object({
  key: z.string().nullable().describe('Key of the group; null = none given.'),
  score: scoreJson,
  change: changeJson,
  rate: rateJson,
})

const periodJson = z.object({
  day: z.string().describe('First local day, `YYYY-MM-DD`.'),
  since: instantText.describe('From this time on.'),
  until: instantText.describe('Before this time.'),
  score: scoreJson,
  isBreak: z.boolean().describe('The wording changed in this period: what came before cannot be compared.'),
  centre: number('Centre of the control chart, in the unit of the score.'),
  low: number('Lower control limit.'),
  high: number('Upper control limit.'),
  isBaseline: z.boolean().describe('One of the periods that the centre comes from.'),
  signal: z
    .enum(['beyond', 'run'])
    .nullable()
    .describe('More than noise: outside the limits, or the eighth or later in a row on one side of the centre.'),
})

const questionJson = z.object({
  metric: z.string().describe('What was measured.'),
  scale: z.string().nullable().describe('The scale it was asked on; each scale stands apart.'),
  formula: z.enum(FORMULAS).describe('How the score is worked out.'),
  level: z.enum(LEVELS).nullable().describe('Level it measures; null when none.'),
  score: scoreJson,
  change: changeJson,
  rate: rateJson,
  groups: z.array(groupJson).describe('With `by`: most answers first, at most 200.'),
  periods: z.array(periodJson).describe('With `every`: oldest first.'),
})

/** One question's score, its groups and periods. */
export type QuestionJson = z.output<typeof questionJson>

/** Scores of questions. */
export const getScores = contract({
  operation: 'getScores',
  method: 'GET',
  path: '/api/v1/feedback/scores',
  topic: 'Feedback',
  summary:
    'Scores with answers, response rate and interval: in all, by group, over time with a control chart, and against the period before.',
  needs: ['read', 'feedback'],
  query: figureFilter.extend({
    metric: z.string().max(100).optional().describe('Only this metric; else every one, most answers first, at most 30.'),
    by: z.enum(SCORE_GROUPS).optional().describe('Groups: by what the answer is about, by survey, or by an attribute of the customer.'),
    of: z.string().min(1).max(200).optional().describe('With `by=segment`: key of the attribute, such as tier.'),
    every: z.enum(['day', 'week', 'month']).optional().describe('Periods of the organisation’s calendar, at most 120.'),
  }),
  answer: span.extend({
    before: z
      .object({ since: instantText.describe('From this time on.'), until: instantText.describe('Before this time.') })
      .describe('The period that changes are told against.'),
    questions: z.array(questionJson).describe('Most answers first.'),
  }),
  status: 200,
})

/** Attributes that scores may be told by. */
export const getSegments = contract({
  operation: 'getSegments',
  method: 'GET',
  path: '/api/v1/feedback/segments',
  topic: 'Feedback',
  summary: 'Attributes of customers that part them into segments, for `by=segment&of=`: told of many, with 2 to 50 values.',
  needs: ['read', 'feedback'],
  answer: z.object({
    items: z
      .array(z.object({ key: z.string().describe('Key of the attribute.'), values: countOf('Values that were told of it.') }))
      .describe('By key, at most 50; looked for among 20,000 statements.'),
  }),
  status: 200,
})

/** Experience on three levels. */
export const getLevels = contract({
  operation: 'getLevels',
  method: 'GET',
  path: '/api/v1/feedback/levels',
  topic: 'Feedback',
  summary: 'The three levels of experience side by side, each 0–100 with its interval; they are never added up.',
  needs: ['read', 'feedback'],
  query: figureFilter,
  answer: span.extend({
    levels: z
      .array(
        z.object({
          level: z.enum(LEVELS).describe('The level.'),
          n: countOf('Answers.'),
          few: z.boolean().describe('Under ten answers: too few, and no score is told.'),
          score: number('Mean place of the answers on their scales, 0–100.'),
          low: number('Lower bound of its 95 % interval.'),
          high: number('Upper bound.'),
          change: changeJson,
          parts: z
            .array(
              z.object({
                metric: z.string().describe('What was measured.'),
                scale: z.string().describe('On which scale.'),
                n: countOf('Answers.'),
                mean: z.number().describe('Mean place, 0–100.'),
              }),
            )
            .describe('What it is made of, most answers first.'),
          frictions: z
            .array(z.object({ kind: z.enum(FRICTION_KINDS).describe('Kind of the friction.'), count: countOf('How many came to be.') }))
            .describe('Frictions that harm this level, most first.'),
        }),
      )
      .describe('Action, emotion and meaning.'),
  }),
  status: 200,
})

const resampled = z.object({
  value: z.number().describe('The figure itself.'),
  low: z.number().describe('Lower bound of its 95 % interval, by resampling.'),
  high: z.number().describe('Upper bound.'),
})

/** Satisfaction at touchpoints against experience of paths. */
export const getExperience = contract({
  operation: 'getExperience',
  method: 'GET',
  path: '/api/v1/feedback/experience',
  topic: 'Feedback',
  summary: 'Satisfaction at touchpoints beside the experience of paths, and which of them best foretells the later NPS answer.',
  needs: ['read', 'feedback'],
  query: figureFilter,
  answer: span.extend({
    touchpoints: z
      .array(
        z.object({
          touchpoint: z.string().nullable().describe('Key of the touchpoint; null = none given.'),
          n: countOf('Scores of satisfaction.'),
          few: z.boolean().describe('Too few: no score is told.'),
          satisfaction: number('Mean place on the scale, 0–100.'),
          low: number('Lower bound of its 95 % interval.'),
          high: number('Upper bound.'),
        }),
      )
      .describe('Most scores first, at most 100.'),
    journeys: z
      .array(
        z.object({
          journey: z.string().describe('Key of the journey.'),
          paths: countOf('Paths with a score of satisfaction in this time.'),
          few: z.boolean().describe('Too few: no score is told.'),
          experience: number('Mean over paths of the lowest score, 0–100, lowered by frictions.'),
          low: number('Lower bound of its 95 % interval.'),
          high: number('Upper bound.'),
          weakest: number('Mean of the lowest score alone.'),
          last: number('Mean of the last score.'),
          peak: number('Mean of the most extreme score.'),
          satisfaction: number('Mean of all scores on these paths: what an average would say.'),
        }),
      )
      .describe('Most paths first.'),
    foretelling: z
      .object({
        answers: countOf('NPS answers of customers whose satisfaction was told within a year before.'),
        detractors: countOf('Of these, 0–6.'),
        predictors: z
          .array(
            z.object({
              predictor: z.enum(PREDICTORS).describe('What foretells.'),
              correlation: resampled.describe('Rank correlation with the later answer, −1…1.'),
              detractor: resampled.nullable().describe('How often a detractor had less of it than another, 0.5 = by chance.'),
              explained: number('Share of the variance of answers it explains of answers not seen; below 0 = none.'),
              best: z.number().describe('Share of resamples in which it was the best.'),
            }),
          )
          .describe('Best first; none under 30 answers.'),
      })
      .describe('What of it tells the later NPS answer beforehand.'),
  }),
  status: 200,
})

/** What the drivers are made of. */
export const DRIVER_SORTS = ['questions', 'themes', 'frictions'] as const

/** What moves a score. */
export const getDrivers = contract({
  operation: 'getDrivers',
  method: 'GET',
  path: '/api/v1/feedback/drivers',
  topic: 'Feedback',
  summary: 'What moves a score: relative importance with intervals, and how each driver performs; silent when answers are few.',
  needs: ['read', 'feedback'],
  query: figureFilter.extend({
    metric: z.string().max(100).default('nps').describe('The score that is moved.'),
    of: z
      .enum(DRIVER_SORTS)
      .default('frictions')
      .describe(
        'questions: the other scores of the same answer; themes: of the same answer’s words; frictions: what the customer met in the 90 days before.',
      ),
  }),
  answer: span.extend({
    metric: z.string().describe('The score that is moved.'),
    n: countOf('Answers that have all drivers.'),
    wanted: countOf('Answers that are enough.'),
    silent: z
      .enum(['few', 'chance', 'constant-outcome', 'no-drivers', 'too-few'])
      .nullable()
      .describe('Why no drivers are told; null when they are.'),
    explained: number('Share of the score’s variance that all explain together.'),
    drivers: z
      .array(
        z.object({
          driver: z.string().describe('Key of the driver.'),
          importance: z.number().describe('Share of the explained variance, 0–1.'),
          low: z.number().describe('Lower bound of its 95 % interval.'),
          high: z.number().describe('Upper bound.'),
          performance: z.number().describe('0–100: mean place on the scale, or of themes and frictions the share of answers without harm.'),
          correlation: z.number().describe('With the score, −1…1.'),
        }),
      )
      .describe('Most first.'),
  }),
  status: 200,
})
