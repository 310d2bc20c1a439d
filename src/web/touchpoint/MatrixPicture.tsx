import { useMemo, useState, type Ref } from 'react'
import type { RegisteredTouchpoint } from '../../api/touchpointRegister.ts'
import { useWords } from '../i18n/useWords.ts'
import { asMark } from '../journey/analysis/mark.ts'
import { measureText } from '../journey/measureText.ts'
import { useRoving } from '../journey/useRoving.ts'
import { prepareMatrix, type MatrixMark } from './prepareMatrix.ts'
import { openShares, tellImportance } from './tell.ts'
import { VerdictShape } from './Verdict.tsx'

interface Props {
  items: readonly RegisteredTouchpoint[]
  /** Share of encounters that usually prove a friction. */
  usual: number
  width: number
  open: (key: string) => void
  ref?: Ref<SVGSVGElement>
}

const HEIGHT = 520

/** Importance to the right, friction downwards, size by volume; the intervals show on the mark that is pointed at. */
export function MatrixPicture({ items, usual, width, open, ref }: Props) {
  const words = useWords()
  const { say, touchpoint: name } = words
  const shares = openShares(words)
  const drawn = useMemo(() => prepareMatrix(items, usual, width, HEIGHT, measureText, name), [items, usual, width, name])
  const roving = useRoving(
    drawn.marks.map(({ touchpoint }) => touchpoint.key),
    null,
  )
  const [near, setNear] = useState<string | null>(null)
  const shown = drawn.marks.find(({ touchpoint }) => touchpoint.key === near)
  const { plot, band } = drawn
  const label = ({ touchpoint: each }: MatrixMark) =>
    say('touchpoint.mark', {
      name: name(each.key),
      importance: tellImportance(each.importance, words),
      friction: shares.withInterval(each.friction),
      encounters: each.encounters,
      verdict: say(`verdict.${each.suggestion.verdict ?? 'none'}`),
    })
  return (
    <>
      <svg
        ref={ref}
        className="picture"
        width={drawn.width}
        height={drawn.height}
        viewBox={`0 0 ${drawn.width} ${drawn.height}`}
        role="group"
        aria-label={say('touchpoint.matrixLabel')}
      >
        <g aria-hidden="true">
          {band && (
            <rect x={band.left} y={plot.top} width={band.right - band.left} height={plot.bottom - plot.top} className="matrix-band" />
          )}
          {drawn.rows.map(({ y, value }) => (
            <g key={value}>
              <line x1={plot.left} x2={band?.right ?? plot.right} y1={y} y2={y} className="matrix-line" />
              <text x={plot.left - 8} y={y + 4} textAnchor="end" className="note">
                {shares.share(value)}
              </text>
            </g>
          ))}
          {drawn.columns.map(({ x, value }) => (
            <g key={value}>
              <line x1={x} x2={x} y1={plot.top} y2={plot.bottom} className={value === 0 ? 'matrix-middle' : 'matrix-line'} />
              <text x={x} y={plot.bottom + 18} textAnchor="middle" className="note">
                {new Intl.NumberFormat(words.formats.locale, { signDisplay: 'exceptZero' }).format(Math.round(value * 100))}
              </text>
            </g>
          ))}
          <line x1={plot.left} x2={band?.right ?? plot.right} y1={drawn.usual} y2={drawn.usual} className="matrix-usual" />
          <text x={plot.left + 4} y={drawn.usual - 5} className="matrix-name note">
            {say('touchpoint.usual', { share: shares.share(usual) })}
          </text>
          <text x={plot.left - 8} y={plot.top - 12} textAnchor="end" className="note">
            {say('touchpoint.axisUp')}
          </text>
          <text x={(plot.left + plot.right) / 2} y={plot.bottom + 40} textAnchor="middle" className="note">
            {say('touchpoint.axisAcross')}
          </text>
          {band && (
            <text x={(band.left + band.right) / 2} y={plot.bottom + 40} textAnchor="middle" className="note">
              {say('touchpoint.band')}
            </text>
          )}
        </g>
        {drawn.marks.map((mark) => (
          <g
            key={mark.touchpoint.key}
            className="mark"
            transform={`translate(${mark.x} ${mark.y})`}
            onMouseEnter={() => setNear(mark.touchpoint.key)}
            onMouseLeave={() => setNear(null)}
            onBlur={() => setNear(null)}
            {...asMark(mark.touchpoint.key, label(mark), roving, () => open(mark.touchpoint.key))}
            onFocus={() => {
              roving.setAt(mark.touchpoint.key)
              setNear(mark.touchpoint.key)
            }}
          >
            <title>{label(mark)}</title>
            <circle r={Math.max(12, mark.radius)} fill="transparent" />
            <VerdictShape verdict={mark.touchpoint.suggestion.verdict} radius={mark.radius} />
          </g>
        ))}
        <g aria-hidden="true" pointerEvents="none">
          {shown && (
            <>
              {shown.left !== null && <line x1={shown.left} x2={shown.right!} y1={shown.y} y2={shown.y} className="matrix-whisker" />}
              <line x1={shown.x} x2={shown.x} y1={shown.top} y2={shown.bottom} className="matrix-whisker" />
            </>
          )}
          {drawn.marks.map(
            ({ touchpoint, label: place }) =>
              place && (
                <text key={touchpoint.key} x={place.x} y={place.y} textAnchor={place.anchor} className="matrix-name">
                  {name(touchpoint.key)}
                </text>
              ),
          )}
        </g>
      </svg>
      <p className="faint matrix-told">{shown ? label(shown) : say('touchpoint.matrixHint', { left: drawn.left })}</p>
    </>
  )
}
