import { useQuery } from '@tanstack/react-query'
import { getCustomer, getTimeline } from '../../api/customer.ts'
import { call } from '../client.ts'
import type { TimelineItem } from '../journey/story.ts'

/** Most encounters that are read of one customer. */
const MOST = 1000
const PAGE = 200

/** A customer and the newest of its encounters, by any of its identifiers. */
export function useCustomer(customer: string) {
  const known = useQuery({
    queryKey: ['customer', customer],
    queryFn: ({ signal }) => call(getCustomer, { params: { customer }, signal }),
  })
  const timeline = useQuery({
    queryKey: ['customer', customer, 'timeline'],
    queryFn: ({ signal }) => readTimeline(customer, signal),
  })
  return { known, timeline }
}

async function readTimeline(customer: string, signal: AbortSignal): Promise<{ items: TimelineItem[]; isCapped: boolean }> {
  const items: TimelineItem[] = []
  let cursor: string | undefined
  do {
    // Each page is known only by the cursor of the one before.
    // eslint-disable-next-line no-await-in-loop
    const page = await call(getTimeline, { params: { customer }, query: { limit: PAGE, cursor }, signal })
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined && items.length < MOST)
  return { items, isCapped: cursor !== undefined }
}
