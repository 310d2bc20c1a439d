import { isPersonalIdentityCode, normaliseIdentifier, PERSONAL_CODE_PROBLEM } from '../../domain/customer/identifier.ts'

/** What stands where a personal identity code stood. */
export const MASK = '[personal identity code removed]'

const CODE = /(?<![\p{L}\p{N}])\d{6}[-+A-FU-Y]\d{3}[0-9A-Y](?![\p{L}\p{N}])/giu

/** A text without the personal identity codes in it. */
export function maskText(text: string): string {
  return text.length < 11 ? text : text.replace(CODE, (found) => (isPersonalIdentityCode(found) ? MASK : found))
}

/** A JSON value without the personal identity codes in it, at most `DEEPEST` levels deep. */
export function maskItem(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value)
  if (Array.isArray(value)) return value.map(maskItem)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [maskText(key), isCodeKind(key) && item !== null ? MASK : maskItem(item)]),
  )
}

/** The first field (dotted) in which something was masked; null when there is none. */
export function findMask(value: unknown, field = ''): string | null {
  if (typeof value === 'string') return value.includes(MASK) ? field : null
  if (value === null || typeof value !== 'object') return null
  for (const [key, item] of Object.entries(value)) {
    const inner = field === '' ? key : `${field}.${key}`
    if (key.includes(MASK)) return inner
    const found = findMask(item, inner)
    if (found !== null) return found
  }
  return null
}

/** Whether a field is called as people call a personal identity code: then whatever it holds is one, also when it is miswritten. */
function isCodeKind(name: string): boolean {
  const judged = normaliseIdentifier(name, 'x')
  return 'problem' in judged && judged.problem === PERSONAL_CODE_PROBLEM
}
