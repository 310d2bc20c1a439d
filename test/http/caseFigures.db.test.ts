import { beforeAll, expect, it } from 'vitest'
import type { getCaseFigures } from '../../src/api/caseFigures.ts'
import type { z } from 'zod'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { type CaseHouse, openCaseHouse } from './caseHouse.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-02T08:00:00Z')
type Figures = z.output<typeof getCaseFigures.answer>

describeDatabases('the figures of cases', (open) => {
  let house: CaseHouse
  let now = START

  beforeAll(async () => {
    house = await openCaseHouse(await open(), START)
    return () => house.server.app.close()
  })
  const figures = async (query = '') => (await house.ask<Figures>('viewer', 'GET', `/figures${query}`)).body
  const after = (hours: number) => house.server.tick((now += hours * HOUR))

  it('are nothing where there are no cases', async () => {
    expect(await figures()).toMatchObject({ cases: 0, caught: { cases: 0, median: null, p90: null }, causes: [] })
  })

  it('tell how soon cases were caught, heard of and solved, how they ended, and what caused them', async () => {
    const cause = { team: 'desk', process: null, system: 'Archive', touchpoint: null }
    // Caught after 1, 2, 3 and 4 hours; the last is left to its customer.
    for (const hours of [1, 2, 3, 4]) {
      const id = await house.fail(`F-${hours}`, now)
      now += HOUR
      await after(hours)
      await house.ask('aino', 'POST', `/${id}/catch`)
      if (hours === 4) continue
      await after(1)
      await house.ask('aino', 'POST', `/${id}/messages`, { text: 'We have it' })
      await house.ask('aino', 'POST', `/${id}/solve`, { done: 'Mended', cause: hours === 3 ? null : cause })
      if (hours === 1) await house.ask('aino', 'POST', `/${id}/confirm`, {})
      if (hours === 2) await house.ask('aino', 'POST', `/${id}/reopen`, {})
    }
    const told = await figures('?journey=loan')
    expect(told).toMatchObject({ cases: 4, withdrawn: 0, fell: 0, ended: 2, reopened: 1, confirmedByCustomer: 1, confirmedBySilence: 0 })
    const hours = ({ cases, median, p90 }: Figures['caught']) => [cases, Math.round(median! / 360) / 10, Math.round(p90! / 360) / 10]
    expect(hours(told.caught)).toEqual([4, 2.5, 4])
    expect(hours(told.firstWord)).toEqual([3, 3, 4])
    expect(hours(told.solved)).toEqual([2, 3, 4])
    expect(told.causes).toEqual([{ ...cause, cases: 2 }])
    // The one that is confirmed is asked about; each figure opens the cases that it counts.
    expect(told).toMatchObject({ asked: 1, recovered: 0, notRecovered: 0, noAnswer: 1, notAsked: 0, feelings: [0, 0, 0, 0, 0] })
    const behind = async (query: string) => (await house.ask<{ items: object[] }>('viewer', 'GET', `?${query}`)).body.items.length
    expect(await behind('figure=reopened')).toBe(told.reopened)
    expect(await behind('figure=no-answer&journey=loan')).toBe(told.noAnswer)
    expect(await behind(`cause=${encodeURIComponent(JSON.stringify(cause))}`)).toBe(2)
    expect(await behind('cause=%7B%22system%22%3A%22Form%22%7D')).toBe(0)
    expect((await house.ask('viewer', 'GET', '?cause=x')).status).toBe(400)
    expect(await figures('?journey=other')).toMatchObject({ cases: 0 })
    expect(await figures(`?since=${new Date(START + 5 * HOUR).toISOString()}`)).toMatchObject({ cases: 2 })
  })
})
