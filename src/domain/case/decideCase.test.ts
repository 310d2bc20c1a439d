import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../kernel/duration.ts'
import type { WorkingCalendar } from '../organisation/calendar.ts'
import type { Case } from './case.ts'
import type { CaseDeed, CaseEvent, CaseRefusal } from './caseEvent.ts'
import { decideCase, openCase } from './decideCase.ts'
import { actBy, defaultLimits } from './limits.ts'
import { type CaseEmployee, mayWork, type Staff } from './staff.ts'

/** A Monday. */
const START = Date.parse('2026-03-02T08:00:00Z')
const calendar: WorkingCalendar = { timeZone: 'UTC', holidays: () => new Set() }
const rules = { calendar, limitsOf: defaultLimits }
const [ADMIN, LEAD, AINO, BEA, BOSS, VIEWER] = [1, 2, 3, 4, 5, 6]

const employee = (id: number, role: CaseEmployee['role'], teams: string[], more: Partial<CaseEmployee> = {}): CaseEmployee => ({
  id,
  role,
  teams,
  active: true,
  substitute: null,
  absence: null,
  ...more,
})
function staffWith(...others: CaseEmployee[]): Staff {
  const everybody = [
    employee(ADMIN, 'admin', []),
    employee(LEAD, 'lead', ['desk']),
    employee(AINO, 'agent', ['desk']),
    employee(BEA, 'agent', ['shop']),
    employee(BOSS, 'lead', ['bank']),
    employee(VIEWER, 'viewer', ['desk']),
    ...others,
  ]
  return {
    employees: new Map(everybody.map((each) => [each.id, each])),
    teams: new Map([
      ['desk', { key: 'desk', lead: LEAD, parent: 'bank' }],
      ['bank', { key: 'bank', lead: BOSS, parent: null }],
      ['shop', { key: 'shop', lead: null, parent: null }],
    ]),
  }
}

/** A case that events befall one after the other, each at so many hours after the start. */
function live(severity = 3, team: string | null = 'desk') {
  let each = openCase({ severity, team }, START, rules)
  let staff = staffWith()
  const deeds: CaseDeed[] = []
  const told = {
    get case(): Case {
      return each
    },
    deeds,
    kinds: () => deeds.map(({ kind }) => kind),
    among: (next: Staff) => (staff = next),
    after(hours: number, event: CaseEvent): CaseRefusal | null {
      const decided = decideCase({ case: each, event, now: START + hours * HOUR, staff, ...rules })
      if ('refused' in decided) return decided.refused
      each = decided.case
      deeds.push(...decided.effects.map(({ deed }) => deed))
      return null
    },
  }
  return told
}
const time = { kind: 'time' } as const
const solve = { kind: 'solve', done: 'Paid back', cause: null, learned: 'Ask sooner' } as const
const says = { kind: 'customer-says', text: 'Where is it?', channel: 'phone', encounter: 'e-9', presses: true } as const

describe('decideCase', () => {
  it('is caught in one press; whoever presses later is told who has it, and pressing twice is pressing once', () => {
    const told = live()
    expect(told.after(1, { kind: 'catch', by: AINO })).toBe(null)
    expect(told.case).toMatchObject({ state: 'caught', owner: AINO, team: 'desk', caughtAt: START + HOUR, version: 2 })
    expect(told.after(2, { kind: 'catch', by: BEA })).toEqual({ because: 'has-owner', owner: AINO })
    expect(told.after(2, { kind: 'catch', by: AINO })).toBe(null)
    expect(told.case.version).toBe(2)
    expect(told.after(2, { kind: 'catch', by: VIEWER })).toEqual({ because: 'not-allowed' })
  })

  it('takes the team of who catches it from elsewhere', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: BEA })
    expect(told.case.team).toBe('shop')
  })

  it('is the lead’s when nobody caught it in time, the parent team’s where there is none, else an admin’s', () => {
    const told = live()
    expect(told.after(24, time)).toBe(null)
    expect(told.case.state).toBe('open')
    told.after(24.1, time)
    expect(told.case).toMatchObject({ state: 'caught', owner: LEAD, fell: true, caughtAt: START + DAY })
    expect(told.after(24.2, { kind: 'catch', by: AINO })).toEqual({ because: 'has-owner', owner: LEAD })
    const parentless = live()
    parentless.among(staffWith(employee(LEAD, 'lead', ['desk'], { active: false })))
    parentless.after(25, time)
    expect(parentless.case.owner).toBe(BOSS)
    const teamless = live(3, null)
    teamless.after(25, time)
    expect(teamless.case.owner).toBe(ADMIN)
  })

  it('counts limits in working time: what opens on Friday evening falls on Monday', () => {
    const friday = START + 4 * DAY + 10 * HOUR
    const each = openCase({ severity: 5, team: 'desk' }, friday, rules)
    expect(new Date(each.clock.catchBy).toISOString()).toBe('2026-03-06T22:00:00.000Z')
    const late = openCase({ severity: 3, team: 'desk' }, friday, rules)
    expect(new Date(late.clock.catchBy).toISOString()).toBe('2026-03-09T18:00:00.000Z')
    expect(actBy(late)).toBe(late.clock.catchBy)
  })

  it('stays with the giver until the other accepts', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    told.after(2, { kind: 'offer', by: AINO, to: BEA, note: null })
    expect(told.case).toMatchObject({ owner: AINO, offer: { to: BEA } })
    expect(told.after(3, { kind: 'accept', by: LEAD })).toEqual({ because: 'not-offered' })
    told.after(3, { kind: 'decline', by: BEA, note: 'Not mine' })
    expect(told.case).toMatchObject({ owner: AINO, offer: null, handovers: 0 })
    told.after(4, { kind: 'offer', by: AINO, to: BEA, note: null })
    told.after(5, { kind: 'accept', by: BEA })
    expect(told.case).toMatchObject({ owner: BEA, team: 'shop', offer: null, handovers: 1 })
    expect(told.deeds.at(-1)).toEqual({
      kind: 'handed-over',
      from: AINO,
      to: BEA,
      fromTeam: 'desk',
      toTeam: 'shop',
      because: 'handover',
    })
    expect(told.after(6, { kind: 'note', by: AINO, text: 'x' })).toEqual({ because: 'not-allowed' })
  })

  it('stays with the giver when the offer is not answered, or taken back', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    told.after(2, { kind: 'offer', by: AINO, to: BEA, note: null })
    expect(told.after(3, { kind: 'offer', by: AINO, to: LEAD, note: null })).toEqual({ because: 'offered-already', to: BEA })
    told.after(27, time)
    expect(told.case).toMatchObject({ owner: AINO, offer: null })
    expect(told.after(27, { kind: 'accept', by: BEA })).toEqual({ because: 'not-offered' })
    told.after(28, { kind: 'offer', by: LEAD, to: BEA, note: null })
    told.after(29, { kind: 'take-back', by: AINO })
    expect(told.case).toMatchObject({ owner: AINO, offer: null })
    expect(told.kinds()).toEqual(['caught', 'offered', 'lapsed', 'offered', 'taken-back'])
  })

  it('cannot be taken: a helper offers it to nobody, a lead not to themselves unless the owner is away', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    told.after(2, { kind: 'add-helper', by: AINO, employee: BEA })
    expect(told.after(3, { kind: 'offer', by: BEA, to: BEA, note: null })).toEqual({ because: 'not-allowed' })
    expect(told.after(3, { kind: 'offer', by: LEAD, to: LEAD, note: null })).toEqual({ because: 'cannot-own', employee: LEAD })
    expect(told.after(3, { kind: 'offer', by: AINO, to: VIEWER, note: null })).toEqual({ because: 'cannot-own', employee: VIEWER })
    told.among(staffWith(employee(AINO, 'agent', ['desk'], { absence: { from: START, until: null } })))
    expect(told.after(4, { kind: 'offer', by: LEAD, to: LEAD, note: null })).toBe(null)
    expect(told.case).toMatchObject({ owner: AINO, offer: { to: LEAD } })
  })

  it('is offered to the substitute of an owner who is away, once, and stays with the owner until accepted', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    const absence = { from: START + 2 * HOUR, until: START + 9 * DAY }
    told.among(staffWith(employee(AINO, 'agent', ['desk'], { substitute: BEA, absence })))
    told.after(3, time)
    expect(told.case).toMatchObject({ owner: AINO, offer: { to: BEA, by: null, because: 'absence', until: absence.until } })
    told.after(4, { kind: 'decline', by: BEA, note: null })
    told.after(5, time)
    expect(told.case.offer).toBe(null)
    told.among(staffWith(employee(AINO, 'agent', ['desk'], { substitute: BEA, absence: { ...absence, from: START + 6 * HOUR } })))
    told.after(7, time)
    told.after(8, { kind: 'accept', by: BEA })
    expect(told.case).toMatchObject({ owner: BEA, handovers: 1 })
    expect(told.deeds.at(-1)).toMatchObject({ kind: 'handed-over', because: 'absence' })
  })

  it('goes to the lead at once when its owner leaves, and says so', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    told.among(staffWith(employee(AINO, 'agent', ['desk'], { active: false })))
    told.after(2, time)
    expect(told.case).toMatchObject({ owner: LEAD, inherited: true, handovers: 1 })
    expect(told.deeds.at(-1)).toEqual({ kind: 'inherited', from: AINO, to: LEAD, team: 'desk' })
  })

  it('tells the owner, the lead and the lead’s lead that a limit passed, each once, and never moves', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    told.after(24 * 30, time)
    const escalated = told.deeds.filter((deed) => deed.kind === 'escalated')
    expect(escalated.map(({ limit, to }) => [limit, to])).toEqual([
      ['word', AINO],
      ['word', LEAD],
      ['word', BOSS],
      ['solved', AINO],
      ['solved', LEAD],
      ['solved', BOSS],
    ])
    expect(told.case.owner).toBe(AINO)
    told.after(24 * 60, time)
    expect(told.deeds.filter((deed) => deed.kind === 'escalated')).toHaveLength(6)
  })

  it('has its first word with a message or a call that was answered', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    told.after(2, { kind: 'phone', by: AINO, text: 'No answer', reached: false })
    expect(told.case.firstWordAt).toBe(null)
    told.after(3, { kind: 'message', by: AINO, text: 'We have it', delivery: 'mail' })
    expect(told.case.firstWordAt).toBe(START + 3 * HOUR)
    told.after(4, { kind: 'phone', by: AINO, text: 'Talked', reached: true })
    expect(told.case).toMatchObject({ firstWordAt: START + 3 * HOUR, channelChanges: 1 })
    told.after(24 * 4, time)
    expect(told.kinds()).not.toContain('escalated')
  })

  it('stops the clock only while it waits for the customer', () => {
    const [customer, colleague] = [live(), live()]
    for (const [told, whom] of [
      [customer, 'customer'],
      [colleague, 'colleague'],
    ] as const) {
      told.after(1, { kind: 'catch', by: AINO })
      expect(told.after(24, { kind: 'wait', by: AINO, for: whom, until: START, note: null })).toEqual({ because: 'not-later' })
      told.after(24, { kind: 'wait', by: AINO, for: whom, until: START + 72 * HOUR, note: null })
      expect(actBy(told.case)).toBe(START + 72 * HOUR)
      told.after(73, time)
      expect(told.case).toMatchObject({ state: 'caught', waiting: null })
    }
    expect(customer.case.clock.solveBy - colleague.case.clock.solveBy).toBe(48 * HOUR)
  })

  it('is not solved until the customer confirms, or was silent for 14 days, which is marked', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    told.after(2, { by: AINO, ...solve })
    expect(told.case).toMatchObject({ state: 'solved', solution: { done: 'Paid back', learned: 'Ask sooner' }, confirmedAt: null })
    told.after(2 + 14 * 24, time)
    expect(told.case.state).toBe('solved')
    told.after(3 + 14 * 24, time)
    expect(told.case).toMatchObject({ state: 'confirmed', confirmedBy: 'silence', confirmedAt: START + 2 * HOUR + 14 * DAY })
    told.after(4 + 14 * 24, { kind: 'customer-confirms' })
    expect(told.case.confirmedBy).toBe('customer')
  })

  it('is carried again by the same owner, its clock anew, when the customer says "not yet"', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    told.after(2, { by: AINO, ...solve })
    told.after(30, { kind: 'customer-denies', text: 'Still broken' })
    expect(told.case).toMatchObject({ state: 'reopened', owner: AINO, reopened: 1, solvedAt: null, wordAt: null })
    expect(told.case.clock.from).toBe(START + 30 * HOUR)
    expect(told.kinds().slice(-2)).toEqual(['customer-said', 'reopened'])
  })

  it('hears later words: goes on where it waited, is open again where it was solved, or confirmed not long ago', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    told.after(2, { kind: 'wait', by: AINO, for: 'customer', until: START + 9 * DAY, note: null })
    told.after(3, { ...says, presses: false, at: START + 3 * HOUR })
    expect(told.case.state).toBe('caught')
    told.after(4, { by: AINO, ...solve })
    told.after(5, { ...says, at: START + 3.5 * HOUR })
    expect(told.case.state).toBe('solved')
    told.after(6, { ...says, presses: false, at: START + 6 * HOUR })
    expect(told.case).toMatchObject({ state: 'solved', quietSince: START + 6 * HOUR })
    told.after(7, { kind: 'customer-confirms' })
    told.after(7 + 24 * 29, { ...says, at: START + 20 * DAY })
    expect(told.case).toMatchObject({ state: 'reopened', owner: AINO, confirmedAt: null })
    told.after(8 + 24 * 29, { kind: 'customer-confirms' })
    expect(told.after(9 + 24 * 60, { ...says, at: START + 60 * DAY })).toEqual({ because: 'not-in-state', state: 'confirmed' })
  })

  it('keeps owner and log under the mark withdrawn, and goes on from there when its frictions stand after all', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    told.after(2, { kind: 'frictions-refuted' })
    expect(told.case).toMatchObject({ state: 'caught', owner: AINO, withdrawnAt: START + 2 * HOUR })
    expect(told.after(3, { by: AINO, ...solve })).toEqual({ because: 'withdrawn' })
    told.after(900, { kind: 'frictions-stand' })
    expect(told.case).toMatchObject({ state: 'caught', owner: AINO, withdrawnAt: null, told: { word: 0, solved: 0 } })
  })

  it('is graver and sooner due with a graver friction, and open again when one joins what was solved', () => {
    const told = live()
    told.after(1, { kind: 'catch', by: AINO })
    const before = told.case.clock
    told.after(2, { kind: 'friction-joins', frictions: ['f'], severity: 5 })
    expect(told.case.severity).toBe(5)
    expect(told.case.clock.solveBy).toBeLessThan(before.solveBy)
    told.after(3, { by: AINO, ...solve })
    told.after(4, { kind: 'friction-joins', frictions: ['g'], severity: 3 })
    expect(told.case).toMatchObject({ state: 'reopened', owner: AINO, severity: 5 })
  })

  it('is worked on by its owner, helpers, leads above and admins, and in the inbox noted on by all but viewers', () => {
    const told = live()
    const who = () => [ADMIN, LEAD, AINO, BEA, BOSS, VIEWER, 99].filter((id) => mayWork(id, told.case, staffWith()))
    expect(who()).toEqual([ADMIN, LEAD, AINO, BEA, BOSS])
    expect(told.after(1, { kind: 'message', by: AINO, text: 'x', delivery: 'mail' })).toEqual({ because: 'not-in-state', state: 'open' })
    expect(told.after(1, { kind: 'note', by: BEA, text: 'x' })).toBe(null)
    told.after(2, { kind: 'catch', by: AINO })
    expect(who()).toEqual([ADMIN, LEAD, AINO, BOSS])
    told.after(3, { kind: 'add-helper', by: AINO, employee: BEA })
    expect(who()).toContain(BEA)
    told.after(4, { kind: 'remove-helper', by: LEAD, employee: BEA })
    expect(who()).not.toContain(BEA)
  })
})
