import type { Answer, Question } from './question.ts'

/** What a form holds under a name: what is chosen or written, in order; empty without any. */
export type ValuesOf = (name: string) => readonly string[]

/** What a form's fields say to a question, as `readAnswers` takes it; undefined = nothing. */
export function givenOf({ key, kind }: Pick<Question, 'key' | 'kind'>, valuesOf: ValuesOf): unknown {
  const [first] = valuesOf(key)
  const score = (text: string | undefined) => (text === undefined || text === '' ? undefined : Number(text))
  switch (kind) {
    case 'text':
      return first?.trim() ? first : undefined
    case 'choice': {
      const other = valuesOf(`${key}.other`)[0]?.trim() ?? ''
      const chosen = valuesOf(key).filter((each) => each !== '')
      return chosen.length === 0 && other === '' ? undefined : { chosen, other }
    }
    case 'emotion': {
      const [grid] = valuesOf(`${key}.grid`)
      const [pleasant, stirred] = grid ? grid.split('-') : [valuesOf(`${key}.pleasant`)[0], valuesOf(`${key}.stirred`)[0]]
      const words = [...valuesOf(`${key}.words`)]
      // A word or how strong it was says nothing of how pleasant it was, and is not dropped silently.
      if (pleasant === undefined && stirred === undefined && words.length === 0) return undefined
      return { pleasant: score(pleasant), stirred: score(stirred) ?? 3, words }
    }
    case 'consent': {
      if (first !== 'yes' && first !== 'no') return undefined
      return { agreed: first === 'yes', contact: valuesOf(`${key}.contact`)[0] ?? '' }
    }
    default:
      return score(first)
  }
}

/** The fields of a form that say an answer, by name: what `givenOf` reads as the same answer. */
export function fieldsOf({ key }: Pick<Question, 'key'>, answer: Answer): Record<string, string[]> {
  if (typeof answer === 'number') return { [key]: [String(answer)] }
  if ('text' in answer) return { [key]: [answer.text] }
  if ('agreed' in answer) return { [key]: [answer.agreed ? 'yes' : 'no'], [`${key}.contact`]: [answer.contact ?? ''] }
  if ('chosen' in answer) {
    // Nothing of the list chosen is a choice of its own where only one may be.
    return { [key]: answer.chosen.length > 0 ? [...answer.chosen] : [''], [`${key}.other`]: [answer.other ?? ''] }
  }
  const { pleasant, stirred, words } = answer
  return {
    [`${key}.pleasant`]: [String(pleasant)],
    [`${key}.stirred`]: [String(stirred)],
    [`${key}.grid`]: [`${pleasant}-${stirred}`],
    [`${key}.words`]: [...words],
  }
}
