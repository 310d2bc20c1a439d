import type { KeyboardEvent } from 'react'
import type { Opened } from '../friction/address.ts'
import { useWords } from '../i18n/useWords.ts'
import type { EncounterMark, FrictionMark, Picture } from './prepare.ts'
import type { useRoving } from './useRoving.ts'

export type Roving = ReturnType<typeof useRoving>

interface Props {
  picture: Picture
  roving: Roving
  openedKey: string | null
  open: (next: Opened) => void
}

/** What makes a mark a button: a name, a place in the order, and Enter, Space or a click that opens it. */
function asButton(key: string, label: string, { roving, openedKey }: Props, act: () => void) {
  return {
    role: 'button',
    tabIndex: roving.current === key ? 0 : -1,
    'data-key': key,
    'aria-label': label,
    'aria-pressed': openedKey === key,
    onFocus: () => roving.setAt(key),
    onClick: act,
    onKeyDown: (event: KeyboardEvent<SVGElement>) => {
      if (event.key !== 'Enter' && event.key !== ' ') return roving.press(event)
      event.preventDefault()
      act()
    },
  }
}

/** Encounters: the customer's a ring, the company's a dot, a third party's a square; several at one place with their number. */
export function EncounterMarks(props: Props) {
  const { say, formats, touchpoint, channel } = useWords()
  return props.picture.encounters.map((mark) => {
    const first = mark.encounters[0]!
    const time = formats.moment(first.at)
    const label =
      mark.encounters.length > 1
        ? say('open.cluster', { count: mark.encounters.length, time })
        : say('open.encounter', {
            touchpoint: touchpoint(first.touchpoint),
            channel: channel(first.channel),
            side: say(`side.${first.side}`),
            time,
          })
    return (
      <g
        key={mark.key}
        className="mark"
        transform={`translate(${mark.x} ${mark.y})`}
        {...asButton(mark.key, label, props, () => props.open({ encounter: mark.key }))}
      >
        <circle r="13" className="mark-reach" />
        <EncounterShape mark={mark} />
      </g>
    )
  })
}

function EncounterShape({ mark }: { mark: EncounterMark }) {
  if (mark.encounters.length > 1) {
    return (
      <>
        <circle r="10" className={mark.side === 'company' ? 'mark-company' : 'mark-customer'} />
        <text y="4.500" textAnchor="middle" className={mark.side === 'company' ? 'mark-count mark-count-company' : 'mark-count'}>
          {mark.encounters.length}
        </text>
      </>
    )
  }
  if (mark.side === 'customer') return <circle r="6.500" className="mark-customer" />
  if (mark.side === 'company') return <circle r="6.500" className="mark-company" />
  if (mark.side === 'third-party') return <rect x="-5" y="-5" width="10" height="10" className="mark-third" />
  return <circle r="4" className="mark-third" />
}

/** Frictions: a diamond and its word, tied to its moment by a stem. */
export function FrictionMarks(props: Props) {
  const { say, formats, kind } = useWords()
  // Stems first: none may cross a word.
  const stems = props.picture.frictions.map((mark) => (
    <path key={`stem ${mark.key}`} d={stemOf(mark)} className="stem" aria-hidden="true" />
  ))
  const marks = props.picture.frictions.map((mark) => {
    const label = say('open.friction', { kind: kind(mark.story.friction.kind), time: formats.moment(mark.story.at) })
    return (
      <g key={mark.key} className="mark" {...asButton(mark.key, label, props, () => props.open({ friction: mark.key }))}>
        <rect x={mark.left} y={mark.y - 12} width={mark.right - mark.left} height={24} rx={4} className="mark-reach" />
        <path d={`M${mark.x} ${mark.y - 7}l7 7-7 7-7-7z`} className="mark-friction" />
        <text x={mark.textX} y={mark.y + 4.5} textAnchor={mark.anchor} className="mark-word">
          {mark.text}
        </text>
      </g>
    )
  })
  return [...stems, ...marks]
}

function stemOf({ x, y, fromY, story }: FrictionMark): string {
  return `M${x} ${fromY + (story.encounter === null ? 0 : 8)}V${y - 7}`
}
