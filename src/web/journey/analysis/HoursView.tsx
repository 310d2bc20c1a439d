import { useMemo } from 'react'
import type { z } from 'zod'
import { getHours } from '../../../api/journey.ts'
import type { Behind } from './address.ts'
import { Chart } from './Chart.tsx'
import type { Table } from './ChartTable.tsx'
import { nameDevice } from './FilterBar.tsx'
import { GridPicture } from './GridPicture.tsx'
import type { Looked } from './looked.ts'
import type { Grid } from './prepareGrid.ts'
import { weekday } from './tellBehind.ts'
import { useAnswers } from './useAnswers.ts'

type HoursAnswer = z.output<typeof getHours.answer>

/** Encounters by hour of the customer's week: all of them, of one channel, or of one device. */
export function HoursView({ looked }: { looked: Looked }) {
  const { words, address, change } = looked
  const { say } = words
  const answers = useAnswers(getHours, looked)
  const series = useMemo(() => (answers.now ? seriesOf(answers.now, looked) : []), [answers.now, looked])
  const chosen = series.find(({ key }) => key === address.by) ?? series[0]
  const before = useMemo(
    () => (answers.before ? seriesOf(answers.before, looked).find(({ key }) => key === (chosen?.key ?? 'all')) : undefined),
    [answers.before, looked, chosen],
  )
  const grid = useMemo(() => chosen && gridOf(chosen, before, looked), [chosen, before, looked])
  const count = chosen?.hours.reduce((sum, hour) => sum + hour, 0) ?? 0
  const was = before?.hours.reduce((sum, hour) => sum + hour, 0)
  return (
    <Chart
      looked={looked}
      title={say('hours.title')}
      hint={say('hours.hint')}
      answers={answers}
      about={answers.now ? say('amount.encounters', { count }) : null}
      counts={{ now: count, before: was }}
      empty={answers.now && count === 0 ? say('chart.empty') : null}
      table={() => tableOf(chosen!, before, looked)}
      choices={
        <select
          className="choice"
          aria-label={say('hours.series')}
          value={chosen?.key ?? 'all'}
          onChange={(event) => change({ by: event.currentTarget.value === 'all' ? undefined : event.currentTarget.value })}
        >
          {series.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      }
      renderPicture={(width, picture) =>
        grid && <GridPicture grid={grid} looked={looked} width={width} ref={picture} label={say('hours.label', { count })} />
      }
    />
  )
}

interface Series {
  key: string
  name: string
  /** By hour of the week, 0 = Monday 00–01. */
  hours: readonly number[]
  behind: Behind
}

function seriesOf({ channels, devices }: HoursAnswer, looked: Looked): Series[] {
  const { words } = looked
  const all = Array.from({ length: 168 }, (_, hour) => channels.reduce((sum, { hours }) => sum + hours[hour]!, 0))
  const hasDevices = devices.some(({ device }) => device !== null)
  return [
    { key: 'all', name: words.say('hours.all'), hours: all, behind: {} },
    ...channels.map(({ channel, hours }) => ({
      key: `channel:${channel ?? ''}`,
      name: words.channel(channel),
      hours,
      behind: { channel: channel ?? '' },
    })),
    ...(hasDevices ? devices : []).map(({ device, hours }) => ({
      key: `device:${device ?? ''}`,
      name: nameDevice(device ?? '', words),
      hours,
      behind: { device: device ?? '' },
    })),
  ]
}

function gridOf(series: Series, before: Series | undefined, { words }: Looked): Grid {
  const { say, formats } = words
  const days = Array.from({ length: 7 }, (_, day) => day)
  const hours = Array.from({ length: 24 }, (_, hour) => hour)
  return {
    role: 'spruce',
    isDense: true,
    rows: days.map((day) => ({ key: String(day), name: weekday(day, formats.locale, 'short') })),
    columns: hours.map((hour) => ({ key: String(hour), name: String(hour) })),
    cells: days.map((day) =>
      hours.map((hour) => {
        const at = day * 24 + hour
        const value = series.hours[at]!
        const label = say('hours.cell', { day: weekday(day, formats.locale), hour, next: hour + 1, count: value })
        return {
          value,
          text: value === 0 ? '' : formats.number(value),
          second: '',
          label: before === undefined ? label : `${label}, ${say('amount.before', { was: formats.number(before.hours[at]!) })}`,
          behind: { ...series.behind, hour: at },
        }
      }),
    ),
  }
}

function tableOf(series: Series, before: Series | undefined, { words }: Looked): Table {
  const { say, formats } = words
  const number = (value: number) => ({ value, text: formats.number(value) })
  return {
    head: [
      { name: say('hours.hour'), isNumber: false },
      { name: say('stages.heat.encounters'), isNumber: true },
      ...(before ? [{ name: say('amount.beforeHead'), isNumber: true }] : []),
    ],
    rows: series.hours.flatMap((count, at) => {
      if (count === 0 && (before?.hours[at] ?? 0) === 0) return []
      const hour = at % 24
      return [
        {
          key: String(at),
          cells: [
            `${weekday(Math.floor(at / 24), formats.locale)} ${hour}–${hour + 1}`,
            number(count),
            ...(before ? [number(before.hours[at]!)] : []),
          ],
          behind: { ...series.behind, hour: at },
        },
      ]
    }),
  }
}
