import { SURVEY_TOUCHPOINT, type Encounter } from '../encounter/encounter.ts'
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

/** A response, or what is new in it, as it becomes the encounter of this id. */
export type TellablePart = TellableResponse & { encounter: string }

/**
 * What is still to be told of a response of which some encounters tell already: all of it where there are none, else the scores and words
 * that those lack. Null when there is nothing new.
 */
export function laterPartOf(response: TellableResponse, told: readonly Encounter[]): TellablePart | null {
  const first = encounterIdOf(response.id)
  if (told.length === 0) return { ...response, encounter: first }
  const metrics = new Set(told.flatMap(({ measures }) => measures?.map(({ metric }) => metric) ?? []))
  const measures = response.measures.filter(({ metric }) => !metrics.has(metric))
  const text = told.reduce((rest, { text: said }) => (said === undefined ? rest : rest.replace(said, '')), response.text).trim()
  return measures.length === 0 && text === '' ? null : { ...response, measures, text, encounter: `${first}:${told.length + 1}` }
}

/** Most characters of the words of an encounter. */
const MOST = 20_000

/**
 * The encounter that a known customer's response becomes: a remark at the survey's own touchpoint `survey`, on the path it is about, with
 * what it is about in `properties.about`. Words without a score have no initiator, so that they are nobody's contact.
 */
export function encounterOf(response: TellablePart, customer: Record<string, string>): EncounterInput {
  const { about } = response
  const told = Object.entries(about).filter(([, value]) => value !== null)
  return {
    id: response.encounter,
    occurredAt: formatInstant(response.at),
    customer,
    touchpoint: SURVEY_TOUCHPOINT,
    ...(response.channel !== null && { channel: response.channel }),
    ...(about.journey !== null && { journey: about.journey }),
    ...(about.matter !== null && { matter: about.matter }),
    ...(response.measures.length > 0 && { initiator: 'customer' as const, measures: [...response.measures] }),
    ...(response.text !== '' && { text: response.text.slice(0, MOST).replace(/[\uD800-\uDBFF]$/, ''), locale: response.language }),
    properties: {
      survey: response.survey,
      version: response.version,
      response: response.id,
      ...(!response.whole && { partial: true }),
      ...(told.length > 0 && { about: Object.fromEntries(told) }),
    },
  }
}
