import { expect, it } from 'vitest'
import type { CaseJson } from '../../api/case.ts'
import { decideActions } from './actions.ts'
import { nextStep } from './nextStep.ts'

const NOW = Date.parse('2026-03-02T08:00:00Z')
const BEFORE = '2026-03-01T08:00:00Z'
const LATER = '2026-03-03T08:00:00Z'

const limit = (doneAt: string | null) => ({ dueAt: LATER, doneAt, passed: false })
const each = (given: Partial<CaseJson>) =>
  ({
    state: 'caught',
    waiting: null,
    actBy: LATER,
    silentUntil: null,
    limits: { caught: limit(BEFORE), word: limit(null), solved: limit(null) },
    owner: { id: 7, name: 'Aino' },
    offer: null,
    ...given,
  }) as CaseJson

it.each([
  ['open', each({ state: 'open' }), 'catch'],
  ['caught, no word yet', each({}), 'word'],
  ['caught, spoken', each({ limits: { caught: limit(BEFORE), word: limit(BEFORE), solved: limit(null) } }), 'solve'],
  ['reopened', each({ state: 'reopened' }), 'word'],
  ['waiting', each({ state: 'waiting', waiting: { for: 'colleague', since: BEFORE, until: LATER } }), 'wait-colleague'],
  ['solved', each({ state: 'solved', silentUntil: LATER, actBy: null }), 'confirm'],
  ['confirmed', each({ state: 'confirmed', actBy: null }), 'done'],
  ['withdrawn', each({ state: 'withdrawn', actBy: null }), 'withdrawn'],
  ['joined', each({ state: 'joined', actBy: null }), 'joined'],
])('tells what is next: %s', (_state, given, step) => {
  expect(nextStep(given, NOW).step).toBe(step)
})

it('tells by when, and what is late', () => {
  expect(nextStep(each({}), NOW)).toEqual({ step: 'word', by: Date.parse(LATER), isLate: false })
  expect(nextStep(each({ actBy: BEFORE }), NOW).isLate).toBe(true)
  // The customer is never late.
  expect(nextStep(each({ state: 'solved', silentUntil: BEFORE, actBy: null }), NOW).isLate).toBe(false)
})

const nothing = { catch: false, work: false, offer: false, answer: false, separate: false }

it.each([
  ['in the inbox', { state: 'open' as const }, { ...nothing, catch: true, work: true }, 'catch', []],
  ['in the inbox, for a viewer', { state: 'open' as const }, nothing, null, []],
  ['offered', {}, { ...nothing, answer: true }, 'accept', ['decline']],
  ['mine, before the first word', {}, { ...nothing, work: true }, 'write', ['solve', 'wait']],
  ['another’s', {}, nothing, null, []],
  ['solved', { state: 'solved' as const }, { ...nothing, work: true }, null, ['confirm', 'reopen', 'write']],
  ['joined', { state: 'joined' as const }, { ...nothing, separate: true }, null, ['separate']],
  ['withdrawn', { state: 'withdrawn' as const }, { ...nothing, work: true }, null, []],
])('gives one big action and smaller ones: %s', (_how, given, may, first, others) => {
  expect(decideActions({ ...each(given), may }, { id: 7 })).toMatchObject({ first, others })
})
