import type { RegisteredTouchpoint, TouchpointDecisionJson } from '../../api/touchpointRegister.ts'
import { compareText } from '../../domain/kernel/order.ts'
import { shareOf } from '../../domain/kernel/shares.ts'
import { isDue, type Measured } from '../../domain/touchpoint/decision.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import { FEWEST, importanceOf } from '../../domain/touchpoint/relevance.ts'
import { suggest } from '../../domain/touchpoint/suggest.ts'
import type { StoredDefinition } from '../journey/definitionStore.ts'
import type { SeenTouchpoints } from './seeTouchpoints.ts'

/** What the register is made of besides what was counted. */
export interface Known {
  stored: readonly StoredDefinition[]
  /** Touchpoints that encounters ever named. */
  named: readonly string[]
  /** The decisions that hold, by touchpoint. */
  decisions: ReadonlyMap<string, TouchpointDecisionJson>
  /** Today by the organisation's calendar, YYYY-MM-DD. */
  today: string
}

/** The parts of a touchpoint's definition that the register shows. */
interface Defined {
  name?: LocalName
  channel?: string
  stage?: string
  team?: string
  systems?: string[]
  contact?: 'direct' | 'indirect'
  initiator?: string
  facing?: 'customer' | 'internal'
}

/** The register: every touchpoint that is defined or was ever named, most used first. Of one journey: those that it lists or its paths met. */
export function registerOf(seen: SeenTouchpoints, known: Known): RegisteredTouchpoint[] {
  const definitions = new Map(known.stored.filter(({ sort }) => sort === 'touchpoint').map(({ key, body }) => [key, body as Defined]))
  const journeys = journeysOf(seen, known)
  const keys = new Set([...definitions.keys(), ...known.named, ...seen.counts.keys(), ...journeys.keys()])
  const isWanted = (key: string) => seen.journey === undefined || journeys.get(key)?.has(seen.journey) === true
  const [channels, stages] = [namesOf(seen.channels), namesOf(seen.stages)]
  return [...keys]
    .filter(isWanted)
    .map((key): RegisteredTouchpoint => {
      const defined = definitions.get(key) ?? {}
      const decision = known.decisions.get(key) ?? null
      const figures = figuresOf(key, seen, contactOf(defined))
      return {
        key,
        name: defined.name ?? null,
        isDefined: definitions.has(key),
        channels: withDefined(channels.get(key), defined.channel),
        stages: withDefined(stages.get(key), defined.stage),
        journeys: [...(journeys.get(key) ?? [])].sort(compareText),
        contact: contactOf(defined),
        facing: defined.facing ?? null,
        team: defined.team ?? null,
        systems: defined.systems ?? [],
        ...figures,
        decision,
        due: decision !== null && isDue(decision.reviewOn, known.today),
      }
    })
    .sort((a, b) => b.encounters - a.encounters || compareText(a.key, b.key))
}

function figuresOf(key: string, seen: SeenTouchpoints, contact: RegisteredTouchpoint['contact']) {
  const { encounters = 0, customers = 0, paths: met = 0 } = seen.counts.get(key) ?? {}
  const troubled = seen.troubled.get(key) ?? 0
  const counted = { part: Math.min(troubled, encounters), n: encounters }
  const paths = { part: met, n: seen.paths }
  const importance = importanceOf(key, seen.forks)
  return {
    encounters,
    customers,
    paths,
    troubled: counted.part,
    friction: encounters < FEWEST ? null : shareOf(counted),
    answers: seen.answers.get(key) ?? 0,
    importance,
    suggestion: suggest({ contact, friction: counted, usual: seen.usual, importance }),
  }
}

/** What is measured of a touchpoint, as a decision keeps it. */
export function measuredOf(key: string, seen: SeenTouchpoints): Measured {
  const { encounters, troubled, importance } = figuresOf(key, seen, null)
  return { since: seen.since, until: seen.until, encounters, troubled, compared: importance.compared }
}

/** What a third party begins nobody planned. */
function contactOf({ contact, initiator }: Defined): RegisteredTouchpoint['contact'] {
  return contact ?? (initiator === 'third-party' ? 'indirect' : null)
}

function journeysOf(seen: SeenTouchpoints, { stored }: Known): Map<string, Set<string>> {
  const journeys = new Map<string, Set<string>>()
  const add = (touchpoint: string, journey: string) => {
    const known = journeys.get(touchpoint)
    if (known === undefined) journeys.set(touchpoint, new Set([journey]))
    else known.add(journey)
  }
  for (const { sort, key, body } of stored) {
    if (sort === 'journey') for (const touchpoint of (body['touchpoints'] ?? []) as string[]) add(touchpoint, key)
  }
  for (const { touchpoint, journey } of seen.forks.reached) add(touchpoint, journey)
  return journeys
}

function namesOf(places: SeenTouchpoints['channels']): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const { touchpoint, name } of places) {
    if (name === null) continue
    const known = names.get(touchpoint)
    if (known === undefined) names.set(touchpoint, [name])
    else known.push(name)
  }
  return names
}

function withDefined(seen: readonly string[] = [], defined: string | undefined): string[] {
  return defined === undefined || seen.includes(defined) ? [...seen] : [...seen, defined]
}
