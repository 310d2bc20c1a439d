import { expect, it } from 'vitest'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { readOne } from '../properties/domain.ts'
import type { RawEncounter } from '../reference/reference.ts'
import { openServer } from '../setup/openServer.ts'
import { recorded } from './recorded.ts'
import { customerTables, OTHER_KEYS, unnamed } from './sharding.ts'

const START = Date.parse('2026-03-02T08:00:00Z')
const HOUR = 3_600_000

const encounter = (id: string, hours: number, more: object) =>
  readOne({
    id,
    occurredAt: new Date(START + hours * HOUR).toISOString(),
    touchpoint: 'form',
    initiator: 'customer',
    ...more,
  } as RawEncounter)

/** A day of intake in which everything happens: new, known and late encounters, a merge, a statement, a deadline, cases. */
async function liveADay(database: Database): Promise<void> {
  const server = await openServer(database, START + 2 * HOUR)
  await server.define({ journeys: [{ key: 'loan', frictions: { silence: { limit: '1h' } } }] })
  const loan = { journey: 'loan', matter: 'L-1', channel: 'web' }
  const first = encounter('1', 0, { customer: { email: 'aino@example.com' }, ...loan, provides: ['papers'] })
  await server.intake.accept([first, encounter('2', 1, { customer: { crm: 'C-1' }, ...loan, matter: 'L-2' })])
  await server.intake.accept([first])
  await server.intake.accept([encounter('3', 2, { customer: { crm: 'C-1', email: 'aino@example.com' }, ...loan })])
  await server.intake.accept([encounter('4', 0.5, { customer: { crm: 'C-1' }, ...loan, channel: 'phone' })])
  await server.intake.tell({ identifier: 'crm:C-1', identifiers: { crm: 'C-1' }, at: START + HOUR, holdings: ['card'] })
  await server.intake.accept([encounter('5', 3, { customer: { crm: 'C-1' }, ...loan })])
  await server.tick(START + 30 * HOUR)
  await server.app.close()
}

describeDatabases('spreading customers over machines', (open) => {
  it('is possible: every table of customers has the customer first in its key', async () => {
    const database = await open()
    const keys = await database.query<{ name: string; first: string }>(
      `SELECT indrelid::regclass::text AS name, attname AS first FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
       WHERE indisprimary`,
    )
    const tables = (await customerTables(database)).filter((name) => name !== 'customers')
    expect(tables).toContain('encounters')
    const others = tables.filter((table) => keys.find(({ name }) => name === table)?.first !== 'customer_id')
    expect(others).toEqual(Object.keys(OTHER_KEYS))
  })

  it('is possible: every statement of a day of intake names its customers', async () => {
    const { database, statements } = recorded(await open())
    await liveADay(database)
    const tables = await customerTables(database)
    expect(unnamed(statements, tables)).toEqual([])
    // The day was a day: it wrote what there is to write.
    for (const table of ['encounters', 'paths', 'frictions', 'cases', 'outbox', 'statements', 'former_customers']) {
      expect(
        [...statements].some((text) => text.includes(`INSERT INTO ${table} `)),
        table,
      ).toBe(true)
    }
    for (const start of ['UPDATE encounters', 'DELETE FROM frictions', 'DELETE FROM awaiting']) {
      expect(
        [...statements].some((text) => text.startsWith(start)),
        start,
      ).toBe(true)
    }
  })

  it('would be seen if it were not', async () => {
    const tables = await customerTables(await open())
    const bad = [
      'SELECT body FROM encounters WHERE id = ANY($1::text[])',
      'DELETE FROM frictions WHERE pending',
      'UPDATE customers SET alert_at = 0 WHERE alert_at IS NOT NULL',
      'SELECT 1 FROM frictions JOIN paths ON paths.key = frictions.path WHERE frictions.customer_id = ANY($1::bigint[])',
      'INSERT INTO paths (key, journey) SELECT * FROM unnest($1::text[], $2::text[])',
    ]
    expect(unnamed(bad, tables)).toEqual(bad)
  })
})
