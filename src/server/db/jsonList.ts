// A sign that JSON text never holds, because it writes control characters with a backslash.
const BETWEEN = '\u0001'

/**
 * JSON texts as one text parameter for `jsonList`; null for none. Far cheaper on both sides than an array of JSON, in which each quotation
 * mark must be quoted.
 */
export function jsonTexts(texts: readonly (string | null)[]): string {
  return texts.map((text) => text ?? '').join(BETWEEN)
}

/** The SQL array of json or jsonb that parameter number `place`, made by `jsonTexts`, stands for. */
export function jsonList(place: number, type: 'json' | 'jsonb'): string {
  return `string_to_array($${place}, E'\\x01', '')::${type}[]`
}
