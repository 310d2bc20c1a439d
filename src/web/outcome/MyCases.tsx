import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getCaseCounts, getCases } from '../../api/case.ts'
import { NextLine } from '../case/NextLine.tsx'
import { call } from '../client.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { useNow } from '../shell/useNow.ts'

const SHOWN = 5

/** My cases with what is next on each, what is due first; what is offered to me and what waits for my teams. */
export function MyCases() {
  const { say, path, kind } = useWords()
  const now = useNow()
  const counts = useQuery({ queryKey: ['cases', 'counts'], queryFn: ({ signal }) => call(getCaseCounts, { signal }) })
  const mine = useQuery({
    queryKey: ['cases', 'list', 'mine', 'overview'],
    queryFn: ({ signal }) => call(getCases, { query: { whose: 'mine', sort: 'due', limit: SHOWN }, signal }),
  })
  if (mine.isError && !mine.data) return <Failed error={mine.error} retry={() => void mine.refetch()} />
  const others =
    counts.data &&
    (
      [
        ['offered', counts.data.offered],
        ['inbox', counts.data.inbox],
      ] as const
    ).filter(([, count]) => count > 0)
  return (
    <section aria-labelledby="overview-mine">
      <h2 id="overview-mine">{say('overview.mine')}</h2>
      {mine.data?.items.length === 0 && <p>{say('overview.noneMine')}</p>}
      <ol className="overview-mine">
        {mine.data?.items.map((each) => (
          <li key={each.id}>
            <div>
              <Link to="/cases/$id" params={{ id: each.id }}>
                {each.displayName ?? each.customer}
              </Link>
              <span className="faint">
                {each.id} · {path(each)}
              </span>
            </div>
            <span className="overview-kinds">
              {[...new Set(each.frictions.map((friction) => friction.kind))].slice(0, 2).map((one) => (
                <span key={one}>
                  <Diamond size={12} /> {kind(one)}
                </span>
              ))}
            </span>
            <NextLine each={each} now={now} />
          </li>
        ))}
      </ol>
      <p className="overview-others">
        {counts.data !== undefined && counts.data.mine > SHOWN && (
          <Link to="/cases" search={{ whose: 'mine' }}>
            {say('overview.allMine', { count: counts.data.mine })}
          </Link>
        )}
        {others?.map(([whose, count]) => (
          <Link key={whose} to="/cases" search={{ whose }}>
            {say(`overview.${whose}`, { count })}
          </Link>
        ))}
      </p>
    </section>
  )
}
