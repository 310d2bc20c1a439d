import type { Problem } from '../../../domain/encounter/schema.ts'
import { statementBody } from '../../../api/customer.ts'
import { kindOf } from '../../../domain/customer/identifier.ts'
import { expectation } from '../../../domain/kernel/expectation.ts'
import { findUnkeepable } from '../../../domain/kernel/keepable.ts'
import { readStatement } from '../../customer/readStatement.ts'
import { HttpProblem } from '../../http/problem.ts'
import type { CustomerStatement } from '../tellStatements.ts'
import { isFields, type Fields } from './facets.ts'
import { contactsIn, identifiersOf, isGiven, kindIn } from './segmentPerson.ts'

/** What became of a message that tells of a customer. */
export type StatementRead = { statement: CustomerStatement } | { problems: Problem[] }

/** Reads `identify`, `group` or `alias` as the statement that `PUT /v1/customers/{kind}:{value}` would be told; `at` is its time as RFC 3339. */
export function statementOf(type: string, message: Fields, context: Fields, at: unknown, now: number): StatementRead {
  const traits = isFields(message['traits']) ? message['traits'] : {}
  if (type === 'alias') return aliasOf(message, at, now)
  if (type === 'group') {
    const { groupId } = message
    if (!isGiven(groupId)) return refused('groupId', 'is required')
    return tell(message, identifiersOf(message, {}), { asOf: at, attributes: { group: { ...traits, id: groupId } } }, now)
  }
  const { consent } = context
  const given = isFields(consent) && areConsents(consent['categoryPreferences']) ? consent['categoryPreferences'] : undefined
  const { holdings, consents = given, ...rest } = traits
  const isHeld = Array.isArray(holdings) && holdings.every((each) => typeof each === 'string')
  return tell(
    message,
    identifiersOf(message, traits),
    {
      asOf: at,
      attributes: {
        ...attributesOf(rest),
        ...(holdings !== undefined && !isHeld && { holdings }),
        ...(consents !== undefined && !areConsents(consents) && { consents }),
      },
      ...(isHeld && { holdings }),
      ...(areConsents(consents) && { consents }),
    },
    now,
  )
}

/** Traits without those that are identifiers, with a name for people. */
function attributesOf(traits: Fields): Fields {
  const contacts = contactsIn(traits)
  const attributes = Object.fromEntries(Object.entries(traits).filter(([name]) => !(name in contacts)))
  if (isGiven(traits['name'])) return attributes
  const names = [traits['firstName'], traits['lastName']].filter((name) => typeof name === 'string' && name !== '')
  return names.length === 0 ? attributes : { ...attributes, name: names.join(' ') }
}

function aliasOf(message: Fields, at: unknown, now: number): StatementRead {
  const { userId, previousId, anonymousId } = message
  if (!isGiven(userId)) return refused('userId', 'is required')
  if (!isGiven(previousId)) return refused('previousId', 'is required')
  const kind = kindIn(message, 'userId')
  // A client that knows an anonymous id and names another one means a user id of before.
  const before = isGiven(anonymousId) && anonymousId !== previousId ? kind : kindIn(message, 'previousId')
  if (before === kind && previousId !== userId) {
    return refused('previousId', `is of kind ${kind} as userId is, and one customer has one value of a kind; join the customers by hand`)
  }
  return tell(message, { [before]: previousId, [kind]: userId }, { asOf: at }, now)
}

/** The strongest of what the message itself names stands in the address. */
function tell(message: Fields, identifiers: Fields, body: Fields, now: number): StatementRead {
  const kind = [kindIn(message, 'userId'), 'anonymous'].find((each) => identifiers[each] !== undefined)
  if (kind === undefined) return refused('userId', 'or anonymousId is required')
  const texts = Object.fromEntries(Object.entries(identifiers).map(([each, value]) => [each, isWhole(value) ? String(value) : value]))
  const given = { ...body, identifiers: texts }
  const unkeepable = findUnkeepable(given)
  if (unkeepable !== null) return { problems: [unkeepable] }
  const read = statementBody.safeParse(given, { error: expectation })
  if (!read.success)
    return { problems: read.error.issues.map(({ path, message: problem }) => ({ field: path.map(String).join('.'), message: problem })) }
  const addressed = `${kind}:${String(texts[kind])}`
  if (kindOf(addressed) !== kind) return refused('userId', 'must be of a kind without a colon')
  try {
    return { statement: readStatement(addressed, read.data, now) }
  } catch (error) {
    if (error instanceof HttpProblem) return { problems: error.more.problems ?? [] }
    throw error
  }
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value)
}

function areConsents(value: unknown): boolean {
  return isFields(value) && Object.values(value).every((each) => typeof each === 'boolean')
}

function refused(field: string, message: string): StatementRead {
  return { problems: [{ field, message }] }
}
