import type { FollowedJson, TouchpointPageJson } from '../../api/touchpointRegister.ts'
import { useWords } from '../i18n/useWords.ts'
import { openShares } from './tell.ts'
import { Verdict } from './Verdict.tsx'

/** What was decided, by whom and why; what came of the decision that holds; and the ones before it. */
export function Decisions({ page: { decisions, followed, touchpoint } }: { page: TouchpointPageJson }) {
  const { say, formats } = useWords()
  const [standing, ...earlier] = decisions
  return (
    <section aria-labelledby="decision" className="touchpoint-decision">
      <h2 id="decision">{say('touchpoint.decision')}</h2>
      {standing === undefined ? (
        <p className="faint">{say('touchpoint.undecided')}</p>
      ) : (
        <>
          <Told decision={standing} />
          <p className={touchpoint.due ? 'turn-company' : 'faint'}>
            {say(touchpoint.due ? 'touchpoint.reviewDue' : 'touchpoint.reviewLater', {
              day: formats.plainDate(Date.parse(`${standing.reviewOn}T12:00:00Z`)),
            })}
          </p>
          {followed !== null && <Followed followed={followed} />}
        </>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{say('touchpoint.earlier', { count: earlier.length })}</summary>
          <ol className="touchpoint-earlier">
            {earlier.map((decision) => (
              <li key={decision.id}>
                <Told decision={decision} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

function Told({ decision: { verdict, at, by, why, suggested } }: { decision: TouchpointPageJson['decisions'][number] }) {
  const { say, formats } = useWords()
  return (
    <>
      <p>
        <Verdict verdict={verdict} />{' '}
        <span className="faint">
          {say('touchpoint.decidedBy', { name: by.name, day: formats.plainDate(Date.parse(at)) })}
          {suggested !== verdict && ` ${say('touchpoint.suggestedThen', { verdict: say(`verdict.${suggested ?? 'none'}`) })}`}
        </span>
      </p>
      <p className="moment-text">{why}</p>
    </>
  )
}

function Followed({ followed: { since, volume, friction, completion } }: { followed: FollowedJson }) {
  const words = useWords()
  const { say, formats } = words
  const shares = openShares(words)
  const weekly = (value: number | null) =>
    value === null ? say('amount.few') : say('touchpoint.weekly', { count: formats.number(Math.round(value * 10) / 10) })
  const compared = (given: FollowedJson['completion']['since']) =>
    given === null ? say('touchpoint.notCompared') : shares.differenceWithInterval(given)
  const n = (given: { n: number } | null) => (given === null ? '' : ` n=${formats.number(given.n)}`)
  const paths = (given: FollowedJson['completion']['since']) => (given === null ? '' : ` n=${formats.number(given.by + given.past)}`)
  const rows: [string, string, string, string][] = [
    [say('touchpoint.volume'), weekly(volume.before), weekly(volume.since), ''],
    [
      say('touchpoint.friction'),
      shares.withInterval(friction.before) + n(friction.before),
      shares.withInterval(friction.since) + n(friction.since),
      say(`touchpoint.turn.${friction.told}`),
    ],
    [
      say('touchpoint.completion'),
      compared(completion.before) + paths(completion.before),
      compared(completion.since) + paths(completion.since),
      say(`touchpoint.turn.${completion.told}`),
    ],
  ]
  return (
    <div className="rows-wide" tabIndex={0} role="region" aria-label={say('touchpoint.followed')}>
      <table className="rows touchpoint-rows">
        <caption className="touchpoint-caption">{say('touchpoint.followed')}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{say('touchpoint.figure')}</span>
            </th>
            <th scope="col">{say('touchpoint.before')}</th>
            <th scope="col">{say('touchpoint.since', { day: formats.plainDate(Date.parse(since)) })}</th>
            <th scope="col">{say('touchpoint.change')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, ...told]) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{told[0]}</td>
              <td>{told[1]}</td>
              <td>{told[2]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
