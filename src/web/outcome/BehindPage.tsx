import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'

interface Page<Item> {
  items: Item[]
  next: string | null
}

/** What is behind a number of the overview: a list that goes on, each item with its way to the customer's page. */
export function BehindPage<Item>(given: {
  title: string
  told: string
  asked: readonly unknown[]
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>
  row: (item: Item) => { key: string; content: ReactNode }
}) {
  const { say } = useWords()
  const { title, told, asked, ask, row } = given
  const list = useInfiniteQuery({
    queryKey: ['behind', ...asked],
    queryFn: ({ signal, pageParam }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (list.isError && !list.data) return <Failed error={list.error} retry={() => void list.refetch()} />
  const rows = list.data?.pages.flatMap((page) => page.items).map(row)
  return (
    <div className="overview">
      <header>
        <p className="faint">
          <Link to="/">{say('places.overview')}</Link>
        </p>
        <h1>{title}</h1>
        <p className="faint">{told}</p>
      </header>
      {rows === undefined && <p role="status">{say('overview.loading')}</p>}
      {rows?.length === 0 && <p>{say('behind.none')}</p>}
      <ol className="overview-behind">
        {rows?.map(({ key, content }) => (
          <li key={key}>{content}</li>
        ))}
      </ol>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('behind.more')}
        </Button>
      )}
    </div>
  )
}
