/** Compares two texts as their UTF-8 bytes would be; negative, zero or positive. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index)
    const b = right.charCodeAt(index)
    if (a !== b) return codePointRank(a) - codePointRank(b)
  }
  return left.length - right.length
}

/** UTF-16 sorts surrogates before U+E000–U+FFFF although their code points are higher. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}

/** Sorts a copy of texts by bytes, each text once. */
export function sortedUnique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText)
}

/** What has a place in time: `at` in milliseconds since 1970 UTC and an id that breaks ties. */
export interface Mark {
  id: string
  at: number
}

/** The order used everywhere: by time, then by id as bytes. */
export function compareMarks(left: Mark, right: Mark): number {
  return left.at - right.at || compareText(left.id, right.id)
}
