import { compareText } from '../kernel/order.ts'

/** The customer's identifiers by kind: one trimmed value of each, e.g. `{crm: "C-1001", email: "a@example.com"}`. */
export type Identifiers = Record<string, string>

/** Kinds from strongest to weakest; a kind not named here stands where `other` does. */
const STRENGTH = new Map([
  ['crm', 0],
  ['email', 1],
  ['phone', 2],
  ['user', 3],
  ['anonymous', 5],
])
const OTHER = 4

/** Kinds of which one customer can hold only one value unless an organisation says otherwise. */
export const UNIQUE_KINDS: readonly string[] = ['crm']

/** Writes an identifier as text, `kind:value`. */
export function identifierText(kind: string, value: string): string {
  return `${kind}:${value}`
}

/** The kind of an identifier written as `kind:value`. */
export function kindOf(identifier: string): string {
  return identifier.slice(0, identifier.indexOf(':'))
}

/** Compares identifiers (`kind:value`) by strength of kind, then by text. */
export function compareIdentifiers(left: string, right: string): number {
  const strength = (STRENGTH.get(kindOf(left)) ?? OTHER) - (STRENGTH.get(kindOf(right)) ?? OTHER)
  return strength || compareText(left, right)
}

/** An encounter's identifiers as texts (`kind:value`), strongest first. */
export function identifierTexts(identifiers: Identifiers): string[] {
  return Object.entries(identifiers)
    .map(([kind, value]) => identifierText(kind, value))
    .sort(compareIdentifiers)
}

/** What became of an identifier value: its normal form, or the reason why it is refused. */
export type NormalIdentifier = { value: string } | { problem: string }

/** Brings an identifier value to its normal form: trimmed; `email` lower-cased; `phone` E.164, a number without country gets `countryCode`. */
export function normaliseIdentifier(kind: string, raw: string, countryCode = '358'): NormalIdentifier {
  const value = raw.trim()
  if (value === '') return { problem: 'must not be empty' }
  if (kind === 'id') return { problem: 'must be of another kind: id is the number that Polku itself gives' }
  if (value.length > 300) return { problem: 'must be at most 300 characters' }
  if (isPersonalIdentityCode(value) || PERSONAL_CODE_KINDS.has(kind.toLowerCase())) return { problem: PERSONAL_CODE }
  if (kind === 'email') {
    return /^[^\s@]+@[^\s@]+$/.test(value) ? { value: value.toLowerCase() } : { problem: 'must be an e-mail address' }
  }
  if (kind === 'phone') return normalisePhone(value, countryCode)
  return { value }
}

const PERSONAL_CODE =
  'must not be a Finnish personal identity code (henkilötunnus): name the customer by a customer number, e-mail or phone'
const PERSONAL_CODE_KINDS = new Set(['hetu', 'henkilotunnus', 'henkilötunnus', 'personbeteckning', 'ssn', 'pic'])

function normalisePhone(value: string, countryCode: string): NormalIdentifier {
  let digits = value.replace(/\(0\)/g, '').replace(/[\s().\-/\u00a0]/g, '')
  if (digits.startsWith('00')) digits = `+${digits.slice(2)}`
  else if (digits.startsWith('0')) digits = `+${countryCode}${digits.slice(1)}`
  if (!/^\+[1-9]\d{6,14}$/.test(digits)) {
    return { problem: 'must be a phone number, best in E.164 form such as +358401234567' }
  }
  return { value: digits }
}

const CODE = /^(\d{2})(\d{2})(\d{2})[-+A-FU-Y](\d{3})([0-9A-Y])$/
const CHECK_MARKS = '0123456789ABCDEFHJKLMNPRSTUVWXY'

/** Whether a text is a Finnish personal identity code (ddmmyy, century sign, three digits, right check mark). */
export function isPersonalIdentityCode(text: string): boolean {
  if (text.length < 11) return false
  const code = text.trim()
  if (code.length !== 11) return false
  const parts = CODE.exec(code.toUpperCase())
  if (!parts) return false
  const day = Number(parts[1])
  const month = Number(parts[2])
  if (day < 1 || day > 31 || month < 1 || month > 12) return false
  return CHECK_MARKS[Number(`${parts[1]}${parts[2]}${parts[3]}${parts[4]}`) % 31] === parts[5]
}

/** The words that refuse a personal identity code wherever one is given as a value. */
export const PERSONAL_CODE_PROBLEM: string = PERSONAL_CODE
