import type { CaseJson } from '../../api/case.ts'
import { frictionAddress, type Opened } from '../friction/address.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { useWords } from '../i18n/useWords.ts'

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
  return (
    <article className="case">
      <h3>
        {each.id} · {path(each)}
      </h3>
      <p>{each.team === null ? say('case.noTeam') : say('case.team', { team: team(each.team) })}</p>
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
