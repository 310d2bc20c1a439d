import { useQuery } from '@tanstack/react-query'
import { getBrief } from '../../api/brief.ts'
import { getCustomer, getTimeline } from '../../api/customer.ts'
import { call } from '../client.ts'
import type { TimelineItem } from '../journey/story.ts'

/** Most encounters that are read of one customer. */
const MOST = 1000
const PAGE = 200

/** A customer, its brief and the newest of its encounters, by any of its identifiers. */
export function useCustomer(customer: string) {
  const known = useQuery({
    queryKey: ['customer', customer],
    queryFn: ({ signal }) => call(getCustomer, { params: { customer }, signal }),
  })
  const brief = useQuery({
    queryKey: ['customer', customer, 'brief'],
    queryFn: ({ signal }) => call(getBrief, { params: { customer }, signal }),
  })
  const timeline = useQuery({
    queryKey: ['customer', customer, 'timeline'],
    queryFn: ({ signal }) => readTimeline(customer, signal),
  })
  return { known, brief, timeline }
}

interface Timeline {
  items: TimelineItem[]
  /** Whether there are more than were read. */
  isCapped: boolean
}

/** Reads page after page: each is known only by the cursor of the one before. */
async function readTimeline(customer: string, signal: AbortSignal, before: TimelineItem[] = [], cursor?: string): Promise<Timeline> {
  const page = await call(getTimeline, { params: { customer }, query: { limit: PAGE, cursor }, signal })
  const items = [...before, ...page.items]
  if (page.next === null || items.length >= MOST) return { items, isCapped: page.next !== null }
  return readTimeline(customer, signal, items, page.next)
}
