import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { getLevels } from '../../../api/feedbackFigures.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { AnswersAddress } from '../address.ts'
import { tellMetric } from '../tell.ts'
import { tellChange } from './tellScore.ts'

type Level = z.output<(typeof getLevels)['answer']>['levels'][number]

const MOST = 3

/** The three levels of experience side by side, each with its interval; they are never added up. */
export function Levels({ levels, behind }: { levels: readonly Level[]; behind: AnswersAddress }) {
  const words = useWords()
  const { say, formats, kind } = words
  const whole = (value: number) => formats.number(Math.round(value))
  return (
    <section aria-labelledby="levels" className="scores-section">
      <h2 id="levels">{say('scores.levels')}</h2>
      <p className="chart-hint">{say('scores.levelsHint')}</p>
      <ul className="scores-levels">
        {levels.map(({ level, n, few, score, low, high, change, parts, frictions }) => (
          <li key={level}>
            <h3>{say(`scores.level.${level}`)}</h3>
            <p className={few || score === null ? 'scores-few' : 'scores-value'}>
              {few || score === null ? say('scores.few') : whole(score)}
            </p>
            {!few && low !== null && high !== null && (
              <p className="faint">{say('scores.interval', { low: whole(low), high: whole(high) })}</p>
            )}
            <p className="faint">
              {[say('scores.n', { count: n }), change && say('scores.change', { difference: tellChange(change, 'mean', words) })]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {parts.length > 0 && (
              <p className="faint">
                {say('scores.madeOf', {
                  parts: parts
                    .map((part) => `${tellMetric(part.metric, words)} ${whole(part.mean)} (${formats.number(part.n)})`)
                    .join(', '),
                })}
              </p>
            )}
            {frictions.length > 0 && (
              <p className="faint">
                {say('scores.harms', {
                  kinds: frictions
                    .slice(0, MOST)
                    .map((each) => `${kind(each.kind)} (${formats.number(each.count)})`)
                    .join(', '),
                })}
              </p>
            )}
            {n > 0 && (
              <Link to="/feedback" search={{ ...behind, level }} aria-label={`${say('scores.openAll')}: ${say(`scores.level.${level}`)}`}>
                {say('scores.openAll')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
