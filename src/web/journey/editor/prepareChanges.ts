import type { DefinitionChange, FieldChange } from '../../../domain/journey/compareDefinitions.ts'
import { parseDuration } from '../../../domain/kernel/duration.ts'
import type { LocalName } from '../../../domain/touchpoint/definition.ts'
import type { MessageKey } from '../../i18n/fi.ts'
import { openKey } from '../../i18n/things.ts'
import { capitalise, readName, type Words } from '../../i18n/words.ts'
import { tellLength } from './lengths.ts'

/** A change in words: what, and each of its fields as it was and as it is. */
export interface ToldChange {
  id: string
  title: string
  fields: { field: string; before: string; after: string }[]
}

/** Whose names are known. */
export interface Named {
  stages: readonly { key: string; name?: LocalName | undefined }[]
  touchpoints: readonly { key: string; name?: LocalName | undefined }[]
}

const FIELDS: Record<string, string> = {
  'frictions.silence.limit': 'silence',
  'frictions.repeated-ask.validity': 'validity',
  'frictions.repeat-contact.limit': 'repeatLimit',
  'frictions.dead-end.limit': 'deadEnd',
  'frictions.loss.window': 'lossWindow',
  'order.stages': 'orderStages',
  'order.touchpoints': 'orderTouchpoints',
}
const PLAIN = new Set([
  'name',
  'team',
  'stage',
  'channel',
  'initiator',
  'contact',
  'step',
  'systems',
  'facing',
  'pauseAfter',
  'pauseLimit',
  'effortLimit',
  'digital',
])

/** Tells what differs between two definitions in a reader's words. */
export function prepareChanges(changes: readonly DefinitionChange[], named: Named, words: Words): ToldChange[] {
  const nameOf = (list: Named['stages'], key: string, known: (key: string) => string) =>
    readName(list.find((each) => each.key === key)?.name, words.language) ?? known(key)
  const open = (key: string) => capitalise(openKey(key))
  const names = {
    journey: words.journey,
    stage: (key: string) => nameOf(named.stages, key, open),
    touchpoint: (key: string) => nameOf(named.touchpoints, key, words.touchpoint),
    channel: words.channel,
  }
  return changes.map(({ sort, key, change, fields }) => ({
    id: `${sort} ${key}`,
    title: words.say(`define.change.${sort}.${change}` as MessageKey, { name: names[sort](key) }),
    fields: fields.map((each) => tellField(sort, each, names, words)),
  }))
}

type Names = Record<DefinitionChange['sort'], (key: string) => string>

function tellField(sort: DefinitionChange['sort'], { field, before, after }: FieldChange, names: Names, words: Words) {
  const tell = (value: unknown) => tellValue(field, value, names, words)
  return { field: nameField(sort, field, words), before: tell(before), after: tell(after) }
}

function nameField(sort: DefinitionChange['sort'], field: string, { say, thing }: Words): string {
  const [first = '', second = '', third = '', ...rest] = field.split('.')
  if (first === 'name' && second !== '') return `${say('define.field.name')} (${second})`
  if (sort === 'channel' && field === 'contact') return say('define.field.contactChannel')
  if (field in FIELDS) return say(`define.field.${FIELDS[field]}` as MessageKey)
  if (PLAIN.has(field)) return say(`define.field.${field}` as MessageKey)
  if (second === 'repeated-ask' && third === 'items') return `${say('define.field.items')}: ${thing(rest.join('.'))}`
  if (second === 'poor-score') return `${say('define.field.poor')}: ${[third.toUpperCase(), ...rest].join(' ')}`
  return field
}

function tellValue(field: string, value: unknown, names: Names, words: Words): string {
  const { say, formats } = words
  if (value === undefined) return say('define.valueNone')
  if (typeof value === 'boolean') return say(value ? 'define.yes' : 'define.no')
  if (typeof value === 'number') return formats.number(value)
  if (Array.isArray(value)) {
    const name = { 'order.stages': names.stage, 'order.touchpoints': names.touchpoint }[field] ?? plain
    return formats.list(value.map((each) => (typeof each === 'string' ? name(each) : JSON.stringify(each))))
  }
  const text = String(value)
  switch (field) {
    case 'stage':
      return names.stage(text)
    case 'channel':
      return words.channel(text)
    case 'team':
      return words.team(text)
    case 'initiator':
      return say(`side.${text}` as MessageKey)
    case 'contact':
    case 'facing':
    case 'step':
      return say(`define.${field}.${text}` as MessageKey)
    default:
      return /^(pause|frictions\.(?!poor))/.test(field) && parseDuration(text) !== null ? tellLength(text, words) : text
  }
}

const plain = (key: string): string => key
