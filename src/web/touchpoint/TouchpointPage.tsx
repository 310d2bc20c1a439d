import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { getTouchpointPage, type TouchpointPageJson } from '../../api/touchpointRegister.ts'
import { useSession } from '../access/useSession.ts'
import { call, Refusal } from '../client.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { LiveMark } from '../friction/LiveMark.tsx'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { DecisionForm } from './DecisionForm.tsx'
import { Decisions } from './Decisions.tsx'
import { Figures } from './Figures.tsx'
import { PERIODS, type RegisterAddress } from './registerAddress.ts'
import { openShares, tellImportance, tellReason } from './tell.ts'
import { useStageNames } from './useStageNames.ts'
import { Verdict } from './Verdict.tsx'
import './touchpoint.css'

/** One touchpoint: where it stands, its figures, what is suggested and why, what was decided and what came of it. */
export function TouchpointPage() {
  const { touchpoint: key } = useParams({ from: '/touchpoints/$touchpoint' })
  const { days }: RegisterAddress = useSearch({ from: '/touchpoints/$touchpoint' })
  const words = useWords()
  const { say, formats } = words
  const { data: session } = useSession()
  const page = useQuery({
    queryKey: ['touchpoints', 'one', key, days],
    queryFn: ({ signal }) => call(getTouchpointPage, { params: { key }, query: { days: days ?? PERIODS[0] }, signal }),
  })
  const name = words.touchpoint(key)
  useEffect(() => {
    document.title = say('title.touchpoint', { name })
    return () => {
      document.title = 'Polku'
    }
  }, [say, name])
  if (page.error && !page.data) {
    if (page.error instanceof Refusal && page.error.status === 404) {
      return (
        <section className="chart-empty">
          <h1>{say('touchpoint.missing', { key })}</h1>
          <Link to="/touchpoints">{say('touchpoint.all')}</Link>
        </section>
      )
    }
    return <Failed error={page.error} retry={() => void page.refetch()} />
  }
  const role = session?.me?.role
  return (
    <article className="touchpoint">
      <header>
        <p>
          <Link to="/touchpoints">{say('touchpoint.all')}</Link>
        </p>
        <div className="customers-head">
          <h1>{name}</h1>
          <LiveMark />
        </div>
        {page.data && <Place page={page.data} />}
      </header>
      {page.data === undefined ? (
        <p className="faint" role="status">
          {say('chart.loading')}
        </p>
      ) : (
        <>
          <p className="faint">
            {say('overview.period', {
              from: formats.plainDate(Date.parse(page.data.since)),
              to: formats.plainDate(Date.parse(page.data.until) - 1),
            })}
          </p>
          <section aria-labelledby="suggestion" className="touchpoint-suggestion">
            <h2 id="suggestion">{say('touchpoint.suggestion')}</h2>
            <p className="touchpoint-verdict">
              <Verdict verdict={page.data.touchpoint.suggestion.verdict} />
            </p>
            <ul className="touchpoint-reasons">
              {page.data.touchpoint.suggestion.reasons.map((reason) => (
                <li key={reason.fact}>{tellReason(reason, words)}</li>
              ))}
            </ul>
          </section>
          <Decisions page={page.data} />
          {(role === 'lead' || role === 'admin') && <DecisionForm touchpoint={page.data.touchpoint} />}
          <Figures page={page.data} />
          <Journeys page={page.data} />
          <Frictions page={page.data} />
        </>
      )}
    </article>
  )
}

function Place({ page: { touchpoint } }: { page: TouchpointPageJson }) {
  const words = useWords()
  const { say, formats } = words
  const nameStage = useStageNames()
  const parts: [string, string][] = [
    [say('touchpoint.key'), touchpoint.key],
    [say('filter.channel'), formats.list(touchpoint.channels.map(words.channel))],
    [say('touchpoint.contact'), say(`touchpoint.contact.${touchpoint.contact ?? 'untold'}`)],
    [say('touchpoint.facing'), say(`touchpoint.facing.${touchpoint.facing ?? 'untold'}`)],
    [say('touchpoint.stage'), formats.list(touchpoint.stages.map(nameStage))],
    [say('touchpoint.team'), touchpoint.team === null ? say('touchpoint.noTeam') : words.team(touchpoint.team)],
    [say('touchpoint.systems'), formats.list(touchpoint.systems)],
  ]
  return (
    <dl className="touchpoint-place">
      {parts.map(([term, told]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{told === '' ? '–' : told}</dd>
        </div>
      ))}
    </dl>
  )
}

function Journeys({ page: { touchpoint, journeys } }: { page: TouchpointPageJson }) {
  const words = useWords()
  const { say, formats } = words
  const shares = openShares(words)
  if (journeys.length === 0) return null
  return (
    <section>
      <h2>{say('touchpoint.byJourney')}</h2>
      <div className="rows-wide" tabIndex={0} role="region" aria-label={say('touchpoint.byJourney')}>
        <table className="rows touchpoint-rows">
          <thead>
            <tr>
              <th scope="col">{say('touchpoint.journey')}</th>
              <th scope="col" className="number">
                {say('amount.pathsHead')}
              </th>
              <th scope="col" className="number">
                {say('touchpoint.with')}
              </th>
              <th scope="col" className="number">
                {say('touchpoint.without')}
              </th>
              <th scope="col">{say('touchpoint.completion')}</th>
              <th scope="col" className="number">
                {say('touchpoint.compared')}
              </th>
            </tr>
          </thead>
          <tbody>
            {journeys.map(({ journey, paths, importance }) => {
              const { compared } = importance
              return (
                <tr key={journey}>
                  <th scope="row">
                    <Link to="/journeys/$journey" params={{ journey }} search={{ touchpoint: touchpoint.key }}>
                      {words.journey(journey)}
                    </Link>
                  </th>
                  <td className="number">{formats.number(paths)}</td>
                  <td className="number">{compared === null ? '–' : shares.share(compared.with)}</td>
                  <td className="number">{compared === null ? '–' : shares.share(compared.without)}</td>
                  <td>{tellImportance(importance, words)}</td>
                  <td className="number">{compared === null ? '–' : formats.number(compared.by + compared.past)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Frictions({ page: { touchpoint, frictions, since, until } }: { page: TouchpointPageJson }) {
  const { say, kind: nameKind, formats } = useWords()
  return (
    <section aria-labelledby="kinds">
      <h2 id="kinds">{say('touchpoint.frictions')}</h2>
      {frictions.length === 0 ? (
        <p className="faint">{say('touchpoint.noFrictions')}</p>
      ) : (
        <ul className="touchpoint-kinds">
          {frictions.map(({ kind, count }) => (
            <li key={kind}>
              <Diamond size={12} />
              <Link to="/frictions" search={{ kind, touchpoint: touchpoint.key, since, until }}>
                {nameKind(kind)}
              </Link>
              <span>{formats.number(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
