import type { DemoStatement } from './customers.ts'

/** What the CRM says of the customers of the stories: names and consents, never holdings, which their encounters tell. */
export const STORY_STATEMENTS: readonly DemoStatement[] = [
  {
    customer: 'crm:C-1001',
    asOf: '2014-05-05T07:00:00Z',
    attributes: { name: 'Aino Metsälä', language: 'fi', town: 'Oulu', birthYear: 1979, household: 'family', customerSince: '2014-05-05' },
    consents: { advice: true, surveys: true, marketing: false },
  },
  {
    customer: 'email:c2002@example.com',
    asOf: '2026-01-11T19:45:00Z',
    attributes: { name: 'Venla Usvaranta', language: 'fi', town: 'Tampere', birthYear: 1991, household: 'couple' },
    consents: { advice: false, surveys: true, marketing: true },
  },
  {
    customer: 'crm:C-3003',
    asOf: '2025-04-01T00:00:00Z',
    attributes: {
      name: 'Ilmari Korvenoja',
      language: 'fi',
      town: 'Kuopio',
      birthYear: 1956,
      household: 'single',
      customerSince: '2019-08-20',
    },
    consents: { advice: true, surveys: true, marketing: true },
  },
]
