import { Link } from '@tanstack/react-router'
import type { CasePageJson } from '../../api/case.ts'
import { useWords } from '../i18n/useWords.ts'
import { tellCause } from './tellCause.ts'

/** How it was solved, and what was learnt of cases like it. */
export function Solution({ each }: { each: CasePageJson }) {
  const words = useWords()
  const { say, formats } = words
  const { solution, similar } = each
  return (
    <>
      {solution && (
        <section className="case-card" aria-labelledby="case-solution">
          <h2 id="case-solution">{say('case.solution')}</h2>
          <p>{solution.done}</p>
          {solution.learned && (
            <dl className="case-limits">
              <div>
                <dt>{say('case.learned')}</dt>
                <dd>{solution.learned}</dd>
              </div>
            </dl>
          )}
        </section>
      )}
      <section className="case-card" aria-labelledby="case-similar">
        <h2 id="case-similar">{say('case.similar')}</h2>
        {similar.length === 0 && <p className="faint">{say('case.noSimilar')}</p>}
        {similar.map((alike) => (
          <article key={alike.id} className="case-alike">
            <h3>
              <Link to="/cases/$id" params={{ id: alike.id }}>
                {alike.id}
              </Link>{' '}
              <span className="faint">
                {formats.plainDate(Date.parse(alike.openedAt))} · {say(`case.state.${alike.state}`)}
              </span>
            </h3>
            {alike.done && <p>{alike.done}</p>}
            <p className="faint">{[tellCause(alike.cause, words), alike.learned].filter(Boolean).join(' – ')}</p>
          </article>
        ))}
      </section>
    </>
  )
}
