import type { Definitions } from './definitions.ts'
import { compareOrder, sortedTexts } from './encounter.ts'
import type { Encounter } from './encounter.ts'
import { frictionOf, placeAt } from './frictions.ts'
import type { Friction } from './frictions.ts'
import { holdingsBefore } from './holdings.ts'
import type { Statement } from './holdings.ts'
import type { Path } from './paths.ts'

/** What the rules look at that need all the paths of a customer; encounters in order. */
export interface Life {
  encounters: Encounter[]
  paths: Path[]
  statements: Statement[]
  definitions: Definitions
}

function perEncounter({ paths }: Life, rule: (encounter: Encounter, path: Path) => Friction | null): Friction[] {
  return paths.flatMap((path) => path.encounters.map((encounter) => rule(encounter, path))).filter((friction) => friction !== null)
}

export function repeatedAsks(life: Life): Friction[] {
  return perEncounter(life, (ask, path) => {
    if (ask.initiator !== 'company') return null
    const known = sortedTexts(ask.asks).flatMap((item) => {
      const provider = life.encounters
        .filter((each) => each.initiator === 'customer' && each.provides.includes(item))
        .filter((each) => compareOrder(each, ask) < 0)
        .at(-1)
      const validity = life.definitions.validity(placeAt(path, ask), item)
      const isValid = provider !== undefined && validity > 0 && ask.at - provider.at <= validity
      return isValid ? [{ item, provider }] : []
    })
    if (known.length === 0) return null
    const items = known.map(({ item }) => item)
    return frictionOf('repeated-ask', path, ask.at, [...known.map(({ provider }) => provider), ask], { items })
  })
}

export function irrelevantOffers(life: Life): Friction[] {
  return perEncounter(life, (offer, path) => {
    const held = holdingsBefore(offer, life.encounters, life.statements)
    const products = sortedTexts(offer.offers).filter((product) => held.has(product))
    if (products.length === 0) return null
    const sources = products.map((product) => held.get(product) ?? null)
    return frictionOf('irrelevant-offer', path, offer.at, [...sources, offer], { products })
  })
}

/** Losses, given all the other frictions of the customer, sorted. */
export function losses(life: Life, others: Friction[]): Friction[] {
  return perEncounter(life, (encounter, path) => {
    if (encounter.givesUp.length === 0 || encounter.takesUp.length > 0) return null
    const window = life.definitions.lossWindow(placeAt(path, encounter))
    const after = others.filter((each) => each.occurredAt < encounter.at && encounter.at - each.occurredAt <= window)
    const first = after[0]
    if (!first) return null
    return frictionOf('loss', path, encounter.at, [encounter], {
      products: sortedTexts(encounter.givesUp),
      after,
      leadTimeSeconds: (encounter.at - first.occurredAt) / 1000,
    })
  })
}
