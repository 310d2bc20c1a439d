import { expect, it } from 'vitest'
import { openCase } from '../../src/domain/case/decideCase.ts'
import { defaultLimits } from '../../src/domain/case/limits.ts'
import { insertCases } from '../../src/server/case/saveCases.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import { openCaseHouse } from './caseHouse.ts'

const START = Date.parse('2026-03-02T08:00:00Z')
const clocks = { calendar: openCalendar(), limitsOf: defaultLimits }

describeDatabases('many cases of one cause', (open) => {
  it('are solved at once with one message to all; what is somebody else’s, over or unknown is left and named', async () => {
    const database = await open()
    const house = await openCaseHouse(database, START)
    await database.query(
      `INSERT INTO identifiers (identifier, customer_id, group_id) SELECT 'email:c' || n || '@example.com', n, n FROM generate_series(1, 300) AS n`,
    )
    const cases = Array.from({ length: 499 }, (_, number) => ({
      customer: number + 1,
      path: `loan/M-${number}`,
      encounter: `e-${number}`,
      touchpoint: 'form',
      kind: 'dead-end',
      openedAt: START,
      each: openCase({ severity: 3, team: 'desk' }, START, clocks),
    }))
    const ids = (await insertCases(database, cases, clocks)).map(({ id }) => `K-${id}`)
    const [others = '', mine = ''] = ids
    await database.query(`INSERT INTO customers (id, name) SELECT n, 'id:' || n FROM generate_series(1, 2) AS n`)
    expect((await house.ask('bea', 'POST', `/${others}/catch`)).status).toBe(200)
    expect((await house.ask('aino', 'POST', `/${mine}/catch`)).status).toBe(200)
    const cause = { team: 'desk', process: null, system: 'Form', touchpoint: 'form' }
    const body = { cases: [...ids, 'K-999999'], done: 'Mended', cause, learned: 'Try it first', message: 'The form works again.' }
    const foreseen = await house.ask<{ changed: number; mailed: number }>('aino', 'POST', '/solve-together', { ...body, preview: true })
    expect(foreseen.body).toMatchObject({ changed: 498, customers: 498, mailed: 299 })
    expect(await database.query('SELECT 1 FROM mails')).toEqual([])
    const linked = await house.ask<{ changed: number; left: object[] }>('aino', 'POST', '/link-together', { cases: [mine, others], cause })
    expect(linked.body).toMatchObject({ changed: 1, left: [{ id: others, because: 'not-allowed' }] })
    expect(await house.page('aino', mine)).toMatchObject({ state: 'caught', cause })
    const solved = await house.ask<{ left: object[] }>('aino', 'POST', '/solve-together', body)
    expect(solved.body).toEqual({
      changed: 498,
      customers: 498,
      mailed: 299,
      left: [
        { id: 'K-999999', because: 'missing' },
        { id: others, because: 'not-allowed' },
      ],
    })
    expect(
      await database.query(`SELECT state, owner_id = $1 AS own, count(*) AS cases FROM cases GROUP BY 1, 2 ORDER BY 3`, [
        house.people.aino.id,
      ]),
    ).toEqual([
      { state: 'caught', own: false, cases: 1 },
      { state: 'solved', own: true, cases: 498 },
    ])
    const [mails] = await database.query<{ count: number; to: number }>(
      `SELECT count(*), count(DISTINCT "to") AS to FROM mails
       WHERE text LIKE 'The form works again.%/k/%' AND reply_to LIKE 'koppi+%' AND about LIKE 'case K-%'`,
    )
    expect(mails).toEqual({ count: 299, to: 299 })
    expect((await house.page('aino', mine)).log.find(({ kind }) => kind === 'message')).toMatchObject({
      delivery: 'mail',
      mail: { state: 'queued' },
    })
    expect((await house.ask<{ causes: object[] }>('aino', 'GET', '/figures')).body.causes).toEqual([{ ...cause, cases: 498 }])
    const again = await house.ask<{ left: { because: string }[] }>('aino', 'POST', '/solve-together', { ...body, cases: [mine] })
    expect(again.body.left).toEqual([{ id: mine, because: 'not-in-state' }])
    expect((await house.ask('viewer', 'POST', '/solve-together', body)).status).toBe(403)
    const tooMany = Array.from({ length: 501 }, (_, number) => `K-${number}`)
    expect((await house.ask('aino', 'POST', '/solve-together', { ...body, cases: tooMany })).status).toBe(422)
    await house.server.app.close()
  })
})
