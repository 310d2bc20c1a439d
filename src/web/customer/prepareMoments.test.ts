import { describe, expect, it } from 'vitest'
import type { Read } from './prepareMoments.ts'
import { prepareMoments } from './prepareMoments.ts'

const item = (id: string, occurredAt: string) => ({ id, occurredAt, journey: 'loan', channel: 'web' }) as Read['items'][number]
const friction = (kind: string, occurredAt: string, journey = 'loan') =>
  ({ kind, occurredAt, journey, evidence: ['a'] }) as unknown as Read['frictions'][number]
const read: Read = {
  items: [item('c', '2026-03-03T00:00:00Z'), item('b', '2026-03-02T00:00:00Z')],
  isWhole: false,
  frictions: [
    friction('silence', '2026-03-01T00:00:00Z'),
    friction('bounce', '2026-03-02T00:00:00Z'),
    friction('effort', '2026-03-02T12:00:00Z', 'card'),
  ],
  notes: [{ id: 1, at: '2026-03-02T06:00:00Z', text: 'Puhuu ruotsia' } as Read['notes'][number]],
  lines: [{ id: 5, at: '2026-03-02T00:00:00Z', text: 'Hoidettu', kind: 'solved' } as Read['lines'][number]],
}
const keys = (...given: Parameters<typeof prepareMoments>) => prepareMoments(...given).map(({ key }) => key.replace(/~.*/, ''))

describe('a customer’s timeline', () => {
  it('goes back as far as encounters have been read, newest first, what was done over what it was about', () => {
    expect(keys(read, {}, null)).toEqual(['encounter=c', 'friction=effort', 'note=1', 'case=5', 'friction=bounce', 'encounter=b'])
    expect(keys({ ...read, isWhole: true }, {}, null).at(-1)).toBe('friction=silence')
  })

  it('leaves out what has no channel, journey or words when those are asked for', () => {
    expect(keys(read, { channel: 'web' }, null)).toEqual(['encounter=c', 'encounter=b'])
    expect(keys(read, { journey: 'loan' }, null)).toEqual(['encounter=c', 'friction=bounce', 'encounter=b'])
    expect(keys(read, { text: 'RUOTSI' }, null)).toEqual(['encounter=c', 'note=1', 'encounter=b'])
    expect(keys(read, { only: 'frictions' }, null)).toEqual(['friction=effort', 'friction=bounce', 'friction=silence'])
    expect(keys(read, { only: 'notes', journey: 'loan' }, null)).toEqual([])
  })

  it('ends before a day', () => {
    expect(keys(read, {}, Date.parse('2026-03-02T00:00:00.001Z'))).toEqual(['case=5', 'friction=bounce', 'encounter=b'])
  })
})
