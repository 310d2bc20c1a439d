import { useMemo } from 'react'
import { getResumptions } from '../../../api/journeyAnalysis.ts'
import { openAmounts, type Amounts } from './amounts.ts'
import type { Behind } from './address.ts'
import { BarsPicture, type BarRow } from './BarsPicture.tsx'
import { Chart } from './Chart.tsx'
import type { Table } from './ChartTable.tsx'
import { FEW } from './frictionLevel.ts'
import { GridPicture } from './GridPicture.tsx'
import type { Looked } from './looked.ts'
import type { Grid } from './prepareGrid.ts'
import { binGaps, type ReturnsAnswer } from './prepareReturns.ts'
import { useAnswers } from './useAnswers.ts'

/** What an encounter that ended a rest is asked by: what the filters say of the encounter before it, the return's own filters would not. */
const RESUMED: Behind = { resumed: 'true' }

/** Pauses and returns: how many come back, after how long, from which channel to which, at what hour. */
export function ReturnsView({ looked }: { looked: Looked }) {
  const { words } = looked
  const { say } = words
  const amounts = useMemo(() => openAmounts(words), [words])
  const answers = useAnswers(getResumptions, looked)
  const { now, before } = answers
  const shown = {
    looked,
    answers,
    about: now ? say('returns.about', { count: now.resumptions, resting: now.resting }) : null,
    counts: { now: now?.resumptions, before: before?.resumptions },
    empty: now && now.resumptions === 0 ? say(now.resting === 0 ? 'returns.none' : 'returns.noneBack', { resting: now.resting }) : null,
  }
  const channels = useMemo(() => now && gridOfChannels(now, looked, amounts), [now, looked, amounts])
  const hours = useMemo(() => now && gridOfHours(now, looked), [now, looked])
  return (
    <>
      {now && (
        <dl className="figures">
          <Figure
            name={say('returns.rate')}
            value={rate(now, amounts, say('amount.few'))}
            was={before && rate(before, amounts, say('amount.few'))}
            looked={looked}
          />
          <Figure
            name={say('returns.median')}
            value={amounts.length(now.medianGapSeconds)}
            was={before && amounts.length(before.medianGapSeconds)}
            looked={looked}
          />
          <Figure
            name={say('returns.resting')}
            value={words.formats.number(now.resting)}
            was={before && words.formats.number(before.resting)}
            looked={looked}
          />
        </dl>
      )}
      <Chart
        {...shown}
        title={say('returns.gaps')}
        hint={say('returns.gapsHint')}
        table={() => tableOfGaps(now!, looked, amounts)}
        renderPicture={(width, picture) =>
          now && (
            <BarsPicture
              rows={rowsOfGaps(now, looked, amounts)}
              heads={[]}
              looked={looked}
              width={width}
              ref={picture}
              label={say('returns.gaps')}
            />
          )
        }
      />
      {now && now.resumptions > 0 && (
        <>
          <Chart
            {...shown}
            title={say('returns.channels')}
            hint={say('returns.channelsHint')}
            table={() => tableOfChannels(now, looked, amounts)}
            renderPicture={(width, picture) =>
              channels && <GridPicture grid={channels} looked={looked} width={width} ref={picture} label={say('returns.channels')} />
            }
          />
          <Chart
            {...shown}
            title={say('returns.hours')}
            hint={say('returns.hoursHint')}
            table={() => tableOfHours(now, looked)}
            renderPicture={(width, picture) =>
              hours && <GridPicture grid={hours} looked={looked} width={width} ref={picture} label={say('returns.hours')} />
            }
          />
        </>
      )}
    </>
  )
}

function Figure({ name, value, was, looked }: { name: string; value: string; was: string | undefined; looked: Looked }) {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd>
        {value}
        {was !== undefined && <span className="faint"> {looked.words.say('amount.before', { was })}</span>}
      </dd>
    </div>
  )
}

function rate({ resumeRate, resumptions, resting }: ReturnsAnswer, amounts: Amounts, few: string): string {
  return resumptions + resting < FEW ? few : amounts.percent(resumeRate)
}

function gapName({ from, until }: { from: number; until: number }, amounts: Amounts): string {
  return `${amounts.length(from)} – ${amounts.length(until)}`
}

function rowsOfGaps(now: ReturnsAnswer, { words }: Looked, amounts: Amounts): BarRow[] {
  const bins = binGaps(now.gaps)
  const most = Math.max(1, ...bins.map(({ count }) => count))
  return bins.map((bin) => ({
    key: String(bin.from),
    name: `${gapName(bin, amounts)}: ${words.formats.number(bin.count)}`,
    value: bin.count / most,
    label: words.say('returns.gap', { from: amounts.length(bin.from), until: amounts.length(bin.until), count: bin.count }),
    behind: { ...RESUMED, gapFrom: bin.from, gapUntil: bin.until },
    role: 'spruce',
    numbers: [],
  }))
}

function gridOfChannels(now: ReturnsAnswer, { words }: Looked, amounts: Amounts): Grid {
  const { say, channel } = words
  const names = (side: 'from' | 'to') => [...new Set(now.channels.map((each) => each[side]))]
  const [rows, columns] = [names('from'), names('to')]
  return {
    role: 'spruce',
    isDense: false,
    rows: rows.map((from) => ({ key: from ?? '', name: channel(from) })),
    columns: columns.map((to) => ({ key: to ?? '', name: channel(to) })),
    cells: rows.map((from) =>
      columns.map((to) => {
        const found = now.channels.find((each) => each.from === from && each.to === to)
        if (found === undefined) return null
        const time = amounts.length(found.medianGapSeconds)
        return {
          value: found.count,
          text: words.formats.number(found.count),
          second: found.count < FEW ? '' : time,
          label: say('returns.channel', { from: channel(from), to: channel(to), count: found.count, time }),
          behind: { ...RESUMED, previousChannel: from ?? '', channel: to ?? '' },
        }
      }),
    ),
  }
}

function gridOfHours({ hours }: ReturnsAnswer, { words }: Looked): Grid {
  return {
    role: 'spruce',
    isDense: true,
    rows: [{ key: 'hour', name: '' }],
    columns: hours.map((_, hour) => ({ key: String(hour), name: String(hour) })),
    cells: [
      hours.map((count, hour) => ({
        value: count,
        text: count === 0 ? '' : words.formats.number(count),
        second: '',
        label: words.say('returns.hour', { hour, next: hour + 1, count }),
        behind: { ...RESUMED, returnHour: hour },
      })),
    ],
  }
}

function tableOfGaps(now: ReturnsAnswer, { words }: Looked, amounts: Amounts): Table {
  return {
    head: [
      { name: words.say('returns.length'), isNumber: false },
      { name: words.say('returns.returns'), isNumber: true },
    ],
    rows: binGaps(now.gaps).map((bin) => ({
      key: String(bin.from),
      cells: [gapName(bin, amounts), { value: bin.count, text: words.formats.number(bin.count) }],
      behind: { ...RESUMED, gapFrom: bin.from, gapUntil: bin.until },
    })),
  }
}

function tableOfChannels(now: ReturnsAnswer, { words }: Looked, amounts: Amounts): Table {
  const { say, channel, formats } = words
  return {
    head: [
      { name: say('flow.from'), isNumber: false },
      { name: say('flow.to'), isNumber: false },
      { name: say('returns.returns'), isNumber: true },
      { name: say('returns.median'), isNumber: true },
    ],
    rows: now.channels.map((each) => ({
      key: JSON.stringify([each.from, each.to]),
      cells: [
        channel(each.from),
        channel(each.to),
        { value: each.count, text: formats.number(each.count) },
        { value: each.medianGapSeconds, text: each.count < FEW ? say('amount.few') : amounts.length(each.medianGapSeconds) },
      ],
      behind: { ...RESUMED, previousChannel: each.from ?? '', channel: each.to ?? '' },
    })),
  }
}

function tableOfHours({ hours }: ReturnsAnswer, { words }: Looked): Table {
  return {
    head: [
      { name: words.say('hours.hour'), isNumber: false },
      { name: words.say('returns.returns'), isNumber: true },
    ],
    rows: hours.map((count, hour) => ({
      key: String(hour),
      cells: [`${hour}–${hour + 1}`, { value: count, text: words.formats.number(count) }],
      behind: { ...RESUMED, returnHour: hour },
    })),
  }
}
