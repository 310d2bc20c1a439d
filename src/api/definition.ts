import { z } from 'zod'
import { PATH_STATES } from '../domain/journey/columns.ts'
import { FRICTION_KINDS } from '../domain/friction/friction.ts'
import { contract, countOf, customerName, instantText } from './contract.ts'
import { journeyParams } from './journey.ts'

const given = (what: string) => z.looseObject({ key: z.string().max(200).describe('Its key.') }).describe(what)

/** A journey's whole definition as it was given; while it is a draft, fields may still be wrong. */
export const wholeDefinitionJson = z
  .object({
    journey: given('The journey, as `PUT /journeys/{key}` takes it.'),
    touchpoints: z.array(given('A touchpoint, as `PUT /touchpoints/{key}` takes it.')).max(1000).describe('Its touchpoints in order.'),
    channels: z
      .array(given('A channel, as `PUT /definitions` takes it.'))
      .max(200)
      .describe('Channels of these, as far as they are defined.'),
  })
  .meta({ id: 'WholeDefinition' })

const who = z
  .object({
    by: z.enum(['employee', 'token', 'owner', 'nobody']).describe('What sort of actor it was; nobody = it came with the demo.'),
    name: z.string().nullable().describe('An employee’s name.'),
  })
  .describe('Who did it.')

/** One version of a journey's definition, without it. */
export const versionJson = z
  .object({
    version: z.number().int().min(1).describe('Its number, from 1.'),
    at: instantText.describe('When it took force.'),
    who,
    note: z.string().describe('What was said of it; empty when nothing was.'),
  })
  .meta({ id: 'DefinitionVersion' })

const definitionChange = z.object({
  sort: z.enum(['journey', 'stage', 'touchpoint', 'channel']).describe('What differs.'),
  key: z.string().describe('Its key.'),
  change: z.enum(['added', 'removed', 'changed']).describe('How.'),
  fields: z
    .array(
      z.object({
        field: z.string().describe('The field, dotted; `order.…` = another order.'),
        before: z.unknown().optional().describe('As it was; absent = not told.'),
        after: z.unknown().optional().describe('As it is; absent = not told.'),
      }),
    )
    .describe('Fields that differ.'),
})

/** Lists the versions of a journey's definition. */
export const getVersions = contract({
  operation: 'getDefinitionVersions',
  method: 'GET',
  path: '/api/v1/journeys/{key}/versions',
  topic: 'Journeys',
  summary: 'Every version of a journey’s definition, its touchpoints and channels included: when, by whom, and what was said of it.',
  needs: ['read', 'journey'],
  params: journeyParams,
  answer: z.object({ items: z.array(versionJson).describe('Newest first, at most 500.') }),
  status: 200,
})

const versionParams = journeyParams.extend({ version: z.coerce.number().int().min(1).describe('Number of the version.') })

/** One version of a journey's definition. */
export const getVersion = contract({
  operation: 'getDefinitionVersion',
  method: 'GET',
  path: '/api/v1/journeys/{key}/versions/{version}',
  topic: 'Journeys',
  summary: 'One version of a journey’s definition, whole; with `against`, what differs in it from that version.',
  needs: ['read', 'journey'],
  params: versionParams,
  query: z.object({ against: z.coerce.number().int().min(1).optional().describe('The version it is compared with.') }),
  answer: versionJson.extend({
    definition: wholeDefinitionJson,
    changes: z.array(definitionChange).nullable().describe('What differs from `against`; null when it is not asked.'),
  }),
  status: 200,
})

/** A draft as it is kept. */
export const draftJson = z
  .object({
    number: z.number().int().min(1).describe('How often it was kept.'),
    base: countOf('Version of the journey that it changes; 0 when nobody had defined it.'),
    keptAt: instantText.describe('When it was kept last.'),
    who,
    definition: wholeDefinitionJson,
  })
  .meta({ id: 'DefinitionDraft' })

/** The draft of a journey. */
export const getDraft = contract({
  operation: 'getDraft',
  method: 'GET',
  path: '/api/v1/journeys/{key}/draft',
  topic: 'Journeys',
  summary: 'The draft of a journey’s definition, beside what is in force.',
  needs: ['read', 'journey'],
  params: journeyParams,
  answer: z.object({
    draft: draftJson.nullable().describe('Null while there is none.'),
    version: countOf('Version in force; 0 when nobody defined the journey.'),
    inForce: wholeDefinitionJson.nullable().describe('What is in force; null when nobody defined the journey.'),
  }),
  status: 200,
})

/** Lists drafts. */
export const getDrafts = contract({
  operation: 'getDrafts',
  method: 'GET',
  path: '/api/v1/journey-drafts',
  topic: 'Journeys',
  summary: 'Journeys that have a draft.',
  needs: ['read', 'journey'],
  answer: z.object({
    items: z
      .array(
        draftJson.omit({ definition: true }).extend({
          journey: z.string().describe('Key of the journey.'),
          name: z.unknown().optional().describe('Its name in the draft.'),
        }),
      )
      .describe('Latest kept first.'),
  }),
  status: 200,
})

/** Keeps a draft. */
export const putDraft = contract({
  operation: 'putDraft',
  method: 'PUT',
  path: '/api/v1/journeys/{key}/draft',
  topic: 'Journeys',
  summary: 'Keeps the draft of a journey’s definition; 409 when somebody kept another since.',
  needs: ['change', 'journey'],
  params: journeyParams,
  body: z.object({
    number: countOf('The draft’s number as it was seen; 0 when there was none.'),
    base: countOf('Version of the journey that it changes; 0 when nobody had defined it.'),
    definition: wholeDefinitionJson,
  }),
  answer: draftJson,
  status: 200,
})

const numberOnly = z.object({ number: z.coerce.number().int().min(1).describe('The draft’s number as it was seen.') })

/** Throws a draft away. */
export const deleteDraft = contract({
  operation: 'deleteDraft',
  method: 'DELETE',
  path: '/api/v1/journeys/{key}/draft',
  topic: 'Journeys',
  summary: 'Throws the draft of a journey away; what is in force stays. 409 when somebody kept another since.',
  needs: ['change', 'journey'],
  params: journeyParams,
  query: numberOnly,
  answer: z.object({ deleted: z.literal(true).describe('It is gone.') }),
  status: 200,
})

/** Publishes a draft. */
export const postPublication = contract({
  operation: 'publishDraft',
  method: 'POST',
  path: '/api/v1/journeys/{key}/draft/publication',
  topic: 'Journeys',
  summary:
    'Puts the draft into force as a new version; its paths are derived again. 409 when another version took force since it was begun.',
  needs: ['change', 'journey'],
  params: journeyParams,
  body: numberOnly.extend({ note: z.string().trim().max(2000).default('').describe('What is said of it.') }),
  answer: z.object({ version: z.number().int().min(1).describe('The version in force.') }),
  status: 200,
})

const example = z.object({
  customer: customerName,
  path: z.string().describe('Key of the path.'),
  at: instantText.describe('When the friction became true, or the path’s last encounter.'),
})
const state = z.enum(PATH_STATES)
const states = (which: string) =>
  z
    .object(
      Object.fromEntries(PATH_STATES.map((each) => [each, countOf(`Paths ${each}.`)])) as Record<(typeof PATH_STATES)[number], z.ZodNumber>,
    )
    .describe(which)

/** What a trial came to. */
export const trialJson = z
  .object({
    draft: z.number().int().describe('Number of the draft that is tried.'),
    state: z.enum(['running', 'done', 'cancelled', 'failed']).describe('How it stands.'),
    askedAt: instantText.describe('When it was asked for.'),
    done: countOf('Customers derived so far.'),
    customers: countOf('Customers to derive.'),
    result: z
      .object({
        since: instantText.describe('Encounters from here on were looked at: 90 days before the newest.'),
        until: instantText.describe('Time of the newest encounter.'),
        concerned: countOf('Customers whom it concerns.'),
        customers: countOf('Customers derived; fewer than concerned when it was a sample.'),
        estimate: z
          .object({
            change: z.number().int().describe('Frictions more (or fewer) on the journey, of all concerned.'),
            low: z.number().int().describe('By 95 % at least so many.'),
            high: z.number().int().describe('By 95 % at most so many.'),
          })
          .describe('What they say of all concerned.'),
        kinds: z
          .array(
            z.object({
              kind: z.enum(FRICTION_KINDS).describe('The kind of friction.'),
              elsewhere: z.boolean().describe('On other journeys’ paths of the same customers.'),
              now: countOf('As it is defined now.'),
              draft: countOf('With the draft.'),
              found: countOf('With the draft and not now.'),
              gone: countOf('Now and not with the draft.'),
              examples: z
                .object({ found: z.array(example).describe('Found.'), gone: z.array(example).describe('No longer found.') })
                .describe('Some.'),
            }),
          )
          .describe('Frictions since `since`, by kind, of the customers derived.'),
        states: z
          .object({ now: states('As it is defined now.'), draft: states('With the draft.') })
          .describe('Paths with an encounter since.'),
        moves: z
          .array(
            z.object({
              from: state.nullable().describe('State now; null = no such path.'),
              to: state.nullable().describe('State with the draft; null = no such path.'),
              paths: countOf('Paths.'),
              examples: z.array(example).describe('Some.'),
            }),
          )
          .describe('Paths that would stand otherwise.'),
      })
      .nullable()
      .describe('Null until it is done.'),
  })
  .meta({ id: 'DefinitionTrial' })

/** How the trial of a draft stands. */
export const getTrial = contract({
  operation: 'getTrial',
  method: 'GET',
  path: '/api/v1/journeys/{key}/draft/trial',
  topic: 'Journeys',
  summary: 'The latest trial of the journey’s draft: how far it is, or what it came to.',
  needs: ['read', 'journey'],
  params: journeyParams,
  answer: z.object({ trial: trialJson.nullable().describe('Null while none was asked for.') }),
  status: 200,
})

/** Tries a draft. */
export const postTrial = contract({
  operation: 'tryDraft',
  method: 'POST',
  path: '/api/v1/journeys/{key}/draft/trial',
  topic: 'Journeys',
  summary: 'Tries the draft against the encounters of the last 90 days up to the newest; nothing that is kept changes.',
  needs: ['change', 'journey'],
  params: journeyParams,
  body: numberOnly,
  answer: z.object({ trial: trialJson.describe('The trial as it begins.') }),
  status: 202,
})

/** Gives a trial up. */
export const deleteTrial = contract({
  operation: 'cancelTrial',
  method: 'DELETE',
  path: '/api/v1/journeys/{key}/draft/trial',
  topic: 'Journeys',
  summary: 'Gives a running trial up.',
  needs: ['change', 'journey'],
  params: journeyParams,
  answer: z.object({ trial: trialJson.nullable().describe('As it stands now.') }),
  status: 200,
})
