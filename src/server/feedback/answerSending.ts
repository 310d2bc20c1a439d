import type { FastifyRequest } from 'fastify'
import { DAY, HOUR } from '../../domain/kernel/duration.ts'
import type { Meeting } from './answerMeeting.ts'

/** Nobody reads a question and answers it sooner, in ms. */
const TOO_FAST = 1500
/** A form older than this was kept by a program, in ms. */
const TOO_OLD = 2 * DAY
/** Whole responses by one door from one address in an hour that are still believed; a household or an office may stand behind one. */
const MOST_IN_AN_HOUR = 30
/** Addresses remembered at most. */
const MOST_KEPT = 10_000

/** What tells how something was sent. */
export interface Sending {
  request: Pick<FastifyRequest, 'ip'>
  meeting: Meeting
  /** What stands in the field that people do not see. */
  website: string | null
  isWhole: boolean
}

/**
 * Judges whether a response by an open door looks like a machine's, from how it was sent and how many came from its address within the hour;
 * addresses are kept in memory alone, and nowhere longer than that.
 */
export function judgeSending(clock: () => number): (sending: Sending) => boolean {
  const seen = new Map<string, number[]>()

  function countOf(key: string, now: number): number {
    const times = (seen.get(key) ?? []).filter((at) => at > now - HOUR)
    times.push(now)
    seen.delete(key)
    seen.set(key, times)
    if (seen.size > MOST_KEPT) seen.delete(seen.keys().next().value!)
    return times.length
  }

  return ({ request, meeting, website, isWhole }) => {
    const now = clock()
    const { doorId, startedAt } = meeting.response
    if (website !== null && website !== '') return true
    // A kiosk or a shop's page is pressed by many behind one address, and fast.
    if (meeting.door?.kind === 'kiosk') return false
    const age = now - startedAt
    if ((isWhole && age < TOO_FAST) || age > TOO_OLD) return true
    return isWhole && countOf(`${doorId} ${request.ip}`, now) > MOST_IN_AN_HOUR
  }
}
