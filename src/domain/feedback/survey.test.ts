import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { LONGEST_ANSWER, measuresOf, readAnswers, textOf } from './answer.ts'
import { questionsFor, thanksFor, wordsIn } from './asked.ts'
import type { Answers } from './question.ts'
import { type SurveyContent, surveyContentSchema } from './survey.ts'

const title = { fi: 'Miten meni?', en: 'How?' }
const content = surveyContentSchema.parse({
  languages: ['fi', 'en'],
  title,
  questions: [
    { key: 'nps', kind: 'nps', title, required: true },
    { key: 'why', kind: 'text', title, askedIf: [{ question: 'nps', is: 'at-most', value: 6 }], required: true },
    { key: 'way', kind: 'choice', title, many: true, other: true, options: ['web', 'phone'].map((key) => ({ key, text: title })) },
    { key: 'feeling', kind: 'emotion', title, words: [{ key: 'calm', text: title }] },
    { key: 'again', kind: 'meaning', statement: 'trust', title, askedIf: [{ question: 'way', is: 'none-of', values: ['phone'] }] },
    { key: 'contact', kind: 'consent', contact: true, title, askedIf: [{ question: 'why', is: 'answered' }] },
    { key: 'grade', kind: 'scale', metric: 'grade', from: 4, to: 10, title: { fi: 'Arvosana' } },
  ].map((question) => (question.key === 'grade' ? { ...question, from: 0 } : question)),
  thanks: [{ if: [{ question: 'nps', is: 'at-least', value: 9 }], title: { fi: 'Kiitos!' } }, { title: { fi: 'Kiitos palautteesta' } }],
})

const problemsOf = (change: (survey: SurveyContent) => object) => {
  const read = surveyContentSchema.safeParse(change(structuredClone(content)))
  return read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}

describe('what a survey asks', () => {
  it.each<[string, (survey: SurveyContent) => object, string]>([
    [
      'words in the first language',
      (survey) => ({ ...survey, questions: [{ ...survey.questions[0], title: { en: 'How?' } }], thanks: [] }),
      'questions.0.title.fi: is required in the first language',
    ],
    [
      'languages that exist as tags',
      (survey) => ({ ...survey, languages: ['fi', 'en-1a'] }),
      'languages.1: must be a language tag such as fi or sv-FI',
    ],
    [
      'keys that differ',
      (survey) => ({ ...survey, questions: [...survey.questions, survey.questions[0]] }),
      'questions.7.key: must differ from those of the other questions',
    ],
    [
      'conditions that look back',
      (survey) => ({ ...survey, questions: survey.questions.toReversed() }),
      'questions.2.askedIf.0: must be on an earlier question: there is no earlier way'.replace('.2.', '.2.'),
    ],
    [
      'scores where they are compared',
      (survey) => ({ ...survey, thanks: [{ if: [{ question: 'why', is: 'at-least', value: 3 }], title }] }),
      'thanks.0.if.0: why gives no score to compare',
    ],
    [
      'options that there are',
      (survey) => ({ ...survey, thanks: [{ if: [{ question: 'way', is: 'any-of', values: ['fax'] }], title }] }),
      'thanks.0.if.0: fax is not among what way offers',
    ],
    [
      'one metric for one question',
      (survey) => ({ ...survey, questions: [...survey.questions, { ...survey.questions[0], key: 'twin' }] }),
      'questions.7.metric: is that of the question nps already',
    ],
    [
      'one metric also where the kind names it',
      (survey) => ({ ...survey, questions: [...survey.questions, { ...survey.questions[4], key: 'twin' }] }),
      'questions.7.metric: is that of the question again already',
    ],
    [
      'how stirred a feeling is for no other question',
      (survey) => ({ ...survey, questions: [...survey.questions, { ...survey.questions[6], key: 'twin', metric: 'emotion-stir' }] }),
      'questions.7.metric: is that of the question feeling already',
    ],
  ])('needs %s', (_what, change, problem) => {
    expect(problemsOf(change)).toContain(problem)
  })

  it('is read again to the same', () => {
    expect(surveyContentSchema.parse(JSON.parse(JSON.stringify(content)))).toEqual(content)
  })

  it('stands in the handbook as the schema has it', () => {
    const page = readFileSync(new URL('../../../docs/surveys.md', import.meta.url), 'utf8')
    const example: unknown = JSON.parse(/## The document[\s\S]*?```json\n([\s\S]*?)```/.exec(page)![1]!)
    expect(surveyContentSchema.safeParse(example)).toMatchObject({ success: true })
    const schema = z.toJSONSchema(surveyContentSchema, { io: 'input' }) as { properties: object; required: string[] }
    expect(Object.keys(example as object).every((field) => field in schema.properties)).toBe(true)
    expect(schema.required.every((field) => field in (example as object))).toBe(true)
  })
})

describe('what is asked of whoever answers so', () => {
  const asked = (answers: Answers) => questionsFor(content, answers).map(({ key }) => key)

  it('depends on earlier answers; what is passed over counts for nothing later', () => {
    expect(asked({ nps: 9 })).toEqual(['nps', 'way', 'feeling', 'again', 'grade'])
    expect(asked({ nps: 3, why: { text: 'Jono' } })).toEqual(['nps', 'why', 'way', 'feeling', 'again', 'contact', 'grade'])
    expect(asked({ nps: 9, why: { text: 'Jono' } })).not.toContain('contact')
    expect(asked({ nps: 9, way: { chosen: ['phone'] } })).not.toContain('again')
  })

  it('ends with the first thanks that fits, in their language or the first', () => {
    expect(thanksFor(content, { nps: 10 })?.title).toEqual({ fi: 'Kiitos!' })
    expect(thanksFor(content, { nps: 0 })?.title).toEqual({ fi: 'Kiitos palautteesta' })
    expect([wordsIn(title, 'en-GB', content), wordsIn(title, 'sv', content), wordsIn({}, 'sv', content)]).toEqual([
      'How?',
      'Miten meni?',
      '',
    ])
  })
})

describe('answers', () => {
  it('are read as a door gives them, and problems name the question', () => {
    const given = {
      nps: 4,
      why: '  Jono\r\noli pitkä ',
      way: { chosen: 'web', other: 'fax' },
      feeling: { pleasant: 2 },
      contact: { agreed: true, contact: 'a@b.example' },
      unknown: 1,
    }
    const { answers, problems } = readAnswers(content, given, true)
    expect(answers).toEqual({
      nps: 4,
      why: { text: 'Jono\noli pitkä' },
      way: { chosen: ['web'], other: 'fax' },
      feeling: { pleasant: 2, stirred: 3, words: [] },
      contact: { agreed: true, contact: 'a@b.example' },
    })
    expect(problems).toEqual([{ question: 'unknown', expected: 'unknown-question' }])
    expect(measuresOf(content, answers)).toEqual([
      { metric: 'nps', score: 4, scale: '0-10' },
      { metric: 'emotion', score: 2, scale: '1-5' },
      { metric: 'emotion-stir', score: 3, scale: '1-5' },
    ])
    expect(textOf(content, answers)).toBe('Jono\noli pitkä\n\nfax')
  })

  it.each([
    [{ nps: 11 }, 'nps', 'score'],
    [{ nps: 1.5 }, 'nps', 'score'],
    [{ nps: '9' }, 'nps', 'score'],
    [{ way: 'fax' }, 'way', 'option'],
    [{ feeling: { pleasant: 6 } }, 'feeling', 'feeling'],
    [{ nps: 3, why: 'x', contact: 'yes' }, 'contact', 'consent'],
    [{}, 'nps', 'required'],
    [{ nps: 3 }, 'why', 'required'],
  ])('%o lack: %s %s', (given, question, expected) => {
    expect(readAnswers(content, given, true).problems).toContainEqual({ question, expected })
  })

  it('that are required may be missing while in part', () => {
    expect(readAnswers(content, {}, false)).toEqual({ answers: {}, problems: [] })
  })

  it('are read whatever is given: never thrown at, kept within bounds, and read again to the same', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.integer({ min: -1, max: 12 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.record({ chosen: fc.array(fc.constantFrom('web', 'phone', 'fax')), other: fc.string() }),
      fc.record({ pleasant: fc.integer({ min: 0, max: 6 }), stirred: fc.integer({ min: 0, max: 6 }), words: fc.constant(['calm']) }),
      fc.record({ agreed: fc.boolean(), contact: fc.string({ unit: 'binary' }) }),
    )
    const given = fc.dictionary(fc.constantFrom(...content.questions.map(({ key }) => key), 'other', '__proto__'), value)
    fc.assert(
      fc.property(given, (answered) => {
        const { answers } = readAnswers(content, answered, false)
        expect(readAnswers(content, answers as Record<string, unknown>, false)).toEqual({ answers, problems: [] })
        expect(questionsFor(content, answers).map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(answers)))
        expect(textOf(content, answers).length).toBeLessThanOrEqual(3 * LONGEST_ANSWER)
      }),
    )
  })
})
