import { useMemo, type Ref } from 'react'
import { daysToAct } from '../friction/sentence.ts'
import type { Opened } from '../friction/address.ts'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { useNow } from '../shell/useNow.ts'
import { LostEnd } from './Legend.tsx'
import { measureText } from './measureText.ts'
import { EncounterMarks, FrictionMarks, type Roving } from './PictureMarks.tsx'
import { prepare, type Picture } from './prepare.ts'
import { useRoving } from './useRoving.ts'
import type { Span } from './span.ts'
import type { Story, StoryEncounter } from './story.ts'

interface Props {
  story: Story
  span: Span
  width: number
  /** The encounter that a replay has come to; null when the whole path is shown. */
  reached: StoryEncounter | null
  opened: Opened
  open: (next: Opened) => void
  ref: Ref<SVGSVGElement>
}

/** The path picture: time to the right, channels as lanes, every mark opens its evidence. */
export function PathPicture({ story, span, width, reached, opened, open, ref }: Props) {
  const words = useWords()
  const { say, formats } = words
  const timeZone = useOrganisation().data?.timeZone ?? 'Europe/Helsinki'
  const now = useNow()
  const picture = useMemo(
    () =>
      prepare(story, span, {
        width,
        timeZone,
        now,
        measure: measureText,
        dates: {
          day: formats.dayInWeek,
          dayAndYear: formats.plainDate,
          month: formats.month,
          monthAndYear: formats.monthAndYear,
          year: formats.year,
        },
        nameChannel: (channel) => shorten(words.channel(channel)),
        nameKind: words.kind,
        nameTouchpoint: (touchpoint) => shorten(words.touchpoint(touchpoint)),
        namePath: (path) => shorten(words.path(path)),
        nameTeam: (team) => shorten(words.team(team)),
      }),
    [story, span, width, timeZone, now, words, formats],
  )
  const order = useMemo(() => orderMarks(picture), [picture])
  const openedKey = opened ? ('friction' in opened ? opened.friction : opened.encounter) : null
  const roving: Roving = useRoving(order, openedKey)
  const label = say('picture.label', {
    encounters: picture.encounters.reduce((sum, { encounters }) => sum + encounters.length, 0),
    frictions: picture.frictions.length,
    from: formats.plainDate(span.from),
    to: formats.plainDate(span.to - 1),
  })
  if (picture.lanes.length === 0) return <p className="faint">{say('picture.empty')}</p>
  return (
    <svg
      ref={ref}
      className="picture"
      width={picture.width}
      height={picture.height}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      role="group"
      aria-label={label}
    >
      <Ground picture={picture} />
      <g aria-hidden="true">
        {picture.lines.map(({ key, manner, d }) => (
          <path key={key} d={d} className={`line line-${manner}`} />
        ))}
        {picture.ends.map(({ key, kind, x, y }) => (
          <g key={key} transform={`translate(${x} ${y})`}>
            {kind === 'lost' ? (
              <g transform="translate(8 0)">
                <LostEnd />
              </g>
            ) : (
              <path d="M0 0H13M13-7V7" className="line line-moving" />
            )}
          </g>
        ))}
        {picture.notes.map((note) => (
          <text key={note.key} x={note.x} y={note.y} textAnchor={note.anchor} className={note.isPath ? 'note note-path' : 'note'}>
            {note.text}
          </text>
        ))}
      </g>
      <EncounterMarks picture={picture} roving={roving} openedKey={openedKey} open={open} />
      <FrictionMarks picture={picture} roving={roving} openedKey={openedKey} open={open} />
      {reached && <Reached picture={picture} reached={reached} />}
      {picture.bracket && !reached && (
        <Bracket bracket={picture.bracket} days={daysToAct(picture.bracket.loss.friction)} width={picture.width} />
      )}
    </svg>
  )
}

/** Most letters of a name in the picture; the whole name stands in the panel and the table. */
const LONGEST_NAME = 40

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name
}

/** Everything that can be opened, in order of time. */
function orderMarks(picture: Picture): string[] {
  const marks = [
    ...picture.encounters.map(({ key, encounters }) => ({ key, at: encounters[0]?.at ?? 0, rank: 0 })),
    ...picture.frictions.map(({ key, story }) => ({ key, at: story.at, rank: 1 })),
  ]
  return marks.toSorted((a, b) => a.at - b.at || a.rank - b.rank).map(({ key }) => key)
}

/** What is still to come lies behind a veil; where the replay is, there is a ring. */
function Reached({ picture, reached }: { picture: Picture; reached: StoryEncounter }) {
  const mark = picture.encounters.find(({ encounters }) => encounters.some(({ key }) => key === reached.key))
  if (!mark) return null
  const left = mark.x + 16
  return (
    <g aria-hidden="true" pointerEvents="none">
      <rect x={left} y={0} width={Math.max(0, picture.width - left)} height={picture.plotBottom - 4} className="veil" />
      <circle cx={mark.x} cy={mark.y} r={16} className="reached" />
    </g>
  )
}

/** Lanes, weekends, dates and teams: what the path lies on. */
function Ground({ picture }: { picture: Picture }) {
  const { say } = useWords()
  const top = picture.lanes[0]?.top ?? 0
  const bottom = picture.teams?.bottom ?? picture.lanes.at(-1)?.bottom ?? 0
  return (
    <g aria-hidden="true">
      {picture.weekends.map(({ left, right }) => (
        <rect key={left} x={left} y={top} width={right - left} height={bottom - top} className="weekend" />
      ))}
      {picture.lanes.map((lane) => (
        <g key={lane.name}>
          <path d={`M0 ${lane.bottom}H${picture.width}`} className="lane-edge" />
          <text x={0} y={lane.y + 4} className="lane-name">
            {lane.name}
          </text>
        </g>
      ))}
      {picture.teams && (
        <g>
          {picture.teams.lanes.map((lane) => (
            <text key={lane.team} x={0} y={lane.y + 4} className="note">
              {lane.name}
            </text>
          ))}
          {picture.teams.steps.map(({ key, d }) => (
            <path key={key} d={d} className="team-step" />
          ))}
          {picture.teams.stops.map(({ key, x, y }) => (
            <circle key={key} cx={x} cy={y} r={3} className="team-stop" />
          ))}
          <text x={picture.width - 4} y={(picture.teams.lanes[0]?.y ?? 0) + 4} textAnchor="end" className="note">
            {say('picture.handovers', { count: picture.teams.handovers })}
          </text>
        </g>
      )}
      <path d={`M${picture.gutter} ${picture.plotBottom}H${picture.width}`} className="axis" />
      {picture.ticks.map(({ at, x, text, textX }) => (
        <g key={at}>
          <path d={`M${x} ${picture.plotBottom}v${text === '' ? 4 : 8}`} className="axis" />
          <text x={textX} y={picture.plotBottom + 24} className="date">
            {text}
          </text>
        </g>
      ))}
      {picture.folds.map((x) => (
        <g key={x}>
          <path d={`M${x - 4} ${picture.plotBottom}h8`} className="axis-gap" />
          <path d={`M${x - 8} ${picture.plotBottom + 6}l6-12M${x + 2} ${picture.plotBottom + 6}l6-12`} className="axis" />
        </g>
      ))}
    </g>
  )
}

/** From the first friction to the loss: the days there were to act. */
function Bracket({ bracket, days, width }: { bracket: NonNullable<Picture['bracket']>; days: number; width: number }) {
  const { say } = useWords()
  const { left, right, y } = bracket
  const text = say('picture.daysToAct', { days })
  const half = measureText(text) / 2 + 10
  const middle = Math.min(Math.max((left + right) / 2, half), width - half)
  return (
    <g className="bracket">
      <path
        d={`M${left} ${y - 6}v12M${left} ${y}H${Math.max(left, middle - half)}M${Math.min(right, middle + half)} ${y}H${right}M${right} ${y - 6}v12`}
      />
      <text x={middle} y={y + 5} textAnchor="middle">
        {text}
      </text>
    </g>
  )
}
