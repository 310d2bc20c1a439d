import { Link, useNavigate } from '@tanstack/react-router'
import type { QuestionJson } from '../../../api/feedbackFigures.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { AnswersAddress } from '../address.ts'
import { Figure } from './Figure.tsx'
import { prepareTrend } from './prepareTrend.ts'
import { tellQuestion, tellScore, tellValue } from './tellScore.ts'
import { TrendPicture } from './TrendPicture.tsx'

interface Props {
  question: QuestionJson
  behind: AnswersAddress
  isTable: boolean
  choose: (isTable: boolean) => void
}

/** A score over time with its control limits, as a picture or a table; a period opens its answers. */
export function TrendFigure({ question, behind, isTable, choose }: Props) {
  const words = useWords()
  const { say, formats } = words
  const navigate = useNavigate()
  const { periods, formula, metric } = question
  const title = say('scores.trend', { metric: tellQuestion(question, words) })
  const of = ({ since, until }: { since: string; until: string }) => ({ ...behind, metric, since, until })
  const day = (text: string) => formats.plainDate(Date.parse(`${text}T12:00:00Z`))
  const value = (given: number | null) => (given === null ? '–' : tellValue(given, formula, words))
  const signal = ({ signal: given, isBreak }: QuestionJson['periods'][number]) =>
    [given && say(`scores.signal.${given}`), isBreak && say('scores.break')].filter(Boolean).join(', ')
  const heads = ['day', 'score', 'low', 'high', 'answers', 'signal'] as const
  const isEmpty = periods.every(({ score }) => score.few || score.score === null)
  return (
    <Figure
      title={title}
      hint={say('scores.trendHint')}
      about={say(`scores.formula.${formula}`)}
      isTable={isTable}
      choose={choose}
      empty={isEmpty ? say('scores.few') : null}
      rows={() => [
        heads.map((head) => say(`scores.${head}`)),
        ...periods.map((period) => [period.day, period.score.score, period.score.low, period.score.high, period.score.n, signal(period)]),
      ]}
      table={
        <div className="rows-wide" role="region" aria-label={`${title}: ${say('picture.asTable')}`} tabIndex={0}>
          <table className="rows">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col" className={head === 'day' || head === 'signal' ? undefined : 'number'}>
                    {say(`scores.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {periods.map((period) => (
                <tr key={period.day}>
                  <th scope="row">
                    <Link to="/feedback" search={of(period)}>
                      {day(period.day)}
                    </Link>
                  </th>
                  <td className="number">{tellScore(period.score, formula, words)}</td>
                  <td className="number">{period.score.few ? '–' : value(period.score.low)}</td>
                  <td className="number">{period.score.few ? '–' : value(period.score.high)}</td>
                  <td className="number">{formats.number(period.score.n)}</td>
                  <td>{signal(period)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      }
      renderPicture={(width, picture) => {
        const trend = prepareTrend(question, width)
        return (
          trend && (
            <TrendPicture
              trend={trend}
              formula={formula}
              label={title}
              picture={picture}
              open={({ period }) => void navigate({ to: '/feedback', search: of(period) })}
            />
          )
        )
      }}
    />
  )
}
