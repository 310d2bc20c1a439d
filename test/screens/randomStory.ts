import fc from 'fast-check'
import { FRICTION_KINDS } from '../../src/domain/friction/friction.ts'
import { HOUR } from '../../src/domain/kernel/duration.ts'
import { formatInstant } from '../../src/domain/kernel/instant.ts'
import { tellStory, type Story, type TimelineItem } from '../../src/web/journey/story.ts'

const BEGIN = Date.parse('2025-09-01T06:00:00Z')
const CHANNELS = ['web', 'phone', 'branch', 'store', null] as const
const SIDES = ['customer', 'company', 'third-party'] as const

const moment = fc.record({
  hours: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 24 * 120 })),
  channel: fc.constantFrom(...CHANNELS),
  side: fc.constantFrom(...SIDES),
  path: fc.constantFrom('loan/1', 'claim/2', 'order/3'),
  gives: fc.boolean(),
  frictions: fc.uniqueArray(fc.constantFrom(...FRICTION_KINDS), { maxLength: 3 }),
  /** Hours from the encounter to a deadline; 0 = the friction is true at the encounter. */
  delay: fc.constantFrom(0, 0, 5, 48),
})

/** A customer's story: up to 24 encounters on three paths over at most four months, with frictions at encounters and at deadlines. */
export const randomStory: fc.Arbitrary<Story> = fc.array(moment, { minLength: 1, maxLength: 24 }).map((moments) => {
  const timeline = moments.map((each, index): TimelineItem => {
    const id = `e-${String(index).padStart(2, '0')}`
    const [journey = '', matter = ''] = each.path.split('/')
    const encounter = { id, ...(each.gives && { provides: ['papers'] }) }
    const occurredAt = formatInstant(BEGIN + each.hours * HOUR)
    return {
      id,
      occurredAt,
      touchpoint: `touchpoint-${index % 4}`,
      channel: each.channel,
      device: null,
      stage: null,
      initiator: each.side,
      path: each.path,
      journey,
      matter,
      step: index + 1,
      encounter,
    }
  })
  const frictions = moments.flatMap((each, index) =>
    each.frictions.map((kind) => {
      const [journey = '', matter = ''] = each.path.split('/')
      const evidence = [timeline[index]!.id]
      return {
        kind,
        customer: 'crm:1',
        path: each.path,
        journey,
        matter,
        occurredAt: formatInstant(BEGIN + (each.hours + each.delay) * HOUR),
        severity: 3,
        evidence,
      }
    }),
  )
  return tellStory({ paths: [], frictions }, timeline, null)
})
