import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { FACETS } from '../../src/server/intake/files/mapSchema.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const chapter = (name: string) => readFileSync(new URL(`../../docs/doors/${name}.md`, import.meta.url), 'utf8')
const examples = (name: string) =>
  [...chapter(name).matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, block]) => JSON.parse(block!) as unknown)

describeDatabases('the handbook on doors', (open) => {
  let server: OpenServer
  let authorization: string

  beforeAll(async () => {
    server = await openServer(await open(), Date.parse('2026-03-10T12:00:00Z'))
    authorization = await server.bearer('ingest')
    return () => server.app.close()
  })

  const send = async (url: string, type: string, body: unknown) =>
    (
      await server.app.inject({ method: 'POST', url, headers: { authorization, 'content-type': type }, payload: JSON.stringify(body) })
    ).json()
  const read = async (path: string) => (await server.read(path)).json()

  it('tells what becomes of Segment’s messages', async () => {
    const [encounters, statements, answer] = examples('segment')
    expect(await send('/v1/batch', 'application/json', encounters)).toEqual(answer)
    expect(await send('/v1/batch', 'application/json', statements)).toMatchObject({ success: true, statements: 3, rejected: [] })
    expect(await read('customers/anonymous:a-1')).toMatchObject({
      customer: 'crm:C-1001',
      displayName: 'Aino Esimerkki',
      identifiers: ['crm:C-1001', 'email:aino@example.com', 'anonymous:a-0', 'anonymous:a-1'],
      attributes: { plan: 'gold', group: { id: 'g-1', name: 'Example Oy' } },
      consents: { marketing: false },
      encounters: 2,
    })
    const { items } = await read('customers/crm:C-1001/timeline')
    expect(items).toMatchObject([
      { touchpoint: 'loan-application', path: 'car-loan/LN-1', encounter: { properties: { amount: 12_000 } } },
      { touchpoint: 'loans-calculator', channel: 'web' },
    ])
  })

  it('tells what becomes of CloudEvents', async () => {
    const [events, answer] = examples('cloudevents')
    expect(await send('/v1/cloudevents', 'application/cloudevents-batch+json', events)).toEqual(answer)
    const { items } = await read('customers/email:aino@example.com/timeline')
    expect(items.find(({ id }: { id: string }) => id === '/loans 17')).toMatchObject({ touchpoint: 'loan-application', channel: 'web' })
  })

  it('sends readers to a page that names every facet', () => {
    for (const name of ['segment', 'cloudevents']) expect(chapter(name)).toContain('[facet](../files/maps.md)')
    const maps = readFileSync(new URL('../../docs/files/maps.md', import.meta.url), 'utf8')
    for (const facet of FACETS.filter((each) => each !== 'touchpoint')) expect(maps).toContain(`\`${facet}\``)
  })
})
