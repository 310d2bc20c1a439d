import { may, scopeFor } from '../../domain/access/may.ts'
import { ROLES } from '../../domain/employee/employee.ts'
import type { z } from 'zod'
import { problemSchema, type Contract } from '../../api/contract.ts'
import { PROBLEMS, type ProblemSort } from '../../api/problems.ts'
import { openSchemas, type JsonSchema } from './schemas.ts'

/** The part of OpenAPI 3.1 that describes one operation. */
export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  security: Record<string, string[]>[]
  parameters?: Parameter[]
  requestBody?: { required: boolean; content: Record<string, Media> }
  responses: Record<string, { $ref: string } | { description: string; headers?: JsonSchema; content: Record<string, Media> }>
}

/** A parameter of an operation. */
export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description: string
  schema: JsonSchema
  example?: unknown
}

interface Media {
  schema: JsonSchema
  example?: unknown
}

/** The description of the API as OpenAPI 3.1. */
export interface OpenApi {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, JsonSchema>
    responses: JsonSchema
    parameters: JsonSchema
    headers: JsonSchema
    securitySchemes: JsonSchema
  }
}

const DESCRIPTION = `Encounters in; paths, frictions and cases out.

Times are RFC 3339; answers give them in UTC. Lists are read page by page with \`limit\` and \`cursor\`, and filters mean the same everywhere.
What goes wrong is told as \`application/problem+json\` (RFC 9457). Every answer carries an \`x-request-id\`, and the \`ratelimit-*\` headers say how many requests are left.`

/** Describes the operations of contracts as OpenAPI 3.1. */
export function describeApi(contracts: readonly Contract[], version: string): OpenApi {
  const schemas = openSchemas()
  const paths: OpenApi['paths'] = {}
  for (const contract of contracts) {
    paths[contract.path] = { ...paths[contract.path], [contract.method.toLowerCase()]: operationOf(contract, schemas.of) }
  }
  schemas.of(problemSchema, 'output')
  return {
    openapi: '3.1.0',
    info: { title: 'Polku', version, description: DESCRIPTION, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: [...new Set(contracts.map((contract) => contract.topic))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.named,
      responses: Object.fromEntries(Object.entries(PROBLEMS).map(([sort, { meaning }]) => [sort, problemResponse(sort, meaning)])),
      parameters: { IdempotencyKey: IDEMPOTENCY },
      headers: { RetryAfter: { description: 'Seconds after which to try again.', schema: { type: 'integer' } } },
      securitySchemes: SECURITY,
    },
  }
}

const SECURITY = {
  bearer: { type: 'http', scheme: 'bearer', description: 'A token, `polku_…`, made with `polku token create`.' },
  basic: { type: 'http', scheme: 'basic', description: 'The token as user name, with an empty password.' },
  session: { type: 'apiKey', in: 'cookie', name: 'polku.session_token', description: 'Signed in by `POST /api/v1/session`.' },
}

/** In words: with which token, and in which roles. */
function whoMay(needs: Contract['needs']): string {
  if (needs[0] === 'enter') return 'For anybody.'
  const roles = ROLES.filter((role) => may({ kind: 'employee', id: 0, name: '', role, teams: [] }, ...needs))
  const signedIn = roles.length === 0 ? null : `signed in as ${roles.join(', ')}`
  if (!isForToken(needs)) return `Needs to be ${signedIn}.`
  const scope = scopeFor(...needs)
  return `Needs a token with scope \`${scope}\`${scope === 'admin' ? '' : ' (or `admin`)'}${signedIn === null ? '' : `, or to be ${signedIn}`}.`
}

function securityOf(needs: Contract['needs']): Record<string, never[]>[] {
  if (needs[0] === 'enter') return [{}]
  const tokens: Record<string, never[]>[] = isForToken(needs) ? [{ bearer: [] }, { basic: [] }] : []
  return needs[0] === 'send' ? tokens : [...tokens, { session: [] }]
}

function isForToken(needs: Contract['needs']): boolean {
  return may({ kind: 'token', id: '', scope: 'admin' }, ...needs)
}

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Up to 200 characters of your own; sent again within a day, the first answer comes again and nothing is done twice.',
  schema: { type: 'string', maxLength: 200 },
}

type SchemaOf = (schema: z.ZodType, io: 'input' | 'output') => JsonSchema

function operationOf(contract: Contract, schemaOf: SchemaOf): Operation {
  const { operation, topic, summary, needs, params, query, body, answer, status, media, example } = contract
  const parameters = [
    ...parametersOf('path', params && schemaOf(params, 'input'), example?.params),
    ...parametersOf('query', query && schemaOf(query, 'input'), example?.query),
  ]
  const withKey =
    contract.method === 'PUT' || contract.once === true ? [{ $ref: '#/components/parameters/IdempotencyKey' } as unknown as Parameter] : []
  const all = [...parameters, ...withKey]
  return {
    operationId: operation,
    tags: [topic],
    summary,
    description: whoMay(needs),
    security: securityOf(needs),
    ...(all.length > 0 && { parameters: all }),
    ...(body && { requestBody: requestBody(contract, schemaOf(body, 'input')) }),
    responses: {
      [status]: {
        description: status === 202 ? 'On disk; items that were refused are listed.' : 'Done.',
        content: { [media ?? 'application/json']: { schema: schemaOf(answer, 'output'), ...(example && { example: example.answer }) } },
      },
      ...problemResponses(contract),
    },
  }
}

function requestBody({ reads, example }: Contract, schema: JsonSchema): Operation['requestBody'] {
  const json = { schema, ...(example?.body !== undefined && { example: example.body }) }
  if (reads !== 'stream') return { required: true, content: { 'application/json': json } }
  const lines = Array.isArray(example?.body) ? example.body.map((item) => JSON.stringify(item)).join('\n') : undefined
  const text = { schema: { type: 'string', description: 'One item a line.' }, ...(lines !== undefined && { example: lines }) }
  return { required: true, content: { 'application/json': json, 'application/x-ndjson': text } }
}

function parametersOf(place: 'path' | 'query', schema: JsonSchema | undefined, examples: Record<string, string> | undefined): Parameter[] {
  const required = (schema?.required ?? []) as string[]
  return Object.entries((schema?.properties ?? {}) as Record<string, JsonSchema>).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || (required.includes(name) && rest.default === undefined),
    description: String(description),
    schema: rest,
    ...(examples?.[name] !== undefined && { example: examples[name] }),
  }))
}

/** Problems by status; where several sorts share one, the first stands for them. */
function problemResponses({ method, path, params, query, body, reads, once }: Contract): Record<string, { $ref: string }> {
  const sorts: [number, ProblemSort, boolean][] = [
    [400, reads === 'stream' ? 'unreadable' : 'wrong-input', true],
    [401, 'unauthorised', true],
    [403, 'forbidden', true],
    [404, 'not-found', params !== undefined && method !== 'PUT'],
    [409, path === '/api/v1/paths/{key}' ? 'ambiguous' : 'under-way', method === 'PUT' || once === true || path === '/api/v1/paths/{key}'],
    [413, 'too-large', body !== undefined],
    [415, 'unsupported-media', body !== undefined],
    [422, 'wrong-input', body !== undefined && reads !== 'stream'],
    [429, 'too-many', true],
    [500, 'unexpected', true],
    [503, 'unavailable', true],
  ]
  const isPossible = ([status, , possible]: [number, ProblemSort, boolean]) =>
    possible && (status !== 400 || Boolean(params ?? query ?? body))
  return Object.fromEntries(sorts.filter(isPossible).map(([status, sort]) => [String(status), { $ref: `#/components/responses/${sort}` }]))
}

function problemResponse(sort: string, meaning: string): JsonSchema {
  const waits = sort === 'too-many' || sort === 'unavailable'
  return {
    description: meaning,
    ...(waits && { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } }),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}
