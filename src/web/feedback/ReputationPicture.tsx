import type { Ref } from 'react'
import type { ReputationJson } from '../../api/mentionReputation.ts'
import { useWords } from '../i18n/useWords.ts'
import { prepareReputation, type ReputationPane } from './prepareReputation.ts'
import { openReputation } from './tellReputation.ts'

interface Props {
  reputation: ReputationJson
  width: number
  ref?: Ref<SVGSVGElement>
}

/** Stars above, NPS below, how many mentions at the bottom; what is too little to tell has no point. */
export function ReputationPicture({ reputation, width, ref }: Props) {
  const words = useWords()
  const { say, formats } = words
  const tell = openReputation(words)
  const drawn = prepareReputation(reputation.periods, width)
  const { left, right, stars, nps, bars, base } = drawn
  return (
    <svg
      ref={ref}
      className="picture"
      width={drawn.width}
      height={drawn.height}
      viewBox={`0 0 ${drawn.width} ${drawn.height}`}
      role="img"
      aria-label={say('mentions.pictureLabel', { n: reputation.all.n, stars: tell.stars(reputation.all), nps: tell.nps(reputation.all) })}
    >
      <Pane pane={stars} left={left} right={right} name={say('mentions.meanStars')} sort="stars" title={tell.period} />
      {nps && <Pane pane={nps} left={left} right={right} name={say('mentions.nps')} sort="nps" title={tell.period} />}
      <text x={left} y={base - 52} className="reputation-name">
        {say('mentions.count')}
      </text>
      {bars.map(({ period, ...bar }) => (
        <rect key={period.day} {...bar} className="reputation-bar">
          <title>{tell.period(period)}</title>
        </rect>
      ))}
      <line x1={left} x2={right} y1={base} y2={base} className="reputation-line" />
      {drawn.labels.map(({ x, period }) => (
        <text key={period.day} x={x} y={base + 18} textAnchor="middle" className="date">
          {reputation.by === 'month' ? formats.month(Date.parse(period.from)) : tell.week(period)}
        </text>
      ))}
    </svg>
  )
}

interface PaneProps {
  pane: ReputationPane
  left: number
  right: number
  name: string
  sort: 'stars' | 'nps'
  title: ReturnType<typeof openReputation>['period']
}

function Pane({ pane, left, right, name, sort, title }: PaneProps) {
  const { formats } = useWords()
  return (
    <g>
      <text x={left} y={pane.top - 12} className="reputation-name">
        {name}
      </text>
      {pane.lines.map(({ y, value }) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y} y2={y} className="reputation-line" />
          <text x={left - 8} y={y + 4} textAnchor="end" className="date">
            {formats.number(value)}
          </text>
        </g>
      ))}
      {pane.links.map(({ from, to }) => (
        <line key={to.period.day} x1={from.x} y1={from.y} x2={to.x} y2={to.y} className={`reputation-link reputation-${sort}`} />
      ))}
      {pane.points.map(({ x, y, top, bottom, period }) => (
        <g key={period.day} className={`reputation-${sort}`}>
          <title>{title(period)}</title>
          <line x1={x} x2={x} y1={top} y2={bottom} className="reputation-interval" />
          <circle cx={x} cy={y} r={5} className="reputation-point" />
        </g>
      ))}
    </g>
  )
}
