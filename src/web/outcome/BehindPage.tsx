import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { useTitle } from '../shell/useTitle.ts'

interface Page<Item> {
  items: Item[]
  next: string | null
}

/** Reads what is behind a number, page by page. */
export function useBehind<Item>(asked: readonly unknown[], ask: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>) {
  const list = useInfiniteQuery({
    queryKey: ['behind', ...asked],
    queryFn: ({ signal, pageParam }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  return { list, items: list.data?.pages.flatMap((page) => page.items) }
}

/** What is behind a number of the overview: a list that goes on, each item with its way to the customer's page. */
export function BehindPage({
  title,
  told,
  list,
  count,
  children,
}: {
  title: string
  told: string
  list: Behind
  /** How many are shown; undefined while none was read. */
  count: number | undefined
  children: ReactNode
}) {
  const { say } = useWords()
  useTitle(title)
  if (list.isError && count === undefined) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <div className="overview">
      <header>
        <p className="faint">
          <Link to="/overview">{say('places.overview')}</Link>
        </p>
        <h1>{title}</h1>
        <p className="faint">{told}</p>
      </header>
      {count === undefined && <p role="status">{say('overview.loading')}</p>}
      {count === 0 && <p>{say('behind.none')}</p>}
      {count !== undefined && count > 0 && children}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('behind.more')}
        </Button>
      )}
    </div>
  )
}

type Behind = Pick<
  ReturnType<typeof useBehind>['list'],
  'isError' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'
>
