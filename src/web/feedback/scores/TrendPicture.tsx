import type { Ref } from 'react'
import type { QuestionJson } from '../../../api/feedbackFigures.ts'
import { useWords } from '../../i18n/useWords.ts'
import { asMark } from '../../journey/analysis/mark.ts'
import { useRoving } from '../../journey/useRoving.ts'
import type { Trend, TrendMark } from './prepareTrend.ts'
import { tellScore, tellValue } from './tellScore.ts'

interface Props {
  trend: Trend
  formula: QuestionJson['formula']
  label: string
  picture: Ref<SVGSVGElement>
  open: (mark: TrendMark) => void
}

/** A score over time: points with intervals, control limits, what is more than noise, and where the wording changed. */
export function TrendPicture({ trend, formula, label, picture, open }: Props) {
  const words = useWords()
  const { say, formats } = words
  const { plot, marks } = trend
  const roving = useRoving(
    marks.map(({ period }) => period.day),
    null,
  )
  const day = (text: string) => formats.plainDate(Date.parse(`${text}T12:00:00Z`))
  const name = ({ period: { day: at, score, signal, isBreak } }: TrendMark) =>
    say('scores.point', {
      day: day(at),
      score: tellScore(score, formula, words),
      n: say('scores.n', { count: score.n }),
      signal: [signal && say(`scores.signal.${signal}`), isBreak && say('scores.break')].map((each) => (each ? `, ${each}` : '')).join(''),
    })
  return (
    <svg ref={picture} className="picture" width={trend.width} height={trend.height} role="group" aria-label={label}>
      <g aria-hidden="true">
        {trend.rows.map(({ y, value }) => (
          <g key={value}>
            <line x1={plot.left} x2={plot.right} y1={y} y2={y} className="trend-row" />
            <text x={plot.left - 8} y={y + 4} textAnchor="end" className="note">
              {tellValue(value, formula, words)}
            </text>
          </g>
        ))}
        {trend.limits.map(({ x1, x2, low, high }) => (
          <path key={x1} d={`M${x1} ${low}H${x2}M${x1} ${high}H${x2}`} className="trend-limit" />
        ))}
        {trend.limits.map(({ x1, x2, centre }) => (
          <path key={x1} d={`M${x1} ${centre}H${x2}`} className="trend-centre" />
        ))}
        {trend.lines.map((line) => (
          <polyline key={line[0]!.x} points={line.map(({ x, y }) => `${x},${y}`).join(' ')} className="trend-line" />
        ))}
        {trend.days.map(({ x, day: at }) => (
          <text key={at} x={x} y={plot.bottom + 20} textAnchor="middle" className="note">
            {formats.plainDate(Date.parse(`${at}T12:00:00Z`)).replace(/\d{4}$/, '')}
          </text>
        ))}
        {marks.map(
          ({ x, period }) =>
            period.isBreak && (
              <g key={period.day}>
                <path d={`M${x} ${plot.top}V${plot.bottom}`} className="trend-break" />
                <text x={x + 4} y={plot.top + 10} className="note">
                  {say('scores.break')}
                </text>
              </g>
            ),
        )}
      </g>
      {marks.map((mark) => (
        <g key={mark.period.day} className="mark" {...asMark(mark.period.day, name(mark), roving, () => open(mark))}>
          <title>{name(mark)}</title>
          <rect x={mark.x - 12} y={(mark.y ?? plot.bottom) - 12} width={24} height={24} rx={4} fill="transparent" />
          {mark.low !== null && mark.high !== null && <path d={`M${mark.x} ${mark.low}V${mark.high}`} className="trend-interval" />}
          <Point mark={mark} bottom={plot.bottom} />
        </g>
      ))}
    </svg>
  )
}

/** A ring is a score, a filled diamond one that is more than noise, a small cross too few answers. */
function Point({ mark: { x, y, period }, bottom }: { mark: TrendMark; bottom: number }) {
  if (y === null) return <path d={`M${x - 3} ${bottom - 3}l6 6m0 -6l-6 6`} className="trend-few" />
  if (period.signal === null) return <circle cx={x} cy={y} r={4} className="trend-point" />
  return <path d={`M${x} ${y - 7}l7 7l-7 7l-7 -7z`} className="trend-signal" />
}
