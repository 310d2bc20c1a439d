import { useMemo, type Ref } from 'react'
import type { z } from 'zod'
import { getVariants } from '../../../api/journeyAnalysis.ts'
import { measureText } from '../measureText.ts'
import { useRoving } from '../useRoving.ts'
import { openAmounts } from './amounts.ts'
import type { Behind } from './address.ts'
import { Chart } from './Chart.tsx'
import type { Table } from './ChartTable.tsx'
import type { Looked } from './looked.ts'
import { asMark } from './mark.ts'
import { CHIP_HEIGHT, layOutVariants } from './prepareVariants.ts'
import { useAnswers } from './useAnswers.ts'

type VariantsAnswer = z.output<typeof getVariants.answer>
const SHOWN = [10, 25, 100] as const

/** The different ways of whole paths: the most frequent, each with its share and the sum so far. */
export function VariantsView({ looked }: { looked: Looked }) {
  const { words, address, change } = looked
  const { say } = words
  const shown = SHOWN.find((count) => String(count) === address.show) ?? SHOWN[0]
  const answers = useAnswers(getVariants, looked, { limit: shown })
  return (
    <Chart
      looked={looked}
      title={say('variants.title')}
      hint={say('variants.hint')}
      answers={answers}
      about={answers.now ? say('variants.about', { ways: answers.now.count, count: answers.now.paths }) : null}
      counts={{ now: answers.now?.paths, before: answers.before?.paths }}
      empty={answers.now?.variants.length === 0 ? say('chart.empty') : null}
      table={() => tableOf(answers.now!, answers.before, looked)}
      choices={
        <select
          className="choice"
          aria-label={say('variants.shown')}
          value={shown}
          onChange={(event) => change({ show: event.currentTarget.value === String(SHOWN[0]) ? undefined : event.currentTarget.value })}
        >
          {SHOWN.map((count) => (
            <option key={count} value={count}>
              {say('variants.most', { count })}
            </option>
          ))}
        </select>
      }
      renderPicture={(width, picture) =>
        answers.now && <VariantsPicture answer={answers.now} before={answers.before} looked={looked} width={width} ref={picture} />
      }
    />
  )
}

function behind({ touchpoints }: VariantsAnswer['variants'][number]): Behind {
  return { way: touchpoints.join(',') }
}

/** Share of each way, and of it and all more frequent ones. */
function sharesOf({ paths, variants }: VariantsAnswer): { share: number; sum: number }[] {
  let sum = 0
  return variants.map((variant) => {
    sum += variant.paths
    return { share: variant.paths / paths, sum: sum / paths }
  })
}

function wasOf(before: VariantsAnswer | undefined, touchpoints: readonly string[]): number | undefined {
  if (before === undefined || before.paths === 0) return undefined
  const way = touchpoints.join(',')
  const found = before.variants.find((variant) => variant.touchpoints.join(',') === way)
  return found && found.paths / before.paths
}

interface Props {
  answer: VariantsAnswer
  before: VariantsAnswer | undefined
  looked: Looked
  width: number
  ref: Ref<SVGSVGElement>
}

function VariantsPicture({ answer, before, looked, width, ref }: Props) {
  const { words } = looked
  const { say } = words
  const amounts = useMemo(() => openAmounts(words), [words])
  const drawn = useMemo(() => layOutVariants(answer.variants, width, words.touchpoint, measureText), [answer, width, words])
  const shares = useMemo(() => sharesOf(answer), [answer])
  const roving = useRoving(
    drawn.rows.map(({ key }) => key),
    null,
  )
  return (
    <svg
      ref={ref}
      className="picture"
      width={width}
      height={drawn.height}
      viewBox={`0 0 ${width} ${drawn.height}`}
      role="group"
      aria-label={say('variants.label', { count: answer.variants.length })}
    >
      {drawn.rows.map((row, index) => {
        const variant = answer.variants[index]!
        const { share, sum } = shares[index]!
        const was = wasOf(before, variant.touchpoints)
        const text = say('variants.row', {
          count: variant.paths,
          share: amounts.shareOf(variant.paths, answer.paths),
          sum: amounts.percent(sum),
        })
        const label = `${text}: ${variant.touchpoints.map(words.touchpoint).join(' → ')}`
        return (
          <g key={row.key}>
            <g className="mark bar-mark" {...asMark(row.key, label, roving, () => looked.open(behind(variant)))}>
              <title>{label}</title>
              <rect x={0} y={row.y} width={width} height={row.height} rx={4} className="bar-reach" />
              <rect x={0} y={row.y + row.height - 4} width={width} height={3} rx={1} className="bar-ground" />
              <rect x={0} y={row.y + row.height - 4} width={Math.max(2, share * width)} height={3} rx={1} className="bar-fill bar-spruce" />
            </g>
            <g aria-hidden="true" pointerEvents="none">
              <text x={0} y={row.y + 16} className="lane-name">
                {was === undefined ? text : `${text} (${say('amount.before', { was: amounts.percent(was) })})`}
              </text>
              {row.chips.map((chip, place) => (
                <g key={chip.key}>
                  {place > 0 && chip.x > 0 && (
                    <path d={`M${chip.x - 11} ${chip.y + CHIP_HEIGHT / 2 - 4}l4 4-4 4`} className="variant-arrow" />
                  )}
                  <rect
                    x={chip.x + 0.5}
                    y={chip.y + 0.5}
                    width={chip.width - 1}
                    height={CHIP_HEIGHT - 1}
                    rx={12}
                    className="variant-chip"
                  />
                  <text x={chip.x + chip.width / 2} y={chip.y + 16} textAnchor="middle">
                    {chip.text}
                  </text>
                </g>
              ))}
            </g>
          </g>
        )
      })}
    </svg>
  )
}

function tableOf(answer: VariantsAnswer, before: VariantsAnswer | undefined, { words }: Looked): Table {
  const { say, formats, touchpoint } = words
  const amounts = openAmounts(words)
  const shares = sharesOf(answer)
  return {
    head: [
      { name: say('variants.way'), isNumber: false },
      { name: say('amount.pathsHead'), isNumber: true },
      { name: say('amount.share'), isNumber: true },
      ...(before ? [{ name: say('amount.beforeHead'), isNumber: true }] : []),
      { name: say('variants.sum'), isNumber: true },
    ],
    rows: answer.variants.map((variant, index) => {
      const { share, sum } = shares[index]!
      const was = wasOf(before, variant.touchpoints)
      return {
        key: variant.touchpoints.join(','),
        cells: [
          variant.touchpoints.map(touchpoint).join(' → '),
          { value: variant.paths, text: formats.number(variant.paths) },
          { value: share, text: amounts.shareOf(variant.paths, answer.paths) },
          ...(before ? [{ value: was ?? null, text: amounts.percent(was ?? null) }] : []),
          { value: sum, text: amounts.percent(sum) },
        ],
        behind: behind(variant),
      }
    }),
  }
}
