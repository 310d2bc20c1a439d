import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { getExperience } from '../../../api/feedbackFigures.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { AnswersAddress } from '../address.ts'
import { tellValue } from './tellScore.ts'

type Answer = z.output<(typeof getExperience)['answer']>

/** Satisfaction at touchpoints beside the experience of paths, and which of them best foretold the later NPS answer. */
export function Experience({ answer: { touchpoints, journeys, foretelling }, behind }: { answer: Answer; behind: AnswersAddress }) {
  const words = useWords()
  const { say, formats } = words
  const whole = (value: number | null, few: boolean) => (few || value === null ? say('scores.few') : formats.number(Math.round(value)))
  const between = (low: number | null, high: number | null, few: boolean) =>
    few || low === null || high === null ? '' : `${Math.round(low)} – ${Math.round(high)}`
  return (
    <section aria-labelledby="experience" className="scores-section">
      <h2 id="experience">{say('scores.experience')}</h2>
      <p className="chart-hint">{say('scores.experienceHint')}</p>
      <div className="scores-beside">
        <Rows
          title={say('scores.satisfaction')}
          heads={[say('scores.by.touchpoint'), say('scores.satisfaction'), say('scores.intervalHead'), say('scores.answers')]}
          rows={touchpoints.map(({ touchpoint, n, few, satisfaction, low, high }) => ({
            key: touchpoint ?? '',
            name:
              touchpoint === null ? (
                say('scores.noneGiven')
              ) : (
                <Link to="/feedback" search={{ ...behind, touchpoint, level: 'action' }}>
                  {words.touchpoint(touchpoint)}
                </Link>
              ),
            cells: [whole(satisfaction, few), between(low, high, few), formats.number(n)],
          }))}
        />
        <Rows
          title={say('scores.pathExperience')}
          heads={[
            say('scores.by.journey'),
            say('scores.pathExperience'),
            say('scores.intervalHead'),
            say('scores.weakest'),
            say('scores.peak'),
            say('scores.last'),
            say('scores.satisfaction'),
            say('scores.paths'),
          ]}
          rows={journeys.map(({ journey, few, experience, low, high, weakest, peak, last, satisfaction, paths }) => ({
            key: journey,
            name: (
              <Link to="/feedback" search={{ ...behind, journey }}>
                {words.journey(journey)}
              </Link>
            ),
            cells: [
              whole(experience, few),
              between(low, high, few),
              ...[weakest, peak, last, satisfaction].map((value) => whole(value, few)),
              formats.number(paths),
            ],
          }))}
        />
      </div>
      <h3>{say('scores.foretelling')}</h3>
      {foretelling.predictors.length === 0 ? (
        <p>{say('scores.foretellingFew', { count: foretelling.answers })}</p>
      ) : (
        <Rows
          title={say('scores.foretelling')}
          heads={[say('scores.predictorHead'), say('scores.correlation'), say('scores.intervalHead'), say('scores.best')]}
          rows={foretelling.predictors.map(({ predictor, correlation, best }) => ({
            key: predictor,
            name: say(`scores.predictor.${predictor}`),
            cells: [
              decimal(correlation.value),
              `${decimal(correlation.low)} – ${decimal(correlation.high)}`,
              tellValue(best, 'top-two-of-five', words),
            ],
          }))}
        />
      )}
    </section>
  )

  function decimal(value: number): string {
    return new Intl.NumberFormat(formats.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'negative' }).format(
      value,
    )
  }
}

interface RowsProps {
  title: string
  heads: readonly string[]
  rows: readonly { key: string; name: React.ReactNode; cells: readonly string[] }[]
}

function Rows({ title, heads, rows }: RowsProps) {
  return (
    <div className="rows-wide" role="region" aria-label={title} tabIndex={0}>
      <table className="rows">
        <caption className="hidden">{title}</caption>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" className={index === 0 ? undefined : 'number'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={heads[index + 1]} className="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
