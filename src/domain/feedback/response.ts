import type { EncounterInput } from '../encounter/schema.ts'
import { formatInstant } from '../kernel/instant.ts'
import type { Measure } from '../measure/measure.ts'

/** What a survey is asked about: each key as encounters name it; null = nothing certain. */
export interface About {
  journey: string | null
  matter: string | null
  touchpoint: string | null
  channel: string | null
  stage: string | null
  team: string | null
  /** Id of the encounter that triggered it. */
  encounter: string | null
  /** Key of the path. */
  path: string | null
}

/** About nothing in particular. */
export const ABOUT_NOTHING: About = {
  journey: null,
  matter: null,
  touchpoint: null,
  channel: null,
  stage: null,
  team: null,
  encounter: null,
  path: null,
}

/** A response as its encounter is made of it; times in ms since 1970 UTC. */
export interface TellableResponse {
  id: string
  survey: string
  version: number
  at: number
  language: string
  channel: string | null
  measures: readonly Measure[]
  text: string
  about: About
  whole: boolean
}

/** Id of the encounter that a response becomes. */
export function encounterIdOf(response: string): string {
  return `response:${response}`
}

/**
 * The encounter that a known customer's response becomes: a remark at the survey's own touchpoint `survey`, on the path it is about, with
 * what it is about in `properties.about`. Words without a score have no initiator, so that they are nobody's contact.
 */
export function encounterOf(response: TellableResponse, customer: Record<string, string>): EncounterInput {
  const { about } = response
  const told = Object.entries(about).filter(([, value]) => value !== null)
  return {
    id: encounterIdOf(response.id),
    occurredAt: formatInstant(response.at),
    customer,
    touchpoint: 'survey',
    ...(response.channel !== null && { channel: response.channel }),
    ...(about.journey !== null && { journey: about.journey }),
    ...(about.matter !== null && { matter: about.matter }),
    ...(response.measures.length > 0 && { initiator: 'customer' as const, measures: [...response.measures] }),
    ...(response.text !== '' && { text: response.text, locale: response.language }),
    properties: {
      survey: response.survey,
      version: response.version,
      response: response.id,
      ...(!response.whole && { partial: true }),
      ...(told.length > 0 && { about: Object.fromEntries(told) }),
    },
  }
}
