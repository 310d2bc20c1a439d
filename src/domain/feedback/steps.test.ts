import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readAnswers } from './answer.ts'
import { givenOf } from './form.ts'
import { stepsOf, stepToGoOnWith } from './steps.ts'
import { type SurveyContent, surveyContentSchema } from './survey.ts'

const title = { en: 'Why?' }
const survey = (questions: object[]): SurveyContent => surveyContentSchema.parse({ languages: ['en'], title, questions })
const content = survey([
  { key: 'nps', kind: 'nps', title },
  { key: 'why', kind: 'text', title, askedIf: [{ question: 'nps', is: 'at-most', value: 6 }] },
  { key: 'csat', kind: 'csat', title },
  { key: 'easy', kind: 'ces', title, askedIf: [{ question: 'csat', is: 'answered' }] },
])
const keys = (answers: Parameters<typeof stepsOf>[1]) => stepsOf(content, answers).map((step) => step.map(({ key }) => key))

it('asks together what needs no answer of the same page, in the survey’s order whatever is answered', () => {
  expect(keys({})).toEqual([['nps'], ['csat']])
  expect(keys({ nps: 3 })).toEqual([['nps'], ['why', 'csat']])
  expect(keys({ nps: 9, csat: 2 })).toEqual([['nps'], ['csat'], ['easy']])
})

it('goes on after the last step with an answer', () => {
  expect(stepToGoOnWith(stepsOf(content, {}), {})).toBe(0)
  expect(stepToGoOnWith(stepsOf(content, { nps: 3 }), { nps: 3 })).toBe(1)
  const all = { nps: 9, csat: 2, easy: 4 }
  expect(stepToGoOnWith(stepsOf(content, all), all)).toBe(2)
})

it('reads from a form what was chosen there, and nothing from an empty one', () => {
  const all = survey([
    { key: 'nps', kind: 'nps', title },
    { key: 'feel', kind: 'emotion', title, words: [{ key: 'calm', text: title }] },
    {
      key: 'which',
      kind: 'choice',
      title,
      many: true,
      other: true,
      options: [
        { key: 'a', text: title },
        { key: 'b', text: title },
      ],
    },
    { key: 'words', kind: 'text', title },
    { key: 'may', kind: 'consent', title, contact: true },
  ])
  const read = (form: Record<string, string | string[]>) => {
    const valuesOf = (name: string) => [form[name] ?? []].flat()
    return readAnswers(all, Object.fromEntries(all.questions.map((each) => [each.key, givenOf(each, valuesOf)])), true)
  }
  expect(read({})).toEqual({ answers: {}, problems: [] })
  expect(read({ nps: '', which: '', 'which.other': '  ', words: ' ', 'may.contact': 'x' })).toEqual({ answers: {}, problems: [] })
  const form = {
    nps: '0',
    'feel.pleasant': '2',
    'feel.words': 'calm',
    which: ['b', 'a'],
    'which.other': 'c',
    words: 'Hm',
    may: 'yes',
    'may.contact': 'a@b',
  }
  expect(read(form)).toEqual({
    answers: {
      nps: 0,
      feel: { pleasant: 2, stirred: 3, words: ['calm'] },
      which: { chosen: ['a', 'b'], other: 'c' },
      words: { text: 'Hm' },
      may: { agreed: true, contact: 'a@b' },
    },
    problems: [],
  })
  // Words of a feeling alone are asked about, not dropped; characters that steer machines are.
  expect(read({ 'feel.words': 'calm' }).problems).toEqual([{ question: 'feel', expected: 'feeling' }])
  expect(read({ words: 'A\u0001\u001b[31m\tB\rC\u0085\0' }).answers).toEqual({ words: { text: 'A[31m\tB\nC' } })
  expect(read({ 'feel.grid': '5-1' }).answers).toEqual({ feel: { pleasant: 5, stirred: 1, words: [] } })
  expect(read({ nps: '11', 'feel.grid': 'x' }).problems.map(({ question }) => question)).toEqual(['nps', 'feel'])
})

it('takes only whole scores within their scale, whatever a form holds', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('nps', 'why', 'csat', 'easy', 'why.other'), fc.array(fc.string())), (form) => {
      const given = content.questions.map((each) => [each.key, givenOf(each, (name) => form[name] ?? [])])
      const { nps = 0 } = readAnswers(content, Object.fromEntries(given), true).answers
      expect(Number.isInteger(nps) && Number(nps) >= 0 && Number(nps) <= 10).toBe(true)
    }),
  )
})
