import { questionsFor } from './asked.ts'
import type { Answers, Question } from './question.ts'
import type { SurveyContent } from './survey.ts'

/**
 * The pages on which whoever gave these answers is asked without a script: as many questions on each as need no answer of the same page.
 * Where a page ends does not depend on the answers; pages without a question left are left out.
 */
export function stepsOf(content: SurveyContent, answers: Answers): Question[][] {
  const steps: Question[][] = []
  let here = new Set<string>()
  for (const question of content.questions) {
    if (steps.length === 0 || question.askedIf.some((condition) => here.has(condition.question))) {
      steps.push([])
      here = new Set()
    }
    here.add(question.key)
    steps.at(-1)!.push(question)
  }
  const asked = new Set(questionsFor(content, answers).map(({ key }) => key))
  return steps.map((step) => step.filter(({ key }) => asked.has(key))).filter((step) => step.length > 0)
}

/** Place among steps of the one to go on with: after the last that holds an answer; the last when all do, 0 without any. */
export function stepToGoOnWith(steps: readonly (readonly Question[])[], answers: Answers): number {
  const last = steps.findLastIndex((step) => step.some(({ key }) => answers[key] !== undefined))
  return Math.min(last + 1, steps.length - 1)
}
