import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { askModel, modelEndpoint, reachModel, requestOf } from './askModel.ts'

type Heard = { url: string; key: string | undefined; body: string }

/** A server on this machine that speaks chat completions, for the length of a test. */
async function openModel(answer: (response: ServerResponse, count: number, heard: Heard) => void) {
  const heard: Heard[] = []
  const server = createServer(async (request: IncomingMessage, response) => {
    const each = { url: request.url!, key: request.headers.authorization, body: await text(request) }
    heard.push(each)
    answer(response, heard.length, each)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return { url, heard, endpoint: modelEndpoint({ url, key: 'word', model: 'small-1' }, [])! }
}

const completion = (content: unknown) => JSON.stringify({ id: 'c', choices: [{ index: 0, message: { role: 'assistant', content } }] })
const BODY = requestOf('small-1', 'Sum up.', 'a')

describe('reachModel', () => {
  it.each([
    [200, JSON.stringify({ data: [{ id: 'other' }, { id: 'small-1' }] }), null],
    [200, JSON.stringify({ data: [{ id: 'other' }] }), 'does not list the model small-1'],
    [404, 'Not here', null],
    [401, '', 'answered 401: it does not take the key'],
    [302, '', 'answered 302'],
    [503, '', 'answered 503'],
  ])('asks for its models alone: %i %s', async (status, body, problem) => {
    const { endpoint, heard } = await openModel((response) => response.writeHead(status).end(body))
    expect(await reachModel(endpoint)).toBe(problem)
    expect(heard).toEqual([{ url: '/v1/models', key: 'Bearer word', body: '' }])
  })

  it('says which address is refused, and that nothing answers in time', async () => {
    const refused = modelEndpoint({ url: 'http://models.example/v1', key: undefined, model: 'm' }, [])!
    expect(await reachModel(refused)).toBe('must begin with https://')
    const silent = await openModel(() => undefined)
    expect(await reachModel(silent.endpoint, 50)).toBe('did not answer within 0.05 s')
  })
})

describe('askModel', () => {
  it('asks as chat completions are asked, and reads the answer as plain text', async () => {
    const { endpoint, heard } = await openModel((response) => response.end(completion(' Jonot\u0007 ovat pitkiä.\n')))
    expect(await askModel(endpoint, BODY)).toMatchObject({ answer: 'Jonot  ovat pitkiä.', status: 200, problem: null })
    expect(heard).toEqual([{ url: '/v1/chat/completions', key: 'Bearer word', body: BODY }])
    expect(JSON.parse(BODY)).toMatchObject({
      model: 'small-1',
      stream: false,
      messages: [{ role: 'system' }, { role: 'user', content: 'a' }],
    })
  })

  it.each([429, 500])('asks once more after %i, and no more', async (status) => {
    const passing = await openModel((response, count) =>
      count === 1 ? response.writeHead(status).end() : response.end(completion('Kyllä.')),
    )
    expect(await askModel(passing.endpoint, BODY)).toMatchObject({ answer: 'Kyllä.', problem: null })
    const lasting = await openModel((response) => response.writeHead(status).end('secret words'))
    expect(await askModel(lasting.endpoint, BODY)).toMatchObject({ answer: null, status, problem: `answered ${status}` })
    expect(lasting.heard).toHaveLength(2)
  })

  it.each([
    ['answered 401', (response: ServerResponse) => response.writeHead(401).end()],
    ['answered 307', (response: ServerResponse) => response.writeHead(307, { location: '/v1/elsewhere' }).end()],
    ['answered something that is no chat completion', (response: ServerResponse) => response.end('<html>')],
    ['answered something that is no chat completion', (response: ServerResponse) => response.end('{"choices":[]}')],
    ['answered something that is no chat completion', (response: ServerResponse) => response.end(completion(' \n'))],
    ['answered something that is no chat completion', (response: ServerResponse) => response.end(completion({ tool: 'rm' }))],
    ['answered more than 256 kB', (response: ServerResponse) => response.end(completion('a'.repeat(300_000)))],
  ])('takes no more than one look at what %s', async (problem, answer) => {
    const { endpoint, heard } = await openModel(answer)
    expect(await askModel(endpoint, BODY)).toMatchObject({ answer: null, problem })
    expect(heard).toHaveLength(1)
  })

  it('waits no longer than it may, for the beginning or for the rest', async () => {
    for (const begin of [() => undefined, (response: ServerResponse) => void response.write('{"choices":')]) {
      const { endpoint, heard } = await openModel(begin)
      expect(await askModel(endpoint, BODY, 150)).toMatchObject({ answer: null, problem: 'did not answer within 0.15 s' })
      expect(heard).toHaveLength(1)
    }
  })

  it('tells that nothing listens there', async () => {
    const endpoint = modelEndpoint({ url: 'http://127.0.0.1:9/v1', key: undefined, model: 'm' }, [])!
    expect(await askModel(endpoint, BODY)).toMatchObject({ answer: null, status: null, problem: 'nothing listens there' })
  })
})

describe('modelEndpoint', () => {
  const endpoint = (url: string, networks: string[] = []) => modelEndpoint({ url, key: undefined, model: 'm' }, networks)!

  it('is none unless an address and a model are named', () => {
    expect(modelEndpoint({ url: undefined, key: 'k', model: 'm' }, [])).toBeNull()
  })

  it('stands below the address, with or without its last part', () => {
    for (const url of ['https://llm.example/v1', 'https://llm.example/v1/', 'https://llm.example/v1/chat/completions']) {
      expect(endpoint(url).url).toBe('https://llm.example/v1/chat/completions')
    }
  })

  it('may be on this machine or in one’s own network where the operator wrote that very address, and nowhere else there', () => {
    const at = (url: string, address: string) => endpoint(url).policy.refuse(address, 'http:')
    expect(at('http://localhost:11434/v1', '127.0.0.1')).toBeNull()
    expect(at('http://10.1.2.3:8000/v1', '10.1.2.3')).toBeNull()
    expect(at('http://10.1.2.3:8000/v1', '10.1.2.4')).toContain('private')
    expect(at('https://llm.example/v1', '127.0.0.1')).toContain('private')
    expect(at('https://llm.example/v1', '169.254.169.254')).toContain('private')
    expect(endpoint('http://llm.inside:8000/v1', ['10.0.0.0/8']).policy.refuse('10.7.7.7', 'http:')).toBeNull()
  })
})
