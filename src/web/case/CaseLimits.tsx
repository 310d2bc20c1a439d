import type { CasePageJson } from '../../api/case.ts'
import { useWords } from '../i18n/useWords.ts'
import { Late } from './NextLine.tsx'

const LIMITS = ['caught', 'word', 'solved'] as const

/** What is to be done by when, and whether it was. */
export function CaseLimits({ each }: { each: CasePageJson }) {
  const { say, formats } = useWords()
  return (
    <section className="case-card" aria-labelledby="case-limits">
      <h2 id="case-limits">{say('case.limits')}</h2>
      <dl className="case-limits">
        {LIMITS.map((name) => {
          const { dueAt, doneAt, passed } = each.limits[name]
          return (
            <div key={name}>
              <dt>{say(`case.limit.${name}`)}</dt>
              <dd>
                <span>{say('case.dueAt', { time: formats.shortMoment(Date.parse(dueAt)) })}</span>
                <span className={passed ? 'case-late' : 'faint'}>
                  {passed && <Late />}
                  {doneAt === null
                    ? say(passed ? 'case.limitPassed' : 'case.limitRuns')
                    : say(passed ? 'case.doneLate' : 'case.doneAt', { time: formats.shortMoment(Date.parse(doneAt)) })}
                </span>
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
