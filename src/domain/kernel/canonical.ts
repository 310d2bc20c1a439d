/** Any value JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Prints a JSON value with its keys in one fixed order and without spaces, so that equal content gives equal text. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) {
    let text = '['
    for (let index = 0; index < value.length; index++) text += (index === 0 ? '' : ',') + canonicalJson((value as unknown[])[index] ?? null)
    return text + ']'
  }
  return canonicalFields(value as Record<string, unknown>, sortedKeys(value))
}

/** Prints the named fields of an object as `canonicalJson` would; the names must be sorted. */
export function canonicalFields(fields: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  let text = ''
  for (const name of names) {
    const value = fields[name]
    if (value !== undefined) text += `${text === '' ? '{' : ','}${quoted(name)}:${canonicalJson(value)}`
  }
  return text === '' ? '{}' : text + '}'
}

/** Objects are small and most come sorted: an insertion is quicker than a sort. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value)
  if (keys.length > 16) return keys.sort()
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index]!
    let place = index
    while (place > 0 && keys[place - 1]! > key) {
      keys[place] = keys[place - 1]!
      place--
    }
    keys[place] = key
  }
  return keys
}

/** JSON writes most short texts as they are, and asking it costs more than looking. */
function quoted(text: string): string {
  if (text.length > 100) return JSON.stringify(text)
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0xd800 && unit < 0xe000)) return JSON.stringify(text)
  }
  return `"${text}"`
}
