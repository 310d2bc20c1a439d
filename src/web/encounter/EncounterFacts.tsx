import { Link } from '@tanstack/react-router'
import type { StoryEncounter } from '../journey/story.ts'
import { useWords } from '../i18n/useWords.ts'
import type { Words } from '../i18n/words.ts'

/** What an encounter may carry, as it came. */
export interface Content {
  provides?: string[]
  asks?: string[]
  offers?: string[]
  takesUp?: string[]
  givesUp?: string[]
  directsTo?: string
  promises?: { what: string; dueAt: string }[]
  signals?: ('leaving' | 'praise' | 'complaint')[]
  handledBy?: { team?: string; person?: string }
  measures?: { metric: string; score: number }[]
  text?: string
  locale?: string
  properties?: { response?: unknown }
}

/** What an encounter says, each fact as a short sentence. */
export function listFacts(content: Content, { say, things, thing, channel, team, formats }: Words): string[] {
  const { handledBy } = content
  const who = [handledBy?.team === undefined ? null : team(handledBy.team), handledBy?.person].filter((each) => each != null)
  return [
    content.provides && say('fact.provides', { items: things(content.provides) }),
    content.asks && say('fact.asks', { items: things(content.asks) }),
    content.offers && say('fact.offers', { items: things(content.offers) }),
    content.takesUp && say('fact.takesUp', { items: things(content.takesUp) }),
    content.givesUp && say('fact.givesUp', { items: things(content.givesUp) }),
    content.directsTo && say('fact.directsTo', { channel: channel(content.directsTo) }),
    ...(content.promises ?? []).map(({ what, dueAt }) =>
      say('fact.promise', { what: thing(what), due: formats.shortMoment(Date.parse(dueAt)) }),
    ),
    ...(content.signals ?? []).map((signal) => say(`fact.${signal}`)),
    ...(content.measures ?? []).map(({ metric, score }) =>
      say('fact.score', { metric: metric.toUpperCase(), score: formats.number(score) }),
    ),
    who.length > 0 && say('fact.handledBy', { who: who.join(', ') }),
  ].filter((fact) => typeof fact === 'string')
}

/** One encounter in words: when, where, whose, what was given, asked or said. */
export function EncounterFacts({ encounter }: { encounter: StoryEncounter }) {
  const words = useWords()
  const { say, formats } = words
  const content = encounter.item.encounter as Content
  return (
    <article className="facts">
      <h4>
        <SideMark side={encounter.side} />
        {words.touchpoint(encounter.touchpoint)}
      </h4>
      <p className="faint">
        <time dateTime={encounter.item.occurredAt}>{formats.moment(encounter.at)}</time>
        {' · '}
        {words.channel(encounter.channel)}
        {' · '}
        {say(`side.${encounter.side}`)}
      </p>
      <ul className="facts-list">
        {listFacts(content, words).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {content.text !== undefined && <blockquote lang={content.locale}>{content.text}</blockquote>}
      {typeof content.properties?.response === 'string' && (
        <Link to="/feedback/responses/$response" params={{ response: content.properties.response }} search={{}}>
          {say('fact.openResponse')}
        </Link>
      )}
    </article>
  )
}

/** Whose an encounter was: the customer's a ring, the company's a dot, a third party's a square. */
export function SideMark({ side }: { side: StoryEncounter['side'] }) {
  return (
    <svg className="side-mark" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
      {side === 'customer' && <circle r="5" fill="none" stroke="var(--polku-lake)" strokeWidth="2.500" />}
      {side === 'company' && <circle r="5.500" fill="var(--polku-ink)" />}
      {side === 'third-party' && <rect x="-4.500" y="-4.500" width="9" height="9" fill="var(--polku-faint)" />}
      {side === 'nobody' && <circle r="3" fill="var(--polku-faint)" />}
    </svg>
  )
}
