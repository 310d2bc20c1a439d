import { describe, expect, it } from 'vitest'
import { QUESTION_KINDS } from '../../../domain/feedback/question.ts'
import { stepsOf } from '../../../domain/feedback/steps.ts'
import { surveyContentSchema, type SurveyContent } from '../../../domain/feedback/survey.ts'
import { TEMPLATES } from '../../../domain/feedback/templates.ts'
import { readAnswers } from '../../../domain/feedback/answer.ts'
import { thanksFor } from '../../../domain/feedback/asked.ts'
import { checkContent, missingWords } from './checkContent.ts'
import { addQuestion, changeQuestion, duplicateQuestion, moveQuestion, removeQuestion } from './edits.ts'
import { prepareDifferences } from './prepareDifferences.ts'
import { answersReaching, answersThanked } from './reaching.ts'

const READY: readonly SurveyContent[] = TEMPLATES.map(({ content }) => surveyContentSchema.parse(content))
const EMPTY: SurveyContent = { languages: ['fi', 'en'], title: { fi: 'Kysely' }, questions: [], thanks: [] }

/** Fields at which the server would find something wrong. */
function refusedAt(content: SurveyContent): string[] {
  return surveyContentSchema.safeParse(content).error?.issues.map(({ path }) => path.join('.')) ?? []
}

describe('a survey while it is written', () => {
  it('finds in what is right nothing to mend', () => {
    expect(READY.flatMap(checkContent)).toEqual([])
    expect(READY.flatMap(missingWords)).toEqual([])
  })

  it('gets questions of every kind that the server takes, each once, twice and again in another order', () => {
    let content = EMPTY
    for (const kind of [...QUESTION_KINDS, ...QUESTION_KINDS]) content = addQuestion(content, kind, content.questions.length - 1)
    for (const { key } of content.questions.slice(0, 9)) content = duplicateQuestion(content, key)
    content = moveQuestion(content, content.questions[3]!.key, 99)
    expect(content.questions).toHaveLength(27)
    expect(checkContent(content)).toEqual([])
    expect(refusedAt(content)).toEqual([])
  })

  it('is told what the server would refuse, at the field it would name', () => {
    const [phone] = READY as [SurveyContent]
    const [first, second, third] = phone.questions
    const broken: SurveyContent[] = [
      EMPTY,
      { ...phone, title: { en: 'Call' } },
      { ...phone, questions: [{ ...first!, key: 'Not a key' }] },
      { ...phone, questions: [first!, { ...first! }], thanks: [] },
      { ...phone, questions: [third!], thanks: [] },
      { ...phone, questions: [{ ...first!, title: { sv: 'Hur?' } }], thanks: [] },
      { ...phone, thanks: [{ if: [], title: { fi: 'Kiitos' }, link: { address: 'not an address', text: {} } }] },
      { ...phone, thanks: [{ if: [{ question: second!.key, is: 'any-of', values: ['never-offered'] }], title: { fi: 'Kiitos' } }] },
      {
        ...EMPTY,
        questions: [
          { key: 's', kind: 'scale', metric: 's', title: { fi: '?' }, from: 1, to: 1, better: 'high', required: false, askedIf: [] },
        ],
      },
    ]
    for (const content of broken) {
      const told = checkContent(content).map(({ field }) => field)
      const refused = refusedAt(content)
      expect(refused.length, JSON.stringify(content).slice(0, 200)).toBeGreaterThan(0)
      expect(refused.filter((field) => !told.some((each) => field === each || field.startsWith(`${each}.`)))).toEqual([])
    }
  })

  it('loses with a question what depended on it, and keeps it when the question gets another key', () => {
    for (const content of READY) {
      for (const question of content.questions) {
        const without = removeQuestion(content, question.key)
        if (without.questions.length > 0) expect(checkContent(without)).toEqual([])
        expect(checkContent(changeQuestion(content, question.key, { ...question, key: 'renamed' }))).toEqual([])
      }
    }
  })

  it('is shown at every question and every thanks', () => {
    for (const content of READY) {
      for (const { key } of content.questions) {
        const { answers, problems } = readAnswers(content, answersReaching(content, key), false)
        expect(problems).toEqual([])
        expect(
          stepsOf(content, answers).some((step) => step.some((each) => each.key === key)),
          key,
        ).toBe(true)
      }
      content.thanks.forEach((_, index) => {
        const { answers } = readAnswers(content, answersThanked(content, index), false)
        const shown = thanksFor(content, answers)
        // An earlier one may fit, too; then that is what would be shown.
        expect(content.thanks.indexOf(shown!)).toBeLessThanOrEqual(index)
        expect(shown).not.toBeNull()
      })
    }
  })
})

describe('what publishing changes', () => {
  const [before] = READY as [SurveyContent]
  const [first, ...others] = before.questions as [SurveyContent['questions'][number], ...SurveyContent['questions']]

  it('is nothing where all says the same', () => {
    expect(prepareDifferences(before, structuredClone(before), 'fi')).toEqual([])
  })

  it('begins a new series of a score by another wording, not by help or a changed choice', () => {
    const reworded = changeQuestion(before, first.key, { ...first, title: { ...first.title, sv: 'Annorlunda?' } })
    expect(prepareDifferences(before, reworded, 'fi')).toEqual([{ what: 'changed', title: first.title['fi'], isNewSeries: true }])
    const helped = changeQuestion(before, first.key, { ...first, help: { fi: 'Vielä tämä.' } })
    expect(prepareDifferences(before, helped, 'fi')).toEqual([{ what: 'changed', title: first.title['fi'], isNewSeries: false }])
    const choice = others.find(({ kind }) => kind === 'choice')!
    const chosen = changeQuestion(before, choice.key, { ...choice, title: { fi: 'Toisin?' } })
    expect(prepareDifferences(before, chosen, 'fi')).toEqual([{ what: 'changed', title: 'Toisin?', isNewSeries: false }])
  })

  it('tells what comes, goes, and comes in another order', () => {
    const moved = moveQuestion(before, first.key, 1)
    expect(prepareDifferences(before, moved, 'fi')).toEqual([{ what: 'order' }])
    const fewer = removeQuestion(before, others.at(-1)!.key)
    expect(prepareDifferences(before, fewer, 'fi')[0]).toEqual({ what: 'removed', title: others.at(-1)!.title['fi'] })
    const more = addQuestion(before, 'nps', 0)
    expect(prepareDifferences(before, more, 'fi').map(({ what }) => what)).toEqual(['added'])
  })
})
