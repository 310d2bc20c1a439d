import { expect, it } from 'vitest'
import type { CaseDeed } from './caseEvent.ts'
import { wordForCustomer } from './customerWords.ts'

const SECRET = 'only for colleagues'
const see = (deed: CaseDeed, by = 7) => wordForCustomer({ at: 5, by: { kind: 'employee', id: by }, deed })

const HIDDEN: CaseDeed[] = [
  { kind: 'note', text: SECRET },
  { kind: 'offered', to: 8, because: 'handover', note: SECRET },
  { kind: 'declined', note: SECRET },
  { kind: 'taken-back', to: 8 },
  { kind: 'lapsed', to: 8 },
  { kind: 'helper-added', employee: 8 },
  { kind: 'helper-removed', employee: 8 },
  { kind: 'escalated', limit: 'word', step: 1, to: 8 },
  { kind: 'joined', frictions: ['loss'], severity: 5 },
  { kind: 'resumed', because: 'time' },
  { kind: 'task-added', task: 1, title: SECRET, dueAt: null },
  { kind: 'task-finished', task: 1, title: SECRET },
  { kind: 'phoned', text: SECRET, reached: false },
  { kind: 'auto-replied', text: SECRET, bounced: false, letter: { id: 'a@b', whole: null, attachments: [] } },
  { kind: 'customer-said', text: null, channel: 'web', encounter: 'e-1', saidAt: 4 },
]

it.each(HIDDEN.map((deed) => [deed.kind, deed]))('keeps from the customer what is not theirs to see: %s', (_kind, deed) => {
  expect(see(deed)).toBeNull()
})

it('shows words and deeds without what stands beside them', () => {
  const shown = [
    see({ kind: 'phoned', text: SECRET, reached: true }),
    see({ kind: 'waiting', for: 'colleague', until: 9, note: SECRET }),
    see({ kind: 'reopened', because: 'employee', note: SECRET }),
    see({ kind: 'confirmed', by: 'customer', channel: 'phone', note: SECRET }),
    see({
      kind: 'solved',
      done: 'Paid back',
      cause: { team: SECRET, process: SECRET, system: SECRET, touchpoint: SECRET },
      learned: SECRET,
    }),
  ]
  expect(JSON.stringify(shown)).not.toContain(SECRET)
  expect(shown.at(-1)).toEqual({ at: 5, who: null, kind: 'solved', done: 'Paid back' })
})

it('names who has the case and who spoke to them, and nobody else', () => {
  expect(see({ kind: 'caught', team: 'desk' })?.who).toBe(7)
  expect(see({ kind: 'fell', to: 9, team: 'desk' })?.who).toBe(9)
  const handedOver = { kind: 'handed-over', from: 7, to: 9, fromTeam: 'desk', toTeam: 'shop', because: 'handover' } as const
  expect(see(handedOver, 9)).toEqual({ at: 5, who: 9, kind: 'changed-owner' })
  expect(see({ kind: 'message', text: 'We have it', delivery: 'page' }, 3)).toEqual({ at: 5, who: 3, kind: 'message', text: 'We have it' })
  expect(see({ kind: 'waiting', for: 'customer', until: 9, note: null })?.who).toBeNull()
})

it('tells the customer’s own words when they said them', () => {
  expect(see({ kind: 'customer-said', text: 'Where is it?', channel: 'email', encounter: null, saidAt: 4 })).toEqual({
    at: 4,
    who: null,
    kind: 'said',
    text: 'Where is it?',
  })
})
