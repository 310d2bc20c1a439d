import { isBroken } from '../../domain/kernel/keepable.ts'
import { type Sql, sql } from './sql.ts'

/** Where a page ended: the values by which its last item is sorted. */
export type Place = readonly (string | number)[]

/** Thrown for a cursor that no list gave; what is asked for is then unclear. */
export class WrongCursor extends Error {
  override readonly name = 'WrongCursor'
}

/** One page of a list, and the cursor of the next; null on the last. */
export interface Page<Item> {
  items: Item[]
  next: string | null
}

/** Reads a cursor as the values of `kinds`, or null without one. Throws `WrongCursor`. */
export function readCursor(cursor: string | undefined, kinds: readonly ('number' | 'string')[]): Place | null {
  if (cursor === undefined) return null
  const place = parse(cursor)
  const isPlace =
    Array.isArray(place) &&
    place.length === kinds.length &&
    kinds.every((kind, index) => typeof place[index] === kind && isKeepable(place[index]))
  if (!isPlace) throw new WrongCursor('must be the `next` of a page of this list')
  return place as Place
}

function isKeepable(value: unknown): boolean {
  return typeof value === 'string' ? !isBroken(value) : Number.isSafeInteger(value)
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return null
  }
}

/** The condition that an item comes after a place in a list sorted downwards by `columns`; null at the beginning. */
export function after(columns: Sql, place: Place | null): Sql | null {
  if (place === null) return null
  const [first, ...rest] = place
  return sql`(${columns}) < (${rest.reduce<Sql>((list, value) => sql`${list}, ${value}`, sql`${first}`)})`
}

/** Makes a page of rows of which one more than `limit` was asked for. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Place,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map(itemOf),
    next: last === undefined ? null : cursorOf(placeOf(last)),
  }
}

/** The cursor of what comes after a place. */
export function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}
