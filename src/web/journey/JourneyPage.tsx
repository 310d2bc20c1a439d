import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { getJourney } from '../../api/journey.ts'
import { RELATIONSHIP } from '../../domain/journey/definition.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { startOfLocalDay } from '../../domain/kernel/zone.ts'
import { call, Refusal } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { Failed } from '../shell/Failed.tsx'
import { comparedStretch, filtersOf, readAddress, stretchOf, VIEWS, type Address, type View } from './analysis/address.ts'
import { FilterBar } from './analysis/FilterBar.tsx'
import { JourneyTotals } from './analysis/JourneyTotals.tsx'
import { openStageNames, type Journey, type Looked } from './analysis/looked.ts'
import { PathsBehind } from './analysis/PathsBehind.tsx'
import { VIEW_OF } from './analysis/views.ts'
import './analysis/analysis.css'

/** One journey: how its paths went, in one of several views, through filters that the address keeps. */
export function JourneyPage() {
  const { journey: key, view: given } = useParams({ strict: false })
  const { say } = useWords()
  const journey = useQuery({
    queryKey: ['journey', key],
    queryFn: ({ signal }) => call(getJourney, { params: { key: key ?? '' }, signal }),
  })
  if (journey.error instanceof Refusal && journey.error.status === 404) {
    return (
      <section className="message">
        <h1>{say('journey.missing', { key: key ?? '' })}</h1>
        <Link to="/journeys">{say('journey.all')}</Link>
      </section>
    )
  }
  if (journey.error && !journey.data) return <Failed error={journey.error} retry={() => void journey.refetch()} />
  if (!journey.data) {
    return (
      <section className="message" role="status">
        <p>{say('chart.loading')}</p>
      </section>
    )
  }
  const view = VIEWS.find((each) => each === given) ?? 'flow'
  return <Analysis key={journey.data.key} journey={journey.data} view={view} />
}

function Analysis({ journey, view }: { journey: Journey; view: View }) {
  const words = useWords()
  const { say } = words
  const navigate = useNavigate()
  const timeZone = useOrganisation().data?.timeZone ?? 'Europe/Helsinki'
  const search = useSearch({ strict: false })
  const address = useMemo(() => readAddress(search), [search])
  const title = words.journey(journey.key)
  useEffect(() => {
    document.title = say('title.journey', { name: title })
    return () => {
      document.title = 'Polku'
    }
  }, [title, say])
  const looked = useMemo((): Looked => {
    const [first, last] = [journey.firstAt, journey.lastAt].map((at) => (at === null ? null : Date.parse(at)))
    const span = typeof first === 'number' && typeof last === 'number' ? { first, last } : null
    const startOfDay = (date: string) => startOfLocalDay(timeZone, Date.parse(`${date}T00:00:00Z`) / DAY)
    const stretch = stretchOf(address, span, startOfDay)
    const before = stretch && comparedStretch(stretch, address.compare)
    const change = (next: Partial<Address>) => {
      const whole = Object.fromEntries(Object.entries({ ...address, ...next }).filter(([, value]) => value !== undefined))
      void navigate({ to: '.', search: whole, replace: true, resetScroll: false })
    }
    return {
      journey,
      address,
      filters: filtersOf(address, stretch),
      compared: before && filtersOf(address, before),
      stretch,
      change,
      open: (behind) => change({ behind }),
      words,
      nameStage: openStageNames(journey, words),
    }
  }, [journey, address, words, timeZone, navigate])
  const ViewOf = VIEW_OF[view]
  const { as: _as, by: _by, show: _show, behind: _behind, ...kept } = address
  return (
    <div className="journey" data-opened={address.behind !== undefined}>
      <header className="journey-head">
        <p className="faint journey-above">
          <Link to="/journeys">{say('journeys.title')}</Link>
          {journey.key !== RELATIONSHIP && (
            <>
              <Link to="/journeys/$journey/edit" params={{ journey: journey.key }}>
                {say('define.edit')}
              </Link>
              <Link to="/journeys/$journey/versions" params={{ journey: journey.key }}>
                {say('define.versions')}
              </Link>
            </>
          )}
        </p>
        <h1>{title}</h1>
        <JourneyTotals looked={looked} />
      </header>
      <nav className="tabs" aria-label={say('journey.views')}>
        {VIEWS.map((each) => (
          <Link
            key={each}
            to="/journeys/$journey/$view"
            params={{ journey: journey.key, view: each }}
            search={kept}
            className="tab"
            aria-current={each === view ? 'page' : undefined}
            resetScroll={false}
          >
            {say(`view.${each}`)}
          </Link>
        ))}
      </nav>
      <FilterBar looked={looked} />
      <ViewOf looked={looked} />
      {address.behind && <PathsBehind key={JSON.stringify(address.behind)} looked={looked} behind={address.behind} />}
    </div>
  )
}
