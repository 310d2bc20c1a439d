import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { getCaseFigures, getCaseHandovers } from '../../api/caseFigures.ts'
import { getJourneys } from '../../api/journey.ts'
import { call } from '../client.ts'
import { useTeams } from '../employee/useTeams.ts'
import { useWords } from '../i18n/useWords.ts'
import { Downloads } from '../journey/Downloads.tsx'
import { Failed } from '../shell/Failed.tsx'
import { CauseTable, FeelingTable, HandoverTable, ShareTable, TimeTable } from './FigureTables.tsx'
import { figureRows } from './figureRows.ts'
import { PERIODS, type FiguresAsked } from './figuresAddress.ts'
import './caseList.css'

const DAY = 86_400_000

/** How cases went in a time beside the time before; every number opens the cases behind it. */
export function CaseFiguresPage() {
  const words = useWords()
  const { say, formats, journey: nameJourney, team: nameTeam } = words
  const asked = useSearch({ from: '/cases/figures' })
  const navigate = useNavigate()
  const [now] = useState(() => Math.ceil(Date.now() / 60_000) * 60_000)
  const days = asked.days ?? 90
  const at = (before: number) => new Date(now - before * DAY).toISOString()
  const [since, until] = [at(days), at(0)]
  const where = { ...(asked.journey && { journey: asked.journey }), ...(asked.team && { team: asked.team }) }
  const figures = (from: string, to: string) => ({
    queryKey: ['cases', 'figures', from, to, where],
    queryFn: ({ signal }: { signal: AbortSignal }) => call(getCaseFigures, { query: { since: from, until: to, ...where }, signal }),
  })
  const current = useQuery(figures(since, until))
  const before = useQuery(figures(at(2 * days), since))
  const handovers = useQuery({
    queryKey: ['cases', 'handovers', since, until, where],
    queryFn: ({ signal }) => call(getCaseHandovers, { query: { since, until, ...where }, signal }),
  })
  const journeys = useQuery({ queryKey: ['journeys'], queryFn: ({ signal }) => call(getJourneys, { signal }) })
  const teams = useTeams()
  useEffect(() => {
    document.title = say('title.caseFigures')
    return () => {
      document.title = 'Polku'
    }
  }, [say])
  const change = (next: FiguresAsked) => void navigate({ to: '/cases/figures', search: { ...asked, ...next }, replace: true })
  const failed = [current, before, handovers].find((query) => query.isError && !query.data)
  if (failed) return <Failed error={failed.error!} retry={() => void failed.refetch()} />
  const data =
    current.data && before.data && handovers.data
      ? { now: current.data, before: before.data, pairs: handovers.data.pairs, place: { since, until, ...where } }
      : null
  const title = say('caseFigures.title')
  return (
    <div className="case-figures">
      <header className="cases-head">
        <p>
          <Link to="/cases">{say('caseFigures.back')}</Link>
        </p>
        <h1>{title}</h1>
        {data && <Downloads rows={() => figureRows(data, words)} picture={null} name={title} />}
      </header>
      <search className="cases-filters" aria-label={say('cases.filters')}>
        <Choice label={say('caseFigures.period')} value={String(days)} change={(next) => change({ days: Number(next) as 30 })}>
          {PERIODS.map((each) => (
            <option key={each} value={each}>
              {say('caseFigures.days', { days: each })}
            </option>
          ))}
        </Choice>
        <Choice label={say('cases.journey')} value={asked.journey ?? ''} change={(next) => change({ journey: next })}>
          <option value="">{say('cases.any')}</option>
          {journeys.data?.items.map(({ key }) => (
            <option key={key} value={key}>
              {nameJourney(key)}
            </option>
          ))}
        </Choice>
        <Choice label={say('caseFigures.team')} value={asked.team ?? ''} change={(next) => change({ team: next })}>
          <option value="">{say('cases.any')}</option>
          {teams.data?.teams.map(({ key }) => (
            <option key={key} value={key}>
              {nameTeam(key)}
            </option>
          ))}
        </Choice>
      </search>
      <p className="faint">
        {say('caseFigures.span', { from: formats.plainDate(Date.parse(since)), to: formats.plainDate(Date.parse(until)), days })}
      </p>
      {!data && <p role="status">{say('cases.loading')}</p>}
      {data && data.now.cases === 0 && <p>{say('caseFigures.none')}</p>}
      {data && data.now.cases > 0 && (
        <>
          <TimeTable {...data} />
          <ShareTable {...data} />
          <FeelingTable {...data} />
          <HandoverTable {...data} />
          <CauseTable {...data} />
        </>
      )}
    </div>
  )
}

function Choice({ label, value, change, children }: { label: string; value: string; change: (next: string) => void; children: ReactNode }) {
  const id = useId()
  return (
    <div className="cases-filter">
      <label className="faint" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="choice" value={value} onChange={(event) => change(event.currentTarget.value)}>
        {children}
      </select>
    </div>
  )
}
