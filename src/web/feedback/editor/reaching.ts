import type { Condition, Question } from '../../../domain/feedback/question.ts'
import type { SurveyContent } from '../../../domain/feedback/survey.ts'

/** An answer as a door gives it. */
export type Given = number | string | { [name: string]: number | string | boolean | string[] }

/** Answers under which a question is asked, as far as its conditions and those behind them can be met by one answer each. */
export function answersReaching(content: SurveyContent, key: string): Record<string, Given> {
  const answers: Record<string, Given> = {}
  meet(content.questions.find((question) => question.key === key)?.askedIf ?? [])
  return answers

  function meet(conditions: readonly Condition[]): void {
    for (const condition of conditions) {
      const question = content.questions.find((each) => each.key === condition.question)
      const given = question && givenFor(question, condition)
      if (question === undefined || given === null || given === undefined || question.key in answers) continue
      answers[question.key] = given
      meet(question.askedIf)
    }
  }
}

/** Answers under which a thanks is shown: its own conditions met. */
export function answersThanked(content: SurveyContent, index: number): Record<string, Given> {
  const conditions = content.thanks[index]?.if ?? []
  const all = conditions.map((condition) => {
    const question = content.questions.find((each) => each.key === condition.question)
    const given = question === undefined ? null : givenFor(question, condition)
    return given === null ? {} : { ...answersReaching(content, condition.question), [condition.question]: given }
  })
  return Object.assign({}, ...all) as Record<string, Given>
}

/** An answer that meets a condition; null where none is needed. */
function givenFor(question: Question, condition: Condition): Given | null {
  switch (condition.is) {
    case 'at-least':
    case 'at-most':
      return scored(question, condition.value)
    case 'any-of':
      return chosen(question, condition.values[0] ?? '')
    case 'answered':
      return anything(question)
    default:
      return null
  }
}

function scored(question: Question, score: number): Given {
  return question.kind === 'emotion' ? { pleasant: score, stirred: 3, words: [] } : score
}

function chosen(question: Question, value: string): Given {
  if (question.kind === 'consent') return { agreed: value === 'yes' }
  return question.kind === 'emotion' ? { pleasant: 3, stirred: 3, words: [value] } : { chosen: [value] }
}

function anything(question: Question): Given {
  switch (question.kind) {
    case 'text':
      return '…'
    case 'choice':
      return { chosen: question.options.slice(0, 1).map(({ key }) => key) }
    case 'consent':
      return { agreed: true }
    case 'scale':
      return question.to
    default:
      return scored(question, question.kind === 'nps' ? 10 : 5)
  }
}
