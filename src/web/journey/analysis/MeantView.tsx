import { useMemo } from 'react'
import type { z } from 'zod'
import { getDeviations } from '../../../api/journeyAnalysis.ts'
import { openAmounts, type Amounts } from './amounts.ts'
import { BarsPicture, type BarRow } from './BarsPicture.tsx'
import { Chart } from './Chart.tsx'
import type { Table } from './ChartTable.tsx'
import type { Looked } from './looked.ts'
import { useAnswers } from './useAnswers.ts'

type MeantAnswer = z.output<typeof getDeviations.answer>
type MeantStage = MeantAnswer['stages'][number]
type MeantTouchpoint = MeantAnswer['touchpoints'][number]

/** The meant path against the real ones: what was skipped, repeated, met out of order, or does not belong. */
export function MeantView({ looked }: { looked: Looked }) {
  const { words, journey } = looked
  const { say } = words
  const amounts = useMemo(() => openAmounts(words), [words])
  const answers = useAnswers(getDeviations, looked)
  const { now, before } = answers
  const isDefined = now === undefined || now.stages.some(({ isMeant }) => isMeant) || now.touchpoints.some(({ isMeant }) => isMeant)
  const empty =
    now === undefined ? null : now.paths === 0 ? say('chart.empty') : isDefined ? null : say('meant.notDefined', { key: journey.key })
  const about = now ? say('amount.paths', { count: now.paths }) : null
  const hasMeantTouchpoints = now?.touchpoints.some(({ isMeant }) => isMeant) ?? false
  return (
    <>
      {now && empty === null && (
        <p className="meant-sum">
          {say('meant.sum', { count: now.asMeant, share: amounts.shareOf(now.asMeant, now.paths) })}
          {before && before.paths > 0 && (
            <span className="faint"> {say('amount.before', { was: amounts.shareOf(before.asMeant, before.paths) })}</span>
          )}
        </p>
      )}
      <Chart
        looked={looked}
        title={say('meant.stages')}
        hint={say('meant.stagesHint')}
        answers={answers}
        about={about}
        counts={{ now: now?.paths, before: before?.paths }}
        empty={empty}
        table={() => tableOfStages(now!, looked)}
        renderPicture={(width, picture) =>
          now && (
            <BarsPicture
              rows={now.stages.map((stage) => stageRow(stage, now, before, looked, amounts))}
              heads={[say('meant.met'), say('meant.skipped'), say('meant.repeated'), say('meant.outOfOrder')]}
              looked={looked}
              width={width}
              ref={picture}
              label={say('meant.stages')}
            />
          )
        }
      />
      {now && empty === null && (
        <Chart
          looked={looked}
          title={say('meant.touchpoints')}
          hint={say('meant.touchpointsHint')}
          answers={answers}
          about={about}
          empty={empty}
          table={() => tableOfTouchpoints(now, looked)}
          renderPicture={(width, picture) => (
            <BarsPicture
              rows={now.touchpoints.map((touchpoint) => touchpointRow(touchpoint, now, before, hasMeantTouchpoints, looked, amounts))}
              heads={[say('meant.met'), say('meant.skippedDone'), say('meant.repeated')]}
              looked={looked}
              width={width}
              ref={picture}
              label={say('meant.touchpoints')}
            />
          )}
        />
      )}
    </>
  )
}

function number(name: string, part: number, whole: number, behind: BarRow['behind'], isBad: boolean, { words }: Looked, amounts: Amounts) {
  const share = amounts.shareOf(part, whole)
  return {
    text: part === 0 ? '–' : `${words.formats.number(part)} · ${share}`,
    label: words.say('meant.number', { name, count: part, share }),
    behind: part === 0 ? null : behind,
    isBad: isBad && part > 0,
  }
}

function stageRow(stage: MeantStage, now: MeantAnswer, before: MeantAnswer | undefined, looked: Looked, amounts: Amounts): BarRow {
  const { say } = looked.words
  const name = looked.nameStage(stage.stage)
  const was = before?.stages.find((each) => each.stage === stage.stage)
  return {
    key: stage.stage,
    name: stage.isMeant ? name : say('meant.unknown', { name }),
    value: stage.paths / Math.max(1, now.paths),
    ...(was && before && before.paths > 0 && { before: was.paths / before.paths }),
    label: say('meant.number', {
      name: `${name}, ${say('meant.met')}`,
      count: stage.paths,
      share: amounts.shareOf(stage.paths, now.paths),
    }),
    behind: { stage: stage.stage },
    role: stage.isMeant ? 'spruce' : 'faint',
    numbers: [
      number(`${name}, ${say('meant.met')}`, stage.paths, now.paths, { stage: stage.stage }, false, looked, amounts),
      number(`${name}, ${say('meant.skipped')}`, stage.skipped, now.paths, { skippedStage: stage.stage }, true, looked, amounts),
      number(`${name}, ${say('meant.repeated')}`, stage.repeated, now.paths, { repeatedStage: stage.stage }, true, looked, amounts),
      number(`${name}, ${say('meant.outOfOrder')}`, stage.outOfOrder, now.paths, { lateStage: stage.stage }, true, looked, amounts),
    ],
  }
}

function touchpointRow(
  given: MeantTouchpoint,
  now: MeantAnswer,
  before: MeantAnswer | undefined,
  hasMeant: boolean,
  looked: Looked,
  amounts: Amounts,
): BarRow {
  const { say, touchpoint } = looked.words
  const name = touchpoint(given.touchpoint)
  const was = before?.touchpoints.find((each) => each.touchpoint === given.touchpoint)
  const isKnown = given.isMeant || !hasMeant
  return {
    key: given.touchpoint,
    name: isKnown ? name : say('meant.unknown', { name }),
    value: given.paths / Math.max(1, now.paths),
    ...(was && before && before.paths > 0 && { before: was.paths / before.paths }),
    label: say('meant.number', {
      name: `${name}, ${say('meant.met')}`,
      count: given.paths,
      share: amounts.shareOf(given.paths, now.paths),
    }),
    behind: { touchpoint: given.touchpoint },
    role: isKnown ? 'spruce' : 'faint',
    numbers: [
      number(`${name}, ${say('meant.met')}`, given.paths, now.paths, { touchpoint: given.touchpoint }, false, looked, amounts),
      number(
        `${name}, ${say('meant.skippedDone')}`,
        given.skipped,
        now.completed,
        { skippedTouchpoint: given.touchpoint },
        false,
        looked,
        amounts,
      ),
      number(
        `${name}, ${say('meant.repeated')}`,
        given.repeated,
        now.paths,
        { repeatedTouchpoint: given.touchpoint },
        false,
        looked,
        amounts,
      ),
    ],
  }
}

function tableOfStages(now: MeantAnswer, { words, nameStage }: Looked): Table {
  const { say, formats } = words
  const cell = (value: number) => ({ value, text: formats.number(value) })
  return {
    head: [
      { name: say('stages.stage'), isNumber: false },
      { name: say('meant.belongs'), isNumber: false },
      ...(['meant.met', 'meant.skipped', 'meant.repeated', 'meant.outOfOrder'] as const).map((key) => ({ name: say(key), isNumber: true })),
    ],
    rows: now.stages.map((stage) => ({
      key: stage.stage,
      cells: [
        nameStage(stage.stage),
        say(stage.isMeant ? 'meant.yes' : 'meant.no'),
        cell(stage.paths),
        cell(stage.skipped),
        cell(stage.repeated),
        cell(stage.outOfOrder),
      ],
      behind: { stage: stage.stage },
    })),
  }
}

function tableOfTouchpoints(now: MeantAnswer, { words }: Looked): Table {
  const { say, formats, touchpoint } = words
  const cell = (value: number) => ({ value, text: formats.number(value) })
  return {
    head: [
      { name: say('filter.touchpoint'), isNumber: false },
      { name: say('meant.belongs'), isNumber: false },
      ...(['meant.met', 'meant.skippedDone', 'meant.repeated'] as const).map((key) => ({ name: say(key), isNumber: true })),
    ],
    rows: now.touchpoints.map((each) => ({
      key: each.touchpoint,
      cells: [
        touchpoint(each.touchpoint),
        say(each.isMeant ? 'meant.yes' : 'meant.no'),
        cell(each.paths),
        cell(each.skipped),
        cell(each.repeated),
      ],
      behind: { touchpoint: each.touchpoint },
    })),
  }
}
