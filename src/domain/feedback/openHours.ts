import type { DoorSettings } from './door.ts'

/** Whether a kiosk is open at a moment (ms since 1970 UTC), by the clock of its own zone. */
export function isOpenAt({ hours, timeZone }: Pick<Extract<DoorSettings, { kind: 'kiosk' }>, 'hours' | 'timeZone'>, at: number): boolean {
  if (hours === undefined) return true
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const spans = hours[['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday']!)]
  const minute = Number(parts['hour']) * 60 + Number(parts['minute'])
  return spans?.some(({ from, to }) => from <= minute && minute < to) ?? false
}
