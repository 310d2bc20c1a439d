import { identifierTexts, UNIQUE_KINDS } from '../src/domain/customer/identifier.ts'
import { identify } from '../src/domain/customer/identity.ts'
import type { Encounter } from '../src/domain/encounter/encounter.ts'
import type { EncounterInput } from '../src/domain/encounter/schema.ts'
import { derive } from '../src/domain/friction/derive.ts'
import { definitionsSchema, RELATIONSHIP, type DefinitionsInput } from '../src/domain/journey/definition.ts'
import { openDefinitions } from '../src/domain/journey/definitions.ts'
import { DAY } from '../src/domain/kernel/duration.ts'
import { grouped } from '../src/domain/kernel/grouped.ts'
import { holidays, YEAR_ENDS, ZONE } from './year.ts'

type Told = EncounterInput & { id: string }

/** Long enough after the year for every deadline that it left open. */
const AFTERWARDS = YEAR_ENDS + 400 * DAY

/**
 * Leaves out the matters that the end of the year cuts off in the middle: nobody would ever answer them, and what the newest
 * frictions tell would be the ending of the demo. `isKept` says whose matters stay as they are.
 */
export function endYear(
  encounters: readonly Told[],
  links: readonly Record<string, string>[],
  given: DefinitionsInput,
  isKept: (encounter: Told) => boolean,
): Told[] {
  const definitions = openDefinitions(definitionsSchema.parse(given), { timeZone: ZONE, holidays: () => holidays })
  const own = encounters.filter((encounter) => !isKept(encounter)).map(normal)
  const { nameOf } = identify(
    [...own.map((encounter) => encounter.customer), ...links].map((identifiers) => identifierTexts(identifiers)),
    UNIQUE_KINDS,
  )
  const byCustomer = grouped(own, (encounter) => nameOf(encounter.customer))
  const cut = new Set<string>()
  for (const lived of byCustomer.values()) {
    const { placed, frictions, pending } = derive({ encounters: lived }, definitions, AFTERWARDS)
    const late = new Set([...frictions, ...pending].filter((friction) => friction.at >= YEAR_ENDS).map((friction) => friction.path))
    for (const { path, encounter } of placed) if (late.has(path) && !path.startsWith(RELATIONSHIP)) cut.add(encounter.id)
  }
  return encounters.filter((encounter) => !cut.has(encounter.id))
}

/** What the demo tells is in normal form but for its times. */
function normal({ occurredAt, promises, ...facets }: Told): Encounter {
  return {
    ...(facets as Omit<Encounter, 'at' | 'promises'>),
    at: Date.parse(occurredAt),
    ...(promises && { promises: promises.map(({ what, dueAt }) => ({ what, dueAt: Date.parse(dueAt) })) }),
  }
}
