import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { demoOrganisation } from '../../seed/demo.ts'
import { identify } from '../../src/domain/customer/identity.ts'
import { UNIQUE_KINDS } from '../../src/domain/customer/identifier.ts'
import type { Encounter } from '../../src/domain/encounter/encounter.ts'
import { encounterIdentifiers, readEncounter } from '../../src/domain/encounter/schema.ts'
import { derive } from '../../src/domain/friction/derive.ts'
import { definitionsSchema } from '../../src/domain/journey/definition.ts'
import { openDefinitions } from '../../src/domain/journey/definitions.ts'
import { DAY } from '../../src/domain/kernel/duration.ts'
import { grouped } from '../../src/domain/kernel/grouped.ts'
import { compareMarks } from '../../src/domain/kernel/order.ts'
import { type CustomerFriction, type CustomerScore, foretell, laterAnswers, type LaterAnswer } from '../../src/domain/measure/foretell.ts'
import { digestOf } from '../../src/server/encounter/registerIds.ts'
import { readAnswerTable } from '../../src/server/measure/readAnswerTable.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '365' },
  },
})
/** How long before an answer what happened counts. */
const within = Number(values.days) * DAY

function print(title: string, answers: readonly LaterAnswer[]): void {
  const detractors = answers.filter(({ nps }) => nps < 7).length
  console.log(`\n${title}: ${answers.length} later answers, ${detractors} detractors`)
  const told = ({ value, low, high }: { value: number; low: number; high: number }) =>
    `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`
  console.log('| predictor | rank correlation | detractor has less | explained of unseen | best of resamples |\n|---|---|---|---|---|')
  for (const { predictor, correlation, detractor, explained, best } of foretell(answers)) {
    console.log(
      `| ${predictor} | ${told(correlation)} | ${detractor ? told(detractor) : '–'} | ${(100 * explained).toFixed(1)} % | ${(100 * best).toFixed(0)} % |`,
    )
  }
}

/** Scores, NPS answers and frictions of the demo year, as they come out of the rules. */
function ofDemo() {
  const demo = demoOrganisation({ seed: Number(values.seed), customers: Number(values.customers) })
  const encounters: Encounter[] = demo.encounters.flatMap((item) => {
    const read = readEncounter(item, digestOf)
    return 'encounter' in read ? [read.encounter] : []
  })
  const definitions = openDefinitions(definitionsSchema.parse(demo.definitions), openCalendar())
  const { nameOf } = identify(encounters.map(encounterIdentifiers), UNIQUE_KINDS)
  const clock = encounters.reduce((latest, { at }) => Math.max(latest, at), 0) + 1
  const scores: CustomerScore[] = []
  const frictions: CustomerFriction[] = []
  const names = grouped(encounters, (encounter) => nameOf(encounter.customer))
  for (const [customer, own] of [...names.values()].entries()) {
    const derived = derive({ encounters: own.sort(compareMarks) }, definitions, clock)
    for (const { encounter, path } of derived.placed) {
      for (const { metric, score, scale } of encounter.measures ?? [])
        scores.push({ customer, path, encounter: encounter.id, at: encounter.at, metric, score, scale: scale ?? null })
    }
    for (const friction of derived.frictions) frictions.push({ ...friction, customer })
  }
  return { scores, frictions }
}

const { scores, frictions } = ofDemo()
const answers = scores.filter(({ metric }) => metric === 'nps')
print(`Demo, seed ${values.seed}, all`, laterAnswers(answers, scores, frictions, within))
const several = new Set(
  [
    ...grouped(
      scores.filter(({ metric }) => metric !== 'nps'),
      ({ customer }) => customer,
    ),
  ]
    .filter(([, list]) => new Set(list.map(({ encounter }) => encounter)).size >= 2)
    .map(([customer]) => customer),
)
print(
  `Demo, seed ${values.seed}, customers with scores from two or more encounters`,
  laterAnswers(
    answers.filter(({ customer }) => several.has(customer)),
    scores,
    frictions,
    within,
  ),
)

const mobi = fileURLToPath(new URL('../../../shared/data/ecsi_mobi/mobi.csv', import.meta.url))
if (existsSync(mobi)) {
  // One questionnaire, so nothing is later: only what a mean and a lowest item tell of a recommendation can be compared.
  const { rows } = await readAnswerTable(mobi)
  const items = ['PERQ2', 'PERQ3', 'PERQ4', 'PERQ5', 'PERQ6', 'PERQ7']
  const same = { last: 0, 'peak-end': 0, experience: 0, frictions: 0 }
  print(
    'ECSI, six items of quality against the recommendation (CUSL3, 1–10)',
    rows.map(({ cells }) => {
      const places = items.map((item) => ((Number(cells[item]) - 1) / 9) * 100)
      const mean = places.reduce((sum, place) => sum + place, 0) / places.length
      return { nps: Number(cells['CUSL3']), before: { ...same, mean, worst: Math.min(...places) } }
    }),
  )
} else console.log('\nECSI: skipped, ../shared/data is absent')
