import { STATUS_CODES } from 'node:http'
import type { FastifyError } from 'fastify'
import type { ProblemSort } from '../../api/problems.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import { isDatabaseAway } from '../db/away.ts'
import { WrongCursor } from '../db/paging.ts'

/** What an error answer holds (RFC 9457). */
export interface ProblemBody {
  type: string
  title: string
  status: number
  detail?: string
  problems?: Problem[]
}

/** An answer that is no success, thrown by doors and gates. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'

  constructor(
    readonly status: number,
    readonly sort: ProblemSort,
    title: string,
    readonly more: { detail?: string; problems?: Problem[]; headers?: Record<string, string> } = {},
  ) {
    super(title)
  }

  get body(): ProblemBody {
    const { detail, problems } = this.more
    return {
      type: `/api/docs#${this.sort}`,
      title: this.message,
      status: this.status,
      ...(detail !== undefined && { detail }),
      ...(problems !== undefined && { problems }),
    }
  }
}

/** Nothing stands under what was asked for. */
export function notFound(what: string, detail?: string): HttpProblem {
  return new HttpProblem(404, 'not-found', `There is no ${what}.`, detail === undefined ? {} : { detail })
}

/** What stands under an address is not asked for with this method. */
export function wrongMethod(method: string, allowed: readonly string[]): HttpProblem {
  const allow = allowed.join(', ')
  return new HttpProblem(405, 'wrong-method', `${method} is not known at this address.`, {
    detail: `It knows ${allow}. The operations are listed at /api/docs.`,
    headers: { allow },
  })
}

/** Fields that are not as expected: in the address (400), or in a body that could be read (422). */
export function wrongInput(status: 400 | 422, problems: Problem[]): HttpProblem {
  const first = problems[0]
  const title = first === undefined ? 'The request is not as expected.' : problemLine(first)
  return new HttpProblem(status, 'wrong-input', problems.length > 1 ? `${title} (and ${problems.length - 1} more)` : title, { problems })
}

/** A field and what is expected there as one line. */
export function problemLine({ field, message }: Problem): string {
  return field === '' ? message : `${field} ${message}`
}

/** The problem that an error is told as; unexpected ones say nothing of what went on inside. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof WrongCursor) return wrongInput(400, [{ field: 'cursor', message: error.message }])
  if (isDatabaseAway(error)) {
    return new HttpProblem(503, 'unavailable', 'The database cannot be reached just now.', {
      detail: 'Nothing was lost that was answered as done. Try again in a few seconds.',
      headers: { 'retry-after': '5' },
    })
  }
  const { statusCode, code } = error as Partial<FastifyError>
  if (statusCode === undefined || statusCode >= 500 || statusCode < 400) {
    return new HttpProblem(500, 'unexpected', 'Something went wrong here.', {
      detail: 'It is not your request. The server’s log has it under the request id of this answer.',
    })
  }
  return clientProblem(statusCode, code ?? '')
}

function clientProblem(status: number, code: string): HttpProblem {
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') {
    return new HttpProblem(400, 'unreadable', 'The body is empty.', { detail: 'Send JSON, or leave the Content-Type out.' })
  }
  if (code === 'FST_ERR_BAD_URL') {
    return new HttpProblem(400, 'unreadable', 'The address could not be read.', {
      detail: 'Write other characters as % and two digits, in UTF-8.',
    })
  }
  if (status === 413) return new HttpProblem(413, 'too-large', 'The body is too large.', { detail: 'At most 1 MB is taken here.' })
  if (status === 415) {
    return new HttpProblem(415, 'unsupported-media', 'The body’s media type is not taken here.', {
      detail: 'Send JSON with Content-Type: application/json.',
    })
  }
  if (status === 400)
    return new HttpProblem(400, 'unreadable', 'The request could not be read.', { detail: 'A body must be well-formed JSON in UTF-8.' })
  return new HttpProblem(status, 'refused', STATUS_CODES[status] ?? 'The request was refused.')
}
