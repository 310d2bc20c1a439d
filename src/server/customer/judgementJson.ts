import { judgementBody, type JudgementBody } from '../../api/identity.ts'
import { identifierText, kindOf, normaliseIdentifier } from '../../domain/customer/identifier.ts'
import type { Problem } from '../../domain/encounter/schema.ts'
import { expectation } from '../../domain/kernel/expectation.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { findUnkeepable } from '../../domain/kernel/keepable.ts'
import type { Judgement } from './judgements.ts'

/** A judgement as files hold it; tokens and numbers mean something only where they were given. */
export function judgementBodyOf({ sort, identifiers, others, at, by, because, undone }: Judgement): JudgementBody {
  return {
    sort,
    identifiers,
    others,
    at: formatInstant(at),
    by: by.name,
    because,
    undone: undone && { at: formatInstant(undone.at), by: undone.by.name, because: undone.because },
  }
}

/** Reads a judgement as files hold it, with every identifier in normal form. */
export function readJudgement(given: unknown): { judgement: JudgementBody } | { problems: Problem[] } {
  const unkeepable = findUnkeepable(given)
  if (unkeepable !== null) return { problems: [unkeepable] }
  const result = judgementBody.safeParse(given, { error: expectation })
  if (!result.success) return { problems: result.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message })) }
  const problems: Problem[] = []
  const normal = (texts: readonly string[], field: string) =>
    texts.map((text, index) => {
      const kind = kindOf(text)
      const read = normaliseIdentifier(kind, text.slice(kind.length + 1))
      if ('value' in read) return identifierText(kind, read.value)
      problems.push({ field: `${field}.${index}`, message: read.problem })
      return text
    })
  const { identifiers, others } = result.data
  const judgement = { ...result.data, identifiers: normal(identifiers, 'identifiers'), others: normal(others, 'others') }
  return problems.length > 0 ? { problems } : { judgement }
}
