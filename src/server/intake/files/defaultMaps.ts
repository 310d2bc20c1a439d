import { XES_KEPT } from '../export/writeXes.ts'
import { FACETS, LIST_FACETS, mapSchema, type FileMap, type MapInput } from './mapSchema.ts'

/**
 * XES without a map: each trace is a matter and a customer of its own, each event an encounter. The team is the group that
 * an event names, else its resource, who is then not told as a person as well. Nobody is said to have begun anything. What tools know
 * of an event is kept, so that an export gives it back.
 */
export const XES_MAP: FileMap = mapSchema.parse({
  customer: { case: 'trace.concept:name' },
  matter: 'trace.concept:name',
  time: 'time:timestamp',
  touchpoint: 'concept:name',
  team: ['org:group', 'org:resource'],
  rules: [{ when: { 'org:group': { exists: true } }, set: { person: { from: 'org:resource' } } }],
  keep: [...XES_KEPT],
} satisfies MapInput)

/** A list in one cell of a CSV file is cut at this mark. */
const LIST_MARK = '|'

/** CSV without a map: columns are called like the fields of an encounter (`customer.email`, `handledBy.team`), others are kept as properties. */
export function csvMapOf(columns: readonly string[]): FileMap | string {
  const after = (prefix: string) =>
    columns.filter((name) => name.startsWith(prefix)).map((name) => [name.slice(prefix.length), name] as const)
  const customer = Object.fromEntries(after('customer.'))
  const missing = ['occurredAt', 'touchpoint'].filter((name) => !columns.includes(name))
  if (Object.keys(customer).length === 0) missing.push('customer.KIND')
  if (missing.length > 0) {
    return `no column ${missing.map((name) => `"${name}"`).join(', ')}; name the columns like an encounter's fields, or give a map with --map`
  }
  const facets = columns.filter((name) => (FACETS as readonly string[]).includes(name) && name !== 'team' && name !== 'person')
  const isList = (name: string) => (LIST_FACETS as readonly string[]).includes(name)
  const teams = after('handledBy.').filter(([name]) => name === 'team' || name === 'person')
  const used = new Set(['occurredAt', ...facets, ...Object.values(customer), ...teams.map(([, column]) => column)])
  const measures = after('measures.')
  for (const [, column] of measures) used.add(column)
  const given = {
    customer,
    time: 'occurredAt',
    touchpoint: 'touchpoint',
    ...Object.fromEntries(facets.map((name) => [name, isList(name) ? { from: name, split: LIST_MARK } : name])),
    ...Object.fromEntries(teams),
    ...(measures.length > 0 && { measures: Object.fromEntries(measures) }),
    keep: columns.filter((name) => !used.has(name)),
  }
  const result = mapSchema.safeParse(given)
  return result.success ? result.data : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
}
