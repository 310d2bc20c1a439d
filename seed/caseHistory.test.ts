import { expect, it } from 'vitest'
import { isLive } from '../src/domain/case/case.ts'
import { defaultLimits } from '../src/domain/case/limits.ts'
import type { CaseEmployee } from '../src/domain/case/staff.ts'
import { openCalendar } from '../src/server/organisation/calendar.ts'
import { liveCases, type DemoCase } from './caseHistory.ts'
import { TEAMS } from './teams.ts'
import { YEAR_BEGINS, YEAR_ENDS } from './year.ts'

const NOW = Date.parse('2026-11-19T09:00:00Z')
const FAVOURITE = 1
const people = TEAMS.flatMap(({ key, people }) => people.map((person) => ({ ...person, team: key })))
const employees = people.map(({ team }, index): [number, CaseEmployee] => [
  index + 1,
  { id: index + 1, role: index === people.length - 1 ? 'admin' : 'agent', teams: [team], active: true, substitute: null, absence: null },
])
const staff = {
  employees: new Map(employees),
  teams: new Map(TEAMS.map(({ key, parent }) => [key, { key, parent, lead: null }])),
}
const KINDS = ['silence', 'broken-promise', 'bounce', 'dead-end', 'leaving']
const cases = Array.from({ length: 400 }, (_, index): DemoCase => ({
  id: index + 1,
  kind: KINDS[index % KINDS.length]!,
  touchpoint: 'loan-application',
  team: index % 9 === 0 ? null : TEAMS[index % TEAMS.length]!.key,
  severity: 3 + (index % 3),
  openedAt: YEAR_BEGINS + Math.round(((YEAR_ENDS - YEAR_BEGINS) * index) / 400),
  frictions: [`f-${index}`],
}))
const live = () =>
  liveCases(cases, { calendar: openCalendar(), limitsOf: defaultLimits, staff, now: NOW, firstTask: 1, favourite: FAVOURITE })

it('lets the cases of the year end and the latest be in the hands of those who work there now', () => {
  const lived = live()
  expect(lived.map(({ id }) => id).sort((left, right) => left - right)).toEqual(cases.map(({ id }) => id))
  const living = lived.filter(({ each }) => isLive(each))
  expect(living.length).toBeGreaterThan(16)
  expect(living.length).toBeLessThan(40)
  expect([...new Set(living.map(({ each }) => each.state))].sort()).toEqual(['caught', 'open', 'reopened', 'solved', 'waiting'])
  expect(living.filter(({ each }) => each.owner === FAVOURITE).length).toBeGreaterThan(2)
  for (const { each } of living) if (each.state === 'open') expect(each.clock.catchBy).toBeGreaterThanOrEqual(NOW)
  const ended = lived.filter(({ each }) => !isLive(each))
  expect(ended.every(({ each }) => each.state === 'confirmed' && each.confirmedAt! < YEAR_ENDS + 90 * 86_400_000)).toBe(true)
  expect(new Set(ended.map(({ each }) => each.confirmedBy))).toEqual(new Set(['customer', 'silence']))
  expect(ended.filter(({ each }) => each.solution?.cause !== null).length).toBeGreaterThan(ended.length / 3)
  expect(new Set(ended.map(({ each }) => each.recovery?.answer?.solved))).toEqual(new Set([undefined, true, false]))
  for (const kind of ['handed-over', 'declined', 'fell', 'reopened', 'escalated']) {
    expect(
      ended.some(({ entries }) => entries.some(({ deed }) => deed.kind === kind)),
      kind,
    ).toBe(true)
  }
})

it('tells each life in order, up to now, and the same each time', () => {
  const lived = live()
  for (const { each, entries, tasks } of lived) {
    expect(entries[0]!.deed.kind).toBe('opened')
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort((left, right) => left - right))
    expect(entries.at(-1)!.at).toBeLessThanOrEqual(NOW)
    expect(each.owner === null).toBe(each.state === 'open')
    expect(tasks.length).toBe(entries.filter(({ deed }) => deed.kind === 'task-added').length)
  }
  const tasks = lived.flatMap(({ tasks }) => tasks.map(({ id }) => id))
  expect(new Set(tasks).size).toBe(tasks.length)
  expect(live()).toEqual(lived)
})
