import { readEncounter, type Problem } from '../../domain/encounter/schema.ts'
import type { Encounter, Initiator } from '../../domain/encounter/encounter.ts'
import type { Intake, IntakeResult, Rejection } from '../intake/intake.ts'
import { problemLine } from '../http/problem.ts'
import { digestOf } from './registerIds.ts'
import type { Item } from './readItems.ts'

/** How items are taken: who is assumed to begin them, and how many seconds their cases wait. */
export interface Taking {
  initiator?: Initiator | undefined
  settle?: number
}

/** Hands the readable items on to intake and tells what became of each, by its place among the items. */
export async function takeItems(
  items: readonly Item[],
  intake: Pick<Intake, 'accept'>,
  { initiator, settle = 0 }: Taking = {},
): Promise<IntakeResult> {
  const rejected: Rejection[] = []
  const encounters: Encounter[] = []
  const places: number[] = []
  items.forEach((item, index) => {
    if ('problem' in item) {
      rejected.push(refusal(index, undefined, [{ field: '', message: item.problem }]))
      return
    }
    const read = readEncounter(item.value, digestOf)
    if ('problems' in read) rejected.push(refusal(index, item.value, read.problems))
    else {
      encounters.push(initiator === undefined ? read.encounter : { ...read.encounter, assumedInitiator: initiator })
      places.push(index)
    }
  })
  if (encounters.length === 0) return { accepted: 0, duplicates: 0, rejected }
  const received = await intake.accept(encounters, settle * 1000)
  for (const refused of received.rejected) rejected.push({ ...refused, index: places[refused.index]! })
  rejected.sort((left, right) => left.index - right.index)
  return { accepted: received.accepted, duplicates: received.duplicates, rejected }
}

function refusal(index: number, value: unknown, problems: Problem[]): Rejection {
  const id = value !== null && typeof value === 'object' ? (value as { id?: unknown }).id : undefined
  return {
    index,
    ...(typeof id === 'string' && id.length <= 200 && { id }),
    problem: problems.map(problemLine).join('; '),
    problems,
  }
}
