import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getModelCalls } from '../../api/voiceSummary.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'

/** What was sent to a model outside, to the character, the latest first; looked up once it is opened. `latest` changes with every summary. */
export function SentToModel({ latest }: { latest: number }) {
  const { say, formats } = useWords()
  const [isOpen, setOpen] = useState(false)
  const list = useInfiniteQuery({
    queryKey: ['model calls', latest],
    enabled: isOpen,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => call(getModelCalls, { query: { limit: 10, cursor: pageParam }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('summary.sent')}</summary>
      {list.error && <Failed error={list.error} retry={() => void list.refetch()} />}
      {items?.length === 0 && <p className="faint">{say('summary.sentNothing')}</p>}
      {items !== undefined && items.length > 0 && (
        <ol className="summary-calls">
          {items.map(({ id, at, by, host, model, sent, answer, problem, purpose }) => (
            <li key={id}>
              <p>
                <time dateTime={at}>{formats.moment(Date.parse(at))}</time> · {say(`summary.purpose.${purpose}`)} · {host}, {model}
                {by === null ? '' : ` · ${by}`}
              </p>
              {problem !== null && <p>{say('summary.problem', { problem })}</p>}
              <details>
                <summary>{say('summary.asSent')}</summary>
                {/* Scrolled with the keyboard, too. */}
                <pre tabIndex={0} aria-label={say('summary.asSent')}>
                  {sent}
                </pre>
                {answer !== null && (
                  <>
                    <p className="faint">{say('summary.answer')}</p>
                    <pre tabIndex={0} aria-label={say('summary.answer')}>
                      {answer}
                    </pre>
                  </>
                )}
              </details>
            </li>
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <Button variant="default" size="compact-sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('said.more')}
        </Button>
      )}
    </details>
  )
}
