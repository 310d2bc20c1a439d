import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { PROBLEMS } from '../../src/api/problems.ts'
import { contracts } from './contracts.ts'
import { docsPage } from '../../src/server/http/docsPage.ts'
import { describeApi } from '../../src/server/http/openApi.ts'
import type { JsonSchema } from '../../src/server/http/schemas.ts'

const api = describeApi(contracts, '1.2.3')

/** Fields without a word of what they are, at any depth; what is referred to is looked at under its own name. */
function silentFields(schema: unknown, at: string): string[] {
  if (schema === null || typeof schema !== 'object') return []
  const { properties = {}, items, additionalProperties, anyOf = [] } = schema as JsonSchema & { anyOf?: unknown[] }
  return [
    ...Object.entries(properties as Record<string, JsonSchema>).flatMap(([name, each]) => [
      ...(each.description === undefined && each.$ref === undefined ? [`${at}.${name}`] : []),
      ...silentFields(each, `${at}.${name}`),
    ]),
    ...[items, additionalProperties, ...anyOf].flatMap((each) => silentFields(each, `${at}[]`)),
  ]
}

function everySchema(): [string, JsonSchema][] {
  const operations = Object.values(api.paths).flatMap((path) => Object.values(path))
  return [
    ...Object.entries(api.components.schemas),
    ...operations.flatMap(({ operationId, requestBody, responses }): [string, JsonSchema][] => [
      ...Object.values(requestBody?.content ?? {}).map((media): [string, JsonSchema] => [`${operationId} body`, media.schema]),
      ...Object.values(responses).flatMap((response): [string, JsonSchema][] =>
        'content' in response ? Object.values(response.content).map((media) => [`${operationId} answer`, media.schema]) : [],
      ),
    ]),
  ]
}

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const result = await validator.validate(JSON.parse(JSON.stringify(api)))
    expect(result.errors).toBeUndefined()
    expect(result.valid).toBe(true)
    expect(validator.version).toBe('3.1')
    expect(contracts.length).toBeGreaterThan(20)
  })

  it('refers only to what it holds', () => {
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)]
    expect(references.length).toBeGreaterThan(100)
    for (const [, part, name] of references) expect(Object.keys(api.components[part as 'schemas'])).toContain(name)
  })

  it('has a word on every field, parameter and operation', () => {
    const fields = everySchema().flatMap(([name, schema]) => silentFields(schema, name))
    expect(fields).toEqual([])
    for (const { summary, parameters = [] } of Object.values(api.paths).flatMap((path) => Object.values(path))) {
      expect(summary.length).toBeGreaterThan(10)
      for (const parameter of parameters) if ('name' in parameter) expect(parameter.description).not.toBe('undefined')
    }
  })

  it.each(contracts.filter((contract) => contract.example).map((contract) => [contract.operation, contract] as const))(
    'shows an example of %s that its contract takes',
    (_name, contract) => {
      const { params, query, body, answer } = contract.example!
      if (params) contract.params!.parse(params)
      if (query) contract.query!.parse(query)
      // The second item of the example is there to be refused.
      if (body !== undefined && contract.reads !== 'stream') contract.body!.parse(body)
      expect(contract.answer.parse(answer)).toEqual(answer)
    },
  )

  it('tells each operation once, with its scope and its problems', () => {
    const operations = Object.values(api.paths).flatMap((path) => Object.values(path))
    expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(contracts.length)
    const send = api.paths['/v1/encounters']!['post']!
    expect(send.security).toEqual([{ bearer: [] }, { basic: [] }])
    expect(Object.keys(send.requestBody!.content)).toEqual(['application/json', 'application/x-ndjson'])
    expect(Object.keys(send.responses)).toEqual(['202', '400', '401', '403', '413', '415', '429', '500', '503'])
    const read = api.paths['/api/v1/customers/{customer}']!['get']!
    expect(read.security).toEqual([{ bearer: [] }, { basic: [] }, { session: [] }])
    expect(read.responses['404']).toEqual({ $ref: '#/components/responses/not-found' })
    expect(api.paths['/api/v1/journeys/{key}']!['put']!.parameters).toContainEqual({ $ref: '#/components/parameters/IdempotencyKey' })
  })

  it('reads as a page with every operation and problem, without a script', () => {
    const page = docsPage(api, contracts)
    for (const { operation } of contracts) expect(page).toContain(`<article id="${operation}">`)
    for (const sort of Object.keys(PROBLEMS)) expect(page).toContain(`<dt id="${sort}">`)
    expect(page).not.toMatch(/<script|style="|(src|href)="https?:\/\/(?!localhost)/)
    expect(page).not.toContain('undefined')
  })
})
