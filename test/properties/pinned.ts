import type { Life } from './life.ts'
import type { Arrival } from './stream.ts'

const first = '2026-03-02T08:00:00Z'
const customer = { crm: '1' }

/** Cases in which the derivation and the reference once differed, as small as they were found. */
export const pinnedLives: Life[] = [
  // A matter named with the relationship.
  {
    encounters: [
      { id: 'a0', occurredAt: first, customer, touchpoint: 'form', journey: 'relationship', matter: 'M-1' },
      { id: 'a1', occurredAt: first, customer, touchpoint: 'form', matter: 'M-1', initiator: 'customer' },
    ],
    statements: [],
    definitions: {},
    asOf: first,
  },
  // A product given up at the instant of a statement that still has it.
  {
    encounters: [{ id: 'a0', occurredAt: first, customer, touchpoint: 'form', initiator: 'customer', givesUp: ['a'] }],
    statements: [{ customer: 'crm:1', asOf: first, holdings: ['a'] }],
    definitions: {},
    asOf: first,
  },
  // A scale that begins below zero.
  {
    encounters: [
      { id: 'a0', occurredAt: first, customer, touchpoint: 'form', journey: 'order', measures: [{ metric: 'mood', score: -1 }] },
    ],
    statements: [],
    definitions: { journeys: [{ key: 'order', frictions: { 'poor-score': { mood: { scale: '-2-2', atMost: 0 } } } }] },
    asOf: first,
  },
]

const still = { steps: 0, again: false }

/** Cases in which a stream once said something else than a look from scratch. */
export const pinnedArrivals: Arrival[] = [
  // Time abandons a path while another path of its journey goes on.
  {
    life: {
      encounters: [
        { id: 'a0', occurredAt: first, customer, touchpoint: 'form', journey: 'order', matter: 'M-1', initiator: 'customer' },
        { id: 'a1', occurredAt: '2026-03-06T20:00:00Z', customer, touchpoint: 'form', journey: 'order', matter: 'M-2' },
      ],
      statements: [],
      definitions: { journeys: [{ key: 'order', pauseAfter: '1d', pauseLimit: '4d' }] },
      asOf: '2026-03-06T20:00:00Z',
    },
    looks: ['between'],
    delays: Array.from({ length: 13 }, () => still),
  },
  // A late encounter, dated between the last one and a statement that was already read.
  {
    life: {
      encounters: [
        { id: 'a0', occurredAt: first, customer, touchpoint: 'form', initiator: 'customer' },
        { id: 'a1', occurredAt: '2026-03-02T09:00:00Z', customer, touchpoint: 'form', initiator: 'company', offers: ['a'] },
      ],
      statements: [{ customer: 'crm:1', asOf: '2026-03-02T10:00:00Z', holdings: ['a'] }],
      definitions: {},
      asOf: '2026-03-02T12:00:00Z',
    },
    looks: ['later', 'later'],
    delays: Array.from({ length: 13 }, (_, index) => (index === 1 ? { steps: 9, again: false } : still)),
  },
]
