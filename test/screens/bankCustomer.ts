import { createHash } from 'node:crypto'
import { BANK_STORY } from '../../seed/bankStory.ts'
import { demoDefinitions } from '../../seed/definitions.ts'
import { readEncounter } from '../../src/domain/encounter/schema.ts'
import { derive } from '../../src/domain/friction/derive.ts'
import { frictionJson } from '../../src/domain/friction/frictionJson.ts'
import { definitionsSchema } from '../../src/domain/journey/definition.ts'
import { openDefinitions } from '../../src/domain/journey/definitions.ts'
import { pathJson } from '../../src/domain/journey/pathJson.ts'
import { formatInstant } from '../../src/domain/kernel/instant.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import type { TimelineItem } from '../../src/web/journey/story.ts'

const CUSTOMER = 'crm:C-1001'

/** The instant at which the bank story is told in tests. */
export const NOW = Date.parse('2026-03-31T00:00:00Z')

/** The customer of the bank story and their timeline, as the doors give them. */
export function bankCustomer() {
  const definitions = openDefinitions(definitionsSchema.parse(demoDefinitions()), openCalendar())
  const encounters = BANK_STORY.map((item) => {
    const read = readEncounter(item, (text) => createHash('sha256').update(text).digest('hex'))
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    return read.encounter
  })
  const derived = derive({ encounters }, definitions, NOW)
  const paths = new Map(derived.paths.map((path) => [path.key, path]))
  const timeline = derived.placed.map(({ encounter, path, step }): TimelineItem => ({
    id: encounter.id,
    occurredAt: formatInstant(encounter.at),
    touchpoint: encounter.touchpoint,
    channel: encounter.channel ?? null,
    device: encounter.device ?? null,
    stage: encounter.stage ?? null,
    initiator: encounter.initiator ?? null,
    path,
    journey: paths.get(path)!.journey,
    matter: paths.get(path)!.matter,
    step,
    encounter: { ...BANK_STORY.find(({ id }) => id === encounter.id) },
  }))
  return {
    paths: derived.paths.map((path) => pathJson(path, CUSTOMER, definitions)),
    frictions: [...derived.frictions, ...derived.pending]
      .sort((a, b) => a.at - b.at)
      .map((each) => frictionJson(each, CUSTOMER, paths.get(each.path)!)),
    timeline,
  }
}
