import { useInfiniteQuery } from '@tanstack/react-query'
import { getResponses } from '../../api/response.ts'
import { call } from '../client.ts'
import { useNow } from '../shell/useNow.ts'
import { askedResponses, type AnswersAddress } from './address.ts'

/** The responses an address asks for, page after page; the list before stays until the next is there. */
export function useResponses(address: AnswersAddress) {
  const asked = askedResponses(address, useNow())
  const list = useInfiniteQuery({
    queryKey: ['responses', asked],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => call(getResponses, { query: { ...asked, cursor: pageParam }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
  return { list, items: list.data?.pages.flatMap((page) => page.items) }
}
