import { type Condition, metricsOf, type Question, type QuestionKind, type Texts } from '../../../domain/feedback/question.ts'
import type { SurveyContent } from '../../../domain/feedback/survey.ts'
import { freeKey, newQuestion } from './starters.ts'

/** Thanks of a survey. */
export type Thanks = SurveyContent['thanks'][number]

/** Metrics that a survey's questions count under. */
function takenBy({ questions }: SurveyContent): Set<string> {
  return new Set(questions.flatMap(metricsOf))
}

/** A place in a survey as the server names it: `questions.2.title`. */
export function fieldOf(...parts: (string | number)[]): string {
  return parts.join('.')
}

const keysOf = ({ questions }: SurveyContent) => new Set(questions.map(({ key }) => key))

/** With a new question of a kind after the one at `after` (−1 = first). */
export function addQuestion(content: SurveyContent, kind: QuestionKind, after: number): SurveyContent {
  const key = freeKey(kind === 'text' ? 'words' : kind, keysOf(content))
  const question = newQuestion(kind, key, content.languages, takenBy(content))
  return { ...content, questions: content.questions.toSpliced(after + 1, 0, question) }
}

/** With another like the question, right after it. */
export function duplicateQuestion(content: SurveyContent, key: string): SurveyContent {
  const at = content.questions.findIndex((question) => question.key === key)
  const question = content.questions[at]
  if (question === undefined) return content
  const again = structuredClone(question)
  again.key = freeKey(key.slice(0, 36), keysOf(content))
  const [metric] = metricsOf(question)
  if (metric !== undefined) Object.assign(again, { metric: freeKey(metric.slice(0, 56), takenBy(content)) })
  return { ...content, questions: content.questions.toSpliced(at + 1, 0, again) }
}

/** Without a question, and without what depended on it. */
export function removeQuestion(content: SurveyContent, key: string): SurveyContent {
  const without = (conditions: readonly Condition[]) => conditions.filter(({ question }) => question !== key)
  return {
    ...content,
    questions: content.questions
      .filter((question) => question.key !== key)
      .map((question) => ({ ...question, askedIf: without(question.askedIf) })),
    thanks: content.thanks.map((thanks) => ({ ...thanks, if: without(thanks.if) })),
  }
}

/** With a question at another place, 0 = first; as far as there are places. */
export function moveQuestion(content: SurveyContent, key: string, to: number): SurveyContent {
  const at = content.questions.findIndex((question) => question.key === key)
  const place = Math.max(0, Math.min(content.questions.length - 1, to))
  if (at < 0 || at === place) return content
  return { ...content, questions: content.questions.toSpliced(at, 1).toSpliced(place, 0, content.questions[at]!) }
}

/** With a question as it is now; a new key is followed by what depends on it. */
export function changeQuestion(content: SurveyContent, key: string, next: Question): SurveyContent {
  const renamed = (conditions: readonly Condition[]) =>
    conditions.map((condition) => (condition.question === key ? { ...condition, question: next.key } : condition))
  const questions = content.questions.map((question) => (question.key === key ? next : question))
  if (next.key === key) return { ...content, questions }
  return {
    ...content,
    questions: questions.map((question) => ({ ...question, askedIf: renamed(question.askedIf) })),
    thanks: content.thanks.map((thanks) => ({ ...thanks, if: renamed(thanks.if) })),
  }
}

/** Words with others in a language; empty ones are taken away. */
export function withWords(texts: Texts | undefined, language: string, words: string): Texts {
  const { [language]: _before, ...others } = texts ?? {}
  return words === '' ? others : { ...others, [language]: words }
}

/** The same, or nothing where no words are left. */
export function orNone(texts: Texts): Texts | undefined {
  return Object.keys(texts).length === 0 ? undefined : texts
}

/** What can be compared of an earlier question: its scores, or what it offers; neither = only whether it was answered. */
export interface Offer {
  question: Question
  scores: { from: number; to: number } | null
  values: readonly { key: string; text: Texts }[]
}

/** Questions on which something that comes after the first `before` may depend. */
export function offersOf({ questions }: SurveyContent, before: number): Offer[] {
  return questions.slice(0, before).map((question) => ({ question, scores: scoresOf(question), values: valuesOf(question) }))
}

/** Lowest and highest score of a question; null when it gives none. */
function scoresOf(question: Question): Offer['scores'] {
  switch (question.kind) {
    case 'nps':
      return { from: 0, to: 10 }
    case 'ces':
      return { from: 1, to: 7 }
    case 'csat':
    case 'emotion':
    case 'meaning':
      return { from: 1, to: 5 }
    case 'scale':
      return { from: question.from, to: question.to }
    default:
      return null
  }
}

const YES_NO = [
  { key: 'yes', text: { fi: 'kyllä', sv: 'ja', en: 'yes' } },
  { key: 'no', text: { fi: 'ei', sv: 'nej', en: 'no' } },
]

function valuesOf(question: Question): Offer['values'] {
  if (question.kind === 'choice') return question.options
  if (question.kind === 'emotion') return question.words
  return question.kind === 'consent' ? YES_NO : []
}

/** A first condition on what is offered. */
export function firstCondition({ question: { key, kind }, scores, values }: Offer): Condition {
  if (scores !== null) {
    const value = kind === 'nps' ? 6 : Math.floor((scores.from + scores.to) / 2)
    return { question: key, is: 'at-most', value }
  }
  return values.length > 0 ? { question: key, is: 'any-of', values: [values[0]!.key] } : { question: key, is: 'answered' }
}

/** The same condition otherwise; where it compares with something, with what is likely meant. */
export function conditionAs({ is, question }: Pick<Condition, 'is' | 'question'>, before: Condition, offer: Offer): Condition {
  switch (is) {
    case 'at-least':
    case 'at-most':
      return { question, is, value: 'value' in before ? before.value : (offer.scores?.from ?? 0) }
    case 'any-of':
    case 'none-of':
      return { question, is, values: 'values' in before ? before.values : offer.values.slice(0, 1).map(({ key }) => key) }
    default:
      return { question, is }
  }
}
