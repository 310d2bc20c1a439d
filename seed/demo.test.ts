import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { statementBody } from '../src/api/customer.ts'
import { UNIQUE_KINDS } from '../src/domain/customer/identifier.ts'
import { identify } from '../src/domain/customer/identity.ts'
import type { Encounter } from '../src/domain/encounter/encounter.ts'
import { encounterIdentifiers, readEncounter } from '../src/domain/encounter/schema.ts'
import { derive } from '../src/domain/friction/derive.ts'
import { readMention } from '../src/domain/feedback/mention.ts'
import { FRICTION_KINDS } from '../src/domain/friction/friction.ts'
import { definitionsSchema } from '../src/domain/journey/definition.ts'
import { openDefinitions } from '../src/domain/journey/definitions.ts'
import { DAY } from '../src/domain/kernel/duration.ts'
import { compareMarks } from '../src/domain/kernel/order.ts'
import { localHour } from '../src/domain/kernel/zone.ts'
import { openCalendar } from '../src/server/organisation/calendar.ts'
import { BANK_STORY } from './bankStory.ts'
import { demoOrganisation } from './demo.ts'
import { EASTER_STORY } from './easterStory.ts'
import { RETURN_STORY } from './returnStory.ts'
import { dayAt, HOLIDAYS, hoursOf, instantAt, monthOf, YEAR_BEGINS, YEAR_ENDS, ZONE } from './year.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const demo = demoOrganisation({ seed: 1 })
const calendar = openCalendar()
const definitions = openDefinitions(definitionsSchema.parse(demo.definitions), calendar)
const problems: unknown[] = []
const encounters = demo.encounters.flatMap((item): Encounter[] => {
  const read = readEncounter(item, hash)
  if ('encounter' in read) return [read.encounter]
  problems.push(item.id, read.problems)
  return []
})
const storyIds = new Set([...BANK_STORY, ...RETURN_STORY, ...EASTER_STORY].map(({ id }) => id))
const own = encounters.filter(({ id }) => !storyIds.has(id))
const links = demo.statements.map(({ customer, identifiers }) => [
  customer,
  ...Object.entries(identifiers ?? {}).map(([kind, value]) => `${kind}:${value}`),
])
const identities = identify([...encounters.map(encounterIdentifiers), ...links], UNIQUE_KINDS)
const share = (items: readonly Encounter[], is: (encounter: Encounter) => boolean) => items.filter(is).length / items.length
const hourOf = ({ at }: Encounter) => localHour(ZONE, at)

function deriveAll(clock: number) {
  const records = new Map<string, { encounters: Encounter[]; statements: { at: number; holdings?: string[] }[] }>()
  const recordOf = (name: string) => {
    const record = records.get(name) ?? { encounters: [], statements: [] }
    records.set(name, record)
    return record
  }
  for (const encounter of encounters) recordOf(identities.nameOf(encounter.customer)).encounters.push(encounter)
  for (const { customer, asOf, holdings } of demo.statements) {
    const colon = customer.indexOf(':')
    const name = identities.nameOf({ [customer.slice(0, colon)]: customer.slice(colon + 1) })
    recordOf(name).statements.push({ at: Date.parse(asOf!), ...(holdings && { holdings }) })
  }
  return [...records.values()].map((record) => derive(record, definitions, clock))
}

describe('the demo organisation', () => {
  it('is the same for the same seed and another for another', () => {
    const text = (seed: number) => hash(JSON.stringify(demoOrganisation({ seed, customers: 80 })))
    expect(text(5)).toBe(text(5))
    expect(text(5)).not.toBe(text(6))
  })

  it('has encounters that every door takes, each id once, in order', () => {
    expect(problems).toEqual([])
    expect(encounters.length).toBeGreaterThan(40_000)
    expect(encounters.length).toBeLessThan(60_000)
    expect(new Set(encounters.map(({ id }) => id)).size).toBe(encounters.length)
    const misplaced = encounters.findIndex((encounter, index) => index > 0 && compareMarks(encounters[index - 1]!, encounter) >= 0)
    expect(misplaced).toBe(-1)
  })

  it('is spoken of elsewhere, in three languages, by people whom nobody knows', () => {
    const read = demo.mentions.map(readMention)
    expect(read.filter((each) => 'problems' in each)).toEqual([])
    const ats = read.map((each) => ('mention' in each ? each.mention.at : 0))
    expect([ats.length, new Set(demo.mentions.map(({ locale }) => locale)).size]).toEqual([72, 3])
    expect(Math.min(...ats)).toBeGreaterThanOrEqual(YEAR_BEGINS)
    expect(Math.max(...ats)).toBeLessThan(YEAR_ENDS)
    expect(demo.mentions.some(({ customer }) => customer !== undefined)).toBe(false)
  })

  it('lives one year, apart from the stories', () => {
    expect(Math.min(...own.map(({ at }) => at))).toBeGreaterThanOrEqual(YEAR_BEGINS)
    expect(own.at(-1)!.at).toBeLessThan(YEAR_ENDS)
    expect(own.at(-1)!.at).toBeGreaterThan(YEAR_ENDS - DAY)
  })

  it('has CRM statements of every known customer, and no two customers are mixed up', () => {
    for (const { customer: _, ...body } of demo.statements) statementBody.parse(body)
    expect(demo.statements).toHaveLength(2003)
    expect(identities.conflicts).toEqual([])
    expect(new Set(demo.statements.map(({ customer }) => customer)).size).toBe(2003)
    const swedish = demo.statements.filter(({ attributes }) => attributes?.language === 'sv').length / 2003
    expect(swedish).toBeGreaterThan(0.04)
    expect(swedish).toBeLessThan(0.09)
  })

  it('carries the three stories unchanged', () => {
    const bank = demo.encounters.filter(({ customer }) => customer.crm === 'C-1001')
    expect(bank).toEqual(BANK_STORY)
    for (const encounter of [...RETURN_STORY, ...EASTER_STORY]) expect(demo.encounters).toContainEqual(encounter)
  })

  it('uses only touchpoints that are defined', () => {
    const unknown = new Set(encounters.filter(({ touchpoint }) => !definitions.touchpoint(touchpoint)).map(({ touchpoint }) => touchpoint))
    expect([...unknown]).toEqual([])
  })

  it('links visits without a name to people by their e-mail', () => {
    const linking = own.filter(({ customer }) => customer.anonymous && customer.email)
    expect(linking.length).toBeGreaterThan(300)
    const joined = linking.every(({ customer }) => identities.nameOf({ anonymous: customer.anonymous! }) === identities.nameOf(customer))
    expect(joined).toBe(true)
  })
})

describe('time in the demo', () => {
  it('knows the public holidays as the calendar does', () => {
    const known = HOLIDAYS.map((date) => Date.parse(`${date}T00:00:00Z`) / DAY)
    const first = dayAt(YEAR_BEGINS)
    const real = [...new Set([...calendar.holidays(2025), ...calendar.holidays(2026)])].filter(
      (day) => day >= first && day <= dayAt(YEAR_ENDS) + 6,
    )
    expect(known).toEqual(real.sort((left, right) => left - right))
  })

  it.each(['branch', 'store', 'phone', 'chat', 'home'])('keeps the opening hours of %s', (channel) => {
    // Cards are blocked by phone at any hour, and what the customer began may end a little later.
    const met = own.filter((encounter) => encounter.channel === channel && encounter.touchpoint !== 'card-line')
    const outside = met.filter(({ at }) => {
      const hours = hoursOf(channel, dayAt(at))
      return !hours || at < instantAt(dayAt(at), hours[0]) || at > instantAt(dayAt(at), hours[1] + 60)
    })
    expect(met.length).toBeGreaterThan(150)
    expect(outside.map(({ id, at, touchpoint }) => [id, new Date(at).toISOString(), touchpoint])).toEqual([])
  })

  it('has phones in the evening and desks in the morning', () => {
    const on = (device: string) => own.filter((encounter) => encounter.device === device && encounter.initiator === 'customer')
    const evening = (encounter: Encounter) => hourOf(encounter) >= 18 && hourOf(encounter) < 23
    const morning = (encounter: Encounter) => hourOf(encounter) >= 8 && hourOf(encounter) < 12
    expect(share(on('mobile'), evening)).toBeGreaterThan(share(on('desktop'), evening) + 0.1)
    expect(share(on('desktop'), morning)).toBeGreaterThan(share(on('mobile'), morning) + 0.1)
  })

  it('has its seasons: loans and kitchens in spring, parcels before Christmas', () => {
    const inMonths = (touchpoint: string, months: number[]) =>
      share(
        own.filter((encounter) => encounter.touchpoint === touchpoint),
        ({ at }) => months.includes(monthOf(dayAt(at))),
      )
    expect(inMonths('parcel', [10, 11])).toBeGreaterThan(0.22)
    expect(inMonths('inspiration-gallery', [2, 3, 4])).toBeGreaterThan(0.3)
    expect(inMonths('loan-application', [2, 3, 4])).toBeGreaterThan(0.3)
  })
})

describe('paths and frictions of the demo', () => {
  const derived = deriveAll(YEAR_ENDS)
  const frictions = derived.flatMap((each) => [...each.frictions, ...each.pending])
  const paths = derived.flatMap((each) => each.paths)

  it.each(FRICTION_KINDS)('has %s', (kind) => {
    expect(frictions.filter((friction) => friction.kind === kind).length).toBeGreaterThan(15)
  })

  it('goes well most of the time', () => {
    const free = derived.reduce((sum, { frictions: settled, pending, paths: all }) => {
      const spoiled = new Set([...settled, ...pending].map(({ path }) => path))
      return sum + all.filter(({ key }) => !spoiled.has(key)).length
    }, 0)
    expect(free / paths.length).toBeGreaterThan(0.7)
    expect(free / paths.length).toBeLessThan(0.85)
  })

  it('has paths in every state, pauses and returns in another channel', () => {
    for (const state of ['active', 'paused', 'abandoned', 'completed'] as const) {
      expect(paths.filter((path) => path.state === state).length, state).toBeGreaterThan(150)
    }
    const resumptions = paths.flatMap((path) => path.resumptions)
    expect(resumptions.length).toBeGreaterThan(500)
    expect(resumptions.filter(({ fromChannel, toChannel }) => fromChannel !== toChannel).length).toBeGreaterThan(100)
  })

  it('has promises kept and broken', () => {
    const promised = own.reduce((sum, { promises }) => sum + (promises?.length ?? 0), 0)
    const broken = frictions.filter(({ kind }) => kind === 'broken-promise').length
    expect(broken / promised).toBeGreaterThan(0.05)
    expect(broken / promised).toBeLessThan(0.25)
  })

  it('speaks in many customers’ own words', () => {
    const spoken = (locale: string) => new Set(own.flatMap(({ text, locale: said }) => (text && said === locale ? [text] : [])))
    expect(spoken('fi').size).toBeGreaterThan(60)
    expect(spoken('sv').size).toBeGreaterThan(20)
    expect(spoken('en').size).toBeGreaterThan(3)
  })
})
