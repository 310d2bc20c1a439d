import { z } from 'zod'
import type { Initiator } from '../../../domain/encounter/encounter.ts'
import type { Problem } from '../../../domain/encounter/schema.ts'
import { openMap } from './applyMap.ts'
import type { Fields } from './fileRow.ts'
import { fieldsOfJson } from './json.ts'
import { FACETS, mapParts, type Facet } from './mapSchema.ts'

const fieldsSchema = z.array(z.string().min(1), { error: 'must be a list of fields' }).optional()

/** A map that repairs items in the shape of an encounter: what it does not name stays as it is. */
export const repairMapSchema = mapParts
  .omit({ file: true, mention: true })
  .partial({ customer: true, time: true, touchpoint: true })
  .extend({ keep: fieldsSchema, drop: fieldsSchema })

/** A map that repairs, read and checked. */
export type RepairMap = z.output<typeof repairMapSchema>

/** What a repair makes of an item; `told` are further fields that conditions may ask for. */
export type Repair = (item: unknown, told: Fields) => { item: unknown } | { skipped: true } | { problems: Problem[] }

/** Makes a map that repairs ready to be applied. */
export function openRepair(map: RepairMap): { repair: Repair; assumedInitiator: Initiator | undefined } {
  const touched = FACETS.filter((facet) => map[facet] !== undefined || map.rules?.some((rule) => rule.set?.[facet] !== undefined))
  const own = Object.fromEntries(touched.filter((facet) => map[facet] === undefined).map((facet) => [facet, { from: [placeOf(facet)] }]))
  // A facet that only rules name begins as the item has it, so that a rule which does not apply leaves it alone.
  const open = openMap({ ...own, ...map })
  const repair: Repair = (item, told) => {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return { item }
    const mapped = open.apply(Object.assign(fieldsOfJson(item), told))
    if (!('item' in mapped)) return mapped
    const repaired = structuredClone(item) as Record<string, unknown>
    for (const place of [...(map.drop ?? []), ...(map.keep ?? []), ...touched.map(placeOf)]) remove(repaired, place.split('.'))
    for (const [field, value] of Object.entries(mapped.item)) repaired[field] = together(field, repaired[field], value)
    if (Object.keys((repaired['handledBy'] as object | undefined) ?? { any: 1 }).length === 0) delete repaired['handledBy']
    return { item: repaired }
  }
  return { repair, assumedInitiator: open.assumedInitiator }
}

function placeOf(facet: Facet): string {
  return facet === 'team' || facet === 'person' ? `handledBy.${facet}` : facet
}

/** Identifiers, handlers and properties join what stands there; all else replaces it. */
function together(field: string, before: unknown, value: unknown): unknown {
  const joins = field === 'customer' || field === 'handledBy' || field === 'properties'
  return joins && before !== null && typeof before === 'object' ? { ...before, ...(value as object) } : value
}

/** Takes a field away; names with dots in them are found as well as fields inside others. */
function remove(item: Record<string, unknown>, place: readonly string[]): void {
  const whole = place.join('.')
  if (Object.hasOwn(item, whole)) {
    delete item[whole]
    return
  }
  const inner = item[place[0]!]
  if (place.length > 1 && Object.hasOwn(item, place[0]!) && inner !== null && typeof inner === 'object') {
    remove(inner as Record<string, unknown>, place.slice(1))
  }
}
