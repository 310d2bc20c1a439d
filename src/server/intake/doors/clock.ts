import { formatInstant, parseInstant } from '../../../domain/kernel/instant.ts'

/** How far, in ms, the sender's clock may be off before it is corrected. */
const TOLERATED = 300_000
/** Corrections come in steps, so that requests that took longer or shorter do not put one sender's messages in another order. */
const STEP = 10_000

/** The times a message tells, as they came. */
export interface Told {
  timestamp?: unknown
  originalTimestamp?: unknown
  sentAt?: unknown
  receivedAt?: unknown
}

/**
 * When a message's event happened, as it is told or, where the sender's clock is off by more than five minutes, corrected by how far it is
 * off, down to ten seconds; the time of arrival (ms since 1970 UTC) when nothing is told.
 */
export function timeOf({ timestamp, originalTimestamp, sentAt, receivedAt }: Told, arrivedAt: number): unknown {
  if (timestamp === undefined || timestamp === null) return formatInstant(arrivedAt)
  const said = instantOf(timestamp)
  const sent = instantOf(sentAt)
  // With the original time beside it, somebody has corrected it before.
  if (said === null || sent === null || instantOf(originalTimestamp) !== null) return said === null ? timestamp : formatInstant(said)
  const off = (instantOf(receivedAt) ?? arrivedAt) - sent
  return formatInstant(Math.abs(off) > TOLERATED ? said + Math.floor(off / STEP) * STEP : said)
}

/** Takes offsets without a colon too, which some clients send. */
function instantOf(value: unknown): number | null {
  return typeof value === 'string' ? parseInstant(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : null
}
