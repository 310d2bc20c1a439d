import { z } from 'zod'

/** A JSON Schema as OpenAPI 3.1 holds it. */
export type JsonSchema = Record<string, unknown>

/** Turns schemas into JSON Schema; named ones are kept once, under `components`, and referred to. */
export function openSchemas(): { of: (schema: z.ZodType, io: 'input' | 'output') => JsonSchema; named: Record<string, JsonSchema> } {
  const named: Record<string, JsonSchema> = {}
  return {
    named,
    of: (schema, io) => {
      const { $schema: _, id, $defs = {}, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: plain }) as JsonSchema
      for (const [name, { id: _id, ...definition }] of Object.entries($defs as Record<string, JsonSchema>))
        named[nameOf(name)] = referring(definition)
      if (typeof id !== 'string') return referring(made)
      named[id] = referring(made)
      return { $ref: `#/components/schemas/${id}` }
    },
  }
}

/** The only schema without a name of its own that is referred to is JSON of any shape. */
function nameOf(name: string): string {
  return name.startsWith('__schema') ? 'AnyJson' : name
}

/** JSON of any shape is any JSON, not a schema that refers to itself; and the bounds of exact numbers are no news. */
function plain({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  if (zodSchema._zod.def.type === 'lazy') {
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
    jsonSchema.description = 'JSON of any shape.'
  }
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

function referring<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(referring) as Value
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    key === '$ref' ? `#/components/schemas/${nameOf(String(inner).slice('#/$defs/'.length))}` : referring(inner),
  ])
  return Object.fromEntries(entries) as Value
}
