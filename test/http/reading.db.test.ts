import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer } from '../setup/openServer.ts'

const stories = new URL('../../../shared/acceptance/', import.meta.url)

describeDatabases('the doors', (open) => {
  describe.skipIf(!existsSync(stories))('the bank story, in through the native door and out through the read side', () => {
    it('gives exactly what is expected', async () => {
      const expected = JSON.parse(readFileSync(new URL('bank-story.expected.json', stories), 'utf8'))
      const { app, bearer, tick } = await openServer(await open(), Date.parse(expected.asOf))
      const sent = await app.inject({
        method: 'POST',
        url: '/v1/encounters',
        headers: { authorization: await bearer('ingest'), 'content-type': 'application/x-ndjson' },
        payload: readFileSync(new URL('bank-story.ndjson', stories)),
      })
      expect(sent.json()).toMatchObject({ duplicates: 0, rejected: [] })
      expect(sent.statusCode).toBe(202)
      await tick(Date.parse(expected.asOf))
      const get = async (url: string) => {
        const answer = await app.inject(url)
        expect(answer.statusCode).toBe(200)
        return answer.json()
      }
      const customer = await get('/api/v1/customers/crm:C-1001')
      expect(customer.paths).toMatchObject(expected.paths)
      expect(customer.frictions).toMatchObject(expected.frictions)
      for (const url of [
        'customers',
        'customers?q=c-10',
        'customers/crm:C-1001/timeline?limit=3',
        'paths',
        'paths/car-loan%2FLN-1',
        'frictions',
        'cases',
        'cases/K-1',
        'touchpoints',
        'journeys',
        'journeys/car-loan',
        'journeys/car-loan/flow',
        'journeys/car-loan/funnel?steps=apply',
        'journeys/car-loan/stages',
        'journeys/car-loan/hours',
        'journeys/car-loan/resumptions',
        'organisation',
      ])
        await get(`/api/v1/${url}`)
      await app.close()
    })
  })
})
