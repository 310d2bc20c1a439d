import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState, type KeyboardEvent } from 'react'
import { getCases, type CaseJson } from '../../api/case.ts'
import { catchCase } from '../../api/caseWork.ts'
import type { Me } from '../../api/session.ts'
import { call } from '../client.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { Severity } from '../friction/Severity.tsx'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { useNow } from '../shell/useNow.ts'
import { askedCases, type CaseList, type Whose } from './listAddress.ts'
import { NextLine } from './NextLine.tsx'
import { nextStep } from './nextStep.ts'
import { useWork } from './useWork.ts'

/** Catches the case that has the keyboard's focus. */
const CATCH_KEY = 'o'

/** The cases asked for, what is due first; arrows move between them, Enter opens one, O catches it. */
export function CaseRows({ list, shown, me }: { list: CaseList; shown: Whose; me: Me | null }) {
  const { say } = useWords()
  const now = useNow()
  const rows = useRef<HTMLOListElement>(null)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['cases', 'list', shown, list],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => call(getCases, { query: { ...askedCases(list, shown), cursor: pageParam }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const work = useWork()
  const [caught, setCaught] = useState<string | null>(null)
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) {
    return (
      <p className="faint" role="status">
        {say('cases.loading')}
      </p>
    )
  }
  const items = data.pages.flatMap((page) => page.items)
  const mayCatch = me !== null && me.role !== 'viewer'
  const take = (id: string) =>
    void work.attempt(async () => {
      await call(catchCase, { params: { id }, body: {} })
      setCaught(id)
    })
  const press = (event: KeyboardEvent) => {
    const links = [...(rows.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const row = (event.target as HTMLElement).closest('li')
    const at = links.findIndex((link) => row?.contains(link))
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      links[to]?.focus()
    }
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    const each = items[at]
    if (isPlain && event.key.toLowerCase() === CATCH_KEY && each?.state === 'open' && mayCatch) take(each.id)
  }
  return (
    <section aria-label={say(`cases.whose.${shown}`)} className="cases-all">
      <p role="alert" className="entry-wrong">
        {work.wrong}
      </p>
      <p role="status" className="entry-done">
        {caught !== null && (
          <>
            {say('cases.caught', { id: caught })}{' '}
            <Link to="/cases/$id" params={{ id: caught }}>
              {say('cases.openCaught')}
            </Link>
          </>
        )}
      </p>
      {items.length === 0 ? (
        <Empty list={list} shown={shown} />
      ) : (
        <>
          <p className="faint cases-keys">{say(mayCatch ? 'cases.keysCatch' : 'cases.keys')}</p>
          <ol className="case-rows" ref={rows}>
            {items.map((each) => (
              <CaseRow
                key={each.id}
                each={each}
                now={now}
                mine={me?.id ?? null}
                take={mayCatch ? take : null}
                isBusy={work.isBusy}
                press={press}
              />
            ))}
          </ol>
        </>
      )}
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {say('cases.more')}
        </Button>
      )}
    </section>
  )
}

interface RowProps {
  each: CaseJson
  now: number
  mine: number | null
  take: ((id: string) => void) | null
  isBusy: boolean
  press: (event: KeyboardEvent) => void
}

function CaseRow({ each, now, mine, take, isBusy, press }: RowProps) {
  const { say, path, kind } = useWords()
  const kinds = [...new Set(each.frictions.map((friction) => friction.kind))]
  return (
    <li className="case-row" data-late={nextStep(each, now).isLate}>
      <div className="case-row-who">
        <Link to="/cases/$id" params={{ id: each.id }} data-row onKeyDown={press} className="case-row-link">
          {each.displayName ?? each.customer}
        </Link>
        <span className="faint">
          {each.id} · {path(each)}
        </span>
      </div>
      <div className="case-row-what">
        <Severity level={each.severity} />
        <span className="case-row-kinds">
          {kinds.map((each) => (
            <span key={each}>
              <Diamond size={12} /> {kind(each)}
            </span>
          ))}
        </span>
      </div>
      <div className="case-row-whose">
        <Whose each={each} mine={mine} />
        {each.reopened > 0 && <span className="case-mark">{say('case.reopenedMark', { count: each.reopened })}</span>}
      </div>
      <NextLine each={each} now={now} />
      <div className="case-row-act">
        {each.state === 'open' && take !== null && (
          <Button size="compact-md" disabled={isBusy} onClick={() => take(each.id)} aria-keyshortcuts="O">
            {say('case.catch')}
            <span className="hidden">{each.id}</span>
            <kbd aria-hidden="true">O</kbd>
          </Button>
        )}
      </div>
    </li>
  )
}

function Whose({ each: { owner, team: key, offer }, mine }: { each: CaseJson; mine: number | null }) {
  const { say, team } = useWords()
  const ownTeam = key === null ? say('case.noTeam') : team(key)
  if (owner === null) return <span>{say('cases.inbox', { team: ownTeam })}</span>
  return (
    <>
      <span>
        <strong>{owner.id === mine ? say('cases.you') : owner.name}</strong> <span className="faint">{ownTeam}</span>
      </span>
      {offer && (
        <span className="faint">{say(offer.to.id === mine ? 'cases.offeredYou' : 'cases.offeredTo', { name: offer.to.name })}</span>
      )}
    </>
  )
}

/** Says what belongs here, and the one next thing to do. */
function Empty({ list, shown }: { list: CaseList; shown: Whose }) {
  const { say } = useWords()
  const isFiltered = Object.keys(list).some((name) => name !== 'whose')
  const next: Whose | null = isFiltered ? null : shown === 'mine' ? 'inbox' : shown === 'all' ? null : 'all'
  return (
    <div className="cases-empty">
      <p>{say(isFiltered ? 'cases.empty.filtered' : `cases.empty.${shown}`)}</p>
      {isFiltered && (
        <Link to="/cases" search={list.whose === undefined ? {} : { whose: list.whose }}>
          {say('cases.clear')}
        </Link>
      )}
      {next !== null && (
        <Link to="/cases" search={{ whose: next }}>
          {say(`cases.see.${next as 'inbox' | 'all'}`)}
        </Link>
      )}
    </div>
  )
}
