import { z } from 'zod'
import { DAY } from '../kernel/duration.ts'
import { channelDefinitionSchema, keySchema, localNameSchema, touchpointDefinitionSchema } from '../touchpoint/definition.ts'
import { durationSchema, effortLimitSchema, frictionParametersSchema } from '../touchpoint/parameters.ts'

/** Key of the built-in journey of encounters that belong to no other: one path per customer, never closed. */
export const RELATIONSHIP = 'relationship'
/** Key of the built-in journey of matters whose journey nobody named. */
export const MATTER = 'matter'

/** A journey as an organisation defines it: its stages and touchpoints, its limits, and parameters of its frictions. */
export const journeyDefinitionSchema = z
  .strictObject({
    key: keySchema.describe('Its key, by which encounters name it.'),
    name: localNameSchema.optional().describe('Its name by language, or one for all.'),
    team: keySchema.optional().describe('Owner team; first catcher where the touchpoint has none.'),
    stages: z
      .array(
        z.strictObject({
          key: keySchema.describe('Its key, by which encounters name it.'),
          name: localNameSchema.optional().describe('Its name by language, or one for all.'),
        }),
      )
      .max(50)
      .optional()
      .describe('Its stages in order.'),
    touchpoints: z.array(keySchema).max(1000).optional().describe('Keys of its touchpoints.'),
    pauseAfter: durationSchema.optional().describe('Rest on the customer’s turn after which a path is paused; default 7d.'),
    pauseLimit: durationSchema.optional().describe('Rest on the customer’s turn after which a path is abandoned; default 90d.'),
    effortLimit: effortLimitSchema.optional().describe('Most encounters a path should take; or a list of {since, limit}.'),
    frictions: frictionParametersSchema.optional().describe('Parameters of the frictions on its paths, by kind.'),
  })
  .refine((journey) => (journey.pauseLimit ?? 90 * DAY) >= (journey.pauseAfter ?? 7 * DAY), {
    message: 'pauseLimit must not be shorter than pauseAfter',
    path: ['pauseLimit'],
  })
  .refine((journey) => journey.key !== RELATIONSHIP, {
    message: 'the journey "relationship" is built in and cannot be defined',
    path: ['key'],
  })

/** A defined journey; lengths in ms. */
export type JourneyDefinition = z.output<typeof journeyDefinitionSchema>

/** A file of definitions: journeys, touchpoints and channels; every list may be left out. */
export const definitionsSchema = z.strictObject({
  journeys: z.array(journeyDefinitionSchema).max(1000).optional().describe('Journeys, each once.'),
  touchpoints: z.array(touchpointDefinitionSchema).max(10_000).optional().describe('Touchpoints, each once.'),
  channels: z.array(channelDefinitionSchema).max(200).optional().describe('Channels, each once.'),
})

/** What a file of definitions holds before it is read. */
export type DefinitionsInput = z.input<typeof definitionsSchema>
/** What a file of definitions holds, read; lengths in ms. */
export type DefinitionsOutput = z.output<typeof definitionsSchema>
