import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import type { z } from 'zod'
import { getFunnel } from '../../../api/journey.ts'
import { getVariants } from '../../../api/journeyAnalysis.ts'
import { getDeviations } from '../../../api/journeyAnalysis.ts'
import { openAmounts, type Amounts } from './amounts.ts'
import type { Behind } from './address.ts'
import { BarsPicture, type BarRow } from './BarsPicture.tsx'
import { Chart } from './Chart.tsx'
import type { Table } from './ChartTable.tsx'
import type { Looked } from './looked.ts'
import { useAnswers } from './useAnswers.ts'

type FunnelAnswer = z.output<typeof getFunnel.answer>
type Step = FunnelAnswer['steps'][number]

const WITHIN = [1, 7, 30, 90, 365] as const
const DEFAULT_WITHIN = 90

/** How many paths come to each step in order, how long it takes, and where the others stay: by the journey's stages, or by the touchpoints of the most usual way. */
export function FunnelView({ looked }: { looked: Looked }) {
  const { words, address, change } = looked
  const { say } = words
  const amounts = useMemo(() => openAmounts(words), [words])
  const by = address.by === 'touchpoint' ? 'touchpoint' : 'stage'
  const within = WITHIN.find((days) => String(days) === address.show) ?? DEFAULT_WITHIN
  const whole = { ...looked, filters: {}, compared: null }
  const met = useAnswers(getDeviations, whole, {}, by === 'stage')
  const ways = useAnswers(getVariants, whole, { limit: 5 }, by === 'touchpoint')
  const stages = met.now?.stages.filter(({ isMeant }) => isMeant)
  const unmet = by === 'stage' ? (stages ?? []).filter(({ paths }) => paths === 0).map(({ stage }) => stage) : []
  const steps =
    by === 'stage' ? stages?.filter(({ paths }) => paths > 0).map(({ stage }) => stage) : ways.now && usualSteps(ways.now.variants)
  const asked = { by, steps: (steps ?? []).join(','), withinDays: within }
  const answers = useAnswers(getFunnel, looked, asked, steps !== undefined && steps.length > 0)
  const name = (step: string) => (by === 'stage' ? looked.nameStage(step) : words.touchpoint(step))
  const behind = (index: number, stopped: boolean): Behind => ({ ...asked, reached: index + 1, ...(stopped && { stopped: 'true' }) })
  const noSteps = steps !== undefined && steps.length === 0
  const { now, before } = answers
  const first = now?.steps[0]?.paths ?? 0
  return (
    <Chart
      looked={looked}
      title={say('funnel.title')}
      hint={say(by === 'stage' ? 'funnel.hintStages' : 'funnel.hintTouchpoints')}
      answers={noSteps ? (by === 'stage' ? met : ways) : answers}
      about={now ? say('amount.paths', { count: now.paths }) : null}
      counts={{ now: now?.paths, before: before?.paths }}
      empty={noSteps ? say('funnel.noSteps') : now && first === 0 ? say('chart.empty') : null}
      table={() => tableOf(now!, before, name, behind, looked, amounts)}
      choices={
        <>
          <SegmentedControl
            size="xs"
            aria-label={say('funnel.by')}
            value={by}
            onChange={(chosen) => change({ by: chosen === 'stage' ? undefined : chosen })}
            data={[
              { value: 'stage', label: say('view.stages') },
              { value: 'touchpoint', label: say('funnel.touchpoints') },
            ]}
          />
          <select
            className="choice"
            aria-label={say('funnel.within')}
            value={within}
            onChange={(event) =>
              change({ show: Number(event.currentTarget.value) === DEFAULT_WITHIN ? undefined : event.currentTarget.value })
            }
          >
            {WITHIN.map((days) => (
              <option key={days} value={days}>
                {say('funnel.withinDays', { days })}
              </option>
            ))}
          </select>
        </>
      }
      legend={unmet.length > 0 ? <p className="faint">{say('funnel.unmet', { stages: words.formats.list(unmet.map(name)) })}</p> : <span />}
      renderPicture={(width, picture) =>
        now && (
          <BarsPicture
            rows={now.steps.map((step, index) => rowOf(step, index, now, before, name, behind, looked, amounts))}
            heads={[say('funnel.came'), say('funnel.between'), say('funnel.stayed')]}
            looked={looked}
            width={width}
            ref={picture}
            label={say('funnel.title')}
          />
        )
      }
    />
  )
}

/** Touchpoints of the most usual way that has several, each once. */
export function usualSteps(variants: readonly { touchpoints: readonly string[] }[]): string[] {
  const steps = variants.map(({ touchpoints }) => [...new Set(touchpoints)])
  return (steps.find((each) => each.length > 2) ?? steps[0] ?? []).slice(0, 12)
}

function rowOf(
  step: Step,
  index: number,
  now: FunnelAnswer,
  before: FunnelAnswer | undefined,
  name: (step: string) => string,
  behind: (index: number, stopped: boolean) => Behind,
  { words }: Looked,
  amounts: Amounts,
): BarRow {
  const { say, formats } = words
  const next = now.steps[index + 1]
  const stayed = next === undefined ? null : step.paths - next.paths
  const first = now.steps[0]!.paths
  const was = before?.steps[index]?.share
  const share = amounts.shareOf(step.paths, first)
  const came = `${formats.number(step.paths)} · ${share}`
  return {
    key: step.step,
    name: name(step.step),
    value: step.share ?? 0,
    ...(was !== undefined && was !== null && { before: was }),
    label: say('funnel.step', { name: name(step.step), count: step.paths, share, time: amounts.length(step.betweenSeconds) }),
    behind: behind(index, false),
    role: 'spruce',
    numbers: [
      {
        text: was === undefined || was === null ? came : `${came} (${amounts.percent(was)})`,
        label: say('funnel.step', { name: name(step.step), count: step.paths, share, time: amounts.length(step.betweenSeconds) }),
        behind: null,
        isBad: false,
      },
      { text: index === 0 ? '' : amounts.length(step.betweenSeconds), label: '', behind: null, isBad: false },
      stayed === null || stayed === 0
        ? { text: stayed === null ? '' : '0', label: '', behind: null, isBad: false }
        : {
            text: `${formats.number(stayed)} · ${amounts.shareOf(stayed, step.paths)}`,
            label: say('funnel.stayedHere', { name: name(step.step), count: stayed }),
            behind: behind(index, true),
            isBad: false,
          },
    ],
  }
}

function tableOf(
  now: FunnelAnswer,
  before: FunnelAnswer | undefined,
  name: (step: string) => string,
  behind: (index: number, stopped: boolean) => Behind,
  { words }: Looked,
  amounts: Amounts,
): Table {
  const { say, formats } = words
  const first = now.steps[0]?.paths ?? 0
  return {
    head: [
      { name: say('funnel.name'), isNumber: false },
      { name: say('amount.pathsHead'), isNumber: true },
      { name: say('amount.share'), isNumber: true },
      ...(before ? [{ name: say('amount.beforeHead'), isNumber: true }] : []),
      { name: say('funnel.between'), isNumber: true },
      { name: say('funnel.fromStart'), isNumber: true },
    ],
    rows: now.steps.map((step, index) => ({
      key: step.step,
      cells: [
        name(step.step),
        { value: step.paths, text: formats.number(step.paths) },
        { value: step.share, text: amounts.shareOf(step.paths, first) },
        ...(before ? [{ value: before.steps[index]?.share ?? null, text: amounts.percent(before.steps[index]?.share ?? null) }] : []),
        { value: step.betweenSeconds, text: amounts.length(step.betweenSeconds) },
        { value: step.medianSeconds, text: amounts.length(step.medianSeconds) },
      ],
      behind: behind(index, false),
    })),
  }
}
