/** Levels of lists and objects inside each other that are taken at most. */
export const DEEPEST = 100

/** Whether a value holds lists and objects more than `levels` deep; plain values have none. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false
  if (levels === 0) return true
  for (const key in value) {
    if (isDeeperThan((value as Record<string, unknown>)[key], levels - 1)) return true
  }
  return false
}

/** Whether a text holds half a character or a NUL: what a database cannot keep as text. */
export function isBroken(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    // Most texts hold neither, and finding that out needs no expression.
    if (unit === 0 || (unit >= 0xd800 && unit < 0xe000)) return text.includes('\0') || /\p{Surrogate}/u.test(text)
  }
  return false
}

/** The first field (dotted) of JSON that cannot be kept, and what is expected there: broken text, or nesting deeper than `DEEPEST`; null when all can. */
export function findUnkeepable(value: unknown): { field: string; message: string } | null {
  if (isDeeperThan(value, DEEPEST)) return { field: '', message: DEEP_PROBLEM }
  return findBroken(value, '')
}

/** The words that refuse what is nested too deeply. */
export const DEEP_PROBLEM: string = `must not have more than ${DEEPEST} levels of lists and objects inside each other`

function findBroken(value: unknown, field: string): { field: string; message: string } | null {
  if (typeof value === 'string') return isBroken(value) ? { field, message: 'must be well-formed Unicode without NUL characters' } : null
  if (value === null || typeof value !== 'object') return null
  for (const [key, item] of Object.entries(value)) {
    if (isBroken(key)) return { field, message: 'must have keys of well-formed Unicode' }
    const found = findBroken(item, field === '' ? key : `${field}.${key}`)
    if (found !== null) return found
  }
  return null
}
