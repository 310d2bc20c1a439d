import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import { identify } from '../../src/domain/customer/identity.ts'
import { UNIQUE_KINDS } from '../../src/domain/customer/identifier.ts'
import { encounterIdentifiers, readEncounter } from '../../src/domain/encounter/schema.ts'
import type { Encounter } from '../../src/domain/encounter/encounter.ts'
import { openDefinitions } from '../../src/domain/journey/definitions.ts'
import { pathJson } from '../../src/domain/journey/pathJson.ts'
import { sortedUnique } from '../../src/domain/kernel/order.ts'
import { derive } from '../../src/domain/friction/derive.ts'
import { frictionJson } from '../../src/domain/friction/frictionJson.ts'

const stories = new URL('../../../shared/acceptance/', import.meta.url)
const definitions = openDefinitions({}, openCalendar())
const hash = (text: string) => createHash('sha256').update(text).digest('hex')

function read(line: string): Encounter {
  const result = readEncounter(JSON.parse(line), hash)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result.encounter
}

describe.skipIf(!existsSync(stories))('the acceptance stories, in the domain', () => {
  it.each(['bank', 'return', 'easter'])('%s story gives exactly what is expected', (name) => {
    const encounters = readFileSync(new URL(`${name}-story.ndjson`, stories), 'utf8')
      .trim()
      .split('\n')
      .map(read)
    const expected = JSON.parse(readFileSync(new URL(`${name}-story.expected.json`, stories), 'utf8'))
    const identities = identify(encounters.map(encounterIdentifiers), UNIQUE_KINDS)
    expect([...identities.groups.keys()]).toHaveLength(1)
    const customer = [...identities.groups.keys()][0]!
    const derived = derive({ encounters: encounters.toReversed() }, definitions, Date.parse(expected.asOf))
    const paths = new Map(derived.paths.map((path) => [path.key, path]))
    expect(derived.paths.map((path) => pathJson(path, customer, definitions))).toMatchObject(expected.paths)
    const frictions = [...derived.frictions, ...derived.pending].sort((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1))
    expect(frictions.map((friction) => frictionJson(friction, customer, paths.get(friction.path)!))).toMatchObject(expected.frictions)
    expect(frictions).toHaveLength(expected.frictions.length)
    if (expected.holdings) expect(sortedUnique(Object.keys(derived.fold.holdings))).toEqual(expected.holdings)
    if (expected.identifiers) expect(identities.groups.get(customer)!.toSorted()).toEqual(expected.identifiers)
  })
})
