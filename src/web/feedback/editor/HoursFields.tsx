import { Button } from '@mantine/core'
import type { DoorSettings } from '../../../domain/feedback/door.ts'
import { useWords } from '../../i18n/useWords.ts'
import { LineField } from './Fields.tsx'
import { readClock, tellClock } from './tellPlan.ts'

type Hours = NonNullable<Extract<DoorSettings, { kind: 'kiosk' }>['hours']>
type Span = Hours[number][number]

const OFFICE: Span = { from: 9 * 60, to: 17 * 60 }
const DAYS = [0, 1, 2, 3, 4, 5, 6] as const
/** Most stretches of a day. */
const MOST = 6
/** A Monday, to name the days by. */
const MONDAY = Date.UTC(2024, 0, 1, 12)

/** When a kiosk is open on each day of the week: in none, one or several stretches; always without any. */
export function HoursFields({ hours, change }: { hours: Hours | undefined; change: (hours: Hours | undefined) => void }) {
  const { say, formats } = useWords()
  if (hours === undefined) {
    return (
      <div className="survey-row">
        <span>
          {say('doors.hours')}: {say('doors.hoursAlways')}
        </span>
        <Button variant="default" size="compact-sm" onClick={() => change(DAYS.map((day) => (day < 5 ? [OFFICE] : [])))}>
          {say('doors.hoursSet')}
        </Button>
      </div>
    )
  }
  const nameDay = new Intl.DateTimeFormat(formats.locale, { weekday: 'long', timeZone: 'UTC' })
  const set = (day: number, spans: Hours[number]) => change(hours.with(day, spans))
  return (
    <fieldset className="survey-hours">
      <legend>{say('doors.hours')}</legend>
      {DAYS.map((day) => (
        <Day key={day} name={nameDay.format(MONDAY + day * 86_400_000)} spans={hours[day] ?? []} change={(spans) => set(day, spans)} />
      ))}
      <div className="survey-acts">
        <Button variant="default" size="compact-sm" onClick={() => change(hours.map((spans, day) => (day < 5 ? hours[0]! : spans)))}>
          {say('doors.hoursCopy')}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => change(undefined)}>
          {say('doors.hoursClear')}
        </Button>
      </div>
    </fieldset>
  )
}

function Day({ name, spans, change }: { name: string; spans: readonly Span[]; change: (spans: Span[]) => void }) {
  const { say } = useWords()
  const last = spans.at(-1)
  const next = last === undefined ? OFFICE : { from: Math.min(last.to + 60, 1380), to: Math.min(last.to + 240, 1440) }
  return (
    <div className="survey-hours-day" role="group" aria-label={name}>
      <span className="survey-hours-name">{name}</span>
      <div className="survey-hours-spans">
        {spans.length === 0 && <span className="faint">{say('doors.hoursClosed')}</span>}
        {spans.map(({ from, to }, index) => (
          <div key={index} className="survey-hours-span">
            <LineField
              label={say('doors.hoursFrom', { day: name })}
              isLabelHidden
              type="time"
              value={tellClock(from)}
              change={(text) => text !== '' && change(spans.with(index, { from: readClock(text), to }))}
            />
            <span aria-hidden="true">–</span>
            <LineField
              label={say('doors.hoursTo', { day: name })}
              isLabelHidden
              type="time"
              value={tellClock(to % 1440)}
              fault={from < to ? null : say('doors.hoursWrong')}
              change={(text) => text !== '' && change(spans.with(index, { from, to: readClock(text) || 1440 }))}
            />
            <Button
              variant="default"
              size="compact-sm"
              aria-label={say('doors.hoursRemoveOf', { day: name, from: tellClock(from), to: tellClock(to % 1440) })}
              onClick={() => change(spans.toSpliced(index, 1))}
            >
              {say('doors.hoursRemove')}
            </Button>
          </div>
        ))}
      </div>
      {spans.length < MOST && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={say('doors.hoursAddOf', { day: name })}
          onClick={() => change([...spans, next])}
        >
          {say('doors.hoursAdd')}
        </Button>
      )}
    </div>
  )
}
