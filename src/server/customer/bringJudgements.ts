import type { JudgementBody } from '../../api/identity.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import { lockWriter } from '../db/writerLock.ts'
import { HttpProblem } from '../http/problem.ts'
import { judgeWithin, type JudgingParts } from './judgeIdentity.ts'
import { judgementBodyOf, readJudgement } from './judgementJson.ts'
import { findJudgements, keepJudgement, takeBack, type Speaker } from './judgements.ts'

/** What came of bringing judgements. */
export interface Brought {
  kept: number
  known: number
  rejected: { index: number; problems: Problem[] }[]
}

/**
 * Brings what people said elsewhere, with who, when and why; what is known already changes nothing, and what was taken back in either
 * place is taken back. What contradicts a judgement in force here is refused.
 */
export async function bringJudgements(parts: JudgingParts, items: readonly JudgementBody[]): Promise<Brought> {
  const brought: Brought = { kept: 0, known: 0, rejected: [] }
  // One after the other, as people said it: each stands on what those before it made of the customers.
  for (const [index, item] of items.entries()) {
    const read = readJudgement(item)
    const problems = 'problems' in read ? read.problems : await bring(parts, read.judgement, brought)
    if (problems.length > 0) brought.rejected.push({ index, problems })
  }
  return brought
}

async function bring(parts: JudgingParts, judgement: JudgementBody, brought: Brought): Promise<Problem[]> {
  try {
    const isNew = await parts.database.transaction(async (tx) => {
      await lockWriter(tx)
      const { sort, identifiers, others, because, undone } = judgement
      const by = speakerOf(judgement.by)
      const at = Date.parse(judgement.at)
      const end = undone && { by: speakerOf(undone.by), because: undone.because, at: Date.parse(undone.at) }
      const text = textOf(judgement)
      const known = (await findJudgements(tx, identifiers)).find((each) => textOf(judgementBodyOf(each)) === text)
      if (known && (known.undone !== null || end === null)) return false
      if (known) await judgeWithin(tx, parts, { sort: 'undo', judgement: known.id }, end!)
      // What was taken back already leads to nothing.
      else if (end) await takeBack(tx, await keepJudgement(tx, { sort, identifiers, others, at, by, because }), end)
      else await judgeWithin(tx, parts, sort === 'join' ? { sort, identifiers } : { sort, identifiers, others }, { by, because, at })
      return true
    })
    if (isNew) brought.kept++
    else brought.known++
    return []
  } catch (error) {
    if (!(error instanceof HttpProblem) || error.status >= 500) throw error
    return error.more.problems ?? [{ field: '', message: error.message }]
  }
}

function speakerOf(name: string): Speaker {
  return { token: null, name }
}

/** What makes a judgement the same one, whether taken back or not. */
function textOf({ sort, identifiers, others, at, by, because }: JudgementBody): string {
  return JSON.stringify([sort, identifiers, others, Date.parse(at), by, because])
}
