import type { ReactNode } from 'react'
import { getSteps } from '../../../api/journeyAnalysis.ts'
import type { Behind } from './address.ts'
import { openAmounts } from './amounts.ts'
import { Chart } from './Chart.tsx'
import type { Table } from './ChartTable.tsx'
import { FrictionLegend } from './FrictionLegend.tsx'
import type { Looked } from './looked.ts'
import type { StepsAnswer } from './prepareSteps.ts'
import { StepsPicture } from './StepsPicture.tsx'
import { useAnswers } from './useAnswers.ts'

/** How paths go at their first, second, third … step, and where they end. */
export function StepsView({ looked, choices }: { looked: Looked; choices: ReactNode }) {
  const { words } = looked
  const { say } = words
  const answers = useAnswers(getSteps, looked, { most: 6 })
  return (
    <Chart
      looked={looked}
      title={say('flow.title')}
      hint={say('steps.hint')}
      answers={answers}
      about={answers.now ? say('amount.paths', { count: answers.now.paths }) : null}
      counts={{ now: answers.now?.paths, before: answers.before?.paths }}
      empty={answers.now?.links.length === 0 ? say('chart.empty') : null}
      table={() => tableOf(answers.now!, looked)}
      height={420}
      choices={choices}
      legend={<FrictionLegend words={words} />}
      renderPicture={(width, picture) => answers.now && <StepsPicture answer={answers.now} looked={looked} width={width} ref={picture} />}
    />
  )
}

function tableOf({ links }: StepsAnswer, { words }: Looked): Table {
  const { say, formats, touchpoint } = words
  const amounts = openAmounts(words)
  return {
    head: [
      { name: say('flow.from'), isNumber: false },
      { name: say('flow.to'), isNumber: false },
      { name: say('steps.step'), isNumber: true },
      { name: say('amount.pathsHead'), isNumber: true },
      { name: say('amount.friction'), isNumber: true },
    ],
    rows: links.map((link) => ({
      key: JSON.stringify([link.step, link.from, link.to]),
      cells: [
        touchpoint(link.from),
        link.to === null ? say('steps.ends') : touchpoint(link.to),
        { value: link.step, text: formats.number(link.step) },
        { value: link.paths, text: formats.number(link.paths) },
        { value: link.withFriction / link.paths, text: amounts.shareOf(link.withFriction, link.paths) },
      ],
      behind: behindLink(link),
    })),
  }
}

function behindLink({ from, to, step }: StepsAnswer['links'][number]): Behind {
  return to === null ? { touchpoint: from, step, last: 'true' } : { previous: from, touchpoint: to, step: step + 1 }
}
