import type { CaseRefusal } from '../../domain/case/caseEvent.ts'
import type { CaseState } from '../../domain/case/case.ts'
import type { Queryable } from '../db/database.ts'
import { HttpProblem, wrongInput } from '../http/problem.ts'
import { namesOf } from './caseJson.ts'
import { caseNumber } from './caseNews.ts'

const STATES: Readonly<Record<CaseState, string>> = {
  open: 'Nobody has caught the case yet.',
  caught: 'The case is being carried.',
  waiting: 'The case waits.',
  solved: 'The case is held for solved.',
  confirmed: 'The case is confirmed as solved.',
  reopened: 'The case is being carried.',
}

/** The problem that a refusal is told as. */
export async function caseProblem(database: Queryable, refused: CaseRefusal): Promise<HttpProblem> {
  switch (refused.because) {
    case 'has-owner': {
      const nameOf = await namesOf(database, [refused.owner])
      return new HttpProblem(409, 'caught', `${nameOf(refused.owner).name} has the case.`, {
        detail: 'Offer your help to them, or ask them to offer the case to you.',
      })
    }
    case 'offered-already': {
      const nameOf = await namesOf(database, [refused.to])
      return new HttpProblem(409, 'not-now', `The case is offered to ${nameOf(refused.to).name}.`, {
        detail: 'Take that offer back first, or wait for the answer.',
      })
    }
    case 'not-allowed':
      return new HttpProblem(403, 'forbidden', 'This is for its owner, helpers, the leads above its team, and admins.')
    case 'not-in-state':
      return new HttpProblem(409, 'not-now', STATES[refused.state], {
        detail: refused.state === 'open' ? 'Catch it first.' : 'Look at the case again: it allows something else now.',
      })
    case 'withdrawn':
      return new HttpProblem(409, 'not-now', 'The case was withdrawn: a later encounter refuted its frictions.')
    case 'joined':
      return new HttpProblem(409, 'not-now', `The case goes on in ${caseNumber(refused.into)}.`, {
        detail: 'Work on it there, or separate the two first.',
      })
    case 'not-joined':
      return new HttpProblem(409, 'not-now', 'The two cases are not joined, or no longer.')
    case 'itself':
      return wrongInput(422, [{ field: 'into', message: 'must be another case' }])
    case 'not-asked':
      return new HttpProblem(409, 'not-now', 'The customer was not asked, or the case is open again.')
    case 'not-offered':
      return new HttpProblem(409, 'not-now', 'The case is not offered to you, or no longer.')
    case 'cannot-own':
      return wrongInput(422, [{ field: 'to', message: 'must be somebody else who is active and may work on cases' }])
    case 'not-later':
      return wrongInput(422, [{ field: 'until', message: 'must be a time to come' }])
  }
}

/** Tells that a case has changed since it was seen. */
export function staleCase(): HttpProblem {
  return new HttpProblem(409, 'changed', 'The case has changed since you saw it; nothing was done.', {
    detail: 'Read it again, and do it then if it is still to be done.',
  })
}
