/** The end of a day (YYYY-MM-DD) of the browser's, RFC 3339. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59`).toISOString()
}

/** The day (YYYY-MM-DD) of the browser's so many days from `now` (ms since 1970 UTC). */
export function dayAfter(now: number, days: number): string {
  const day = new Date(now)
  day.setDate(day.getDate() + days)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
