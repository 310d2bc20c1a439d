import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { getCaseCounts } from '../../api/case.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'
import { LiveMark } from '../friction/LiveMark.tsx'
import { useWords } from '../i18n/useWords.ts'
import { CaseFilters } from './CaseFilters.tsx'
import { CaseRows } from './CaseRows.tsx'
import { isBehindFigure, WHOSE, type CaseList, type Whose } from './listAddress.ts'
import { tellCause } from './tellCause.ts'
import './caseList.css'

/** Cases: mine, in the inboxes of my teams, offered to me, where I help, and all; what is due first stands first. */
export function CasesPage() {
  const { say } = useWords()
  const list = useSearch({ from: '/cases' })
  const navigate = useNavigate()
  const { data: session } = useSession()
  const me = session?.me ?? null
  const shown = me === null ? 'all' : (list.whose ?? (isBehindFigure(list) ? 'all' : 'mine'))
  const counts = useQuery({ queryKey: ['cases', 'counts'], queryFn: ({ signal }) => call(getCaseCounts, { signal }) })
  useEffect(() => {
    document.title = say('title.cases')
    return () => {
      document.title = 'Polku'
    }
  }, [say])
  const change = (next: Partial<Record<keyof CaseList, CaseList[keyof CaseList] | undefined>>) =>
    void navigate({ to: '/cases', search: { ...list, ...next } as CaseList, replace: true, resetScroll: false })
  const countOf: Record<Whose, number | undefined> = {
    mine: counts.data?.mine,
    inbox: counts.data?.inbox,
    offered: counts.data?.offered,
    helping: counts.data?.helping,
    all: counts.data?.live,
  }
  return (
    <div className="cases">
      <header className="cases-head">
        <h1>{say('cases.title')}</h1>
        <LiveMark />
        {counts.data && (
          <p className="faint">
            {say('cases.counts', { live: counts.data.live, uncaught: counts.data.uncaught, overdue: counts.data.overdue })}
          </p>
        )}
        <Link to="/cases/figures" search={list.journey === undefined ? {} : { journey: list.journey }}>
          {say('cases.figures')}
        </Link>
      </header>
      {me !== null && (
        <nav className="cases-tabs" aria-label={say('cases.whose')}>
          {WHOSE.map((whose) => (
            <Link
              key={whose}
              to="/cases"
              search={{ ...list, whose }}
              aria-current={whose === shown ? 'page' : undefined}
              activeProps={{}}
              resetScroll={false}
            >
              {say(`cases.whose.${whose}`)} {countOf[whose] !== undefined && <span className="cases-count">{countOf[whose]}</span>}
            </Link>
          ))}
        </nav>
      )}
      <Behind list={list} />
      <CaseFilters list={list} change={change} />
      <CaseRows list={list} shown={shown} me={me} />
    </div>
  )
}

/** Tells which figure the list is behind. */
function Behind({ list }: { list: CaseList }) {
  const words = useWords()
  const { say, formats, team } = words
  if (!isBehindFigure(list)) return null
  const { figure, cause, handedFrom, handedTo, since, until } = list
  const teamOf = (key: string) => (key === '' ? say('case.noTeam') : team(key))
  const isHanded = handedFrom !== undefined || handedTo !== undefined
  const what = [
    figure === 'counted' ? say('caseFigures.cases') : figure && say(`caseFigures.figure.${figure}`),
    cause && tellCause(cause, words),
    isHanded && [handedFrom, handedTo].map((key) => (key === undefined ? '' : teamOf(key))).join(' → '),
    since !== undefined && until !== undefined && `${formats.plainDate(Date.parse(since))}–${formats.plainDate(Date.parse(until))}`,
  ].filter(Boolean)
  return (
    <p>
      {say('cases.behind', { what: what.join(' · ') })}{' '}
      <Link to="/cases" search={{}}>
        {say('cases.clear')}
      </Link>
    </p>
  )
}
