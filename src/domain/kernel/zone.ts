import { DAY, HOUR } from './duration.ts'

interface Zone {
  format: Intl.DateTimeFormat
  days: Map<number, DayOffset>
}

/** The offset on a UTC day: `before` until the instant `change` (Infinity when it stays the same all day), then `after`. */
interface DayOffset {
  before: number
  after: number
  change: number
}

const zones = new Map<string, Zone | null>()
/** Most are asked of the zone that was asked of last. */
let latest: { name: string; zone: Zone | null } = { name: '', zone: null }

function zoneOf(name: string): Zone | null {
  if (name === latest.name) return latest.zone
  let zone = zones.get(name)
  if (zone === undefined) {
    zone = openZone(name)
    if (zones.size < 1000) zones.set(name, zone)
  }
  latest = { name, zone }
  return zone
}

function openZone(name: string): Zone | null {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    return { format, days: new Map() }
  } catch {
    return null
  }
}

/** Whether a text is an IANA time zone name such as `Europe/Helsinki`. */
export function isTimeZone(name: string): boolean {
  return zoneOf(name) !== null
}

function exactOffset(zone: Zone, at: number): number {
  const whole = Math.floor(at / 1000) * 1000
  const fields: Record<string, number> = {}
  for (const part of zone.format.formatToParts(whole)) fields[part.type] = Number(part.value)
  const local = Date.UTC(fields.year!, fields.month! - 1, fields.day!, fields.hour!, fields.minute!, fields.second!)
  return local - whole
}

/** Milliseconds that local time in an IANA zone is ahead of UTC at an instant; an unknown zone counts as UTC. */
export function zoneOffset(name: string, at: number): number {
  const zone = zoneOf(name)
  if (!zone) return 0
  const day = Math.floor(at / DAY)
  let known = zone.days.get(day)
  if (known === undefined) {
    known = dayOffset(zone, day)
    zone.days.set(day, known)
  }
  return at < known.change ? known.before : known.after
}

function dayOffset(zone: Zone, day: number): DayOffset {
  const before = zone.days.get(day - 1)?.after ?? exactOffset(zone, day * DAY)
  const after = zone.days.get(day + 1)?.before ?? exactOffset(zone, (day + 1) * DAY)
  if (before === after) return { before, after, change: Infinity }
  // Offsets change at whole seconds.
  let [still, changed] = [day * 86_400, (day + 1) * 86_400]
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2)
    if (exactOffset(zone, middle * 1000) === before) still = middle
    else changed = middle
  }
  return { before, after, change: changed * 1000 }
}

/** Hour of the local day (0–23) at an instant in an IANA zone. */
export function localHour(name: string, at: number): number {
  const local = at + zoneOffset(name, at)
  return Math.floor((((local % DAY) + DAY) % DAY) / HOUR)
}

/** Hour of the local week (0 = Monday 00:00 … 167) at an instant in an IANA zone. */
export function localHourOfWeek(name: string, at: number): number {
  const local = at + zoneOffset(name, at)
  const sinceMonday = local + 3 * DAY
  return Math.floor((((sinceMonday % (7 * DAY)) + 7 * DAY) % (7 * DAY)) / HOUR)
}

/** The instant at which a local day (days since 1970-01-01) begins in an IANA zone. */
export function startOfLocalDay(name: string, localDay: number): number {
  const local = localDay * DAY
  const guess = local - zoneOffset(name, local)
  return local - zoneOffset(name, guess)
}

/** The local day (days since 1970-01-01) that an instant falls on in an IANA zone. */
export function localDay(name: string, at: number): number {
  return Math.floor((at + zoneOffset(name, at)) / DAY)
}
