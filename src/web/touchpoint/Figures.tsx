import type { TouchpointPageJson } from '../../api/touchpointRegister.ts'
import { useWords } from '../i18n/useWords.ts'
import { openShares, tellImportance } from './tell.ts'

/** The figures of a touchpoint, each with how many it is of and its interval. */
export function Figures({ page: { touchpoint, measures, usual } }: { page: TouchpointPageJson }) {
  const words = useWords()
  const { say, formats } = words
  const shares = openShares(words)
  const { encounters, customers, paths, friction, importance } = touchpoint
  const { compared, met } = importance
  const ofPaths =
    paths.n === 0 ? '–' : say('touchpoint.shareOf', { share: shares.share(paths.part / paths.n), part: paths.part, n: paths.n })
  const figures: [string, string, string?][] = [
    [say('touchpoint.encounters'), formats.number(encounters), say('touchpoint.customersTold', { count: customers })],
    [say('touchpoint.pathShare'), ofPaths],
    [
      say('touchpoint.friction'),
      shares.withInterval(friction),
      say('touchpoint.frictionTold', {
        part: touchpoint.troubled,
        n: encounters,
        usual: shares.share(usual.n === 0 ? 0 : usual.part / usual.n),
      }),
    ],
    [
      say('touchpoint.completion'),
      tellImportance(importance, words),
      compared === null
        ? say('touchpoint.metTold', { part: met.part, n: met.n })
        : say('touchpoint.comparedTold', {
            with: shares.share(compared.with),
            by: compared.by,
            without: shares.share(compared.without),
            past: compared.past,
            points: compared.points,
          }),
    ],
    ...measures.map(({ metric, answers, poor }): [string, string, string] => [
      say('touchpoint.poor', { metric: metric.toUpperCase() }),
      shares.withInterval(poor),
      say('touchpoint.answersTold', { count: answers }),
    ]),
  ]
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{say('touchpoint.figures')}</h2>
      <dl className="touchpoint-figures">
        {figures.map(([term, told, more]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <strong>{told}</strong>
              {more !== undefined && <span className="faint">{more}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {measures.length === 0 && <p className="faint">{say('touchpoint.notMeasured')}</p>}
    </section>
  )
}
