import { expect, it } from 'vitest'
import { openCase } from '../../src/domain/case/decideCase.ts'
import { defaultLimits } from '../../src/domain/case/limits.ts'
import { changeCase } from '../../src/server/case/changeCase.ts'
import { passCases } from '../../src/server/case/passCases.ts'
import { insertCases } from '../../src/server/case/saveCases.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openDefinitionStore } from '../../src/server/journey/definitionStore.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'

const DAY = 86_400_000
const START = Date.parse('2026-03-02T08:00:00Z')
/** More than one turn takes. */
const CASES = 450
const [LEAD, AGENT] = [1, 2]
const clocks = { calendar: openCalendar(), limitsOf: defaultLimits }

async function openInboxes(database: Database): Promise<number[]> {
  await database.query(
    `INSERT INTO employees (id, name, email, role, created_at, updated_at) VALUES (1, 'Lead', 'l@example.com', 'lead', 1, 1), (2, 'Agent', 'a@example.com', 'agent', 1, 1)`,
  )
  await database.query(`INSERT INTO teams (key, name, lead_id) VALUES ('desk', '"Desk"', 1)`)
  const cases = Array.from({ length: CASES }, (_, number) => ({
    customer: number + 1,
    path: `loan/M-${number}`,
    encounter: `e-${number}`,
    touchpoint: 'form',
    kind: 'silence',
    openedAt: START,
    each: openCase({ severity: 3, team: 'desk' }, START, clocks),
  }))
  return (await insertCases(database, cases, clocks)).map(({ id }) => id)
}

describeDatabases('the clocks of cases', (open) => {
  it('fire each once, though several look at the same time and people press meanwhile', async () => {
    const database = await open()
    const ids = await openInboxes(database)
    const calendarOf = () => Promise.resolve(clocks.calendar)
    let now = START + 12 * 3_600_000
    const clock = () => now
    const look = () => passCases(database, calendarOf, clock)
    expect(await look()).toBe(0)
    const parts = {
      database,
      definitions: openDefinitionStore(database, clocks.calendar, clock),
      clock,
      announcements: { subscribe: () => () => undefined },
    }
    const press = (id: number) => changeCase(parts, id, undefined, { event: () => Promise.resolve({ kind: 'catch', by: AGENT }) })
    now = START + 2 * DAY
    const [looked, pressed] = await Promise.all([Promise.all([look(), look(), look()]), Promise.all(ids.slice(0, 20).map(press))])
    expect(looked.reduce((sum, count) => sum + count, 0)).toBe(CASES)
    // The limit had passed before anybody pressed, whoever looked first.
    expect(pressed).toEqual(pressed.map(() => ({ refused: { because: 'has-owner', owner: LEAD } })))
    const count = async (kind: string) =>
      (await database.query<{ count: number }>('SELECT count(*) AS count FROM case_log WHERE kind = $1', [kind]))[0]!.count
    expect(await count('fell')).toBe(CASES)
    now = START + 60 * DAY
    await Promise.all([look(), look(), look()])
    expect(await count('fell')).toBe(CASES)
    // Each limit: the lead as owner; nobody is above.
    expect(await count('escalated')).toBe(2 * CASES)
    expect(await database.query('SELECT 1 FROM cases WHERE due_at < $1', [now])).toEqual([])
    expect(await database.query('SELECT 1 FROM cases WHERE owner_id IS DISTINCT FROM $1', [LEAD])).toEqual([])
  })

  it('wait where nobody is left to own it, and go on once somebody is', async () => {
    const database = await open()
    await openInboxes(database)
    await database.query('UPDATE employees SET active = false')
    let now = START + 2 * DAY
    const look = () =>
      passCases(
        database,
        () => Promise.resolve(clocks.calendar),
        () => now,
      )
    expect(await look()).toBe(CASES)
    expect(await look()).toBe(0)
    await database.query('UPDATE employees SET active = true')
    now += 2 * 3_600_000
    expect(await look()).toBe(CASES)
    expect(await database.query('SELECT 1 FROM cases WHERE owner_id IS DISTINCT FROM $1', [LEAD])).toEqual([])
  })
})
