import { readEncounter, type Problem } from '../../domain/encounter/schema.ts'
import type { Encounter, Initiator } from '../../domain/encounter/encounter.ts'
import type { Parts } from '../http/parts.ts'
import { problemLine } from '../http/problem.ts'
import type { IntakeResult, Rejection } from '../intake/intake.ts'
import { keepRefused } from '../intake/quarantine.ts'
import { digestOf } from './registerIds.ts'
import { contentOf, type Item } from './readItems.ts'

/** How items are taken: by which door and token they came, who is assumed to begin them, and how many seconds their cases wait. */
export interface Taking {
  /** The door's address, as refused items are kept under it. */
  door: string
  token: string | null
  initiator?: Initiator | undefined
  settle?: number
  /** false = the sender keeps what is refused. */
  quarantine?: boolean
}

/** Hands the readable items on to intake, keeps the refused ones in quarantine, and tells what became of each, by its place among the items. */
export async function takeItems(
  items: readonly Item[],
  { intake, database, clock }: Pick<Parts, 'intake' | 'database' | 'clock'>,
  { door, token, initiator, settle = 0, quarantine = true }: Taking,
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
  const received = encounters.length === 0 ? { accepted: 0, duplicates: 0, rejected: [] } : await intake.accept(encounters, settle * 1000)
  for (const refused of received.rejected) rejected.push({ ...refused, index: places[refused.index]! })
  rejected.sort((left, right) => left.index - right.index)
  if (quarantine) {
    const refused = rejected.map(({ index, id, problems }) => ({ value: contentOf(items[index]!), id, problems }))
    await keepRefused(database, refused, { door, token, assumed: initiator }, clock())
  }
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
