import { Link } from '@tanstack/react-router'
import type { QuestionJson } from '../../../api/feedbackFigures.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { AnswersAddress } from '../address.ts'
import { tellChange, tellInterval, tellQuestion, tellRate, tellScore } from './tellScore.ts'

/** A question's score in large: its interval, answers, response rate, change and formula; opens its answers. */
export function Headline({ question, behind }: { question: QuestionJson; behind: AnswersAddress }) {
  const words = useWords()
  const { say } = words
  const { score, formula, change, rate, metric } = question
  const { bands } = score
  return (
    <section className="scores-headline" aria-labelledby="headline">
      <h2 id="headline">
        <span className="scores-name">{tellQuestion(question, words)}</span>{' '}
        <span className={score.few ? 'scores-few' : 'scores-value'}>{tellScore(score, formula, words)}</span>
      </h2>
      <p>
        {[
          score.few ? '' : tellInterval(score, formula, words),
          say('scores.n', { count: score.n }),
          tellRate(rate, words),
          change === null ? '' : say('scores.change', { difference: tellChange(change, formula, words) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {bands && <p className="faint">{say('scores.bands', { ...bands })}</p>}
      <p className="faint">{say(`scores.formula.${formula}`)}</p>
      <Link to="/feedback" search={{ ...behind, metric }}>
        {say('scores.openAll')}
      </Link>
    </section>
  )
}
