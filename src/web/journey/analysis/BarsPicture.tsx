import { useMemo, type Ref } from 'react'
import { measureText } from '../measureText.ts'
import { useRoving } from '../useRoving.ts'
import type { Behind } from './address.ts'
import type { Looked } from './looked.ts'
import { asMark } from './mark.ts'

/** A row of bars: a name, a bar (0–1), what is written beside it, and further numbers, each with the paths behind it. */
export interface BarRow {
  key: string
  name: string
  value: number
  /** Where the bar was in what is compared, 0–1. */
  before?: number
  label: string
  behind: Behind | null
  role: 'spruce' | 'lingonberry' | 'faint'
  /** One for each head. */
  numbers: { text: string; label: string; behind: Behind | null; isBad: boolean }[]
}

interface Props {
  rows: readonly BarRow[]
  /** Heads of the further numbers. */
  heads: readonly string[]
  looked: Looked
  width: number
  label: string
  ref?: Ref<SVGSVGElement>
}

const WIDE = 640
const LONGEST_NAME = 46
/** Widest that names get, in pixels, and room around numbers. */
const GUTTER = 280
const ROOM = 20

/** Bars in rows; narrow, the numbers stand below their bar. */
export function BarsPicture({ rows, heads, looked, width, label, ref }: Props) {
  const isWide = width >= WIDE
  const names = rows.map(({ name }) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name))
  const gutter = isWide ? Math.min(GUTTER, Math.max(0, ...names.map(measureText)) + 16) : 0
  const columns = heads.map(
    (head, index) => ROOM + Math.max(...[head, ...rows.map(({ numbers }) => numbers[index]!.text)].map(measureText)),
  )
  // Where each column of numbers ends.
  const ends = columns.map((_, index) => width - 4 - columns.slice(index + 1).reduce((sum, each) => sum + each, 0))
  const numbersAt = isWide ? width - columns.reduce((sum, each) => sum + each, 0) : 0
  const bar = { x: gutter, width: Math.max(40, (isWide ? numbersAt - 12 : width) - gutter) }
  const tall = isWide ? 34 : 44 + heads.length * 18
  const top = isWide && heads.length > 0 ? 28 : 0
  const order = useMemo(() => rows.flatMap((row) => [row.key, ...row.numbers.map((_, index) => `${row.key} ${index}`)]), [rows])
  const roving = useRoving(order, null)
  return (
    <svg
      ref={ref}
      className="picture"
      width={width}
      height={top + rows.length * tall + 4}
      viewBox={`0 0 ${width} ${top + rows.length * tall + 4}`}
      role="group"
      aria-label={label}
    >
      {top > 0 &&
        heads.map((head, index) => (
          <text key={head} x={ends[index]} y={14} textAnchor="end" className="note" aria-hidden="true">
            {head}
          </text>
        ))}
      {rows.map((row, index) => {
        const y = top + index * tall
        const barY = isWide ? y + 8 : y + 22
        const act = () => row.behind && looked.open(row.behind)
        return (
          <g key={row.key}>
            <path d={`M0 ${y + tall - 2}H${width}`} className="lane-edge" aria-hidden="true" />
            <g className="mark bar-mark" {...asMark(row.key, row.label, roving, act)}>
              <title>{row.label}</title>
              <rect x={0} y={y + 1} width={bar.x + bar.width} height={isWide ? tall - 6 : 36} rx={4} className="bar-reach" />
              <rect x={bar.x} y={barY} width={bar.width} height={14} rx={2} className="bar-ground" />
              <rect
                x={bar.x}
                y={barY}
                width={row.value > 0 ? Math.max(2, row.value * bar.width) : 0}
                height={14}
                rx={2}
                className={`bar-fill bar-${row.role}`}
              />
              {row.before !== undefined && <path d={`M${bar.x + row.before * bar.width} ${barY - 3}v20`} className="bar-before" />}
            </g>
            <g aria-hidden="true" pointerEvents="none">
              <text x={0} y={y + (isWide ? 20 : 15)} className="lane-name">
                {names[index]}
              </text>
            </g>
            {row.numbers.map((number, place) => {
              const key = `${row.key} ${place}`
              const x = isWide ? ends[place]! : width
              const lineY = isWide ? y + 20 : y + 54 + place * 18
              const text = (
                <text x={x} y={lineY} textAnchor="end" className={number.isBad ? 'bar-number bar-bad' : 'bar-number'}>
                  {isWide ? number.text : `${heads[place]}: ${number.text}`}
                </text>
              )
              if (number.behind === null) return <g key={key}>{text}</g>
              return (
                <g key={key}>
                  <g className="mark bar-mark" {...asMark(key, number.label, roving, () => looked.open(number.behind!))}>
                    <title>{number.label}</title>
                    <rect
                      x={isWide ? x - columns[place]! + ROOM / 2 : width / 2}
                      y={lineY - 15}
                      width={isWide ? columns[place]! - ROOM / 2 + 4 : width / 2}
                      height={20}
                      rx={4}
                      className="bar-reach"
                    />
                  </g>
                  <g aria-hidden="true" pointerEvents="none">
                    {text}
                  </g>
                </g>
              )
            })}
          </g>
        )
      })}
    </svg>
  )
}
