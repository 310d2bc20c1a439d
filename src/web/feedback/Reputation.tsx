import { SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getReputation, type ReputationJson } from '../../api/mentionReputation.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Downloads } from '../journey/Downloads.tsx'
import { Failed } from '../shell/Failed.tsx'
import type { MentionsAddress } from './mentionAddress.ts'
import { ReputationPicture } from './ReputationPicture.tsx'
import { openReputation, reputationRows } from './tellReputation.ts'

/** Narrower than this the picture scrolls, in pixels. */
const LEAST_WIDTH = 300

interface Props {
  address: MentionsAddress
  change: (next: { by?: 'week' | undefined; as?: 'table' | undefined }) => void
}

/** Reputation over time, beside NPS of the same time, as a picture or a table; what sources say themselves stands apart. */
export function Reputation({ address, change }: Props) {
  const words = useWords()
  const { say } = words
  const tell = openReputation(words)
  const { ref: frame, width } = useElementSize()
  const [picture, setPicture] = useState<SVGSVGElement | null>(null)
  const { source } = address
  const by = address.by ?? ('month' as const)
  const query = { by, ...(source !== undefined && { source }) }
  const asked = useQuery({
    queryKey: ['reputation', query],
    queryFn: ({ signal }) => call(getReputation, { query, signal }),
    placeholderData: keepPreviousData,
  })
  const reputation = asked.data
  if (asked.error && reputation === undefined) return <Failed error={asked.error} retry={() => void asked.refetch()} />
  if (reputation?.all.n === 0) return null
  const isTable = address.as === 'table'
  return (
    <section className="reputation" aria-labelledby="reputation">
      <div className="place-head">
        <h2 id="reputation">{say('mentions.reputation')}</h2>
        <div className="place-choices">
          <SegmentedControl
            size="xs"
            aria-label={say('mentions.by')}
            value={by}
            onChange={(chosen) => change({ by: chosen === 'week' ? 'week' : undefined })}
            data={[
              { value: 'month', label: say('mentions.by.month') },
              { value: 'week', label: say('mentions.by.week') },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label={say('picture.chooseView')}
            value={isTable ? 'table' : 'picture'}
            onChange={(chosen) => change({ as: chosen === 'table' ? 'table' : undefined })}
            data={[
              { value: 'picture', label: say('picture.asPicture') },
              { value: 'table', label: say('picture.asTable') },
            ]}
          />
        </div>
      </div>
      {reputation && (
        <p>
          {say('mentions.summary', {
            n: reputation.all.n,
            stars: tell.stars(reputation.all),
            good: tell.share(reputation.all.good),
            negative: tell.share(reputation.all.negative),
            nps: tell.nps(reputation.all),
          })}
        </p>
      )}
      <div ref={frame} className="reputation-frame">
        {reputation === undefined ? (
          <p role="status">{say('feedback.loading')}</p>
        ) : isTable ? (
          <ReputationTable reputation={reputation} />
        ) : (
          width > 0 && <ReputationPicture reputation={reputation} width={Math.max(width, LEAST_WIDTH)} ref={setPicture} />
        )}
      </div>
      {reputation && (
        <div className="place-foot">
          <p className="faint">{say('mentions.method')}</p>
          <Downloads
            rows={() => reputationRows(reputation, words)}
            picture={isTable || picture === null ? null : { current: picture }}
            name={say('mentions.reputation')}
          />
        </div>
      )}
      {reputation && reputation.statements.length > 0 && <Statements statements={reputation.statements} />}
    </section>
  )
}

function ReputationTable({ reputation }: { reputation: ReputationJson }) {
  const words = useWords()
  const { say, formats } = words
  const tell = openReputation(words)
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="hidden">{say('mentions.reputation')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('mentions.period')}</th>
            {(['count', 'meanStars', 'good', 'negative', 'nps'] as const).map((name) => (
              <th key={name} scope="col" className="table-number">
                {say(`mentions.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reputation.periods.map((period) => (
            <tr key={period.day}>
              <th scope="row">{tell.named(reputation.by, period)}</th>
              <td className="table-number">{formats.number(period.n)}</td>
              <td className="table-number">{tell.stars(period)}</td>
              <td className="table-number">{tell.share(period.good)}</td>
              <td className="table-number">{tell.share(period.negative)}</td>
              <td className="table-number">{tell.nps(period)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Statements({ statements }: Pick<ReputationJson, 'statements'>) {
  const words = useWords()
  const { say, formats } = words
  const tell = openReputation(words)
  return (
    <div className="reputation-statements">
      <h3>{say('mentions.statements')}</h3>
      <ul>
        {statements.map(({ source, subject, at, stars, count }) => (
          <li key={`${source} ${subject}`}>
            {say(count === null ? 'mentions.statementBare' : 'mentions.statement', {
              source: subject === '' || subject === source ? source : `${source}, ${subject}`,
              stars: tell.tenths(stars),
              count: count ?? 0,
              day: formats.plainDate(Date.parse(at)),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
