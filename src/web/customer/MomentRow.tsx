import type { ReactNode } from 'react'
import { listFacts, SideMark, type Content } from '../encounter/EncounterFacts.tsx'
import type { Opened } from '../friction/address.ts'
import { frictionAddress } from '../friction/address.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { Severity } from '../friction/Severity.tsx'
import { useWords } from '../i18n/useWords.ts'
import { NoteText } from './NoteText.tsx'
import type { Moment } from './prepareMoments.ts'

interface Props {
  moment: Moment
  customer: string
  open: (next: Opened) => void
}

/** One moment of the list: when, what, where, and what was said. */
export function MomentRow({ moment, customer, open }: Props) {
  const words = useWords()
  const { say, kind, path } = words
  switch (moment.what) {
    case 'encounter': {
      const { item } = moment
      const content = item.encounter as Content
      return (
        <Line
          at={moment.at}
          mark={<SideMark side={item.initiator ?? 'nobody'} />}
          name={
            <button type="button" className="friction-link" tabIndex={-1} onClick={() => open({ encounter: item.id })}>
              {words.touchpoint(item.touchpoint)}
            </button>
          }
          facts={[say(`side.${item.initiator ?? 'nobody'}`), words.channel(item.channel), path(item), ...listFacts(content, words)]}
        >
          {content.text !== undefined && (
            <blockquote className="brief-words" lang={content.locale}>
              {content.text}
            </blockquote>
          )}
        </Line>
      )
    }
    case 'friction': {
      const { friction } = moment
      return (
        <Line
          at={moment.at}
          mark={<Diamond size={14} />}
          name={
            <button type="button" className="friction-link" tabIndex={-1} onClick={() => open({ friction: frictionAddress(friction) })}>
              {kind(friction.kind)}
            </button>
          }
          facts={[path(friction), say('moments.proof', { count: friction.evidence.length })]}
        >
          <Severity level={friction.severity} />
        </Line>
      )
    }
    case 'note':
      return (
        <Line at={moment.at} mark={<Pen />} name={say('moments.note', { name: moment.note.by.name })} facts={[]}>
          <NoteText customer={customer} note={moment.note} />
        </Line>
      )
    case 'case': {
      const { line } = moment
      return (
        <Line
          at={moment.at}
          mark={<Catch />}
          name={say('moments.case', { case: line.case, what: say(`moments.${line.kind}`, { name: line.by?.name ?? '' }) })}
          facts={[line.by?.name ?? (line.actor === 'customer' ? say('side.customer') : '')].filter(Boolean)}
        >
          {line.text !== null && <p className="moment-text">{line.text}</p>}
        </Line>
      )
    }
  }
}

function Line({
  at,
  mark,
  name,
  facts,
  children,
}: {
  at: number
  mark: ReactNode
  name: ReactNode
  facts: string[]
  children?: ReactNode
}) {
  const { formats } = useWords()
  return (
    <>
      <time className="moment-time" dateTime={new Date(at).toISOString()}>
        <span>{formats.date(at)}</span> <span>{formats.time(at)}</span>
      </time>
      <span className="moment-mark">{mark}</span>
      <div className="moment-body">
        <h3>{name}</h3>
        {facts.length > 0 && <p className="faint">{facts.join(' · ')}</p>}
        {children}
      </div>
    </>
  )
}

function Pen() {
  return (
    <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
      <path d="M-5 5l1-4 6-6 3 3-6 6z" fill="none" stroke="var(--polku-ink)" strokeWidth="1.500" />
    </svg>
  )
}

function Catch() {
  return (
    <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
      <path d="M-5 -1a5 5 0 0 0 10 0" fill="none" stroke="var(--polku-spruce)" strokeWidth="2" />
      <circle cy="-3" r="2" fill="var(--polku-spruce)" />
    </svg>
  )
}
