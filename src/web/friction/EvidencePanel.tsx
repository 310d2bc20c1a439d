import { Button, CopyButton } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { EncounterFacts } from '../encounter/EncounterFacts.tsx'
import { useWords } from '../i18n/useWords.ts'
import type { Story, StoryEncounter, StoryFriction } from '../journey/story.ts'
import { frictionAddress, openedFragment, type Opened } from './address.ts'
import { Diamond } from './Diamond.tsx'
import { Severity } from './Severity.tsx'
import { tellFriction } from './sentence.ts'

interface Props {
  story: Story
  opened: Exclude<Opened, null>
  open: (next: Opened) => void
}

/** What proves a friction, or what an encounter was: beside the picture, with a link that opens it again. */
export function EvidencePanel({ story, opened, open }: Props) {
  const { say } = useWords()
  const panel = useRef<HTMLElement>(null)
  const encounters = useMemo(() => new Map(story.encounters.map((each) => [each.key, each])), [story])
  const fragment = openedFragment(opened)
  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const close = () => {
    const key = 'friction' in opened ? opened.friction : opened.encounter
    const mark = document.querySelector<SVGElement>(`[data-key="${CSS.escape(key)}"]`)
    // A mark may be folded into another or lie outside the picture: focus goes then to the content, never to nothing.
    ;(mark ?? document.querySelector<HTMLElement>('#content'))?.focus({ preventScroll: mark === null })
    open(null)
  }
  useEscape(close)
  const friction = 'friction' in opened ? story.frictions.find(({ key }) => key === opened.friction) : undefined
  const encounter = 'encounter' in opened ? encounters.get(opened.encounter) : undefined
  return (
    <section className="evidence" ref={panel} tabIndex={-1} aria-labelledby="evidence">
      <header className="evidence-head">
        <h2 id="evidence">{say('evidence.title')}</h2>
        <Button variant="subtle" size="compact-sm" onClick={close}>
          {say('evidence.close')}
        </Button>
      </header>
      {friction && <FrictionEvidence friction={friction} encounters={encounters} open={open} />}
      {encounter && <EncounterEvidence encounter={encounter} story={story} open={open} />}
      {!friction && !encounter && <p>{say('evidence.gone')}</p>}
      <CopyButton value={`${location.origin}${location.pathname}#${fragment}`}>
        {({ copied, copy }) => (
          <Button variant="default" size="compact-sm" onClick={copy}>
            {copied ? say('evidence.copied') : say('evidence.copy')}
          </Button>
        )}
      </CopyButton>
    </section>
  )
}

/** Calls back on Escape, unless a field has use for it. */
export function useEscape(act: () => void): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) latest.current()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

function FrictionEvidence({
  friction,
  encounters,
  open,
}: {
  friction: StoryFriction
  encounters: ReadonlyMap<string, StoryEncounter>
  open: Props['open']
}) {
  const words = useWords()
  const { say, formats, kind } = words
  const { evidence, after } = friction.friction
  return (
    <>
      <h3 className="evidence-kind">
        <Diamond size={18} />
        {kind(friction.friction.kind)}
      </h3>
      <p className="evidence-sentence">{tellFriction(friction.friction, encounters, words)}</p>
      <p className="evidence-facts">
        <Severity level={friction.friction.severity} />
        <span className="faint">{words.path(friction.friction)}</span>
        <span className="faint">{say('evidence.truth', { time: formats.moment(friction.at) })}</span>
      </p>
      <h4>{say('evidence.encounters')}</h4>
      {evidence.map((id) => {
        const encounter = encounters.get(id)
        return encounter ? <EncounterFacts key={id} encounter={encounter} /> : <p key={id}>{say('evidence.missing', { id })}</p>
      })}
      {after && (
        <>
          <h4>{say('evidence.before')}</h4>
          <FrictionLinks
            frictions={after.map((each) => ({ key: frictionAddress(each), kind: each.kind, at: Date.parse(each.occurredAt) }))}
            open={open}
          />
        </>
      )}
    </>
  )
}

function EncounterEvidence({ encounter, story, open }: { encounter: StoryEncounter; story: Story; open: Props['open'] }) {
  const { say, path } = useWords()
  const index = story.encounters.indexOf(encounter)
  const neighbours = [
    { label: say('evidence.previous'), encounter: story.encounters[index - 1] },
    { label: say('evidence.next'), encounter: story.encounters[index + 1] },
  ]
  const proven = story.frictions.filter(({ friction }) => friction.evidence.includes(encounter.key))
  return (
    <>
      <p className="faint">{path(encounter.item)}</p>
      <EncounterFacts encounter={encounter} />
      <div className="evidence-steps">
        {neighbours.map((each) => (
          <Button
            key={each.label}
            variant="subtle"
            size="compact-sm"
            disabled={!each.encounter}
            onClick={() => open(each.encounter ? { encounter: each.encounter.key } : null)}
          >
            {each.label}
          </Button>
        ))}
      </div>
      {proven.length > 0 && (
        <>
          <h4>{say('evidence.frictions')}</h4>
          <FrictionLinks frictions={proven.map(({ key, at, friction }) => ({ key, at, kind: friction.kind }))} open={open} />
        </>
      )}
    </>
  )
}

function FrictionLinks({
  frictions,
  open,
}: {
  frictions: { key: string; kind: StoryFriction['friction']['kind']; at: number }[]
  open: Props['open']
}) {
  const { kind, formats } = useWords()
  return (
    <ul className="friction-list">
      {frictions.map((each) => (
        <li key={each.key}>
          <button type="button" className="friction-link" onClick={() => open({ friction: each.key })}>
            <Diamond size={12} />
            <span>{kind(each.kind)}</span>
            <span className="faint">{formats.shortMoment(each.at)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
