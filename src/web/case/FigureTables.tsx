import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FEELINGS } from '../../domain/case/case.ts'
import { useWords } from '../i18n/useWords.ts'
import { tellLength, TIMES, type FigureView } from './figureRows.ts'
import type { CaseList } from './listAddress.ts'
import { prepareShares, type Share } from './prepareFigures.ts'
import { tellCause } from './tellCause.ts'

/** How soon cases were caught, heard of and solved. */
export function TimeTable({ now, before, place }: FigureView) {
  const words = useWords()
  const { say } = words
  return (
    <Table
      id="times"
      title={say('caseFigures.times')}
      head={[
        say('caseFigures.what'),
        say('caseFigures.median'),
        say('caseFigures.p90'),
        say('caseFigures.before'),
        say('caseFigures.cases'),
      ]}
    >
      {TIMES.map(([name, field]) => (
        <tr key={name}>
          <th scope="row">{say(`caseFigures.${name}`)}</th>
          <Number>{tellLength(now[field].median, words)}</Number>
          <Number>{tellLength(now[field].p90, words)}</Number>
          <Number>{tellLength(before[field].median, words)}</Number>
          <Behind list={{ ...place, figure: name }} count={now[field].cases} />
        </tr>
      ))}
    </Table>
  )
}

/** How cases ended, and whether their customers recovered. */
export function ShareTable({ now, before, place }: FigureView) {
  const { say, formats } = useWords()
  const percent = new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 0 })
  const tell = ({ share, of }: Share) =>
    of === 0
      ? '–'
      : share === null
        ? say('caseFigures.tooFew', { n: of })
        : say('caseFigures.of', { share: percent.format(share), n: formats.number(of) })
  return (
    <Table
      id="shares"
      title={say('caseFigures.shares')}
      head={[say('caseFigures.what'), say('caseFigures.share'), say('caseFigures.shareBefore'), say('caseFigures.count')]}
    >
      {prepareShares(now, before).map((each) => (
        <tr key={each.figure}>
          <th scope="row">{say(`caseFigures.figure.${each.figure}`)}</th>
          <Number>{tell(each)}</Number>
          <Number>{each.before === null ? '–' : percent.format(each.before)}</Number>
          <Behind list={{ ...place, figure: each.figure }} count={each.count} />
        </tr>
      ))}
    </Table>
  )
}

/** How customers felt when they answered the recovery question. */
export function FeelingTable({ now }: FigureView) {
  const { say, formats } = useWords()
  const isEmpty = now.feelings.every((count) => count === 0)
  return (
    <Table
      id="feelings"
      title={say('caseFigures.feelings')}
      head={[say('caseFigures.what'), say('caseFigures.count')]}
      empty={isEmpty && say('caseFigures.noFeelings')}
    >
      {FEELINGS.toReversed().map((feeling) => (
        <tr key={feeling}>
          <th scope="row">{say(`case.feeling.${feeling}`)}</th>
          <Number>{formats.number(now.feelings[feeling - 1]!)}</Number>
        </tr>
      ))}
    </Table>
  )
}

/** Handovers and bounces, by journey and pair of teams. */
export function HandoverTable({ pairs, place }: FigureView) {
  const { say, team, journey, formats } = useWords()
  const nameOf = (key: string | null) => (key === null ? say('case.noTeam') : team(key))
  return (
    <Table
      id="handovers"
      title={say('caseFigures.handovers')}
      head={[
        say('caseFigures.journey'),
        say('caseFigures.from'),
        say('caseFigures.to'),
        say('caseFigures.handoverCount'),
        say('caseFigures.bounces'),
        say('caseFigures.cases'),
      ]}
      words={3}
      empty={pairs.length === 0 && say('caseFigures.noHandovers')}
    >
      {pairs.map((pair) => (
        <tr key={`${pair.journey} ${pair.from} ${pair.to}`}>
          <th scope="row">{journey(pair.journey)}</th>
          <td>{nameOf(pair.from)}</td>
          <td>{nameOf(pair.to)}</td>
          <Number>{formats.number(pair.handovers)}</Number>
          <Number>{formats.number(pair.bounces)}</Number>
          <Behind
            list={{
              journey: pair.journey,
              handedFrom: pair.from ?? '',
              handedTo: pair.to ?? '',
              handedSince: place.since,
              handedUntil: place.until,
            }}
            count={pair.cases}
          />
        </tr>
      ))}
    </Table>
  )
}

/** What most often caused the cases. */
export function CauseTable({ now, place }: FigureView) {
  const words = useWords()
  const { say } = words
  return (
    <Table
      id="causes"
      title={say('caseFigures.causes')}
      head={[say('caseFigures.cause'), say('caseFigures.cases')]}
      empty={now.causes.length === 0 && say('caseFigures.noCauses')}
    >
      {now.causes.map(({ cases, ...cause }) => (
        <tr key={JSON.stringify(cause)}>
          <th scope="row">{tellCause(cause, words)}</th>
          <Behind list={{ ...place, cause }} count={cases} />
        </tr>
      ))}
    </Table>
  )
}

interface TableProps {
  id: string
  title: string
  head: readonly string[]
  /** How many columns hold words, the first ones; the others hold numbers. */
  words?: number
  /** What is said instead of the table. */
  empty?: string | false
  children: ReactNode
}

function Table({ id, title, head, words = 1, empty = false, children }: TableProps) {
  return (
    <section aria-labelledby={`figures-${id}`}>
      <h2 id={`figures-${id}`}>{title}</h2>
      {empty !== false && <p className="faint">{empty}</p>}
      {empty === false && (
        <div className="rows-wide" tabIndex={0} role="group" aria-labelledby={`figures-${id}`}>
          <table className="rows">
            <thead>
              <tr>
                {head.map((name, index) => (
                  <th key={name} scope="col" className={index < words ? undefined : 'number'}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Number({ children }: { children: ReactNode }) {
  return <td className="number">{children}</td>
}

/** A number that opens the cases behind it. */
function Behind({ list, count }: { list: CaseList; count: number }) {
  const { formats } = useWords()
  return (
    <td className="number">
      {count === 0 ? (
        formats.number(0)
      ) : (
        <Link to="/cases" search={{ whose: 'all', ...list }}>
          {formats.number(count)}
        </Link>
      )}
    </td>
  )
}
