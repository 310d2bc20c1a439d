import { keyOfFormbricks } from './formbricksKey.ts'
import type { Question } from './question.ts'
import type { SurveyContent } from './survey.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Answers of a Formbricks response (`data`, by question id) as `readAnswers` takes them; what was chosen comes as words, and is found by
 * them in any language. What answers no question of the survey is left out.
 */
export function givenOfFormbricks({ questions }: Pick<SurveyContent, 'questions'>, data: Fields): Record<string, unknown> {
  const given: Record<string, unknown> = {}
  for (const [id, value] of Object.entries(data)) {
    const question = questions.find(({ key }) => key === keyOfFormbricks(id))
    if (question !== undefined && value !== '' && value !== null) given[question.key] = givenTo(question, value)
  }
  return given
}

function givenTo(question: Question, value: unknown): unknown {
  switch (question.kind) {
    case 'text':
      return Array.isArray(value) ? value.join('\n') : typeof value === 'object' ? JSON.stringify(value) : String(value)
    case 'consent':
      return value === 'accepted' || value === true
    case 'choice':
      return chosen(question, (Array.isArray(value) ? value : [value]).map(String))
    case 'emotion':
      return value
    default:
      return typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  }
}

function chosen({ options, other }: Extract<Question, { kind: 'choice' }>, words: readonly string[]): unknown {
  const known = words.map((word) => ({
    word,
    option: options.find(({ key, text }) => key === keyOfFormbricks(word) || Object.values(text).some((each) => each === word.trim())),
  }))
  const unknown = known.filter(({ option, word }) => option === undefined && word.trim() !== '')
  return {
    chosen: known.flatMap(({ option }) => (option === undefined ? [] : [option.key])),
    ...(other && unknown.length > 0 && { other: unknown.map(({ word }) => word).join(', ') }),
  }
}
