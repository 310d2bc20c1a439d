import { isBroken } from '../../../domain/kernel/keepable.ts'
import type { Item } from '../../encounter/readItems.ts'
import { knownIds } from '../../encounter/registerIds.ts'
import { takeItems, type Taking } from '../../encounter/takeItems.ts'
import type { Parts } from '../../http/parts.ts'
import type { IntakeResult } from '../intake.ts'
import { isFields } from './facets.ts'

/**
 * Takes items whose id alone says whether they came before: their source promises one id for one event, and may tell another time or
 * another identifier of the customer when it sends one again.
 */
export async function takeOnce(
  items: readonly Item[],
  parts: Pick<Parts, 'intake' | 'database' | 'clock'>,
  taking: Taking,
): Promise<IntakeResult> {
  const ids = items.map(idOf)
  const known = await knownIds(parts.database, [...new Set(ids.filter((id) => id !== null))])
  const places = ids.flatMap((id, index) => (id !== null && known.has(id) ? [] : [index]))
  const taken = await takeItems(
    places.map((place) => items[place]!),
    parts,
    taking,
  )
  return {
    accepted: taken.accepted,
    duplicates: taken.duplicates + items.length - places.length,
    rejected: taken.rejected.map((refused) => ({ ...refused, index: places[refused.index]! })),
  }
}

function idOf(item: Item): string | null {
  const id = 'value' in item && isFields(item.value) ? item.value['id'] : null
  return typeof id === 'string' && !isBroken(id) ? id.trim() : null
}
