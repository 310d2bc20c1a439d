import { expect, it } from 'vitest'
import { liveCases } from '../../../seed/caseHistory.ts'
import { openCase } from '../../domain/case/decideCase.ts'
import { defaultLimits } from '../../domain/case/limits.ts'
import { describeDatabases } from '../db/testing.ts'
import { openCalendar } from '../organisation/calendar.ts'
import { keepDemoCases } from './keepDemoCases.ts'
import { insertCases, logCases } from './saveCases.ts'

const clocks = { calendar: openCalendar(), limitsOf: defaultLimits }
const NOW = Date.parse('2026-11-19T09:00:00Z')

describeDatabases('the cases of the demo organisation', (open) => {
  it('are lived in place of their openings, but for those of its story and those somebody touched; a second time changes nothing', async () => {
    const database = await open()
    await database.query(
      `INSERT INTO employees (id, name, email, role, person, created_at, updated_at) VALUES (1, 'A', 'a@example.com', 'agent', 'p-1', 1, 1), (2, 'B', 'b@example.com', 'admin', NULL, 1, 1)`,
    )
    await database.query(`INSERT INTO teams (key, name, lead_id) VALUES ('desk', '"Desk"', 2)`)
    await database.query(`INSERT INTO team_members VALUES ('desk', 1)`)
    await database.query(`INSERT INTO identifiers (identifier, customer_id, group_id) VALUES ('crm:C-1', 1, 1)`)
    const cases = Array.from({ length: 60 }, (_, number) => {
      const each = openCase({ severity: 3, team: 'desk' }, NOW, clocks)
      const openedAt = NOW - (number + 20) * 86_400_000
      return { customer: number + 1, path: `loan/M-${number}`, encounter: 'e', touchpoint: 'form', kind: 'silence', openedAt, each }
    })
    const opened = await insertCases(database, cases, clocks)
    await logCases(
      database,
      opened.map(({ customer, id }) => ({
        customer,
        id,
        entry: { at: NOW, by: { kind: 'polku' }, deed: { kind: 'opened', team: 'desk', severity: 3, frictions: [] } },
      })),
    )
    await database.query(`UPDATE cases SET body = jsonb_set(body, '{version}', '2') WHERE customer_id = 2`)
    const keep = () => keepDemoCases(database, liveCases, { but: 'crm:C-1', favourite: 'p-1', calendar: clocks.calendar, now: NOW })
    const standing = () =>
      database.query<{ customer: number; state: string; lines: number }>(
        `SELECT customer_id AS customer, state, (SELECT count(*) FROM case_log WHERE case_log.customer_id = cases.customer_id AND case_id = cases.id) AS lines
         FROM cases ORDER BY customer_id`,
      )
    await keep()
    const lived = await standing()
    expect(lived.slice(0, 2).map(({ state, lines }) => [state, lines])).toEqual([
      ['open', 1],
      ['open', 1],
    ])
    expect(lived.filter(({ state }) => state === 'confirmed').length).toBeGreaterThan(40)
    expect(lived.filter(({ lines }) => lines > 3).length).toBeGreaterThan(40)
    expect((await database.query('SELECT 1 FROM case_tasks')).length).toBeGreaterThan(0)
    await database.query(`UPDATE cases SET body = jsonb_set(body, '{version}', '3') WHERE state = 'open'`)
    await keep()
    expect(await standing()).toEqual(lived)
  })
})
