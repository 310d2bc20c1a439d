import { statementBody } from '../../../api/customer.ts'
import { identifierText } from '../../../domain/customer/identifier.ts'
import type { Problem } from '../../../domain/encounter/schema.ts'
import { expectation } from '../../../domain/kernel/expectation.ts'
import { formatInstant } from '../../../domain/kernel/instant.ts'
import { findUnkeepable } from '../../../domain/kernel/keepable.ts'
import { readStatement } from '../../customer/readStatement.ts'
import { HttpProblem } from '../../http/problem.ts'
import type { CustomerStatement } from '../tellStatements.ts'

/** A statement as files hold it: as `PUT /v1/customers/{customer}` takes it, with the customer it is addressed to. */
export function statementJson({ identifier, identifiers, at, ...told }: CustomerStatement): { customer: string } & Record<string, unknown> {
  const others = Object.entries(identifiers).filter(([kind, value]) => identifierText(kind, value) !== identifier)
  return {
    customer: identifier,
    asOf: formatInstant(at),
    ...(others.length > 0 && { identifiers: Object.fromEntries(others) }),
    ...told,
  }
}

const body = statementBody.required({ asOf: true })

/** Reads a statement as files hold it. */
export function readStatementJson(given: unknown): { statement: CustomerStatement } | { problems: Problem[] } {
  const unkeepable = findUnkeepable(given)
  if (unkeepable !== null) return { problems: [unkeepable] }
  const { customer, ...rest } = (given ?? {}) as Record<string, unknown>
  if (typeof customer !== 'string' || !customer.includes(':')) {
    return { problems: [{ field: 'customer', message: 'must be kind:value, e.g. crm:C-1001' }] }
  }
  const result = body.safeParse(rest, { error: expectation })
  if (!result.success) return { problems: result.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message })) }
  try {
    return { statement: readStatement(customer, result.data, Infinity) }
  } catch (error) {
    if (error instanceof HttpProblem && error.more.problems) return { problems: error.more.problems }
    throw error
  }
}
