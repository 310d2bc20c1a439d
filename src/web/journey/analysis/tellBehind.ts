import type { Behind } from './address.ts'
import type { Looked } from './looked.ts'

const DAYS = 7

/** What the paths behind a mark have in common, in words. */
export function tellBehind(behind: Behind, { words, nameStage }: Pick<Looked, 'words' | 'nameStage'>): string {
  const { say, touchpoint, channel, formats } = words
  const text = (name: string) => (behind[name] === undefined ? undefined : String(behind[name]))
  const number = (name: string) => Number(behind[name])
  const parts: string[] = []
  const at = text('touchpoint')
  const previous = text('previous')
  if (previous !== undefined && at !== undefined) parts.push(say('behind.transition', { from: touchpoint(previous), to: touchpoint(at) }))
  else if (at !== undefined && text('last') === 'true') parts.push(say('behind.endsAt', { touchpoint: touchpoint(at) }))
  else if (at !== undefined && number('step') === 1) parts.push(say('behind.beginsAt', { touchpoint: touchpoint(at) }))
  else if (at !== undefined) parts.push(touchpoint(at))
  else if (text('last') === 'true' && behind['step'] !== undefined) parts.push(say('behind.ended', { step: number('step') }))
  else if (behind['step'] !== undefined) parts.push(say('behind.all'))
  if (at !== undefined && behind['step'] !== undefined && number('step') > 1) parts.push(say('steps.number', { step: number('step') }))
  if (text('rest') !== undefined) parts.push(say(`flow.end.${text('rest')}` as 'flow.end.open'))
  if (text('state') !== undefined) parts.push(say(`state.${text('state')}` as 'state.active'))
  if (text('stage') !== undefined) parts.push(nameStage(text('stage') === '' ? null : text('stage')!))
  if (text('channel') !== undefined) parts.push(channel(text('channel') === '' ? null : text('channel')!))
  if (text('hour') !== undefined) {
    const hour = number('hour')
    parts.push(say('behind.hour', { day: weekday(Math.floor(hour / 24) % DAYS, formats.locale), hour: hour % 24 }))
  }
  return parts.join(' · ')
}

/** The name of a day of the week, 0 = Monday. */
export function weekday(day: number, locale: string, length: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day))
}
