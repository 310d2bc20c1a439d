import { setTimeout as wait } from 'node:timers/promises'
import type { DefinitionsInput } from '../../domain/journey/definition.ts'
import { identifierTexts, normaliseIdentifier, UNIQUE_KINDS, type Identifiers } from '../../domain/customer/identifier.ts'
import { identify } from '../../domain/customer/identity.ts'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import { readEncounter } from '../../domain/encounter/schema.ts'
import type { Json } from '../../domain/kernel/canonical.ts'
import { compareMarks, compareText } from '../../domain/kernel/order.ts'
import { keepDemoCases, type LiveCases } from '../case/keepDemoCases.ts'
import type { Database } from '../db/database.ts'
import { json } from '../db/values.ts'
import { digestOf } from '../encounter/registerIds.ts'
import { unread } from '../feedback/mentionReading.ts'
import { type DemoSurveys, keepDemoSurveys } from '../feedback/keepDemoSurveys.ts'
import { takeMentions } from '../feedback/mentionTake.ts'
import type { Intake } from '../intake/intake.ts'
import type { KeptMemory } from '../intake/keptMemory.ts'
import type { CustomerStatement } from '../intake/tellStatements.ts'
import { passTime } from '../jobs/deadlineWorker.ts'
import type { DefinitionStore } from '../journey/definitionStore.ts'

/** The demo organisation as data. */
export interface Demo {
  name: unknown
  opensWith: string
  definitions: DefinitionsInput
  statements: readonly {
    customer: string
    asOf?: string | undefined
    identifiers?: Record<string, string> | undefined
    attributes?: Record<string, unknown> | undefined
    holdings?: string[] | undefined
    consents?: Record<string, boolean> | undefined
  }[]
  encounters: readonly unknown[]
  /** Word of mouth by people whom nobody knows. */
  mentions: readonly unknown[]
  /** What it asks, the survey of its yearly answers first. */
  surveys: DemoSurveys
  /** How its cases went on. */
  liveCases: LiveCases
  /** Who has some of them now, as encounters name them. */
  caseFavourite: string
}

/** What the settings keep of the demo organisation; `ready` once all of it is loaded. */
export interface DemoSetting {
  name: unknown
  opensWith: string
  ready: boolean
}

const STATEMENTS_AT_ONCE = 250
const ENCOUNTERS_AT_ONCE = 1000
const SETTLE = 10_000
/** Between batches others get their turn: somebody is looking at the first screen. */
const REST = 5

/** Whether a database holds nothing yet, or a demo organisation that was not loaded to its end. */
export async function needsDemo(database: Database): Promise<boolean> {
  const [row] = await database.query<{ needed: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM encounter_ids) AND NOT EXISTS (SELECT 1 FROM statements) AND NOT EXISTS (SELECT 1 FROM definitions)
       OR EXISTS (SELECT 1 FROM settings WHERE key = 'demo' AND NOT (body ->> 'ready')::boolean) AS needed`,
  )
  return row!.needed
}

/** Loads the demo organisation through the ordinary doors; its own story first. What a broken-off load left is taken up again. */
export async function loadDemo(
  parts: { database: Database; definitions: DefinitionStore; intake: Intake; memory: KeptMemory; clock: () => number },
  demo: Demo,
  progress: (done: number, of: number) => void,
): Promise<void> {
  const { database, definitions, intake } = parts
  const setting = { name: demo.name, opensWith: demo.opensWith }
  await keepSetting(database, { ...setting, ready: false })
  await definitions.putAll(demo.definitions)
  const statements = demo.statements.map((statement) => statementOf(statement, parts.clock()))
  const encounters = demo.encounters.map((item) => {
    const read = readEncounter(item, digestOf)
    if ('problems' in read) throw new Error(`The demo has an encounter that is refused: ${JSON.stringify(read.problems)}`)
    return read.encounter
  })
  const isStory = (identifiers: Identifiers) => identifiers.crm !== undefined && demo.opensWith === `crm:${identifiers.crm}`
  const story = encounters.filter((encounter) => isStory(encounter.customer))
  const rest = byCustomer(
    encounters.filter((encounter) => !isStory(encounter.customer)),
    statements,
  )
  await intake.tellAll(statements.filter((statement) => isStory(statement.identifiers)))
  await intake.accept(story)
  for (let from = 0; from < statements.length; from += STATEMENTS_AT_ONCE) {
    await intake.tellAll(statements.slice(from, from + STATEMENTS_AT_ONCE))
    await wait(REST)
  }
  for (let from = 0; from < rest.length; from += ENCOUNTERS_AT_ONCE) {
    await intake.accept(rest.slice(from, from + ENCOUNTERS_AT_ONCE), SETTLE)
    await wait(REST)
    progress(Math.min(rest.length, from + ENCOUNTERS_AT_ONCE), rest.length)
  }
  const mentions = demo.mentions.map((value) => ({ value }))
  await takeMentions(mentions, { database, intake, clock: parts.clock, readTexts: unread })
  // The sources have settled: what opens a case opens it now, and its life follows.
  await database.query('UPDATE customers SET alert_at = 0 WHERE alert_at IS NOT NULL')
  await passTime(database, definitions, parts.clock, parts.memory)
  const { calendar } = (await definitions.current()).definitions
  await keepDemoCases(database, demo.liveCases, { but: demo.opensWith, favourite: demo.caseFavourite, calendar, now: parts.clock() })
  await keepDemoSurveys(database, demo.surveys, parts.clock())
  await keepSetting(database, { ...setting, ready: true })
}

/** By customer, so that each is read on from once; the order of arrival changes nothing. */
function byCustomer(encounters: readonly Encounter[], statements: readonly CustomerStatement[]): Encounter[] {
  const links = [...encounters, ...statements.map(({ identifiers }) => ({ customer: identifiers }))]
  const { nameOf } = identify(
    links.map((link) => identifierTexts(link.customer)),
    UNIQUE_KINDS,
  )
  return encounters
    .map((encounter) => ({ encounter, name: nameOf(encounter.customer) }))
    .sort((left, right) => compareText(left.name, right.name) || compareMarks(left.encounter, right.encounter))
    .map(({ encounter }) => encounter)
}

async function keepSetting(database: Database, setting: DemoSetting): Promise<void> {
  await database.query(`INSERT INTO settings (key, body) VALUES ('demo', $1::jsonb) ON CONFLICT (key) DO UPDATE SET body = excluded.body`, [
    json(setting),
  ])
}

function statementOf(told: Demo['statements'][number], now: number): CustomerStatement {
  const colon = told.customer.indexOf(':')
  const given = { ...told.identifiers, [told.customer.slice(0, colon)]: told.customer.slice(colon + 1) }
  const identifiers: Identifiers = {}
  for (const [kind, value] of Object.entries(given)) {
    const normal = normaliseIdentifier(kind, value)
    if ('problem' in normal) throw new Error(`The demo has an identifier that is refused: ${kind} ${normal.problem}`)
    identifiers[kind] = normal.value
  }
  const kind = told.customer.slice(0, colon)
  return {
    identifier: `${kind}:${identifiers[kind]}`,
    identifiers,
    at: told.asOf === undefined ? now : Date.parse(told.asOf),
    ...(told.attributes && { attributes: told.attributes as Record<string, Json> }),
    ...(told.holdings && { holdings: told.holdings }),
    ...(told.consents && { consents: told.consents }),
  }
}
