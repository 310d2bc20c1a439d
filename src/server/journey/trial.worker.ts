import { parentPort, workerData } from 'node:worker_threads'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import type { Statement } from '../../domain/customer/holdings.ts'
import { derive } from '../../domain/friction/derive.ts'
import { openTrial } from '../../domain/friction/trial.ts'
import { definitionsSchema } from '../../domain/journey/definition.ts'
import { openDefinitions } from '../../domain/journey/definitions.ts'
import { openCalendar } from '../organisation/calendar.ts'
import { openCalls } from './indexCalls.ts'
import type { TrialOrders, TrialPlace, TrialRow } from './trial.ts'

// Derives customers twice, by the definitions in force and with a draft, in a thread of its own.

const { journey, since, clock, inForce, withDraft } = workerData as TrialPlace
const [present, drafted] = [inForce, withDraft].map((given) => openDefinitions(definitionsSchema.parse(given), openCalendar()))
const trial = openTrial(journey, since)

function take(rows: readonly TrialRow[]): void {
  for (const { name, bodies, statements } of rows) {
    const record = { encounters: JSON.parse(bodies) as Encounter[], statements: JSON.parse(statements) as Statement[] }
    trial.add(name, derive(record, present!, clock), derive(record, drafted!, clock))
  }
}

openCalls<Record<string, never>>(parentPort!, {
  take,
  close: (of: number) => ({ counts: trial.counts(), estimate: trial.estimate(of) }),
} satisfies { [Name in keyof TrialOrders]: (...given: Parameters<TrialOrders[Name]>) => unknown })
