import { canonicalJson } from '../kernel/canonical.ts'
import { compareText } from '../kernel/order.ts'
import { emptyDefinition, type WholeDefinition } from './draft.ts'

/** One field that differs, dotted (`frictions.silence.limit`, `name.fi`); undefined = it was, or is, not told. */
export interface FieldChange {
  field: string
  before?: unknown
  after?: unknown
}

/** What differs between two definitions of a journey in one of its things; an order that changed is the field `order`. */
export interface DefinitionChange {
  sort: 'journey' | 'stage' | 'touchpoint' | 'channel'
  key: string
  change: 'added' | 'removed' | 'changed'
  fields: FieldChange[]
}

/** All that differs between two whole definitions of a journey, field by field: the journey itself, stages, touchpoints, then channels. Null before = it is new. */
export function compareDefinitions(before: WholeDefinition | null, after: WholeDefinition): DefinitionChange[] {
  const old = before ?? emptyDefinition(after.journey.key)
  const { stages: oldStages = [], touchpoints: oldOrder = [], ...oldJourney } = old.journey
  const { stages = [], touchpoints: order = [], ...journey } = after.journey
  const fields = [...compareFields(oldJourney, journey), ...compareOrder('stages', oldStages.map(keyOf), stages.map(keyOf))]
  fields.push(...compareOrder('touchpoints', oldOrder, order))
  const own: DefinitionChange = { sort: 'journey', key: after.journey.key, change: before === null ? 'added' : 'changed', fields }
  return [
    ...(before === null || fields.length > 0 ? [own] : []),
    ...compareLists('stage', oldStages, stages),
    ...compareLists('touchpoint', old.touchpoints, after.touchpoints),
    ...compareLists('channel', old.channels, after.channels),
  ]
}

const keyOf = ({ key }: { key: string }): string => key

function compareLists(sort: DefinitionChange['sort'], before: readonly { key: string }[], after: readonly { key: string }[]) {
  const old = new Map(before.map((each) => [each.key, each]))
  const kept = new Set(after.map(keyOf))
  const changes: DefinitionChange[] = []
  for (const each of after) {
    const was = old.get(each.key)
    const fields = compareFields(was ?? { key: each.key }, each)
    if (was === undefined) changes.push({ sort, key: each.key, change: 'added', fields })
    else if (fields.length > 0) changes.push({ sort, key: each.key, change: 'changed', fields })
  }
  for (const each of before) {
    if (!kept.has(each.key)) changes.push({ sort, key: each.key, change: 'removed', fields: [] })
  }
  return changes
}

/** The order of what both have, where that differs. */
function compareOrder(of: 'stages' | 'touchpoints', before: readonly string[], after: readonly string[]): FieldChange[] {
  const [left, right] = [before.filter((key) => after.includes(key)), after.filter((key) => before.includes(key))]
  return canonicalJson(left) === canonicalJson(right) ? [] : [{ field: `order.${of}`, before: left, after: right }]
}

function compareFields(before: object, after: object): FieldChange[] {
  const [old, fresh] = [leaves(before), leaves(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((field) => canonicalJson(old.get(field) ?? null) !== canonicalJson(fresh.get(field) ?? null))
    .sort(compareText)
    .map((field) => ({ field, before: old.get(field), after: fresh.get(field) }))
}

/** Every value that is no object, by its dotted field; lists are values. */
function leaves(value: object, under = ''): Map<string, unknown> {
  const found = new Map<string, unknown>()
  for (const [name, each] of Object.entries(value) as [string, unknown][]) {
    const field = under === '' ? name : `${under}.${name}`
    if (each !== null && typeof each === 'object' && !Array.isArray(each)) for (const [at, leaf] of leaves(each, field)) found.set(at, leaf)
    else if (each !== undefined) found.set(field, each)
  }
  return found
}
