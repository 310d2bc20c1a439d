import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { getPaths } from '../../../api/path.ts'
import { call, type Asked } from '../../client.ts'
import { useEscape } from '../../friction/EvidencePanel.tsx'
import type { Behind } from './address.ts'
import { openAmounts } from './amounts.ts'
import type { Looked } from './looked.ts'
import { tellBehind } from './tellBehind.ts'

const PAGE = 25

/** The paths behind a mark, latest first, each with its way to the customer's page. */
export function PathsBehind({ looked, behind }: { looked: Looked; behind: Behind }) {
  const { journey, filters, words, change } = looked
  const { say, formats } = words
  const amounts = openAmounts(words)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const query = useMemo(() => ({ journey: journey.key, ...filters, ...behind, limit: PAGE }), [journey.key, filters, behind])
  const paths = useInfiniteQuery({
    queryKey: ['paths', query],
    queryFn: ({ signal, pageParam }) =>
      call(getPaths, { query: { ...query, ...(pageParam !== null && { cursor: pageParam }) }, signal } as Asked<typeof getPaths>),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const title = tellBehind(behind, looked)
  const close = () => {
    change({ behind: undefined })
    document.querySelector<HTMLElement>('[data-key][tabindex="0"]')?.focus({ preventScroll: true })
  }
  useEscape(close)
  const items = paths.data?.pages.flatMap((page) => page.items)
  return (
    <section className="evidence behind" ref={panel} tabIndex={-1} aria-labelledby="behind">
      <header className="evidence-head">
        <h2 id="behind">{say('behind.title')}</h2>
        <Button variant="subtle" size="compact-sm" onClick={close}>
          {say('evidence.close')}
        </Button>
      </header>
      <p className="evidence-kind">{title}</p>
      {paths.error && !items && (
        <p role="alert">
          {say('behind.failed')}{' '}
          <button type="button" className="text-link" onClick={() => void paths.refetch()}>
            {say('error.retry')}
          </button>
        </p>
      )}
      {!paths.error && items === undefined && <p className="faint">{say('chart.loading')}</p>}
      {items?.length === 0 && <p>{say('behind.none')}</p>}
      {items !== undefined && items.length > 0 && (
        <ol className="behind-list">
          {items.map((path) => (
            <li key={`${path.customer} ${path.key}`}>
              <Link to="/customers/$customer" params={{ customer: path.customer }} search={{ path: path.key }} className="behind-path">
                <strong>{path.matter === null ? path.customer : path.matter}</strong>
                <span className="faint">
                  {[
                    ...(path.matter === null ? [] : [path.customer]),
                    say(`state.${path.state}`),
                    `${formats.plainDate(Date.parse(path.firstAt))}–${formats.plainDate(Date.parse(path.lastAt))}`,
                    say('amount.encounters', { count: path.encounters }),
                    amounts.length((Date.parse(path.lastAt) - Date.parse(path.firstAt)) / 1000),
                  ].join(' · ')}
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
      {paths.hasNextPage && (
        <Button variant="default" size="compact-sm" loading={paths.isFetchingNextPage} onClick={() => void paths.fetchNextPage()}>
          {say('behind.more')}
        </Button>
      )}
    </section>
  )
}
