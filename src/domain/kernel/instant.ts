import { DAY, HOUR } from './duration.ts'

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d\d):(\d\d))$/

/** Reads an RFC 3339 time with zone as milliseconds since 1970 UTC (finer digits are cut); null when it is not one. */
export function parseInstant(text: string): number | null {
  const usual = parseUsual(text)
  return Number.isNaN(usual) ? parseAny(text) : usual
}

/** `YYYY-MM-DDTHH:MM:SS` or `…SS.mmm` with `Z` or `±HH:MM`, read mark by mark; NaN for what is written otherwise, or is no time. */
function parseUsual(text: string): number {
  const { length } = text
  if (length < 20 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || text.charCodeAt(10) !== LETTER_T) return NaN
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return NaN
  const year = pair(text, 0) * 100 + pair(text, 2)
  const month = pair(text, 5)
  const day = pair(text, 8)
  const hour = pair(text, 11)
  const minute = pair(text, 14)
  const second = pair(text, 17)
  let zone = 19
  let fraction = 0
  if (text.charCodeAt(19) === POINT) {
    fraction = pair(text, 20) * 10 + digit(text, 22)
    zone = 23
  }
  const offset = length === zone + 1 && text.charCodeAt(zone) === LETTER_Z ? 0 : offsetAt(text, zone)
  const isTime = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && hour <= 23 && minute <= 59 && second <= 60
  if (!isTime) return NaN
  return daysSince1970(year, month, day) * DAY + hour * HOUR + minute * 60_000 + second * 1000 + fraction - offset
}

const DASH = 45
const PLUS = 43
const POINT = 46
const COLON = 58
const LETTER_T = 84
const LETTER_Z = 90

function digit(text: string, place: number): number {
  const value = text.charCodeAt(place) - 48
  return value >= 0 && value <= 9 ? value : NaN
}

function pair(text: string, place: number): number {
  return digit(text, place) * 10 + digit(text, place + 1)
}

/** The offset `±HH:MM` at the end of a text, in ms; NaN when it is none. */
function offsetAt(text: string, place: number): number {
  if (text.length !== place + 6 || text.charCodeAt(place + 3) !== COLON) return NaN
  const sign = text.charCodeAt(place)
  const hours = pair(text, place + 1)
  const minutes = pair(text, place + 4)
  if ((sign !== PLUS && sign !== DASH) || hours > 23 || minutes > 59) return NaN
  return (sign === DASH ? -1 : 1) * (hours * HOUR + minutes * 60_000)
}

/** Days from 1970-01-01 to a day of the Gregorian calendar; years are counted from March, so that a leap day ends one. */
function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  return marchYear * 365 + leapDays + dayOfYear - 719_468
}

function parseAny(text: string): number | null {
  const parts = RFC_3339.exec(text)
  if (!parts) return null
  const [year, month, day, hour, minute] = [1, 2, 3, 4, 5].map((index) => Number(parts[index])) as [number, number, number, number, number]
  const second = Number(parts[6])
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  if (hour > 23 || minute > 59 || second > 60) return null
  const fraction = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const offsetHours = Number(parts[10] ?? 0)
  const offsetMinutes = Number(parts[11] ?? 0)
  if (offsetHours > 23 || offsetMinutes > 59) return null
  const offset = (offsetHours * 60 + offsetMinutes) * 60_000 * (parts[9] === '-' ? -1 : 1)
  const utc = new Date(0)
  utc.setUTCFullYear(year, month - 1, day)
  utc.setUTCHours(hour, minute, second, fraction)
  return utc.getTime() - offset
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Prints milliseconds since 1970 UTC as RFC 3339 in UTC; milliseconds only when they are not zero. */
export function formatInstant(at: number): string {
  const text = new Date(at).toISOString()
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}
