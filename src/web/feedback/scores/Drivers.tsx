import { useNavigate } from '@tanstack/react-router'
import type { Ref } from 'react'
import type { z } from 'zod'
import type { getDrivers } from '../../../api/feedbackFigures.ts'
import { FRICTION_KINDS, type FrictionKind } from '../../../domain/friction/friction.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { Words } from '../../i18n/words.ts'
import { asMark } from '../../journey/analysis/mark.ts'
import { useRoving } from '../../journey/useRoving.ts'
import type { AnswersAddress } from '../address.ts'
import { Choice } from '../Choice.tsx'
import { DRIVER_SORTS } from '../scoresAddress.ts'
import { tellMetric } from '../tell.ts'
import { useThemeNames } from '../themes/useThemes.ts'
import { Figure } from './Figure.tsx'
import { prepareDrivers, type Driver, type DriverMap } from './prepareDrivers.ts'
import { tellValue } from './tellScore.ts'

type Answer = z.output<(typeof getDrivers)['answer']>
/** Width of a letter of a name, in pixels. */
const LETTER = 7.5

type Sort = (typeof DRIVER_SORTS)[number]

interface Props {
  answer: Answer
  sort: Sort
  sorted: (sort: Sort) => void
  isTable: boolean
  choose: (isTable: boolean) => void
  behind: AnswersAddress
}

/** What moves a score: importance against performance, as a picture or a table; silent where answers are few. */
export function Drivers({ answer, sort, sorted, isTable, choose, behind }: Props) {
  const words = useWords()
  const { say, formats } = words
  const navigate = useNavigate()
  const { drivers, n, wanted, silent, explained, metric } = answer
  const share = (value: number) => tellValue(value, 'top-two-of-five', words)
  const empty =
    silent === null
      ? null
      : n < wanted
        ? say('scores.silent', { n: formats.number(n), wanted: formats.number(wanted) })
        : say('scores.silentOther')
  const open = ({ driver }: Driver) => {
    const search =
      sort === 'questions' ? { ...behind, metric: driver } : sort === 'themes' ? { ...behind, theme: driver } : { ...behind, metric }
    void navigate({ to: '/feedback', search })
  }
  const nameOfTheme = useThemeNames(sort === 'themes')
  const name = ({ driver }: Driver) => (sort === 'themes' ? nameOfTheme(driver) : tellDriver(driver, sort, words))
  const heads = [say('scores.driver'), say('scores.importance'), say('scores.intervalHead'), say('scores.performance')]
  return (
    <Figure
      title={`${say('scores.drivers')}: ${tellMetric(metric, words)}`}
      hint={say('scores.driversHint')}
      about={explained === null ? '' : say('scores.driversN', { n: formats.number(n), explained: share(explained) })}
      isTable={isTable}
      choose={choose}
      empty={empty}
      choices={
        <Choice
          label={say('scores.driverSort')}
          value={sort}
          options={DRIVER_SORTS.map((each) => [each, say(`scores.driverSort.${each}`)])}
          none={null}
          change={(next) => sorted(DRIVER_SORTS.find((each) => each === next) ?? 'frictions')}
        />
      }
      rows={() => [
        [heads[0]!, heads[1]!, say('scores.low'), say('scores.high'), heads[3]!],
        ...drivers.map((each) => [name(each), each.importance, each.low, each.high, each.performance]),
      ]}
      table={
        <table className="rows">
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
            {drivers.map((each) => (
              <tr key={each.driver}>
                <th scope="row">
                  <button type="button" className="text-link" onClick={() => open(each)}>
                    {name(each)}
                  </button>
                </th>
                <td className="number">{share(each.importance)}</td>
                <td className="number">{`${share(each.low)} – ${share(each.high)}`}</td>
                <td className="number">{Math.round(each.performance)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
      renderPicture={(width, picture) => (
        <DriversPicture
          map={prepareDrivers(drivers, width, (driver) => name(driver).length * LETTER)}
          picture={picture}
          name={name}
          open={open}
          words={words}
        />
      )}
    />
  )
}

/** A driver in words: a friction by its kind, a question by its metric. */
function tellDriver(driver: string, sort: Sort, words: Words): string {
  const { kind, thing } = words
  if (sort === 'questions') return tellMetric(driver, words)
  const friction = FRICTION_KINDS.find((each) => each === driver)
  return sort === 'frictions' && friction !== undefined ? kind(friction satisfies FrictionKind) : thing(driver)
}

interface PictureProps {
  map: DriverMap
  picture: Ref<SVGSVGElement>
  name: (driver: Driver) => string
  open: (driver: Driver) => void
  words: Words
}

function DriversPicture({ map, picture, name, open, words }: PictureProps) {
  const { say } = words
  const { plot, marks, middle } = map
  const roving = useRoving(
    marks.map(({ driver }) => driver.driver),
    null,
  )
  const share = (value: number) => tellValue(value, 'top-two-of-five', words)
  return (
    <svg ref={picture} className="picture" width={map.width} height={map.height} role="group" aria-label={say('scores.drivers')}>
      <g aria-hidden="true">
        {map.rows.map(({ y, value }) => (
          <g key={value}>
            <line x1={plot.left} x2={plot.right} y1={y} y2={y} className="trend-row" />
            <text x={plot.left - 8} y={y + 4} textAnchor="end" className="note">
              {value}
            </text>
          </g>
        ))}
        {map.columns.map(({ x, value }) => (
          <text key={value} x={x} y={plot.bottom + 18} textAnchor="middle" className="note">
            {share(value)}
          </text>
        ))}
        <path d={`M${middle.x} ${plot.top}V${plot.bottom}`} className="trend-centre" />
        <text x={plot.right} y={plot.bottom + 38} textAnchor="end" className="note">
          {say('scores.importance')}
        </text>
        <text x={plot.left} y={plot.top - 14} className="note">
          {say('scores.performance')}
        </text>
      </g>
      {marks.map((mark) => {
        const { driver, x, y, left, right } = mark
        const label = say('scores.driverLabel', {
          driver: name(driver),
          importance: share(driver.importance),
          performance: Math.round(driver.performance),
        })
        return (
          <g key={driver.driver} className="mark" {...asMark(driver.driver, label, roving, () => open(driver))}>
            <title>{label}</title>
            <rect x={x - 12} y={y - 12} width={24} height={24} rx={4} fill="transparent" />
            <path d={`M${left} ${y}H${right}`} className="trend-interval" />
            <circle cx={x} cy={y} r={5} className="trend-point" />
          </g>
        )
      })}
      <g aria-hidden="true" pointerEvents="none">
        {marks.map(
          ({ driver, x, labelY, anchor }) =>
            labelY !== null && (
              <text key={driver.driver} x={x} y={labelY} textAnchor={anchor} className="lane-name">
                {name(driver)}
              </text>
            ),
        )}
      </g>
    </svg>
  )
}
