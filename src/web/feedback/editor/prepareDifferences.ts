import { wordsIn } from '../../../domain/feedback/asked.ts'
import type { Question } from '../../../domain/feedback/question.ts'
import type { SurveyContent } from '../../../domain/feedback/survey.ts'

/** What publishing changes; `isNewSeries` where figures before and after are not of the same question. */
export type Difference =
  | { what: 'added' | 'removed'; title: string }
  | { what: 'changed'; title: string; isNewSeries: boolean }
  | { what: 'order' | 'thanks' | 'opening' }
  | { what: 'languages'; languages: readonly string[] }

/** How what is asked differs from what was, question by question; words in a language where there are. */
export function prepareDifferences(before: SurveyContent, now: SurveyContent, language: string): Difference[] {
  const differences: Difference[] = []
  const older = new Map(before.questions.map((question) => [question.key, question]))
  const titleOf = (question: Question, content: SurveyContent) => wordsIn(question.title, language, content)
  for (const question of now.questions) {
    const was = older.get(question.key)
    if (was === undefined) differences.push({ what: 'added', title: titleOf(question, now) })
    else if (!isSame(was, question)) {
      differences.push({ what: 'changed', title: titleOf(question, now), isNewSeries: beginsSeries(was, question) })
    }
  }
  const kept = new Set(now.questions.map(({ key }) => key))
  for (const question of before.questions) {
    if (!kept.has(question.key)) differences.push({ what: 'removed', title: titleOf(question, before) })
  }
  const orderOf = ({ questions }: SurveyContent, other: ReadonlySet<string>) =>
    questions.map(({ key }) => key).filter((key) => other.has(key))
  if (!isSame(orderOf(before, kept), orderOf(now, new Set(older.keys())))) differences.push({ what: 'order' })
  if (!isSame([before.title, before.intro], [now.title, now.intro])) differences.push({ what: 'opening' })
  if (!isSame(before.thanks, now.thanks)) differences.push({ what: 'thanks' })
  if (!isSame(before.languages, now.languages)) differences.push({ what: 'languages', languages: now.languages })
  return differences
}

/** Whether scores of a question are not to be compared any more: another wording, kind or scale. */
function beginsSeries(was: Question, now: Question): boolean {
  if (now.kind === 'choice' || now.kind === 'text' || now.kind === 'consent') return false
  if (was.kind !== now.kind || !isSame(was.title, now.title)) return true
  if (now.kind === 'scale' && was.kind === 'scale') return was.from !== now.from || was.to !== now.to || was.better !== now.better
  return false
}

/** Whether two things say the same, in whatever order their fields stand; what is not given is as if it were not there. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>]
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].every((name) => isSame(left[name], right[name]))
}
