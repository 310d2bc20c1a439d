import { Link } from '@tanstack/react-router'
import type { CaseJson } from '../../api/case.ts'
import { frictionAddress, type Opened } from '../friction/address.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { useWords } from '../i18n/useWords.ts'
import { useNow } from '../shell/useNow.ts'
import { NextLine } from './NextLine.tsx'

/** The customer's open cases: number, whose, since when, and the frictions each stands on. */
export function Cases({ cases, open }: { cases: readonly CaseJson[]; open: (next: Opened) => void }) {
  const { say } = useWords()
  return (
    <section className="card" aria-labelledby="cases">
      <h2 id="cases">{say('case.title', { count: cases.length })}</h2>
      {cases.length === 0 && <p className="faint">{say('case.none')}</p>}
      {cases.map((each) => (
        <Case key={each.id} each={each} open={open} />
      ))}
    </section>
  )
}

function Case({ each, open }: { each: CaseJson; open: (next: Opened) => void }) {
  const { say, formats, path, team, kind } = useWords()
  const inbox = each.team === null ? say('case.noTeam') : say('case.team', { team: team(each.team) })
  const whose = each.owner === null ? inbox : say('case.ownedBy', { name: each.owner.name })
  return (
    <article className="case">
      <h3>
        <Link to="/cases/$id" params={{ id: each.id }}>
          {each.id}
        </Link>{' '}
        · {path(each)}
      </h3>
      <p>{whose}</p>
      <NextLine each={each} now={useNow()} />
      <p className="faint">{say('case.since', { date: formats.date(Date.parse(each.openedAt)) })}</p>
      <ul className="friction-list">
        {each.frictions.map((friction) => (
          <li key={frictionAddress(friction)}>
            <button type="button" className="friction-link" onClick={() => open({ friction: frictionAddress(friction) })}>
              <Diamond size={12} />
              <span>{kind(friction.kind)}</span>
              <span className="faint">{formats.shortMoment(Date.parse(friction.occurredAt))}</span>
            </button>
          </li>
        ))}
      </ul>
    </article>
  )
}
