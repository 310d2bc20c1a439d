import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { getJourneys } from '../../api/journey.ts'
import { PATH_STATES } from '../../domain/journey/columns.ts'
import { call } from '../client.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { openAmounts } from './analysis/amounts.ts'
import type { Journey } from './analysis/looked.ts'
import { NewJourney } from './editor/NewJourney.tsx'
import './analysis/analysis.css'

/** Every journey: how many paths, in which state, how many done, how much friction. */
export function JourneysPage() {
  const { say } = useWords()
  const journeys = useQuery({ queryKey: ['journeys'], queryFn: ({ signal }) => call(getJourneys, { signal }) })
  useEffect(() => {
    document.title = say('title.journeys')
    return () => {
      document.title = 'Polku'
    }
  }, [say])
  if (journeys.error && !journeys.data) return <Failed error={journeys.error} retry={() => void journeys.refetch()} />
  const items = journeys.data?.items.toSorted((a, b) => b.paths - a.paths)
  return (
    <div className="journeys">
      <header>
        <h1>{say('journeys.title')}</h1>
        <p className="faint">{say('journeys.hint')}</p>
        <p>
          <Link to="/touchpoints">{say('touchpoint.all')}</Link>
        </p>
      </header>
      {items === undefined && (
        <p className="faint" role="status">
          {say('chart.loading')}
        </p>
      )}
      {items?.length === 0 && (
        <div className="chart-empty">
          <p>{say('journeys.empty')}</p>
          <Link to="/">{say('journeys.emptyNext')}</Link>
        </div>
      )}
      {items !== undefined && items.length > 0 && (
        <>
          <ul className="journey-list">
            {items.map((journey) => (
              <JourneyRow key={journey.key} journey={journey} />
            ))}
          </ul>
          <StatesLegend />
        </>
      )}
      {items !== undefined && <NewJourney taken={items.map(({ key }) => key)} />}
    </div>
  )
}

function JourneyRow({ journey }: { journey: Journey }) {
  const words = useWords()
  const { say } = words
  const amounts = openAmounts(words)
  const { key, paths, states, frictions, version } = journey
  return (
    <li className="journey-row">
      <h2>
        <Link to="/journeys/$journey" params={{ journey: key }}>
          {words.journey(key)}
        </Link>
      </h2>
      <p className="journey-paths">
        <strong>{say('amount.paths', { count: paths })}</strong>
      </p>
      <StatesBar journey={journey} />
      <p className="journey-facts">
        <span>
          {paths === 0 ? say('journeys.noPaths') : say('journeys.completed', { share: amounts.shareOf(states.completed, paths) })}
        </span>
        <span>
          {frictions > 0 && <Diamond size={12} />} {say('journeys.frictions', { count: frictions })}
        </span>
        <span className="faint">{version === null ? say('journeys.notDefined') : say('journeys.version', { version })}</span>
      </p>
    </li>
  )
}

/** The states of a journey's paths as one bar, told in words as well. */
function StatesBar({ journey: { paths, states } }: { journey: Journey }) {
  const { say, formats } = useWords()
  const told = PATH_STATES.filter((state) => states[state] > 0).map((state) => `${say(`state.${state}`)} ${formats.number(states[state])}`)
  return (
    <div className="journey-states">
      <div className="states-bar" aria-hidden="true">
        {PATH_STATES.toReversed().map((state) => (
          <span
            key={state}
            className={`states-part states-${state}`}
            style={{ flexGrow: states[state], display: states[state] === 0 ? 'none' : undefined }}
          />
        ))}
        {paths === 0 && <span className="states-part" style={{ flexGrow: 1 }} />}
      </div>
      <p className="faint">{told.join(' · ')}</p>
    </div>
  )
}

function StatesLegend() {
  const { say } = useWords()
  return (
    <ul className="legend" aria-label={say('legend.label')}>
      {PATH_STATES.toReversed().map((state) => (
        <li key={state}>
          <span className={`states-sample states-${state}`} aria-hidden="true" />
          {say(`state.${state}`)}
        </li>
      ))}
    </ul>
  )
}
