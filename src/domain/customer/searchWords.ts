import { normaliseIdentifier } from './identifier.ts'

/** Letters that are no other letter with a mark, but are typed as one. */
const TYPED: Readonly<Record<string, string>> = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' }

/** The words of a name or of a search as they are compared: small letters without marks (“Meikäläinen” is `meikalainen`); at most 20. */
export function searchWords(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[øæœßđðłþı]/g, (letter) => TYPED[letter]!)
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu))].slice(0, 20)
}

/** What a search may mean as a phone number: beginnings of numbers in normal form, and an ending. */
export interface PhoneSearch {
  beginnings: string[]
  /** The last digits of a number, when there are enough of them to mean some; null otherwise. */
  ending: string | null
}

const FEWEST_DIGITS = 4

/** Reads a search as a part of a phone number, with or without country, zero, spaces and marks; null when it is none. */
export function readPhoneSearch(text: string): PhoneSearch | null {
  if (!/^\+?[\d\s()./\u00a0-]+$/.test(text)) return null
  const digits = text.replaceAll(/\(0\)/g, '').replaceAll(/[^\d+]/g, '')
  if (digits.replace('+', '').length < FEWEST_DIGITS) return null
  // What begins neither with a country nor with a zero may lack either.
  const forms = /^[+0]/.test(digits) ? [digits] : [`0${digits}`, `+${digits}`]
  return { beginnings: forms.flatMap(beginningOf), ending: digits.startsWith('+') ? null : digits }
}

/** The beginning of a number in normal form: completed it can be read as a number, whose beginning is then the same. */
function beginningOf(digits: string): string[] {
  const whole = digits.padEnd(11, '1')
  const normal = normaliseIdentifier('phone', whole)
  if ('problem' in normal) return []
  return [normal.value.slice(0, normal.value.length - (whole.length - digits.length))]
}
