import type { EncounterInput } from '../src/domain/encounter/schema.ts'

/** A warranty matter over Easter: the holidays are no working days, and the customer had to ask. */
export const EASTER_STORY: readonly (EncounterInput & { id: string })[] = [
  {
    id: 's-01',
    occurredAt: '2026-04-02T15:00:00Z',
    customer: { crm: 'C-3003' },
    journey: 'warranty',
    matter: 'W-9',
    touchpoint: 'warranty-form',
    channel: 'web',
    initiator: 'customer',
    step: 'start',
    provides: ['receipt'],
  },
  {
    id: 's-02',
    occurredAt: '2026-04-07T06:00:00Z',
    customer: { crm: 'C-3003' },
    journey: 'warranty',
    matter: 'W-9',
    touchpoint: 'customer-service',
    channel: 'phone',
    initiator: 'customer',
    text: 'Onko asiani edennyt?',
    locale: 'fi',
  },
  {
    id: 's-03',
    occurredAt: '2026-04-10T08:00:00Z',
    customer: { crm: 'C-3003' },
    journey: 'warranty',
    matter: 'W-9',
    touchpoint: 'email-answer',
    channel: 'email',
    initiator: 'company',
    step: 'complete',
    handledBy: { team: 'after-sales' },
  },
]
