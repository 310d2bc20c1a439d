import { useMemo } from 'react'
import { getStages } from '../../../api/journey.ts'
import { getSatisfaction, getWaits } from '../../../api/journeyAnalysis.ts'
import { openAmounts, type Amounts } from './amounts.ts'
import type { Behind } from './address.ts'
import { Chart } from './Chart.tsx'
import type { Table } from './ChartTable.tsx'
import { FEW } from './frictionLevel.ts'
import { GridPicture } from './GridPicture.tsx'
import { stagesOf, type Looked } from './looked.ts'
import type { Grid } from './prepareGrid.ts'
import { heatOf, HEATS, prepareStages, type Heat, type StageCell, type StageTable } from './prepareStages.ts'
import { useAnswers } from './useAnswers.ts'

const ROLE = {
  paths: 'spruce',
  encounters: 'spruce',
  customers: 'spruce',
  friction: 'lingonberry',
  time: 'amber',
  satisfaction: 'spruce',
} as const

/** Which stage is lived in which channel, how often, how long after what came before, and with how much friction. */
export function StagesView({ looked }: { looked: Looked }) {
  const { words, address, change, journey } = looked
  const { say } = words
  const satisfaction = useAnswers(getSatisfaction, looked)
  const isMeasured = (satisfaction.now?.cells.length ?? 0) > 0
  const heats = HEATS.filter((each) => each !== 'satisfaction' || isMeasured || address.by === each)
  const heat = heats.find((each) => each === address.by) ?? 'paths'
  const stages = useAnswers(getStages, looked)
  const waits = useAnswers(getWaits, looked, {}, heat === 'time' || address.as === 'table')
  const amounts = useMemo(() => openAmounts(words), [words])
  const [now, before] = useMemo(() => {
    const order = stagesOf(journey).map(({ key }) => key)
    return [
      stages.now && prepareStages(stages.now, { waits: waits.now, satisfaction: satisfaction.now }, order),
      stages.before !== undefined && stages.before.cells.length > 0
        ? prepareStages(stages.before, { waits: waits.before, satisfaction: satisfaction.before }, order)
        : undefined,
    ]
  }, [stages.now, stages.before, waits.now, waits.before, satisfaction.now, satisfaction.before, journey])
  const grid = now && gridOf(now, before, heat, looked, amounts)
  const total = (answer: typeof stages.now) => answer?.cells.reduce((sum, cell) => sum + cell.encounters, 0)
  const encounters = total(stages.now)
  return (
    <Chart
      looked={looked}
      title={say('stages.title')}
      hint={say(`stages.hint.${heat}`)}
      answers={heat === 'time' && waits.now === undefined ? waits : stages}
      about={encounters === undefined ? null : say('amount.encounters', { count: encounters })}
      counts={{ now: encounters, before: total(stages.before) }}
      empty={stages.now?.cells.length === 0 ? say('chart.empty') : null}
      table={() => tableOf(now!, before, looked, amounts, isMeasured)}
      choices={
        <select
          className="choice"
          aria-label={say('stages.heat')}
          value={heat}
          onChange={(event) => change({ by: event.currentTarget.value })}
        >
          {heats.map((each) => (
            <option key={each} value={each}>
              {say(`stages.heat.${each}`)}
            </option>
          ))}
        </select>
      }
      renderPicture={(width, picture) =>
        grid && (
          <GridPicture
            grid={grid}
            looked={looked}
            width={width}
            ref={picture}
            label={say('stages.label', { heat: say(`stages.heat.${heat}`) })}
          />
        )
      }
    />
  )
}

function behind({ stage, channel }: StageCell): Behind {
  return { stage: stage ?? '', channel: channel ?? '' }
}

function tell(cell: StageCell | undefined, heat: Heat, { words }: Looked, amounts: Amounts): string {
  if (cell === undefined) return '–'
  const { value, of } = heatOf(cell, heat)
  if (value === null) return '–'
  if (of < FEW) return words.say('amount.few')
  if (heat === 'friction' || heat === 'satisfaction') return amounts.percent(value)
  return heat === 'time' ? amounts.length(value) : words.formats.number(value)
}

function gridOf(now: StageTable, before: StageTable | undefined, heat: Heat, looked: Looked, amounts: Amounts): Grid {
  const { words, nameStage } = looked
  const { say } = words
  return {
    role: ROLE[heat],
    isDense: false,
    rows: now.stages.map((stage) => ({ key: stage ?? '', name: nameStage(stage) })),
    columns: now.channels.map((channel) => ({ key: channel ?? '', name: words.channel(channel) })),
    cells: now.stages.map((stage) =>
      now.channels.map((channel) => {
        const cell = now.cell(stage, channel)
        if (cell === undefined) return null
        const { value, of } = heatOf(cell, heat)
        const text = tell(cell, heat, looked, amounts)
        const was = before && tell(before.cell(stage, channel), heat, looked, amounts)
        return {
          value: of < FEW ? 0 : (value ?? 0),
          text,
          second: was === undefined ? '' : say('amount.before', { was }),
          label: say('stages.cell', {
            stage: nameStage(stage),
            channel: words.channel(channel),
            paths: cell.paths,
            encounters: cell.encounters,
            customers: cell.customers,
            friction: amounts.shareOf(cell.pathsWithFriction, cell.paths),
          }),
          behind: behind(cell),
        }
      }),
    ),
  }
}

function scoreOf(cell: StageCell, looked: Looked, amounts: Amounts) {
  const { value, of } = heatOf(cell, 'satisfaction')
  const text = tell(cell, 'satisfaction', looked, amounts)
  return { value: of < FEW ? null : value, text: of < FEW ? text : `${text} (${looked.words.formats.number(of)})` }
}

function tableOf(now: StageTable, before: StageTable | undefined, looked: Looked, amounts: Amounts, isMeasured: boolean): Table {
  const { words, nameStage } = looked
  const { say, formats } = words
  const number = (value: number) => ({ value, text: formats.number(value) })
  const rows = now.stages.flatMap((stage) => now.channels.flatMap((channel) => now.cell(stage, channel) ?? []))
  return {
    head: [
      { name: say('stages.stage'), isNumber: false },
      { name: say('filter.channel'), isNumber: false },
      { name: say('stages.heat.paths'), isNumber: true },
      ...(before ? [{ name: say('amount.beforeHead'), isNumber: true }] : []),
      { name: say('stages.heat.encounters'), isNumber: true },
      { name: say('stages.heat.customers'), isNumber: true },
      { name: say('stages.heat.friction'), isNumber: true },
      { name: say('stages.heat.time'), isNumber: true },
      ...(isMeasured ? [{ name: say('stages.heat.satisfaction'), isNumber: true }] : []),
    ],
    rows: rows.map((cell) => ({
      key: JSON.stringify([cell.stage, cell.channel]),
      cells: [
        nameStage(cell.stage),
        words.channel(cell.channel),
        number(cell.paths),
        ...(before ? [number(before.cell(cell.stage, cell.channel)?.paths ?? 0)] : []),
        number(cell.encounters),
        number(cell.customers),
        { value: cell.pathsWithFriction / cell.paths, text: amounts.shareOf(cell.pathsWithFriction, cell.paths) },
        { value: cell.medianSeconds, text: tell(cell, 'time', looked, amounts) },
        ...(isMeasured ? [scoreOf(cell, looked, amounts)] : []),
      ],
      behind: behind(cell),
    })),
  }
}
