import { z } from 'zod'
import { type Condition, conditionsSchema, languageSchema, metricsOf, type Question, questionSchema } from './question.ts'

export { holds, questionsFor, thanksFor, wordsIn } from './asked.ts'

const title = z.record(languageSchema, z.string().trim().max(300))
const words = z.record(languageSchema, z.string().trim().max(2000))

const thanksSchema = z.strictObject({
  if: conditionsSchema.default([]).describe('Shown when all of these hold; the first that fits is shown.'),
  title: title.describe('Thank you, in their words.'),
  text: words.optional().describe('A few words more.'),
  link: z
    .strictObject({
      address: z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .describe('Its address.'),
      text: title.describe('What stands on it.'),
    })
    .optional()
    .describe('Where to go on.'),
})

/** What a survey asks, in every language it is asked in; a published one is never changed, but gets a new version. */
export const surveyContentSchema = z
  .strictObject({
    languages: z
      .array(languageSchema)
      .min(1)
      .max(30)
      .refine((list) => new Set(list).size === list.length, 'must differ')
      .describe('Languages it is asked in; the first stands in for what another lacks.'),
    title: title.describe('What the answerer sees it is called.'),
    intro: words.optional().describe('Shown before the first question, with it.'),
    questions: z.array(questionSchema).min(1).max(30).describe('In the order in which they are asked.'),
    thanks: z.array(thanksSchema).max(10).default([]).describe('Words of thanks by score; without any that fits, the house’s own.'),
  })
  .superRefine((content, context) => {
    const issue = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const [first] = content.languages
    const metrics = new Map<string, string>()
    const earlier = new Map<string, Question>()
    const check = (conditions: readonly Condition[], path: (string | number)[]) =>
      conditions.forEach((condition, index) => {
        const problem = conditionProblem(condition, earlier.get(condition.question))
        if (problem !== null) issue([...path, index], problem)
      })
    if (!content.title[first!]) issue(['title', first!], 'is required in the first language')
    content.questions.forEach((question, index) => {
      const path = ['questions', index]
      if (earlier.has(question.key)) issue([...path, 'key'], 'must differ from those of the other questions')
      if (!question.title[first!]) issue([...path, 'title', first!], 'is required in the first language')
      if (question.kind === 'scale' && question.from >= question.to) issue([...path, 'to'], 'must be more than from')
      const own = metricsOf(question)
      const twin = own.find((metric) => metrics.has(metric))
      if (twin !== undefined) issue([...path, 'metric'], `is that of the question ${metrics.get(twin)!} already`)
      for (const metric of own) metrics.set(metric, question.key)
      check(question.askedIf, [...path, 'askedIf'])
      earlier.set(question.key, question)
    })
    content.thanks.forEach((each, index) => {
      if (!each.title[first!]) issue(['thanks', index, 'title', first!], 'is required in the first language')
      check(each.if, ['thanks', index, 'if'])
    })
  })

/** What a survey asks. */
export type SurveyContent = z.output<typeof surveyContentSchema>

/** Why a condition cannot stand on a question; null when it can. */
function conditionProblem(condition: Condition, question: Question | undefined): string | null {
  if (question === undefined) return `must be on an earlier question: there is no earlier ${condition.question}`
  const isScored = !['choice', 'text', 'consent'].includes(question.kind)
  if ((condition.is === 'at-least' || condition.is === 'at-most') && !isScored) return `${condition.question} gives no score to compare`
  if (condition.is !== 'any-of' && condition.is !== 'none-of') return null
  if (question.kind === 'consent') return condition.values.every((value) => value === 'yes' || value === 'no') ? null : 'must be yes or no'
  if (question.kind !== 'choice' && question.kind !== 'emotion') return `${condition.question} has nothing to choose among`
  const keys = new Set((question.kind === 'choice' ? question.options : question.words).map(({ key }) => key))
  const unknown = condition.values.find((value) => !keys.has(value))
  return unknown === undefined ? null : `${unknown} is not among what ${condition.question} offers`
}

/** The highest number that a version can have. */
export const MOST_VERSIONS = 1_000_000

/** Key of a survey: 1–60 small letters, digits and "-", a letter first. */
export const surveyKeySchema = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be 1–60 small letters, digits or "-", a letter first')
