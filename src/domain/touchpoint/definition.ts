import { z } from 'zod'
import { frictionParametersSchema } from './parameters.ts'

/** A key of a definition: 1–200 characters, trimmed, without control characters. */
export const keySchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'must not have control characters')
  .refine((key) => key !== '__proto__', 'is a reserved word')

/** A name by language (fi, sv, en …); a plain text stands for every language. */
export const localNameSchema = z.union([z.string().min(1).max(200), z.record(z.string().max(35), z.string().min(1).max(200))])

/** A name by language, or one text for all. */
export type LocalName = z.output<typeof localNameSchema>

/** A touchpoint as an organisation defines it: where encounters of one sort happen, and what holds there unless an encounter says otherwise. */
export const touchpointDefinitionSchema = z.strictObject({
  key: keySchema.describe('Its key, by which encounters name it.'),
  name: localNameSchema.optional().describe('Its name by language, or one for all.'),
  channel: keySchema.optional().describe('Channel of its encounters unless they say otherwise.'),
  initiator: z.enum(['customer', 'company', 'third-party']).optional().describe('Who begins its encounters unless they say otherwise.'),
  step: z
    .enum(['start', 'progress', 'complete', 'abandon', 'fail'])
    .optional()
    .describe('What its encounters do to their path unless they say otherwise; remarks do nothing.'),
  contact: z.enum(['direct', 'indirect']).optional().describe('Sought for a purpose, or unplanned (advert, parcel, word of mouth).'),
  team: keySchema.optional().describe('Owner team; first catcher of its cases.'),
  stage: keySchema.optional().describe('Stage of its encounters unless they say otherwise.'),
  systems: z.array(keySchema).max(100).optional().describe('Systems behind it.'),
  facing: z.enum(['customer', 'internal']).optional().describe('Whether customers see it.'),
  frictions: frictionParametersSchema.optional().describe('Parameters of the frictions here, by kind.'),
})

/** A defined touchpoint. */
export type TouchpointDefinition = z.output<typeof touchpointDefinitionSchema>

/** A channel as an organisation defines it. */
export const channelDefinitionSchema = z.strictObject({
  key: keySchema.describe('Its key, by which encounters name it.'),
  name: localNameSchema.optional().describe('Its name by language, or one for all.'),
  digital: z.boolean().optional().describe('Whether a path in it is digital; web, app, chat and email are.'),
  contact: z.boolean().optional().describe('Whether a customer who uses it makes contact; phone, chat, email, branch, store and post are.'),
})

/** A defined channel. */
export type ChannelDefinition = z.output<typeof channelDefinitionSchema>

const DIGITAL = new Set(['web', 'app', 'chat', 'email'])
const CONTACT = new Set(['phone', 'chat', 'email', 'branch', 'store', 'post'])

/** Whether a channel is digital: as defined, else web, app, chat and email. */
export function isDigital(channel: string, defined?: ChannelDefinition): boolean {
  return defined?.digital ?? DIGITAL.has(channel)
}

/** Whether a customer's encounter in a channel is a contact: as defined, else phone, chat, email, branch, store and post. */
export function isContactChannel(channel: string, defined?: ChannelDefinition): boolean {
  return defined?.contact ?? CONTACT.has(channel)
}
