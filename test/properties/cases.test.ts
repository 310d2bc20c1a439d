import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FEELINGS, type Case } from '../../src/domain/case/case.ts'
import type { CaseEntry, CaseEvent } from '../../src/domain/case/caseEvent.ts'
import { decideCase, openCase } from '../../src/domain/case/decideCase.ts'
import { joinCases, separateCases } from '../../src/domain/case/joinCases.ts'
import { defaultLimits, nextMoment } from '../../src/domain/case/limits.ts'
import { answerableFor, canOwn, type CaseEmployee, type Staff } from '../../src/domain/case/staff.ts'
import type { Team } from '../../src/domain/employee/employee.ts'
import { HOUR } from '../../src/domain/kernel/duration.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'

const START = Date.parse('2026-03-02T08:00:00Z')
const calendar = openCalendar()
const limitsOf = defaultLimits
const PEOPLE = [1, 2, 3, 4, 5, 6]

const anybody = fc.constantFrom(...PEOPLE, 7)
const text = fc.constantFrom('words', 'others')
const soon = fc.integer({ min: -2, max: 400 }).map((hours) => hours * HOUR)

/** Something that concerns the case; a time to come counts from when it happens. */
const events: fc.Arbitrary<(now: number) => CaseEvent> = fc.oneof(
  anybody.map((by) => () => ({ kind: 'catch', by }) as const),
  fc.record({ by: anybody, to: anybody }).map((pair) => () => ({ kind: 'offer', note: null, ...pair }) as const),
  anybody.map((by) => () => ({ kind: 'accept', by }) as const),
  anybody.map((by) => () => ({ kind: 'accept', by }) as const),
  anybody.map((by) => () => ({ kind: 'decline', by, note: null }) as const),
  anybody.map((by) => () => ({ kind: 'take-back', by }) as const),
  fc.record({ by: anybody, employee: anybody }).map((pair) => () => ({ kind: 'add-helper', ...pair }) as const),
  fc.record({ by: anybody, employee: anybody }).map((pair) => () => ({ kind: 'remove-helper', ...pair }) as const),
  fc.record({ by: anybody, text }).map((said) => () => ({ kind: 'message', delivery: 'mail', ...said }) as const),
  fc.record({ by: anybody, text, reached: fc.boolean() }).map((said) => () => ({ kind: 'phone', ...said }) as const),
  fc
    .record({ by: anybody, for: fc.constantFrom('customer', 'colleague'), hours: soon })
    .map((each) => (now: number) => ({ kind: 'wait', by: each.by, for: each.for, until: now + each.hours, note: null }) as const),
  anybody.map((by) => () => ({ kind: 'resume', by }) as const),
  anybody.map((by) => () => ({ kind: 'solve', by, done: 'mended', cause: null, learned: null }) as const),
  anybody.map((by) => () => ({ kind: 'reopen', by, note: null }) as const),
  anybody.map((by) => () => ({ kind: 'confirm', by, channel: 'phone', note: null }) as const),
  fc.record({ text, presses: fc.boolean(), ago: fc.integer({ min: 0, max: 50 }) }).map(
    ({ ago, ...said }) =>
      (now: number) =>
        ({ kind: 'customer-says', channel: 'phone', encounter: 'e', at: now - ago * HOUR, ...said }) as const,
  ),
  fc.constant(() => ({ kind: 'customer-confirms' }) as const),
  text.map((said) => () => ({ kind: 'customer-denies', text: said }) as const),
  fc
    .record({ solved: fc.option(fc.boolean()), feeling: fc.option(fc.constantFrom(...FEELINGS)) })
    .map((answer) => () => ({ kind: 'customer-answers', text: null, ...answer }) as const),
  fc.constant(() => ({ kind: 'ask-recovery', notAsked: null, delivery: 'page' }) as const),
  fc.constant(() => ({ kind: 'time' }) as const),
  fc.integer({ min: 3, max: 5 }).map((severity) => () => ({ kind: 'friction-joins', frictions: ['f'], severity }) as const),
  fc.constant(() => ({ kind: 'frictions-refuted' }) as const),
  fc.constant(() => ({ kind: 'frictions-stand' }) as const),
)

/** Something that befalls the people who work here. */
type Change = (staff: Staff, now: number) => Staff
const changed = (id: number, fields: (employee: CaseEmployee, now: number) => Partial<CaseEmployee>): Change => {
  return ({ employees, teams }, now) => {
    const found = employees.get(id)
    return found === undefined
      ? { employees, teams }
      : { employees: new Map(employees).set(id, { ...found, ...fields(found, now) }), teams }
  }
}
const led = (key: string, team: Partial<Team>): Change => {
  return ({ employees, teams }) => ({ employees, teams: new Map(teams).set(key, { ...teams.get(key)!, ...team }) })
}
const changes: fc.Arbitrary<Change> = fc.oneof(
  anybody.map((id) => changed(id, ({ active }) => ({ active: !active }))),
  fc.record({ id: anybody, role: fc.constantFrom('viewer', 'agent', 'admin') }).map(({ id, role }) => changed(id, () => ({ role }))),
  fc
    .record({ id: anybody, substitute: fc.option(anybody), hours: fc.option(soon) })
    .map(({ id, substitute, hours }) =>
      changed(id, (_, now) => ({ substitute, absence: { from: now, until: hours === null ? null : now + hours } })),
    ),
  fc.record({ key: fc.constantFrom('desk', 'bank'), lead: fc.option(anybody) }).map(({ key, lead }) => led(key, { lead })),
  fc.option(fc.constantFrom('desk', 'bank')).map((parent) => led('bank', { parent })),
)

const steps = fc.array(
  fc.record({
    after: fc.oneof(
      fc.integer({ min: 0, max: 40 }).map((hours) => hours * HOUR),
      fc.integer({ min: 0, max: 900 }).map((hours) => hours * HOUR),
    ),
    event: events,
    change: fc.option(changes, { freq: 3 }),
  }),
  { maxLength: 40 },
)
const lives = fc.record({ steps, severity: fc.integer({ min: 3, max: 5 }), team: fc.constantFrom('desk', 'bank', 'nowhere', null) })

function openStaff(): Staff {
  const employee = (id: number, role: CaseEmployee['role'], teams: string[]): [number, CaseEmployee] => [
    id,
    { id, role, teams, active: true, substitute: null, absence: null },
  ]
  return {
    employees: new Map([
      employee(1, 'admin', []),
      employee(2, 'lead', ['desk']),
      employee(3, 'agent', ['desk']),
      employee(4, 'agent', ['desk', 'shop']),
      employee(5, 'agent', ['shop']),
      employee(6, 'viewer', ['desk']),
    ]),
    teams: new Map([
      ['desk', { key: 'desk', lead: 2, parent: 'bank' }],
      ['bank', { key: 'bank', lead: null, parent: null }],
    ]),
  }
}

/** Follows the owner of a case through what its log says, and holds that each change was one that may be. */
function followOwner(before: Case, event: CaseEvent, effects: readonly CaseEntry[]): number | null {
  let { owner } = before
  let offered = before.offer?.to
  for (const { by, deed } of effects) {
    if (deed.kind === 'offered') offered = deed.to
    if (deed.kind === 'caught' || deed.kind === 'fell') expect(owner).toBe(null)
    if (deed.kind === 'inherited' || deed.kind === 'handed-over') expect(deed.from).toBe(owner)
    if (deed.kind === 'handed-over') {
      expect(event).toEqual({ kind: 'accept', by: deed.to })
      expect(offered).toBe(deed.to)
    }
    if (deed.kind === 'caught') owner = (by as { id: number }).id
    else if (deed.kind === 'fell' || deed.kind === 'inherited' || deed.kind === 'handed-over') owner = deed.to
  }
  return owner
}

it('is never without an owner, whatever befalls a case and those who work here', () => {
  fc.assert(
    fc.property(lives, ({ steps, severity, team }) => {
      let staff = openStaff()
      let now = START
      let each = openCase({ severity, team }, now, { calendar, limitsOf })
      let escalated = new Set<string>()
      for (const step of steps) {
        now += step.after
        if (step.change !== null) staff = step.change(staff, now)
        const before = each
        for (const event of [step.event(now), { kind: 'time' } as const]) {
          const given = { now, calendar, limitsOf, staff }
          const decided = decideCase({ case: each, event, ...given })
          if ('refused' in decided) continue
          const { effects } = decided
          expect(followOwner(each, event, effects)).toBe(decided.case.owner)
          for (const { deed } of effects) {
            if (deed.kind === 'reopened' || deed.kind === 'restored') escalated = new Set()
            if (deed.kind !== 'escalated') continue
            expect(escalated).not.toContain(`${deed.limit} ${deed.step}`)
            escalated.add(`${deed.limit} ${deed.step}`)
          }
          each = decided.case
        }
        expect(each.owner === null).toBe(each.state === 'open')
        expect(before.owner !== null && each.owner === null).toBe(false)
        const next = nextMoment(each, calendar)
        expect(next === null || next.at >= now).toBe(true)
        if (each.withdrawnAt !== null || each.state === 'confirmed' || answerableFor(each.team, staff) === null) continue
        // In the inbox only until its time is over – or, where there was nobody at all, for an hour more – and then with one who can carry it.
        if (each.state === 'open') expect(each.lookAgainAt === null ? now <= each.clock.catchBy : each.lookAgainAt <= now + HOUR).toBe(true)
        else expect(canOwn(staff, each.owner!)).toBe(true)
      }
    }),
    { numRuns: 1500 },
  )
})

it('comes to the same, however often somebody looks', () => {
  const looks = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 12 }).map((hours) => hours.sort((left, right) => left - right))
  const first = fc.array(fc.record({ after: fc.integer({ min: 0, max: 30 }), event: events }), { maxLength: 6 })
  fc.assert(
    fc.property(first, looks, (begun, hours) => {
      const staff = openStaff()
      const surroundings = { calendar, limitsOf, staff }
      let now = START
      let each = openCase({ severity: 3, team: 'desk' }, now, surroundings)
      for (const { after, event } of begun) {
        now += after * HOUR
        const decided = decideCase({ case: each, event: event(now), now, ...surroundings })
        if ('case' in decided) each = decided.case
      }
      const look = (seen: { case: Case; effects: CaseEntry[] }, at: number) => {
        const decided = decideCase({ case: seen.case, event: { kind: 'time' }, now: at, ...surroundings })
        if ('refused' in decided) throw new Error('Time is never refused.')
        return { case: decided.case, effects: [...seen.effects, ...decided.effects] }
      }
      const often = [...hours, 3000].map((hour) => now + hour * HOUR).reduce(look, { case: each, effects: [] })
      const once = look({ case: each, effects: [] }, now + 3000 * HOUR)
      expect({ ...often.case, version: 0 }).toEqual({ ...once.case, version: 0 })
      expect(often.effects).toEqual(once.effects)
      expect(look(once, now + 3000 * HOUR).effects).toEqual(once.effects)
    }),
    { numRuns: 500 },
  )
})

const CASES = [0, 1, 2] as const
const one = fc.constantFrom(...CASES)
const joinings = fc.record({ into: one, id: one, by: anybody, what: fc.constantFrom('join', 'join', 'separate') })
const manyLives = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 200 }).map((hours) => hours * HOUR),
    on: one,
    event: events,
    change: fc.option(changes, { freq: 5 }),
    joining: fc.option(joinings, { freq: 2 }),
  }),
  { maxLength: 40 },
)

it('leaves no case without somebody or a clock, however cases are joined and separated', () => {
  let joined = 0
  fc.assert(
    fc.property(manyLives, (steps) => {
      let staff = openStaff()
      let now = START
      const cases: Case[] = CASES.map((place) => openCase({ severity: 3 + place, team: 'desk' }, now, { calendar, limitsOf }))
      const decide = (each: Case, event: CaseEvent) => decideCase({ case: each, event, now, calendar, limitsOf, staff })
      for (const step of steps) {
        now += step.after
        if (step.change !== null) staff = step.change(staff, now)
        const decided = decide(cases[step.on]!, step.event(now))
        if (!('refused' in decided)) cases[step.on] = decided.case
        if (step.joining !== null) {
          const { id, what, by } = step.joining
          const into = what === 'join' ? step.joining.into : (cases[id]!.joined?.into ?? step.joining.into)
          const act = what === 'join' ? joinCases : separateCases
          const owner = cases[into]!.owner
          const both = act({ id: into, case: cases[into]! }, { id, case: cases[id]! }, by, decide)
          if (!('refused' in both)) {
            joined += 1
            // Who carries on is who carried on: time may have brought a lead, joining brings nobody.
            if (owner !== null && canOwn(staff, owner)) expect(both.carrier.case.owner).toBe(owner)
            cases[into] = both.carrier.case
            cases[id] = both.other.case
          }
        }
        for (const place of CASES) {
          const each = cases[place]!
          expect(CASES.filter((other) => cases[other]!.joined?.into === place)).toEqual([...each.carries].sort())
          let carrier = place as number
          for (let hops = 0; cases[carrier]!.joined !== null; hops += 1) {
            expect(hops).toBeLessThan(CASES.length)
            carrier = cases[carrier]!.joined!.into
          }
          const living = cases[carrier]!
          if (living.state === 'open') {
            expect(living.owner).toBe(null)
            if (living.withdrawnAt === null) expect(nextMoment(living, calendar)).not.toBe(null)
            // What somebody had caught is never with nobody again.
            if (carrier !== place) expect(each.owner).toBe(null)
          } else expect(living.owner).not.toBe(null)
        }
      }
    }),
    { numRuns: 400 },
  )
  expect(joined).toBeGreaterThan(50)
})
