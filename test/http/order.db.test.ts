import { expect, inject, it, onTestFinished } from 'vitest'
import { compareText } from '../../src/domain/kernel/order.ts'
import { openDatabase } from '../../src/server/db/database.ts'
import { migrate } from '../../src/server/db/migrate.ts'
import { createDatabase } from '../setup/database.ts'
import { openServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-10T12:00:00Z')

// A Finnish or English database sorts these otherwise: without case, accents after letters, marks passed over.
const IDS = ['a', 'B', 'ä', '_b', 'b', 'A', 'Å', 'z', '-c', 'C', 'w', 'v', '😀', '\uff5e']

it('orders what happened at one moment by bytes, also in a PostgreSQL that sorts as people do, and pages without a gap', async ({
  skip,
}) => {
  const { url, drop } = await createDatabase(
    inject('postgresUrl'),
    "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'fi-FI' TEMPLATE template0",
  ).catch((error: Error) => skip(`This PostgreSQL has no ICU: ${error.message}`))
  const database = await openDatabase({ url })
  onTestFinished(async () => {
    await database.close()
    await drop()
  })
  await migrate(database)
  const [sorted] = await database.query<{ first: string }>("SELECT min(id) AS first FROM (VALUES ('B'), ('a')) AS given(id)")
  expect(sorted!.first).toBe('a')

  const server = await openServer(database, START)
  onTestFinished(() => server.app.close())
  const answer = await server.app.inject({
    method: 'POST',
    url: '/v1/encounters',
    headers: { authorization: await server.bearer('ingest'), 'content-type': 'application/json' },
    payload: IDS.map((id) => ({ id, occurredAt: '2026-03-02T18:14:00Z', customer: { crm: 'C-1' }, touchpoint: 'form' })),
  })
  expect(answer.json()).toMatchObject({ accepted: IDS.length })
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { json: () => unknown } = await server.read(`customers/crm:C-1/timeline?limit=3${cursor && `&cursor=${cursor}`}`)
    const { items, next } = page.json() as { items: { id: string }[]; next: string | null }
    seen.push(...items.map(({ id }) => id))
    cursor = next
  }
  expect(seen).toEqual([...IDS].sort(compareText).reverse())
})
