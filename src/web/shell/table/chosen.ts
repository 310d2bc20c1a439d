/** Which rows of a list are chosen, and from which one a stretch of them goes. */
export interface Chosen {
  keys: ReadonlySet<string>
  from: string | null
}

/** Nothing is chosen. */
export const NONE: Chosen = { keys: new Set(), from: null }

/** Chooses a row, or no longer. */
export function toggle({ keys }: Chosen, key: string): Chosen {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return { keys: next, from: key }
}

/** Chooses every row between the one chosen before and this one, both with them, in the given order. */
export function extend(chosen: Chosen, order: readonly string[], key: string): Chosen {
  const start = chosen.from === null ? -1 : order.indexOf(chosen.from)
  const end = order.indexOf(key)
  if (start < 0 || end < 0) return toggle(chosen, key)
  const between = order.slice(Math.min(start, end), Math.max(start, end) + 1)
  return { keys: new Set([...chosen.keys, ...between]), from: chosen.from }
}

/** Chooses all of these, or none when all of them are chosen. */
export function chooseAll({ keys }: Chosen, order: readonly string[]): Chosen {
  return order.every((key) => keys.has(key)) ? NONE : { keys: new Set([...keys, ...order]), from: null }
}
