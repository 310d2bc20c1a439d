import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { getFlow } from '../../../api/journey.ts'
import { openAmounts } from './amounts.ts'
import { Chart } from './Chart.tsx'
import type { Table } from './ChartTable.tsx'
import { chooseFlow, DETAILS, type Detail, type FlowAnswer } from './chooseFlow.ts'
import { FlowPicture } from './FlowPicture.tsx'
import { FrictionLegend } from './FrictionLegend.tsx'
import type { Looked } from './looked.ts'
import { StepsView } from './StepsView.tsx'
import { useAnswers } from './useAnswers.ts'

const LIMIT = 10_000

/** How paths flow from touchpoint to touchpoint: as one graph, or step by step. */
export function FlowView({ looked }: { looked: Looked }) {
  const { say } = looked.words
  const choices = (
    <SegmentedControl
      size="xs"
      aria-label={say('flow.form')}
      value={looked.address.by === 'steps' ? 'steps' : 'graph'}
      onChange={(chosen) => looked.change({ by: chosen === 'steps' ? 'steps' : undefined })}
      data={[
        { value: 'graph', label: say('flow.asGraph') },
        { value: 'steps', label: say('flow.asSteps') },
      ]}
    />
  )
  return looked.address.by === 'steps' ? <StepsView looked={looked} choices={choices} /> : <Graph looked={looked} choices={choices} />
}

function Graph({ looked, choices }: { looked: Looked; choices: React.ReactNode }) {
  const { words, address, change } = looked
  const { say, formats } = words
  const answers = useAnswers(getFlow, looked, { limit: LIMIT })
  const detail: Detail = Object.hasOwn(DETAILS, address.show ?? '') ? (address.show as Detail) : 'main'
  const flow = useMemo(() => answers.now && chooseFlow(answers.now, detail), [answers.now, detail])
  const { folded } = flow ?? {}
  return (
    <Chart
      looked={looked}
      title={say('flow.title')}
      hint={say('flow.hint')}
      answers={answers}
      about={answers.now ? say('amount.paths', { count: answers.now.paths }) : null}
      counts={{ now: answers.now?.paths, before: answers.before?.paths }}
      empty={answers.now && answers.now.starts.length + answers.now.transitions.length === 0 ? say('chart.empty') : null}
      table={() => tableOf(answers.now!, answers.before, looked)}
      height={420}
      choices={
        <>
          {choices}
          <SegmentedControl
            size="xs"
            aria-label={say('flow.detail')}
            value={detail}
            onChange={(chosen) => change({ show: chosen === 'main' ? undefined : chosen })}
            data={(Object.keys(DETAILS) as Detail[]).map((each) => ({ value: each, label: say(`flow.detail.${each}`) }))}
          />
        </>
      }
      legend={<FrictionLegend words={words} />}
      renderPicture={(width, picture) => (
        <>
          {flow && <FlowPicture flow={flow} looked={looked} width={width} ref={picture} />}
          {folded && folded.transitions > 0 && (
            <p className="faint">
              {say('flow.folded', {
                touchpoints: folded.touchpoints,
                transitions: folded.transitions,
                share: openAmounts(words).percent(folded.crossings / Math.max(1, folded.ofCrossings)),
                count: formats.number(folded.crossings),
              })}
            </p>
          )}
        </>
      )}
    />
  )
}

function tableOf(answer: FlowAnswer, before: FlowAnswer | undefined, { words }: Looked): Table {
  const { say, formats, touchpoint } = words
  const amounts = openAmounts(words)
  const number = (value: number) => ({ value, text: formats.number(value) })
  const was = (count: number | undefined) => (before ? [number(count ?? 0)] : [])
  const wasCrossed = new Map(before?.transitions.map(({ from, to, count }) => [JSON.stringify([from, to]), count]))
  return {
    head: [
      { name: say('flow.from'), isNumber: false },
      { name: say('flow.to'), isNumber: false },
      { name: say('flow.count'), isNumber: true },
      ...(before ? [{ name: say('amount.beforeHead'), isNumber: true }] : []),
      { name: say('amount.friction'), isNumber: true },
      { name: say('flow.median'), isNumber: true },
    ],
    rows: [
      ...answer.starts.map((start) => ({
        key: `start ${start.touchpoint}`,
        cells: [
          say('flow.start'),
          touchpoint(start.touchpoint),
          number(start.count),
          ...was(before?.starts.find(({ touchpoint: at }) => at === start.touchpoint)?.count),
          { value: start.withFriction / start.count, text: amounts.shareOf(start.withFriction, start.count) },
          { value: null, text: '–' },
        ],
        behind: { touchpoint: start.touchpoint, step: 1 },
      })),
      ...answer.transitions.map((each) => ({
        key: JSON.stringify([each.from, each.to]),
        cells: [
          touchpoint(each.from),
          touchpoint(each.to),
          number(each.count),
          ...was(wasCrossed.get(JSON.stringify([each.from, each.to]))),
          { value: each.withFriction / each.count, text: amounts.shareOf(each.withFriction, each.count) },
          { value: each.medianSeconds, text: amounts.length(each.medianSeconds) },
        ],
        behind: { previous: each.from, touchpoint: each.to },
      })),
      ...answer.ends.map((each) => ({
        key: `end ${each.touchpoint} ${each.state}`,
        cells: [
          touchpoint(each.touchpoint),
          say(`state.${each.state}`),
          number(each.paths),
          ...was(before?.ends.find((end) => end.touchpoint === each.touchpoint && end.state === each.state)?.paths),
          { value: null, text: '–' },
          { value: null, text: '–' },
        ],
        behind: { touchpoint: each.touchpoint, last: 'true', state: each.state },
      })),
    ],
  }
}
