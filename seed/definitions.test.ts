import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { UNIQUE_KINDS } from '../src/domain/customer/identifier.ts'
import { identify } from '../src/domain/customer/identity.ts'
import { encounterIdentifiers, readEncounter } from '../src/domain/encounter/schema.ts'
import { derive } from '../src/domain/friction/derive.ts'
import { frictionJson } from '../src/domain/friction/frictionJson.ts'
import { definitionsSchema, type DefinitionsInput } from '../src/domain/journey/definition.ts'
import { openDefinitions } from '../src/domain/journey/definitions.ts'
import { pathJson } from '../src/domain/journey/pathJson.ts'
import { sortedUnique } from '../src/domain/kernel/order.ts'
import { openCalendar } from '../src/server/organisation/calendar.ts'
import { BANK_STORY } from './bankStory.ts'
import { DEFINITION_FILES, demoDefinitions, readDefinitionFile } from './definitions.ts'
import { EASTER_STORY } from './easterStory.ts'
import { RETURN_STORY } from './returnStory.ts'
import { TEAMS } from './teams.ts'

const acceptance = new URL('../../shared/acceptance/', import.meta.url)
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const STORIES = { bank: BANK_STORY, return: RETURN_STORY, easter: EASTER_STORY }
const SETS: [string, () => DefinitionsInput][] = [
  ['the whole demo', demoDefinitions],
  ...DEFINITION_FILES.map((file): [string, () => DefinitionsInput] => [file, () => readDefinitionFile(file)]),
]

function deriveStory(name: keyof typeof STORIES, given: DefinitionsInput, clock: number) {
  const definitions = openDefinitions(definitionsSchema.parse(given), openCalendar())
  const encounters = STORIES[name].map((item) => {
    const read = readEncounter(item, hash)
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    return read.encounter
  })
  const { groups } = identify(encounters.map(encounterIdentifiers), UNIQUE_KINDS)
  expect(groups.size).toBe(1)
  const customer = [...groups.keys()][0]!
  const derived = derive({ encounters }, definitions, clock)
  const byKey = new Map(derived.paths.map((path) => [path.key, path]))
  const frictions = [...derived.frictions, ...derived.pending].sort((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1))
  return {
    paths: derived.paths.map((path) => pathJson(path, customer, definitions)),
    frictions: frictions.map((friction) => frictionJson(friction, customer, byKey.get(friction.path)!)),
    holdings: sortedUnique(Object.keys(derived.fold.holdings)),
  }
}

describe('the worked examples', () => {
  it.each(DEFINITION_FILES)('%s is a valid file of definitions', (file) => {
    const { success, error } = definitionsSchema.safeParse(readDefinitionFile(file))
    expect(error?.issues).toBeUndefined()
    expect(success).toBe(true)
  })

  it.each(['bank-loan.yaml', 'kitchen-order.yaml'] as const)('%s is complete by itself', (file) => {
    const { journeys = [], touchpoints = [], channels = [] } = readDefinitionFile(file)
    const known = new Set(touchpoints.map(({ key }) => key))
    for (const journey of journeys) for (const key of journey.touchpoints ?? []) expect(known).toContain(key)
    const reached = new Set(channels.map(({ key }) => key))
    for (const { key, channel } of touchpoints) if (channel) expect(reached, `channel of ${key}`).toContain(channel)
  })

  it('say the same wherever a key stands in two files', () => {
    const seen = new Map<string, string>()
    for (const { journeys = [], touchpoints = [], channels = [] } of DEFINITION_FILES.map(readDefinitionFile)) {
      for (const [list, items] of Object.entries({ journeys, touchpoints, channels })) {
        for (const item of items) {
          const text = JSON.stringify(item)
          expect(seen.get(`${list} ${item.key}`) ?? text).toBe(text)
          seen.set(`${list} ${item.key}`, text)
        }
      }
    }
    expect(seen.size).toBeGreaterThan(80)
  })

  it('name everything in Finnish, Swedish and English', () => {
    const { journeys, touchpoints, channels } = demoDefinitions()
    const named = [...journeys!, ...journeys!.flatMap(({ stages }) => stages ?? []), ...touchpoints!, ...channels!]
    const without = named.filter(({ name }) => typeof name !== 'object' || !name.fi || !name.sv || !name.en)
    expect(without.map(({ key }) => key)).toEqual([])
    expect(TEAMS.filter(({ name }) => !name.fi || !name.sv || !name.en)).toEqual([])
  })

  it('refer only to what is defined: touchpoints, stages, channels and teams', () => {
    const { journeys, touchpoints, channels } = demoDefinitions()
    const teams = new Set(TEAMS.map(({ key }) => key))
    const reached = new Set(channels!.map(({ key }) => key))
    const stages = new Set(journeys!.flatMap((journey) => (journey.stages ?? []).map(({ key }) => key)))
    const known = new Set(touchpoints!.map(({ key }) => key))
    for (const journey of journeys!) {
      expect(teams, `team of ${journey.key}`).toContain(journey.team)
      for (const key of journey.touchpoints ?? []) expect(known, `touchpoint of ${journey.key}`).toContain(key)
    }
    for (const { key, team, channel, stage } of touchpoints!) {
      expect(teams, `team of ${key}`).toContain(team)
      if (channel) expect(reached, `channel of ${key}`).toContain(channel)
      if (stage) expect(stages, `stage of ${key}`).toContain(stage)
    }
  })
})

describe.skipIf(!existsSync(acceptance))('the acceptance stories (skipped where ../shared is absent)', () => {
  const names = Object.keys(STORIES) as (keyof typeof STORIES)[]

  it.each(names)('the %s story of the demo is the acceptance story, encounter by encounter', (name) => {
    const lines = readFileSync(new URL(`${name}-story.ndjson`, acceptance), 'utf8')
      .trim()
      .split('\n')
    expect(STORIES[name]).toEqual(lines.map((line) => JSON.parse(line)))
  })

  describe.each(SETS)('with the definitions of %s', (_, given) => {
    it.each(names)('the %s story gives exactly what is expected', (name) => {
      const expected = JSON.parse(readFileSync(new URL(`${name}-story.expected.json`, acceptance), 'utf8'))
      const derived = deriveStory(name, given(), Date.parse(expected.asOf))
      expect(derived.paths).toMatchObject(expected.paths)
      expect(derived.paths).toHaveLength(expected.paths.length)
      expect(derived.frictions).toMatchObject(expected.frictions)
      expect(derived.frictions).toHaveLength(expected.frictions.length)
      expect(derived.holdings).toEqual(expected.holdings)
    })
  })
})

describe('the bank story', () => {
  it('comes out with its eleven frictions under the demo’s definitions', () => {
    const { paths, frictions } = deriveStory('bank', demoDefinitions(), Date.parse('2026-03-31T00:00:00Z'))
    expect(paths.map(({ journey, encounters }) => [journey, encounters])).toEqual([
      ['relationship', 2],
      ['car-loan', 8],
      ['insurance', 2],
    ])
    expect(frictions).toHaveLength(11)
    expect(frictions.at(-1)).toMatchObject({ kind: 'loss', leadTimeSeconds: 2_205_960 })
  })
})

describe('docs/definitions.md', () => {
  const page = readFileSync(new URL('../docs/definitions.md', import.meta.url), 'utf8')
  const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text!)

  it('has examples that are valid definitions', () => {
    expect(examples.length).toBeGreaterThan(5)
    for (const text of examples) expect(definitionsSchema.safeParse(parse(text)).error?.issues, text).toBeUndefined()
  })

  it('explains every field', () => {
    const schema = z.toJSONSchema(definitionsSchema, { io: 'input', unrepresentable: 'any' }) as Node
    const missing = fieldsOf(schema).filter(
      (field) => !page.includes(`\`${field}\``) && !page.includes(`.${field}\``) && !page.includes(`\`${field}.`),
    )
    expect(fieldsOf(schema)).toContain('pauseLimit')
    expect(missing).toEqual([])
  })
})

interface Node {
  properties?: Record<string, Node>
  items?: Node
  anyOf?: Node[]
}

function fieldsOf(node: Node): string[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([name, inner]) => [name, ...fieldsOf(inner)])
  return [...own, ...(node.items ? fieldsOf(node.items) : []), ...(node.anyOf ?? []).flatMap(fieldsOf)]
}
