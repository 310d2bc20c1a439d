import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { getFrictions, type listedFriction } from '../../api/friction.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useNow } from '../shell/useNow.ts'
import { frictionAddress } from './address.ts'
import { Diamond } from './Diamond.tsx'
import { LiveMark } from './LiveMark.tsx'
import { Severity } from './Severity.tsx'

type Listed = z.output<typeof listedFriction>

const SHOWN = 20

function keyOf(friction: Listed): string {
  return `${friction.customer} ${frictionAddress(friction)}`
}

/** The newest frictions of all customers, as they are found. */
export function NewestFrictions() {
  const { say } = useWords()
  const now = useNow()
  const { data, isError, refetch } = useQuery({
    queryKey: ['frictions', 'newest'],
    queryFn: ({ signal }) => call(getFrictions, { query: { limit: SHOWN }, signal }),
  })
  const added = useAdded(data?.items)
  return (
    <>
      <header className="newest-head">
        <h2 id="newest">{say('newest.title')}</h2>
        <LiveMark />
      </header>
      <span className="hidden" role="status">
        {added.size > 0 ? say('newest.added', { count: added.size }) : ''}
      </span>
      {isError && (
        <p className="newest-note">
          {say('newest.failed')}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => void refetch()}>
            {say('error.retry')}
          </Button>
        </p>
      )}
      {data?.items.length === 0 && <p className="newest-note">{say('newest.empty')}</p>}
      <ol className="newest-list">
        {data?.items.map((friction) => (
          <NewestFriction key={keyOf(friction)} friction={friction} isAdded={added.has(keyOf(friction))} now={now} />
        ))}
      </ol>
    </>
  )
}

function NewestFriction({ friction, isAdded, now }: { friction: Listed; isAdded: boolean; now: number }) {
  const { kind, path, formats, say } = useWords()
  const at = Date.parse(friction.occurredAt)
  return (
    <li className={isAdded ? 'newest-added' : undefined}>
      <Link
        to="/customers/$customer"
        params={{ customer: friction.customer }}
        hash={`friction=${frictionAddress(friction)}`}
        className="newest-item"
      >
        <Diamond />
        <span className="newest-words">
          <strong>
            {kind(friction.kind)}
            {isAdded && <em className="newest-new"> {say('newest.new')}</em>}
          </strong>
          <span>{friction.displayName ?? friction.customer}</span>
          <span className="faint">{path(friction)}</span>
          <span className="faint">
            <time dateTime={friction.occurredAt}>
              {formats.ago(at, now)} · {formats.shortMoment(at)}
            </time>
          </span>
          <Severity level={friction.severity} />
        </span>
      </Link>
    </li>
  )
}

/** The frictions that were not yet there when the list was first seen. */
function useAdded(items: readonly Listed[] | undefined): ReadonlySet<string> {
  const seen = useRef<Set<string> | null>(null)
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!items) return
    const keys = items.map(keyOf)
    const fresh = keys.filter((key) => seen.current !== null && !seen.current.has(key))
    seen.current = new Set([...(seen.current ?? []), ...keys])
    if (fresh.length > 0) setAdded(new Set(fresh))
  }, [items])
  return added
}
