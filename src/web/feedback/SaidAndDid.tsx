import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getSaidAndDid } from '../../api/recommendation.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'

/** What customers said they would do, and what they told they did, side by side. */
export function SaidAndDid() {
  const { say, formats } = useWords()
  const { data } = useQuery({
    queryKey: ['scores', 'said and did'],
    queryFn: ({ signal }) => call(getSaidAndDid, { query: {}, signal }),
  })
  if (data === undefined) return null
  const percent = (share: number) => formats.number(Math.round(share * 100))
  return (
    <section className="feedback-list" aria-labelledby="said-and-did">
      <h2 id="said-and-did">{say('recommended.title')}</h2>
      {data.items.length === 0 && (
        <p>
          {say('recommended.empty')} <Link to="/feedback/surveys">{say('recommended.emptyNext')}</Link>
        </p>
      )}
      {data.items.map(({ survey, name, asked, answered, did, scores }) => (
        <div key={survey}>
          <p>
            <Link to="/feedback" search={{ survey }}>
              {name}
            </Link>
            {': '}
            {say('recommended.summary', { asked, answered })}{' '}
            {did === null
              ? say('recommended.few')
              : say('recommended.did', { share: percent(did.share), low: percent(did.low), high: percent(did.high) })}
          </p>
          {scores.length > 0 && (
            <div className="table-frame">
              <table className="table">
                <caption className="hidden">{say('recommended.title')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{say('recommended.said')}</th>
                    {(['many', 'one', 'notYet', 'no'] as const).map((key) => (
                      <th key={key} scope="col" className="table-number">
                        {say(`recommended.${key}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {scores.map(({ score, many, one, notYet, no }) => (
                    <tr key={score}>
                      <th scope="row">{say('recommended.score', { score })}</th>
                      {[many, one, notYet, no].map((count, index) => (
                        <td key={['many', 'one', 'notYet', 'no'][index]} className="table-number">
                          {formats.number(count)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </div>
      ))}
    </section>
  )
}
