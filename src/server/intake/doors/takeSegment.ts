import type { Problem } from '../../../domain/encounter/schema.ts'
import { DEEP_PROBLEM, DEEPEST, isDeeperThan } from '../../../domain/kernel/keepable.ts'
import type { Item } from '../../encounter/readItems.ts'
import type { Taking } from '../../encounter/takeItems.ts'
import type { Parts } from '../../http/parts.ts'
import { problemLine } from '../../http/problem.ts'
import type { IntakeResult } from '../intake.ts'
import type { CustomerStatement } from '../tellStatements.ts'
import { timeOf } from './clock.ts'
import { isFields, type Fields } from './facets.ts'
import { encounterOf } from './segmentEncounter.ts'
import { statementOf } from './segmentStatement.ts'
import { takeOnce } from './takeOnce.ts'

const ENCOUNTERS = ['track', 'page', 'screen']
const STATEMENTS = ['identify', 'group', 'alias']

/** Messages of one request, and what stands around them for all. */
export interface Envelope {
  messages: readonly unknown[]
  sentAt: unknown
  context: unknown
}

/** Takes Segment's messages: those that tell of a customer as statements, the others as encounters; tells what became of each. */
export async function takeSegment(
  { messages, sentAt, context }: Envelope,
  parts: Pick<Parts, 'intake' | 'database' | 'clock'>,
  taking: Taking,
): Promise<IntakeResult & { statements: number }> {
  const now = parts.clock()
  const statements: CustomerStatement[] = []
  const items: Item[] = []
  const places: number[] = []
  messages.forEach((message, index) => {
    const read = readMessage(message, { sentAt, context }, now)
    if ('statement' in read) return statements.push(read.statement)
    places.push(index)
    return items.push(read)
  })
  if (statements.length > 0) await parts.intake.tellAll(statements)
  const taken = await takeOnce(items, parts, taking)
  return {
    ...taken,
    statements: statements.length,
    rejected: taken.rejected.map((refused) => ({ ...refused, index: places[refused.index]! })),
  }
}

function readMessage(
  message: unknown,
  around: { sentAt: unknown; context: unknown },
  now: number,
): Item | { statement: CustomerStatement } {
  if (isDeeperThan(message, DEEPEST)) return { problem: DEEP_PROBLEM }
  if (!isFields(message)) return refused(message, [{ field: '', message: 'must be an object' }])
  const type = message['type'] ?? message['action']
  const context = { ...(isFields(around.context) && around.context), ...(isFields(message['context']) && message['context']) }
  const at = timeOf({ ...message, sentAt: message['sentAt'] ?? around.sentAt }, now)
  if (typeof type === 'string' && ENCOUNTERS.includes(type)) return { value: encounterOf(type, message, context, at) }
  if (typeof type === 'string' && STATEMENTS.includes(type)) {
    const read = statementOf(type, message, context, at, now)
    return 'problems' in read ? refused(message, read.problems) : read
  }
  return refused(message, [{ field: 'type', message: `must be one of ${[...ENCOUNTERS, ...STATEMENTS].join(', ')}` }])
}

function refused(message: unknown, problems: Problem[]): Item {
  const { writeKey: _key, ...kept } = isFields(message) ? message : ({ message } as Fields)
  return { problem: problems.map(problemLine).join('; '), raw: JSON.stringify(kept) }
}
