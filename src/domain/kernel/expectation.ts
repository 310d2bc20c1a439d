import type { z } from 'zod'

const TYPES: Readonly<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
  null: 'must be null',
}

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'must be a time as RFC 3339 with zone, e.g. 2026-03-02T18:14:00Z',
  email: 'must be an e-mail address',
  url: 'must be an address such as https://example.com',
}

/** Says in words what is expected where an issue stands; follows the field's name in a sentence ("limit must be at most 200"). */
export function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : (TYPES[issue.expected] ?? `must be ${issue.expected}`)
    case 'too_small':
      return bound(issue.origin, issue.minimum, 'at least')
    case 'too_big':
      return bound(issue.origin, issue.maximum, 'at most')
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'is not in the form expected'
    case 'invalid_value':
      return issue.values.length === 1 ? `must be ${String(issue.values[0])}` : `must be one of ${issue.values.map(String).join(', ')}`
    case 'unrecognized_keys':
      return `has fields that are not known here: ${issue.keys.join(', ')}`
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    case 'invalid_union':
      return unionExpectation(issue.errors)
    default:
      return 'is not as expected'
  }
}

function bound(origin: string, limit: number | bigint, how: 'at least' | 'at most'): string {
  if (origin === 'string') return limit === 1 && how === 'at least' ? 'must not be empty' : `must have ${how} ${limit} characters`
  if (origin === 'array' || origin === 'set') return `must have ${how} ${limit} items`
  return `must be ${how} ${limit}`
}

function unionExpectation(branches: readonly (readonly z.core.$ZodIssue[])[]): string {
  const outer = branches.flatMap((issues) => issues.filter((issue) => issue.path.length === 0).map((issue) => issue.message))
  const wanted = [...new Set(outer)].filter((message) => message.startsWith('must be ')).map((message) => message.slice(8))
  return wanted.length > 0 && wanted.length === branches.length ? `must be ${wanted.join(' or ')}` : (outer[0] ?? 'is not as expected')
}
