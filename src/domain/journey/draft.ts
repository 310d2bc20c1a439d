import type { z } from 'zod'
import { channelDefinitionSchema, keySchema, touchpointDefinitionSchema } from '../touchpoint/definition.ts'
import { journeyDefinitionSchema, type DefinitionsInput } from './definition.ts'

/** A journey's definition as it is given. */
export type GivenJourney = z.input<typeof journeyDefinitionSchema>
/** A touchpoint's definition as it is given. */
export type GivenTouchpoint = z.input<typeof touchpointDefinitionSchema>
/** A channel's definition as it is given. */
export type GivenChannel = z.input<typeof channelDefinitionSchema>

/** All that defines a journey, as given: itself, its touchpoints in its own order, and the channels these name. While it is a draft it may still be wrong. */
export interface WholeDefinition {
  journey: GivenJourney
  touchpoints: GivenTouchpoint[]
  channels: GivenChannel[]
}

/** Whether a text can be a key: 1–200 characters, none of them a control character. */
export function isKey(text: string): boolean {
  return keySchema.safeParse(text).success
}

/** What is wrong in a draft, in one word that screens tell in theirs. */
export type DraftFault = 'length' | 'pause-order' | 'built-in' | 'twice' | 'empty' | 'too-long' | 'too-small' | 'wrong'

/** What is wrong in a draft: in which definition, at which field (dotted), and what is expected there. */
export interface DraftProblem {
  sort: 'journey' | 'touchpoint' | 'channel'
  key: string
  field: string
  fault: DraftFault
  message: string
}

/** The whole definition of a journey among all definitions; null when nobody defined it. A touchpoint without a definition has its key alone. */
export function wholeDefinition(given: DefinitionsInput, key: string): WholeDefinition | null {
  const journey = given.journeys?.find((each) => each.key === key)
  if (journey === undefined) return null
  const defined = new Map((given.touchpoints ?? []).map((each) => [each.key, each]))
  const touchpoints = [...new Set(journey.touchpoints)].map((of): GivenTouchpoint => defined.get(of) ?? { key: of })
  const used = new Set(touchpoints.map(({ channel }) => channel))
  return { journey, touchpoints, channels: (given.channels ?? []).filter((each) => used.has(each.key)) }
}

/** A journey that nobody has defined yet. */
export function emptyDefinition(key: string): WholeDefinition {
  return { journey: { key, stages: [], touchpoints: [] }, touchpoints: [], channels: [] }
}

/** The definitions a draft puts into force: its journey, those of its touchpoints of which more than the key is told or which were defined, and its channels. */
export function definitionsOf(draft: WholeDefinition, inForce: DefinitionsInput): Required<DefinitionsInput> {
  const known = new Set(inForce.touchpoints?.map(({ key }) => key))
  const listed = new Set(draft.journey.touchpoints)
  return {
    journeys: [draft.journey],
    touchpoints: draft.touchpoints.filter((each) => listed.has(each.key) && (known.has(each.key) || Object.keys(each).length > 1)),
    channels: draft.channels,
  }
}

/** All definitions as they would be with a draft in force. */
export function withDraft(draft: WholeDefinition, inForce: DefinitionsInput): Required<DefinitionsInput> {
  const put = definitionsOf(draft, inForce)
  const over = <Given extends { key: string }>(old: readonly Given[] = [], fresh: readonly Given[]): Given[] => {
    const keys = new Set(fresh.map(({ key }) => key))
    return [...old.filter(({ key }) => !keys.has(key)), ...fresh]
  }
  return {
    journeys: over(inForce.journeys, put.journeys),
    touchpoints: over(inForce.touchpoints, put.touchpoints),
    channels: over(inForce.channels, put.channels),
  }
}

/** Everything that is wrong in a draft; empty when it can be tried and published. */
export function checkDraft(draft: WholeDefinition): DraftProblem[] {
  const { journey, touchpoints, channels } = draft
  return [
    ...faultsOf('journey', journeyDefinitionSchema, journey),
    ...twice((journey.stages ?? []).map(({ key }) => key)).map((index) => sameKey('journey', journey.key, `stages.${index}.key`)),
    ...twice(journey.touchpoints ?? []).map((index) => sameKey('journey', journey.key, `touchpoints.${index}`)),
    ...touchpoints.flatMap((each) => faultsOf('touchpoint', touchpointDefinitionSchema, each)),
    ...twice(touchpoints.map(({ key }) => key)).map((index) => sameKey('touchpoint', touchpoints[index]!.key, 'key')),
    ...channels.flatMap((each) => faultsOf('channel', channelDefinitionSchema, each)),
  ]
}

function faultsOf(sort: DraftProblem['sort'], schema: z.ZodType, given: { key: string }): DraftProblem[] {
  const read = schema.safeParse(given)
  if (read.success) return []
  return read.error.issues.map((issue) => ({
    sort,
    key: given.key,
    field: issue.path.join('.'),
    fault: faultOf(issue),
    message: issue.message,
  }))
}

function faultOf(issue: z.core.$ZodIssue): DraftFault {
  if (issue.code === 'too_big') return 'too-long'
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'empty' : 'too-small'
  if (issue.code === 'invalid_union') return issue.errors.some((each) => each.some(({ code }) => code === 'too_small')) ? 'empty' : 'wrong'
  if (issue.message.startsWith('must be a length')) return 'length'
  if (issue.message.startsWith('pauseLimit')) return 'pause-order'
  return issue.message.includes('built in') ? 'built-in' : 'wrong'
}

function sameKey(sort: DraftProblem['sort'], key: string, field: string): DraftProblem {
  return { sort, key, field, fault: 'twice', message: 'must not stand there twice' }
}

/** Places of those that stood earlier already. */
function twice(keys: readonly string[]): number[] {
  return keys.flatMap((key, index) => (keys.indexOf(key) < index ? [index] : []))
}
