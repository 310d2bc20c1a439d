import type { z } from 'zod'
import type { statementBody } from '../../api/customer.ts'
import {
  isPersonalIdentityCode,
  kindOf,
  normaliseIdentifier,
  PERSONAL_CODE_PROBLEM,
  type Identifiers,
} from '../../domain/customer/identifier.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import { wrongInput } from '../http/problem.ts'
import type { CustomerStatement } from '../intake/tellStatements.ts'

type Body = z.output<typeof statementBody>

/** How much another system's clock may be ahead. */
const SKEW = 300_000

const KIND = /^[\p{L}][\p{L}\p{N}_.-]{0,39}$/u

/** Reads what another system says of the customer addressed as `kind:value`, with every identifier in normal form. Throws problem 422. */
export function readStatement(addressed: string, body: Body, now: number): CustomerStatement {
  const problems: Problem[] = []
  const kind = kindOf(addressed)
  const identifiers: Identifiers = Object.create(null)
  const given = Object.entries(body.identifiers ?? {}).map(([each, value]) => [each, value, `identifiers.${each}`] as const)
  for (const [each, value, field] of [[kind, addressed.slice(kind.length + 1), 'customer'] as const, ...given]) {
    const normal = KIND.test(each)
      ? normaliseIdentifier(each, value)
      : { problem: 'must be of a kind of 1–40 letters, digits, "-", "_" or "."' }
    if ('problem' in normal) problems.push({ field, message: normal.problem })
    else if (identifiers[each] !== undefined && identifiers[each] !== normal.value) {
      problems.push({ field, message: 'must be the same as in the address' })
    } else identifiers[each] = normal.value
  }
  const at = body.asOf === undefined ? now : Date.parse(body.asOf)
  if (at > now + SKEW) problems.push({ field: 'asOf', message: 'must not be later than now' })
  const { attributes = {}, holdings = [], consents = {} } = body
  for (const [field, told] of Object.entries({ attributes, holdings, consents })) problems.push(...personalCodes(told, field))
  if (problems.length > 0) throw wrongInput(422, problems)
  return {
    identifier: `${kind}:${identifiers[kind]}`,
    at: Math.min(at, now),
    identifiers: { ...identifiers },
    ...(body.attributes && { attributes: body.attributes }),
    ...(body.holdings && { holdings: [...new Set(body.holdings)] }),
    ...(body.consents && { consents: body.consents }),
  }
}

function personalCodes(value: unknown, field: string): Problem[] {
  if (typeof value === 'string') return isPersonalIdentityCode(value) ? [{ field, message: PERSONAL_CODE_PROBLEM }] : []
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) =>
    isPersonalIdentityCode(key) ? [{ field, message: PERSONAL_CODE_PROBLEM }] : personalCodes(item, `${field}.${key}`),
  )
}
