import type { ReactNode } from 'react'
import type { BriefJson } from '../../api/brief.ts'
import { frictionAddress, type Opened } from '../friction/address.ts'
import { Severity } from '../friction/Severity.tsx'
import { useWords } from '../i18n/useWords.ts'
import { capitalise, type Words } from '../i18n/words.ts'
import { useNow } from '../shell/useNow.ts'

interface Props {
  brief: BriefJson
  open: (next: Opened) => void
}

/** What whoever meets the customer next has to know, to be read in five seconds: what is ours to do first, what they told already, what they have. */
export function CustomerBrief({ brief, open }: Props) {
  const words = useWords()
  const { say, formats, things } = words
  const others = brief.identifiers.filter((identifier) => identifier !== brief.customer)
  const who = [
    brief.displayName === null ? null : brief.customer,
    ...others,
    brief.since === null ? null : say('customer.since', { year: formats.year(Date.parse(brief.since)) }),
  ].filter((each) => each !== null)
  return (
    <header className="brief">
      <h1>{brief.displayName ?? brief.customer}</h1>
      <p className="customer-who">{who.join(' · ')}</p>
      {brief.conflict && <p role="note">{say('customer.conflict', { identifiers: formats.list(brief.conflict) })}</p>}
      <dl className="brief-facts">
        <Fact name={say('customer.open')}>
          {brief.open.length === 0 && <span className="brief-quiet">{say('customer.noOpen')}</span>}
          {brief.open.map((matter) => (
            <Matter key={matter.path} matter={matter} />
          ))}
        </Fact>
        {brief.promised.length > 0 && (
          <Fact name={say('customer.promised')}>
            {brief.promised.map((promise) => (
              <Promised key={`${promise.path} ${promise.what} ${promise.dueAt}`} promise={promise} open={open} />
            ))}
          </Fact>
        )}
        {brief.provided.length > 0 && (
          <Fact name={say('brief.provided')} hint={say('brief.providedHint')}>
            {providedByDay(brief, words).map(({ day, items }) => (
              <span key={day}>{say('brief.providedOn', { items: capitalise(things(items)), day })}</span>
            ))}
          </Fact>
        )}
        {brief.holdings.length > 0 ? (
          <Fact name={say('customer.holdings')} hint={say('brief.heldHint')}>
            {capitalise(things(brief.holdings))}
          </Fact>
        ) : (
          <Fact name={say('customer.holdings')}>
            <span className="brief-quiet">{say('customer.noHoldings')}</span>
          </Fact>
        )}
        {brief.lastWords && <LastWords said={brief.lastWords} open={open} />}
        <Frictions frictions={brief.frictions} open={open} />
        <Consents consents={brief.consents} />
      </dl>
    </header>
  )
}

function Fact({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        {name}
        {hint !== undefined && <span className="brief-hint"> – {hint}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

function Matter({ matter }: { matter: BriefJson['open'][number] }) {
  const { say, formats, path } = useWords()
  const now = useNow()
  const { turn, turnSince, answerBy } = matter
  const due = answerBy === null ? null : Date.parse(answerBy)
  return (
    <span>
      {path(matter)} – <span className={`turn turn-${turn}`}>{say(`turn.${turn}`)}</span>
      {turn !== 'nobody' && turnSince !== null && ` ${say('brief.turnSince', { date: formats.plainDate(Date.parse(turnSince)) })}`}
      {due !== null && (
        <span className={due < now ? 'brief-late' : undefined}>
          {', '}
          {say(due < now ? 'brief.answerLate' : 'brief.answerBy', { due: formats.shortMoment(due) })}
        </span>
      )}
    </span>
  )
}

function Promised({ promise, open }: { promise: BriefJson['promised'][number]; open: Props['open'] }) {
  const { say, formats, thing } = useWords()
  const { what, dueAt, encounter, overdue } = promise
  const text = capitalise(say('customer.promise', { what: thing(what), due: formats.shortMoment(Date.parse(dueAt)) }))
  return (
    <span>
      {overdue && <strong className="brief-late">{say('brief.overdue')} </strong>}
      {encounter === null ? text : <InPlace act={() => open({ encounter })}>{text}</InPlace>}
    </span>
  )
}

function LastWords({ said, open }: { said: NonNullable<BriefJson['lastWords']>; open: Props['open'] }) {
  const { say, formats, channel } = useWords()
  return (
    <Fact name={say('brief.lastWords')}>
      <blockquote className="brief-words" lang={said.locale ?? undefined}>
        {said.text}
      </blockquote>
      <span className="brief-hint">
        {said.sentiment !== null && `${say(`sentiment.${said.sentiment}`)} · `}
        <InPlace act={() => open({ encounter: said.encounter })}>{formats.moment(Date.parse(said.at))}</InPlace>
        {' · '}
        {channel(said.channel)}
      </span>
    </Fact>
  )
}

function Frictions({ frictions, open }: { frictions: BriefJson['frictions']; open: Props['open'] }) {
  const { say, formats, kind } = useWords()
  const { total, bySeverity, newest } = frictions
  if (newest === null) {
    return (
      <Fact name={say('brief.frictions')}>
        <span className="brief-quiet">{say('brief.noFrictions')}</span>
      </Fact>
    )
  }
  return (
    <Fact name={say('brief.frictionCount', { count: total })}>
      <ul className="brief-counts">
        {bySeverity.map(({ severity, count }) => (
          <li key={severity}>
            {formats.number(count)} × <Severity level={severity} />
          </li>
        ))}
      </ul>
      <span className="brief-hint">
        {say('brief.newest')}{' '}
        <InPlace act={() => open({ friction: frictionAddress(newest) })}>
          {kind(newest.kind)}, {formats.plainDate(Date.parse(newest.occurredAt))}
        </InPlace>
      </span>
    </Fact>
  )
}

function Consents({ consents }: { consents: BriefJson['consents'] }) {
  const { say, things } = useWords()
  const given = Object.keys(consents).filter((purpose) => consents[purpose])
  const refused = Object.keys(consents).filter((purpose) => !consents[purpose])
  if (given.length + refused.length === 0) return null
  return (
    <Fact name={say('brief.consents')}>
      {given.length > 0 && <span>{say('brief.given', { purposes: things(given) })}</span>}
      {refused.length > 0 && <strong>{say('brief.refused', { purposes: things(refused) })}</strong>}
    </Fact>
  )
}

function InPlace({ act, children }: { act: () => void; children: ReactNode }) {
  return (
    <button type="button" className="text-link brief-link" onClick={act}>
      {children}
    </button>
  )
}

function providedByDay(brief: BriefJson, { formats }: Words): { day: string; items: string[] }[] {
  const days = new Map<string, string[]>()
  for (const { item, at } of brief.provided) {
    const day = formats.plainDate(Date.parse(at))
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days].map(([day, items]) => ({ day, items }))
}
