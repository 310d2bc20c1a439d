import type { Answers, Condition, Question, Texts } from './question.ts'
import type { SurveyContent } from './survey.ts'

/** Whether conditions hold of answers given so far; those on unanswered questions hold only for `none-of` and `unanswered`. */
export function holds(conditions: readonly Condition[], answers: Answers): boolean {
  return conditions.every((condition) => {
    const answer = answers[condition.question]
    const score = typeof answer === 'number' ? answer : typeof answer === 'object' && 'pleasant' in answer ? answer.pleasant : null
    switch (condition.is) {
      case 'answered':
        return answer !== undefined
      case 'unanswered':
        return answer === undefined
      case 'at-least':
        return score !== null && score >= condition.value
      case 'at-most':
        return score !== null && score <= condition.value
      case 'any-of':
        return chosen(answer).some((key) => condition.values.includes(key))
      case 'none-of':
        return !chosen(answer).some((key) => condition.values.includes(key))
    }
  })
}

function chosen(answer: Answers[string] | undefined): readonly string[] {
  if (typeof answer !== 'object') return []
  if ('chosen' in answer) return answer.chosen
  if ('words' in answer) return answer.words
  return 'agreed' in answer ? [answer.agreed ? 'yes' : 'no'] : []
}

/** The questions asked of whoever gave these answers, in order: a question whose conditions fail is passed over, and its answer counts for nothing later. */
export function questionsFor(content: SurveyContent, answers: Answers): Question[] {
  const counted: Answers = {}
  return content.questions.filter((question) => {
    if (!holds(question.askedIf, counted)) return false
    const answer = answers[question.key]
    if (answer !== undefined) counted[question.key] = answer
    return true
  })
}

/** The thanks for these answers; null when none of the survey's own fits. */
export function thanksFor(content: SurveyContent, answers: Answers): SurveyContent['thanks'][number] | null {
  return content.thanks.find((each) => holds(each.if, answers)) ?? null
}

/** Words in a language: the language itself, its base (`sv` for `sv-FI`), else the survey's first; empty when there are none. */
export function wordsIn(texts: Texts | undefined, language: string, { languages }: Pick<SurveyContent, 'languages'>): string {
  if (texts === undefined) return ''
  return texts[language] || texts[language.split('-', 1)[0]!] || texts[languages[0]!] || ''
}
