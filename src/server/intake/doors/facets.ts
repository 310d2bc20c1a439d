import { LIST_FACETS, TEXT_FACETS } from '../files/mapSchema.ts'

/** A JSON object as it came. */
export type Fields = Record<string, unknown>

const WORDS = new Map<string, readonly string[] | null>(
  Object.entries(TEXT_FACETS).filter(([facet]) => !['id', 'team', 'person'].includes(facet)),
)
const LISTS = new Set<string>([...LIST_FACETS, 'measures', 'promises'])
const BY_SMALL_NAME = new Map([...WORDS.keys()].map((facet) => [facet.toLowerCase(), facet]))

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/**
 * Sets the facets of an encounter apart from the other fields of an event. A field is a facet when it has a facet's name and its sort of
 * value (text, list, object); another system's `step: 2` stays what it is.
 */
export function splitFacets(fields: Fields): { facets: Fields; rest: Fields } {
  const facets: [string, unknown][] = []
  const rest: [string, unknown][] = []
  for (const [name, value] of Object.entries(fields)) {
    const facet = facetValue(name, value)
    if (facet !== undefined) facets.push([name, facet])
    else if (value !== null || !isFacet(name)) rest.push([name, value])
  }
  return { facets: Object.fromEntries(facets), rest: Object.fromEntries(rest) }
}

/** The facet that an attribute in small letters (`directsto`) names, when its value suits; only facets that are one text. */
export function facetOfAttribute(name: string, value: unknown): [string, unknown] | null {
  const facet = BY_SMALL_NAME.get(name)
  const read = facet === undefined ? undefined : facetValue(facet, value)
  return read === undefined ? null : [facet!, read]
}

function isFacet(name: string): boolean {
  return WORDS.has(name) || LISTS.has(name) || name === 'handledBy'
}

function facetValue(name: string, value: unknown): unknown {
  const words = WORDS.get(name)
  if (words !== undefined) {
    if (typeof value === 'string') return value
    return words === null && Number.isSafeInteger(value) ? String(value) : undefined
  }
  if (LISTS.has(name)) return Array.isArray(value) ? value : typeof value === 'string' ? [value] : undefined
  return name === 'handledBy' && isFields(value) ? value : undefined
}
