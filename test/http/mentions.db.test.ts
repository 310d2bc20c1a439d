import { beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import type { Scope } from '../../src/domain/access/may.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

describeDatabases('word of mouth', (open) => {
  let server: OpenServer
  const tokens = new Map<Scope, string>()

  beforeAll(async () => {
    server = await openServer(await open(), START)
    for (const scope of ['ingest', 'admin'] as const) tokens.set(scope, await server.bearer(scope))
    return () => server.app.close()
  })

  const send = async (payload: string, type = 'application/json', query = '') =>
    (
      await server.app.inject({
        method: 'POST',
        url: `/v1/mentions${query}`,
        headers: { authorization: tokens.get('ingest')!, 'content-type': type },
        payload,
      })
    ).json()
  const post = async (path: string, body: object) =>
    server.app.inject({ method: 'POST', url: `/api/v1/${path}`, headers: { authorization: tokens.get('admin')! }, payload: body })
  const read = async (path: string) => (await server.read(path)).json()

  it('comes in once by source and id, and what is wrong is named by field', async () => {
    const mention = { source: 'arviot.example', id: '1', occurredAt: '2026-03-02T18:14:00Z', rating: { score: 2 }, text: 'Kolme viikkoa.' }
    const lines = [
      mention,
      { ...mention, id: '2', rating: { score: 9 } },
      { ...mention, text: 'Otherwise now.' },
      { ...mention, id: '3', rating: { score: 5 } },
    ]
    const answer = await send(lines.map((line) => JSON.stringify(line)).join('\n'), 'application/x-ndjson')
    expect(answer).toEqual({
      accepted: 2,
      duplicates: 1,
      statements: 0,
      rejected: [
        {
          index: 1,
          id: '2',
          problem: 'rating.score must be within its scale, 1-5',
          problems: [{ field: 'rating.score', message: 'must be within its scale, 1-5' }],
        },
      ],
    })
    expect(await send(JSON.stringify(mention))).toMatchObject({ accepted: 0, duplicates: 1, rejected: [] })
    const { items } = await read('mentions?source=arviot.example&tone=negative')
    expect(items).toMatchObject([
      {
        id: '1',
        text: 'Kolme viikkoa.',
        rating: { score: 2, scale: '1-5', stars: 2, share: 25 },
        tone: 'negative',
        customer: null,
        linkedBy: null,
      },
    ])
  })

  it('of a customer whom its source names stands on that customer’s timeline, and a poor one is a friction', async () => {
    const mention = {
      source: 'arviot.example',
      id: 'k',
      occurredAt: '2026-03-04T09:00:00Z',
      rating: { score: 1 },
      customer: { crm: 'C-1' },
    }
    expect(await send(JSON.stringify([mention, mention]))).toMatchObject({ accepted: 1, duplicates: 1 })
    expect((await read('frictions?kind=negative-mention')).items).toMatchObject([{ customer: 'crm:C-1' }])
    expect((await read('customers/crm:C-1/timeline')).items).toMatchObject([{ id: 'mention:arviot.example/k', initiator: 'third-party' }])
    const [found] = (await read('mentions?known=true')).items
    expect(found).toMatchObject({ id: 'k', customer: 'crm:C-1', linkedBy: 'source' })
    expect((await post(`mentions/${found.mention}/unlink`, {})).json()).toMatchObject({
      status: 409,
      title: 'Its source named the customer.',
    })
  })

  it('is linked to a customer by a person, which makes it that customer’s, and taken back again', async () => {
    const [{ mention }] = (await read('mentions?words=kolme+viik&tone=negative')).items
    expect((await post(`mentions/${mention}/link`, { customer: 'crm:nobody' })).json()).toMatchObject({
      status: 422,
      problems: [{ field: 'customer', message: 'must be an identifier of a customer who is known here' }],
    })
    const linked = (await post(`mentions/${mention}/link`, { customer: 'crm:C-1', because: 'Told us so.' })).json()
    expect(linked).toMatchObject({ customer: 'crm:C-1', linkedBy: 'person' })
    expect((await read('frictions?kind=negative-mention&customer=crm:C-1')).items).toHaveLength(2)
    expect((await post(`mentions/${mention}/link`, { customer: 'crm:C-1' })).statusCode).toBe(409)

    expect((await post(`mentions/${mention}/unlink`, { because: 'Another Aino.' })).json()).toMatchObject({
      customer: null,
      linkedBy: null,
    })
    expect((await read('frictions?kind=negative-mention&customer=crm:C-1')).items).toHaveLength(1)
    expect((await read('customers/crm:C-1')).encounters).toBe(1)
    expect((await post(`mentions/${mention}/handle`, { handled: true })).json()).toMatchObject({ handled: { by: 'test' } })
    expect((await read(`mentions/${mention}`)).log).toMatchObject([
      { event: 'handled' },
      { event: 'unlinked', identifier: 'crm:C-1', because: 'Another Aino.' },
      { event: 'linked', identifier: 'crm:C-1', because: 'Told us so.' },
    ])
    // Once more, to somebody else.
    await send(JSON.stringify({ source: 'x', id: 'y', occurredAt: '2026-03-05T09:00:00Z', rating: { score: 5 }, customer: { crm: 'C-2' } }))
    expect((await post(`mentions/${mention}/link`, { customer: 'crm:C-2' })).json()).toMatchObject({ customer: 'crm:C-2' })
    expect((await read('customers/crm:C-2')).encounters).toBe(2)
    expect((await read('mentions?known=true&handled=true')).items).toMatchObject([{ mention }])
  })

  it('comes in as linked data of a page, with what the page says of all its reviews', async () => {
    const shop = {
      '@context': 'https://schema.org',
      '@type': 'LocalBusiness',
      name: 'Esimerkki Oy',
      aggregateRating: { '@type': 'AggregateRating', ratingValue: '4,2', reviewCount: 87 },
      review: [
        {
          '@type': 'Review',
          '@id': 'https://sivu.example/r/1',
          author: { '@type': 'Person', name: 'Nimimerkki Käpy' },
          datePublished: '2026-03-01',
          reviewBody: 'Hyv&auml;&auml; palvelua.<br>Kiitos!',
          reviewRating: { '@type': 'Rating', ratingValue: 9, bestRating: 10 },
        },
        { '@type': 'Review', '@id': 'https://sivu.example/r/2', reviewBody: 'Ei päivää.' },
      ],
    }
    const page = `<html><script type="application/ld+json">${JSON.stringify(shop)}</script><p>Muuta.</p></html>`
    const answer = await send(page, 'text/html; charset=utf-8', '?source=sivu')
    expect(answer).toMatchObject({ accepted: 1, statements: 1, rejected: [{ index: 1, problem: 'occurredAt is required' }] })
    expect(await send(JSON.stringify(shop), 'application/ld+json', '?source=sivu')).toMatchObject({
      accepted: 0,
      duplicates: 1,
      statements: 0,
    })
    expect((await read('mentions?source=sivu')).items).toMatchObject([
      {
        author: 'Nimimerkki Käpy',
        subject: 'Esimerkki Oy',
        text: 'Hyvää palvelua.\nKiitos!',
        occurredAt: '2026-03-01T12:00:00Z',
        url: 'https://sivu.example/r/1',
        rating: { score: 9, scale: '1-10', stars: 4.56 },
      },
    ])
  })
})
