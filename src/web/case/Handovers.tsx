import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { getCaseHandovers } from '../../api/case.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'

const DAY = 86_400_000
const PERIODS = [30, 90, 365] as const

/** How often cases went from one owner to another, by pair of teams: what the customer sees as bouncing. */
export function Handovers({ journey }: { journey: string | undefined }) {
  const { say, team, formats } = useWords()
  const id = useId()
  const [days, setDays] = useState<number>(365)
  const { data } = useQuery({
    queryKey: ['cases', 'handovers', days, journey],
    queryFn: ({ signal }) => call(getCaseHandovers, { query: { since: new Date(Date.now() - days * DAY).toISOString(), journey }, signal }),
  })
  const nameOf = (key: string | null) => (key === null ? say('case.noTeam') : team(key))
  return (
    <section className="handovers" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{say('handovers.title')}</h2>
        <label className="hidden" htmlFor={id}>
          {say('handovers.period')}
        </label>
        <select id={id} className="choice" value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
          {PERIODS.map((each) => (
            <option key={each} value={each}>
              {say('handovers.days', { days: each })}
            </option>
          ))}
        </select>
      </header>
      {data?.pairs.length === 0 && <p className="faint">{say('handovers.none')}</p>}
      {data !== undefined && data.pairs.length > 0 && (
        <div className="rows-wide" tabIndex={0} role="group" aria-labelledby={`${id}-title`}>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{say('handovers.from')}</th>
                <th scope="col">{say('handovers.to')}</th>
                <th scope="col" className="number">
                  {say('handovers.count')}
                </th>
                <th scope="col" className="number">
                  {say('handovers.cases')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.pairs.map(({ from, to, handovers, cases }) => (
                <tr key={`${from} ${to}`}>
                  <td>{nameOf(from)}</td>
                  <td>{nameOf(to)}</td>
                  <td className="number">{formats.number(handovers)}</td>
                  <td className="number">{formats.number(cases)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
