import type { Contract } from '../../api/contract.ts'
import { PROBLEMS } from '../../api/problems.ts'
import type { OpenApi, Operation, Parameter } from './openApi.ts'
import type { JsonSchema } from './schemas.ts'

interface Field {
  name: string
  type: string
  required: boolean
  description: string
  within: Field[]
}

/** The API's documentation as one page of HTML, from its description; it needs no script. */
export function docsPage(api: OpenApi, contracts: readonly Contract[]): string {
  const { schemas } = api.components
  const topics = api.tags.map(({ name }) => ({ name, contracts: contracts.filter((contract) => contract.topic === name) }))
  const navigation = topics.map(
    (topic) =>
      `<li><a href="#${topic.name}">${escape(topic.name)}</a><ul>${topic.contracts
        .map((each) => `<li><a href="#${each.operation}"><code>${each.method}</code> ${escape(shortPath(each.path))}</a></li>`)
        .join('')}</ul></li>`,
  )
  const sections = topics.map(
    (topic) =>
      `<section id="${topic.name}"><h2>${escape(topic.name)}</h2>${topic.contracts.map((each) => operation(each, api, schemas)).join('')}</section>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Polku API</title>
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<nav aria-label="Operations"><a class="home" href="/api/docs">Polku API</a><ul><li><a href="#start">First steps</a></li>${navigation.join('')}<li><a href="#problems">Problems</a></li></ul></nav>
<main>
<h1>Polku API</h1>
${paragraphs(api.info.description)}
<p>The same as <a href="/api/openapi.json">OpenAPI 3.1</a>, for tools.</p>
${START}
${sections.join('')}
<section id="problems"><h2>Problems</h2><dl>${Object.entries(PROBLEMS)
    .map(([sort, { status, meaning }]) => `<dt id="${sort}"><code>${status}</code> ${sort}</dt><dd>${code(meaning)}</dd>`)
    .join('')}</dl></section>
</main>
</body>
</html>
`
}

const START = `<section id="start"><h2>First steps</h2>
<p>Make a token, send an encounter, look at what became of it:</p>
<pre><code>export TOKEN=$(polku token create --scope ingest --name "my first source")

curl -X POST http://localhost:4000/v1/encounters \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{"occurredAt":"2026-03-02T18:14:00Z","customer":{"crm":"C-7"},"touchpoint":"web-shop","channel":"web"}'

curl http://localhost:4000/api/v1/customers/crm:C-7</code></pre>
<p>Tokens have one scope: <code>ingest</code> sends, <code>read</code> reads, <code>admin</code> may do all. They go as <code>Authorization: Bearer …</code>, or as the user name of Basic with an empty password.
On the machine itself reading needs no token.</p></section>`

function operation(contract: Contract, api: OpenApi, schemas: Record<string, JsonSchema>): string {
  const described = api.paths[contract.path]![contract.method.toLowerCase()]!
  const parameters = (described.parameters ?? []).map((each): Field =>
    fieldOfParameter('$ref' in each ? (api.components.parameters.IdempotencyKey as Parameter) : each),
  )
  const body = described.requestBody?.content['application/json']?.schema
  const answer = described.responses[contract.status]
  const media = answer !== undefined && 'content' in answer ? Object.values(answer.content)[0] : undefined
  return `<article id="${contract.operation}">
<h3><code class="method">${contract.method}</code> <code>${escape(contract.path)}</code></h3>
<p>${code(contract.summary)} ${code(described.description)}</p>
${parameters.length > 0 ? `<h4>Parameters</h4>${fieldTable(parameters)}` : ''}
${body === undefined ? '' : `<h4>Body</h4>${fieldTable(fieldsOf(body, schemas, []))}`}
${media === undefined ? '' : `<details><summary>Answer, ${contract.status}</summary>${fieldTable(fieldsOf(media.schema, schemas, []))}</details>`}
${contract.example === undefined ? '' : example(contract, described)}
</article>`
}

function example(contract: Contract, described: Operation): string {
  const { params = {}, query = {}, body, answer } = contract.example!
  const path = contract.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(params[name] ?? name).replaceAll('%3A', ':'),
  )
  const search = new URLSearchParams(query).toString()
  const lines = [
    `curl ${contract.method === 'GET' ? '' : `-X ${contract.method} `}'http://localhost:4000${path}${search === '' ? '' : `?${search}`}'`,
    ...(contract.needs[0] === 'enter' ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...(described.requestBody === undefined ? [] : ['-H "Content-Type: application/json"', `-d '${JSON.stringify(body, null, 2)}'`]),
  ]
  return `<h4>Example</h4><pre><code>${escape(lines.join(' \\\n  '))}</code></pre><pre><code>${escape(JSON.stringify(answer, null, 2))}</code></pre>`
}

function fieldOfParameter({ name, schema, required, description }: Parameter): Field {
  return { name, type: typeOf(schema), required, description, within: [] }
}

/** The fields of an object, or of the items of a list; a schema that stands within itself is named only. */
function fieldsOf(schema: JsonSchema, schemas: Record<string, JsonSchema>, above: readonly string[]): Field[] {
  const name = nameOf(schema)
  if (name !== undefined && above.includes(name)) return []
  const inside = name === undefined ? above : [...above, name]
  const { properties, items, anyOf, required = [] } = resolved(schema, schemas)
  const branch = (anyOf as JsonSchema[] | undefined)?.find(
    (each) => nameOf(each) !== undefined || each.properties !== undefined || each.items !== undefined,
  )
  if (branch !== undefined) return fieldsOf(branch, schemas, inside)
  if (items !== undefined) return fieldsOf(items as JsonSchema, schemas, inside)
  return Object.entries((properties ?? {}) as Record<string, JsonSchema>).map(([field, each]) => ({
    name: field,
    type: typeOf(each),
    required: (required as string[]).includes(field),
    description: String(each.description ?? resolved(each, schemas).description ?? ''),
    within: fieldsOf(each, schemas, inside),
  }))
}

function typeOf(schema: JsonSchema): string {
  const name = nameOf(schema)
  if (name !== undefined) return name
  const { type, items, anyOf, format } = schema
  if (schema.enum !== undefined) return (schema.enum as unknown[]).join(' | ')
  if (anyOf !== undefined) return [...new Set((anyOf as JsonSchema[]).map((each) => typeOf(each)))].join(' | ')
  if (type === 'array') return `list of ${typeOf((items ?? {}) as JsonSchema)}`
  if (Array.isArray(type)) return type.join(' | ')
  return format === 'date-time' ? 'time' : String(type ?? 'any')
}

function nameOf({ $ref }: JsonSchema): string | undefined {
  return typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined
}

function resolved(schema: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema {
  const name = nameOf(schema)
  return name === undefined ? schema : schemas[name]!
}

function fieldTable(fields: readonly Field[]): string {
  const rows = (list: readonly Field[], depth: number): string =>
    list
      .map(
        ({ name, type, required, description, within }) =>
          `<tr><th scope="row" class="d${Math.min(depth, 3)}"><code>${escape(name)}</code>${required ? ' <span title="required">*</span>' : ''}</th><td>${escape(type)}</td><td>${code(description)}</td></tr>${rows(within, depth + 1)}`,
      )
      .join('')
  return `<div class="wide"><table><thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${rows(fields, 0)}</tbody></table></div>`
}

function shortPath(path: string): string {
  return path.replace('/api/v1', '')
}

function paragraphs(text: string): string {
  return text
    .split('\n\n')
    .map((each) => `<p>${code(each)}</p>`)
    .join('\n')
}

/** Text with its words in backticks set as code. */
function code(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
