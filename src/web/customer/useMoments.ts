import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { getTimeline } from '../../api/customer.ts'
import { getNotes } from '../../api/customerNotes.ts'
import type { FrictionJson } from '../../domain/friction/frictionJson.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { zoneOffset } from '../../domain/kernel/zone.ts'
import { call } from '../client.ts'
import type { CustomerAddress } from './address.ts'
import { prepareMoments, wants } from './prepareMoments.ts'

const PAGE = 100

/** A customer's timeline, read page after page as one scrolls; what came meanwhile is read when somebody asks for it. */
export function useMoments(customer: string, frictions: readonly FrictionJson[], filter: CustomerAddress, timeZone: string) {
  const { channel, journey, text, until } = filter
  const before = until === undefined ? null : endOfDay(until, timeZone)
  const hasEncounters = wants(filter, 'encounters')
  const encounters = useInfiniteQuery({
    queryKey: ['moments', customer, channel, journey, text, until],
    queryFn: ({ pageParam, signal }) =>
      call(getTimeline, {
        params: { customer },
        query: {
          limit: PAGE,
          channel,
          journey,
          text,
          ...(before !== null && { until: new Date(before).toISOString() }),
          ...(pageParam !== null && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: hasEncounters,
    staleTime: Infinity,
  })
  const said = useQuery({
    queryKey: ['customer', customer, 'notes'],
    queryFn: ({ signal }) => call(getNotes, { params: { customer }, signal }),
  })
  const moments = useMemo(() => {
    const items = encounters.data?.pages.flatMap((page) => page.items) ?? []
    const read = { items, isWhole: !encounters.hasNextPage, frictions, notes: said.data?.notes ?? [], lines: said.data?.lines ?? [] }
    return prepareMoments(read, filter, before)
  }, [encounters.data, encounters.hasNextPage, frictions, said.data, filter, before])
  return { moments, encounters, said, hasEncounters }
}

/** The end of a day where the organisation is, in ms since 1970 UTC. */
function endOfDay(day: string, timeZone: string): number {
  const end = Date.parse(day) + DAY
  return end - zoneOffset(timeZone, end)
}
