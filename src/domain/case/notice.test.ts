import { describe, expect, it } from 'vitest'
import type { Case } from './case.ts'
import type { CaseActor, CaseDeed } from './caseEvent.ts'
import { DEFAULT_LIMITS, limitProblems } from './limits.ts'
import { mentionsIn } from './mentions.ts'
import { isSent, noticeOf } from './notice.ts'

const each = { state: 'caught', owner: 1, helpers: [2], team: 'desk', severity: 4 } as unknown as Case
const of = (deed: CaseDeed, by: CaseActor = { kind: 'polku' }, given = each) => {
  const told = noticeOf({ at: 5, by, deed }, given, (text) => (text.includes('@') ? [3, 1] : []))
  return told && `${told.kind} ${told.detail} ${told.to.join(' ')}`
}

describe('who is told of what', () => {
  it.each<[CaseDeed, string | null]>([
    [{ kind: 'opened', team: 'desk', severity: 4, frictions: [] }, 'inbox null '],
    [{ kind: 'offered', to: 7, because: 'handover', note: null }, 'offered handover 7'],
    [{ kind: 'inherited', from: 1, to: 7, team: null }, 'offered inherited 7'],
    [{ kind: 'fell', to: 7, team: null }, 'team-limit caught 7'],
    [{ kind: 'escalated', limit: 'word', step: 0, to: 1 }, 'limit word 1'],
    [{ kind: 'escalated', limit: 'solved', step: 2, to: 9 }, 'team-limit solved 9'],
    [{ kind: 'customer-said', text: 'x', channel: null, encounter: null, saidAt: 1 }, 'customer null 1 2'],
    [{ kind: 'customer-said', text: null, channel: 'web', encounter: 'e', saidAt: 1 }, null],
    [{ kind: 'auto-replied', text: 'x', bounced: true, letter: { id: '', whole: null, attachments: [] } }, 'customer bounced 1 2'],
    [{ kind: 'auto-replied', text: 'x', bounced: false, letter: { id: '', whole: null, attachments: [] } }, null],
    [{ kind: 'reopened', because: 'not-yet', note: null }, 'reopened not-yet 1 2'],
    [{ kind: 'restored' }, 'reopened null 1'],
    [{ kind: 'note', text: 'x' }, null],
    [{ kind: 'note', text: '@x' }, 'mention null 3 1'],
    [{ kind: 'caught', team: null }, null],
  ])('%j', (deed, told) => {
    expect(of(deed)).toBe(told)
  })

  it('is nobody of what they did themselves', () => {
    expect(of({ kind: 'reopened', because: 'employee', note: null }, { kind: 'employee', id: 1 })).toBe('reopened employee 2')
    expect(of({ kind: 'note', text: '@x' }, { kind: 'employee', id: 3 })).toBe('mention null 1')
  })

  it('goes to a channel by kind, severity and team', () => {
    const rule = { kinds: ['limit' as const], severity: 4, team: 'desk' }
    const notice = { kind: 'team-limit' as const, severity: 4, team: 'desk' }
    expect(isSent(rule, notice)).toBe(true)
    expect(isSent(rule, { ...notice, severity: 3 })).toBe(false)
    expect(isSent(rule, { ...notice, team: 'shop' })).toBe(false)
    expect(isSent({ ...rule, team: null }, { ...notice, team: null })).toBe(true)
    expect(isSent(rule, { ...notice, kind: 'inbox' })).toBe(false)
    expect(isSent({ ...rule, kinds: ['inbox'] }, { ...notice, kind: 'mention' })).toBe(false)
  })
})

describe('whom a note names', () => {
  const people = [
    { id: 1, name: 'Aino Laine' },
    { id: 2, name: 'Aino Niemi' },
    { id: 3, name: 'Väinö Koski' },
  ]

  it.each([
    ['@Aino Laine katso tätä', [1]],
    ['Kysy @aino niemi.', [2]],
    ['@Aino', []],
    ['@väinö, entä sinä?', [3]],
    ['@Väinön mielestä', []],
    ['vaino@väinö.example', []],
    ['Aino Laine', []],
  ])('%s', (text, named) => {
    expect(mentionsIn(text, people)).toEqual(named)
  })
})

describe('limits', () => {
  it('name what does not fit', () => {
    expect(limitProblems(DEFAULT_LIMITS)).toEqual([])
    const wrong = DEFAULT_LIMITS.map((limits, place) =>
      place === 2 ? { ...limits, word: limits.caught - 1, solved: limits.caught - 2 } : limits,
    )
    expect(limitProblems(wrong).map(({ field }) => field)).toEqual(['2.word', '2.solved'])
  })
})
