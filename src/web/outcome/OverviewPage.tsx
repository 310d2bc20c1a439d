import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getOverview } from '../../api/overview.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { Failed } from '../shell/Failed.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { MyCases } from './MyCases.tsx'
import { prepareOverview, type Figure } from './prepareOverview.ts'

const DAYS = 28
/** How often it is counted anew here, in ms. */
const LOOK_AGAIN = 60_000

/** What needs me now, and how things go beside the four weeks before. */
export function OverviewPage() {
  const words = useWords()
  const { say, formats } = words
  useTitle(say('overview.title'))
  const me = useSession().data?.me
  const organisation = useOrganisation().data
  const overview = useQuery({
    queryKey: ['overview', DAYS],
    queryFn: ({ signal }) => call(getOverview, { query: { days: DAYS }, signal }),
    refetchInterval: LOOK_AGAIN,
  })
  if (overview.isError && !overview.data) return <Failed error={overview.error} retry={() => void overview.refetch()} />
  const view = overview.data && prepareOverview(overview.data, words)
  return (
    <div className="overview">
      <header>
        <h1>{say('overview.title')}</h1>
        {view && (
          <p className="faint">
            {say('overview.period', { from: formats.plainDate(Date.parse(view.since)), to: formats.plainDate(Date.parse(view.until)) })}
          </p>
        )}
      </header>
      {me && me.role !== 'viewer' && <MyCases />}
      {!view && (
        <p role="status">
          <Loader type="dots" aria-hidden="true" /> {say('overview.loading')}
        </p>
      )}
      {view && (
        <>
          <section aria-labelledby="overview-paths">
            <h2 id="overview-paths">{say('overview.paths')}</h2>
            <ul className="overview-figures">
              {view.paths.map((figure) => (
                <PathFigure key={figure.name} figure={figure} since={view.since} until={view.until} />
              ))}
            </ul>
          </section>
          <section aria-labelledby="overview-promises">
            <h2 id="overview-promises">{say('overview.promises')}</h2>
            {view.promises.length === 0 ? (
              <p>{say('overview.noPromises')}</p>
            ) : (
              <div className="rows-wide">
                <table className="rows">
                  <thead>
                    <tr>
                      <th scope="col">{say('overview.promise')}</th>
                      <th scope="col" className="number">
                        {say('overview.kept')}
                      </th>
                      <th scope="col">{say('overview.trend')}</th>
                      <th scope="col" className="number">
                        {say('overview.due')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {view.promises.map(({ what, name, kept, trend, due, broken }) => (
                      <tr key={what}>
                        <th scope="row" className="overview-promise">
                          {broken === 0 ? (
                            name
                          ) : what === 'begun-digitally' ? (
                            <Link to="/paths" search={{ what: 'left-digital', since: view.since, until: view.until }}>
                              {name}
                            </Link>
                          ) : (
                            <Link to="/frictions" search={{ kind: 'broken-promise', promise: what, since: view.since, until: view.until }}>
                              {name}
                            </Link>
                          )}
                        </th>
                        <td className="number">{kept}</td>
                        <td>{trend}</td>
                        <td className="number">{due}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </section>
          <section aria-labelledby="overview-growing">
            <h2 id="overview-growing">{say('overview.growing')}</h2>
            <p className="faint">{say('overview.growingHint')}</p>
            {view.growing.length === 0 ? (
              <p>{say('overview.noGrowth')}</p>
            ) : (
              <ul className="overview-growing">
                {view.growing.map(({ journey, kind, title, told, since }) => (
                  <li key={`${journey} ${kind}`}>
                    <Link to="/frictions" search={{ kind, journey, since, until: view.until }}>
                      {title}
                    </Link>
                    <span className="faint">{told}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </>
      )}
      {organisation?.opensWith && (
        <p>
          <Link to="/customers/$customer" params={{ customer: organisation.opensWith }}>
            {say('overview.story')}
          </Link>
        </p>
      )}
    </div>
  )
}

function PathFigure({ figure, since, until }: { figure: Figure; since: string; until: string }) {
  const { name, title, number, told } = figure
  const content = (
    <>
      <span>{title}</span>
      <strong>{number}</strong>
      <span className="faint">{told}</span>
    </>
  )
  return (
    <li>
      {name === 'abandoned' ? (
        <Link to="/frictions" search={{ kind: 'abandonment', since, until }}>
          {content}
        </Link>
      ) : (
        <Link to="/paths" search={{ what: name, since, until }}>
          {content}
        </Link>
      )}
    </li>
  )
}
