import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { CasePageJson } from '../../api/case.ts'
import { EncounterFacts } from '../encounter/EncounterFacts.tsx'
import { frictionAddress } from '../friction/address.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { tellFriction } from '../friction/sentence.ts'
import { useWords } from '../i18n/useWords.ts'
import type { StoryEncounter } from '../journey/story.ts'

/** What went wrong, each friction with the encounters that prove it. */
export function CaseEvidence({ each }: { each: CasePageJson }) {
  const words = useWords()
  const { say, kind, formats } = words
  const encounters = useMemo(() => new Map(each.evidence.map((item) => [item.id, asEncounter(item)])), [each.evidence])
  return (
    <section className="case-card" aria-labelledby="case-evidence">
      <h2 id="case-evidence">{say('case.evidence')}</h2>
      {each.frictions.length === 0 && <p className="faint">{say('case.noFrictions')}</p>}
      {each.frictions.map((friction) => (
        <article key={frictionAddress(friction)} className="case-friction">
          <h3>
            <Diamond size={14} />{' '}
            <Link to="/customers/$customer" params={{ customer: each.customer }} hash={`friction=${frictionAddress(friction)}`}>
              {kind(friction.kind)}
            </Link>{' '}
            <span className="faint">{formats.shortMoment(Date.parse(friction.occurredAt))}</span>
          </h3>
          <p>{tellFriction(friction, encounters, words)}</p>
          <details>
            <summary>{say('case.encounters', { count: friction.evidence.length })}</summary>
            {friction.evidence.map((id) => {
              const encounter = encounters.get(id)
              return encounter ? <EncounterFacts key={id} encounter={encounter} /> : <p key={id}>{say('evidence.missing', { id })}</p>
            })}
          </details>
        </article>
      ))}
      {each.pathHandovers > 0 && (
        <p className="faint">{say('case.pathHandovers', { handovers: each.pathHandovers, bounces: each.pathBounces })}</p>
      )}
    </section>
  )
}

function asEncounter(item: CasePageJson['evidence'][number]): StoryEncounter {
  return {
    what: 'encounter',
    key: item.id,
    at: Date.parse(item.occurredAt),
    channel: item.channel,
    side: item.initiator ?? 'nobody',
    touchpoint: item.touchpoint,
    team: null,
    path: item.path,
    turn: 'nobody',
    item,
  }
}
