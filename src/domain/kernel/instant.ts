const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d\d):(\d\d))$/

/** Reads an RFC 3339 time with zone as milliseconds since 1970 UTC (finer digits are cut); null when it is not one. */
export function parseInstant(text: string): number | null {
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
