import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState, type KeyboardEvent } from 'react'
import { getCases } from '../../api/case.ts'
import { MOST_TOGETHER } from '../../api/caseTogether.ts'
import { catchCase } from '../../api/caseWork.ts'
import type { Me } from '../../api/session.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { useNow } from '../shell/useNow.ts'
import { chooseAll, extend, NONE, toggle, type Chosen } from '../shell/table/chosen.ts'
import { CaseBulk } from './CaseBulk.tsx'
import { CaseFile } from './CaseFile.tsx'
import { CaseRow } from './CaseRow.tsx'
import { everyCase } from './everyCase.ts'
import { askedCases, type CaseList, type Whose } from './listAddress.ts'
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
  const [chosen, setChosen] = useState<Chosen>(NONE)
  const [isCut, setCut] = useState(false)
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
  const order = items.map(({ id }) => id)
  const choose = (id: string, isStretch: boolean) => {
    setCut(false)
    setChosen(isStretch ? extend(chosen, order, id) : toggle(chosen, id))
  }
  const chooseMatching = () =>
    void work.attempt(async () => {
      const found = await everyCase(askedCases(list, shown), MOST_TOGETHER)
      setChosen(
        chooseAll(
          NONE,
          found.items.map(({ id }) => id),
        ),
      )
      setCut(found.hasMore)
    })
  const press = (event: KeyboardEvent) => {
    const links = [...(rows.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const row = (event.target as HTMLElement).closest('li')
    const at = links.findIndex((link) => row?.contains(link))
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
    const each = items[at]
    if (event.key === ' ' && mayCatch && each) {
      event.preventDefault()
      choose(each.id, event.shiftKey)
    }
    if (to !== undefined) {
      event.preventDefault()
      links[to]?.focus()
      const reached = items[to]
      if (event.shiftKey && mayCatch && each && reached) {
        setChosen(extend(chosen.from === null ? toggle(NONE, each.id) : chosen, order, reached.id))
      }
    }
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
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
          <p className="faint cases-keys">
            {say(mayCatch ? 'cases.keysCatch' : 'cases.keys')} {mayCatch && say('bulk.keys')}
          </p>
          <div className="cases-tools">
            {mayCatch && (
              <button type="button" className="text-link" disabled={work.isBusy} onClick={chooseMatching}>
                {say('bulk.all')}
              </button>
            )}
            <CaseFile asked={askedCases(list, shown)} />
          </div>
          {mayCatch && chosen.keys.size > 0 && (
            <CaseBulk ids={[...chosen.keys]} shown={items} isCut={isCut} clear={() => setChosen(NONE)} />
          )}
          <ol className="case-rows" ref={rows}>
            {items.map((each) => (
              <CaseRow
                key={each.id}
                each={each}
                now={now}
                mine={me?.id ?? null}
                isChosen={mayCatch ? chosen.keys.has(each.id) : null}
                choose={choose}
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
