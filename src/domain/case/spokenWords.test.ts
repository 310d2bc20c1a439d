import { describe, expect, it } from 'vitest'
import type { Encounter } from '../encounter/encounter.ts'
import { definitionsSchema } from '../journey/definition.ts'
import { openDefinitions } from '../journey/definitions.ts'
import { concernsCase, spokenWords } from './spokenWords.ts'

const definitions = openDefinitions(definitionsSchema.parse({}), { timeZone: 'UTC', holidays: () => new Set() })
const spoken = (more: Partial<Encounter>) =>
  spokenWords({ id: 'e', at: 5, customer: { crm: '1' }, touchpoint: 'desk', initiator: 'customer', ...more }, 'loan/L-1', definitions)

describe('spokenWords', () => {
  it('hears only the customer, and no score or praise without words', () => {
    expect(spoken({ initiator: 'company', text: 'We are on it' })).toBe(null)
    expect(spoken({ measures: [{ metric: 'csat', score: 5 }] })).toBe(null)
    expect(spoken({ signals: ['praise'], text: 'Thanks' })).toMatchObject({ text: 'Thanks', presses: false })
  })

  it('takes a complaint and a contact without a step as pressing', () => {
    expect(spoken({ signals: ['complaint'], channel: 'web' })?.presses).toBe(true)
    expect(spoken({ channel: 'phone' })?.presses).toBe(true)
    expect(spoken({ channel: 'phone', provides: ['income'] })?.presses).toBe(false)
    expect(spoken({ channel: 'web', step: 'progress' })).toMatchObject({ channel: 'web', text: null, presses: false })
  })
})

describe('concernsCase', () => {
  const about = { path: 'loan/L-1', openedAt: 3 }
  it('is what was said after the failure on its path, or pressingly about its matter elsewhere', () => {
    const words = spoken({ channel: 'phone' })!
    expect(concernsCase(words, about)).toBe(true)
    expect(concernsCase({ ...words, at: 3 }, about)).toBe(false)
    expect(concernsCase({ ...words, path: 'complaint/L-1' }, about)).toBe(true)
    expect(concernsCase({ ...words, path: 'complaint/L-1', presses: false }, about)).toBe(false)
    expect(concernsCase({ ...words, path: 'loan@e' }, { ...about, path: 'loan@x' })).toBe(false)
  })
})
