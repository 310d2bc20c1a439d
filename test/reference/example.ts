import { reference } from './reference.ts'
import type { RawEncounter, Reference, ReferenceInput } from './reference.ts'

let made = 0

/** A small encounter at "day hour:minute" of January 2026 UTC: `on('05 12:00', {…})`; the 5th is a Monday. */
export function on(time: string, facets: Partial<RawEncounter> = {}): RawEncounter {
  made += 1
  const [date, clock] = time.split(' ')
  return {
    id: `e-${String(made).padStart(4, '0')}`,
    occurredAt: `2026-01-${date}T${clock}:00Z`,
    customer: { crm: 'C-1' },
    touchpoint: 'counter',
    initiator: 'customer',
    ...facets,
  }
}

/** An encounter of the journey `order`. */
export function order(time: string, facets: Partial<RawEncounter> = {}): RawEncounter {
  return on(time, { journey: 'order', ...facets })
}

export function run(encounters: RawEncounter[], asOf = '2026-01-31T00:00:00Z', rest: Partial<ReferenceInput> = {}): Reference {
  return reference({ encounters, asOf, ...rest })
}

/** The frictions of one kind as [occurredAt, numbers of the evidence in the list given]. */
export function found(kind: string, encounters: RawEncounter[], asOf?: string, rest?: Partial<ReferenceInput>) {
  return run(encounters, asOf, rest)
    .frictions.filter((friction) => friction.kind === kind)
    .map(({ occurredAt, evidence }) => [occurredAt, ...evidence.map((id) => encounters.findIndex((each) => each.id === id))])
}
