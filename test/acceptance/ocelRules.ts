import { z } from 'zod'

const type = z.strictObject({
  name: z.string().min(1),
  attributes: z.array(z.strictObject({ name: z.string().min(1), type: z.enum(['string', 'time', 'integer', 'float', 'boolean']) })),
})
const relationships = z.array(z.strictObject({ objectId: z.string().min(1), qualifier: z.string().min(1) })).optional()
const time = z.iso.datetime({ offset: true })

/** What the JSON schema of OCEL 2.0 says: values of attributes are texts there, whatever their type. */
const schema = z.strictObject({
  objectTypes: z.array(type),
  eventTypes: z.array(type),
  objects: z.array(
    z.strictObject({
      id: z.string().min(1),
      type: z.string(),
      attributes: z.array(z.strictObject({ name: z.string(), time, value: z.string() })).optional(),
      relationships,
    }),
  ),
  events: z.array(
    z.strictObject({
      id: z.string().min(1),
      type: z.string(),
      time,
      attributes: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
      relationships,
    }),
  ),
})

/** Judges a log by the schema of OCEL 2.0 and by what its prose adds: unique ids, declared types and attributes, objects that exist. */
export function judgeOcel(given: unknown) {
  const problems: string[] = []
  const result = schema.safeParse(given)
  if (!result.success) return { problems: result.error.issues.slice(0, 20).map((issue) => `${issue.path.join('.')}: ${issue.message}`) }
  const { objectTypes, eventTypes, objects, events } = result.data
  const known = new Set(objects.map(({ id }) => id))
  const qualifiers = new Set<string>()
  if (known.size !== objects.length) problems.push('two objects of one id')
  if (new Set(events.map(({ id }) => id)).size !== events.length) problems.push('two events of one id')
  const judge = (items: readonly ((typeof objects)[number] | (typeof events)[number])[], types: typeof objectTypes) => {
    const declared = new Map(types.map(({ name, attributes }) => [name, new Set(attributes.map((each) => each.name))]))
    if (declared.size !== types.length) problems.push('a type is declared twice')
    for (const each of items) {
      const attributes = declared.get(each.type)
      if (!attributes) problems.push(`${each.id} is of a type that is not declared: ${each.type}`)
      for (const { name } of each.attributes ?? []) if (!attributes?.has(name)) problems.push(`${each.id}: ${name} is not declared`)
      for (const { objectId, qualifier } of each.relationships ?? []) {
        qualifiers.add(qualifier)
        if (!known.has(objectId)) problems.push(`${each.id} is related to ${objectId}, which is not there`)
      }
    }
  }
  judge(objects, objectTypes)
  judge(events, eventTypes)
  const counts: Record<string, number> = {}
  for (const object of objects) counts[object.type] = (counts[object.type] ?? 0) + 1
  return { problems: problems.slice(0, 20), objects: counts, qualifiers: [...qualifiers].sort() }
}
