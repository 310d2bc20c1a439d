import { DAY } from '../../domain/kernel/duration.ts'
import { SideMark } from '../encounter/EncounterFacts.tsx'
import type { Opened } from '../friction/address.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { daysToAct } from '../friction/sentence.ts'
import { useWords } from '../i18n/useWords.ts'
import { listRows, type Row } from './listRows.ts'
import type { Span } from './span.ts'
import type { Story, StoryEncounter } from './story.ts'

interface Props {
  story: Story
  span: Span
  /** The encounter that a replay has come to; null when the whole path is shown. */
  reached: StoryEncounter | null
  opened: Opened
  open: (next: Opened) => void
}

/** The same story where there is no room for the picture: time downward, channels as words. */
export function PathList({ story, span, reached, opened, open }: Props) {
  const { say } = useWords()
  const rows = listRows(story, span)
  const loss = story.frictions.findLast(({ friction, at }) => friction.kind === 'loss' && at >= span.from && at < span.to)
  const openedKey = opened ? ('friction' in opened ? opened.friction : opened.encounter) : null
  if (rows.length === 0) return <p className="faint">{say('picture.empty')}</p>
  return (
    <>
      {loss?.friction.leadTimeSeconds !== undefined && (
        <p className="list-days">{say('picture.daysToAct', { days: daysToAct(loss.friction) })}</p>
      )}
      <ol className="list">
        {rows.map((row) => (
          <ListRow key={row.key} isLater={reached !== null && row.at > reached.at} row={row} isOpen={openedKey === row.key} open={open} />
        ))}
      </ol>
    </>
  )
}

function ListRow({ row, isLater, isOpen, open }: { row: Row; isLater: boolean; isOpen: boolean; open: Props['open'] }) {
  const { say, formats, touchpoint, channel, path, kind } = useWords()
  if (row.what === 'gap') {
    return (
      <li className={`list-gap list-gap-${row.manner}`} data-later={isLater}>
        <span>{say(`picture.gap.${row.manner}`, { days: Math.round(row.length / DAY) })}</span>
      </li>
    )
  }
  const isFriction = row.what === 'friction'
  return (
    <li
      className={isFriction ? 'list-row list-friction' : 'list-row'}
      data-later={isLater}
      data-lost={isFriction && row.friction.kind === 'loss'}
    >
      {row.startsPath && <p className="list-path">{path(row.startsPath)}</p>}
      <button
        type="button"
        data-key={row.key}
        aria-pressed={isOpen}
        onClick={() => open(isFriction ? { friction: row.key } : { encounter: row.key })}
      >
        <span className="list-mark">{isFriction ? <Diamond size={16} /> : <SideMark side={row.side} />}</span>
        <span className="list-words">
          <strong>{isFriction ? kind(row.friction.kind) : touchpoint(row.touchpoint)}</strong>
          <span className="faint">
            {formats.moment(row.at)}
            {!isFriction && ` · ${say(`side.${row.side}`)}`}
          </span>
        </span>
        {!isFriction && <span className="list-channel">{channel(row.channel)}</span>}
      </button>
    </li>
  )
}
