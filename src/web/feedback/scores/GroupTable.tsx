import { Link } from '@tanstack/react-router'
import type { QuestionJson } from '../../../api/feedbackFigures.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Downloads } from '../../journey/Downloads.tsx'
import { useStageNames } from '../../touchpoint/useStageNames.ts'
import type { AnswersAddress } from '../address.ts'
import type { GROUPS } from '../scoresAddress.ts'
import { useSurveys } from '../useSurveys.ts'
import { tellChange, tellQuestion, tellRate, tellScore, tellValue } from './tellScore.ts'

interface Props {
  question: QuestionJson
  by: (typeof GROUPS)[number]
  /** The attribute that makes segments. */
  of: string | undefined
  behind: AnswersAddress
}

/** A score by group with interval, answers, response rate and change; the worst stands where it is seen, and each opens its answers. */
export function GroupTable({ question, by, of = '', behind }: Props) {
  const words = useWords()
  const { say, formats } = words
  const nameStage = useStageNames()
  const surveys = useSurveys().data?.items ?? []
  const { groups, formula, metric } = question
  const tell = {
    touchpoint: words.touchpoint,
    journey: words.journey,
    channel: words.channel,
    team: words.team,
    stage: nameStage,
    survey: (key: string) => surveys.find((survey) => survey.key === key)?.name ?? key,
    segment: (value: string) => value,
  }[by]
  const title = say('scores.groups', {
    metric: tellQuestion(question, words),
    by: by === 'segment' ? say('scores.by.segmentOf', { attribute: of }) : say(`scores.by.${by}`),
  })
  const name = (key: string | null) => (key === null ? say('scores.noneGiven') : tell(key))
  const interval = ({ low, high, few }: QuestionJson['score']) =>
    few || low === null || high === null ? '' : `${tellValue(low, formula, words)} – ${tellValue(high, formula, words)}`
  const heads = ['group', 'score', 'intervalHead', 'answers', 'responseRate', 'changeHead'] as const
  // Those with a score first, the worst of them on top; then those with too few answers.
  const sorted = groups.toSorted(
    (one, other) => Number(one.score.few) - Number(other.score.few) || (one.score.score ?? 0) - (other.score.score ?? 0),
  )
  return (
    <div className="scores-groups">
      <h2>{title}</h2>
      <div className="rows-wide" role="region" aria-label={title} tabIndex={0}>
        <table className="rows">
          <thead>
            <tr>
              {heads.map((head) => (
                <th
                  key={head}
                  scope="col"
                  className={['score', 'intervalHead', 'answers', 'responseRate'].includes(head) ? 'number' : undefined}
                >
                  {say(`scores.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ key, score, change, rate }) => (
              <tr key={key ?? ''}>
                <th scope="row">
                  {key === null ? (
                    name(key)
                  ) : (
                    <Link
                      to="/feedback"
                      search={{ ...behind, metric, ...(by === 'segment' ? { attribute: `${of}=${key}` } : { [by]: key }) }}
                    >
                      {name(key)}
                    </Link>
                  )}
                </th>
                <td className="number">{tellScore(score, formula, words)}</td>
                <td className="number">{interval(score)}</td>
                <td className="number">{formats.number(score.n)}</td>
                <td className="number">{tellRate(rate, words) || '–'}</td>
                <td>{tellChange(change, formula, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Downloads
        name={title}
        picture={null}
        rows={() => [
          [
            ...heads.slice(0, 2).map((head) => say(`scores.${head}`)),
            say('scores.low'),
            say('scores.high'),
            say('scores.answers'),
            say('scores.changeHead'),
          ],
          ...sorted.map(({ key, score, change }) => [name(key), score.score, score.low, score.high, score.n, change?.difference ?? null]),
        ]}
      />
    </div>
  )
}
