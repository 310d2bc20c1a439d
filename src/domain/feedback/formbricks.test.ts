import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentWith, type FeedbackRecord, feedbackRecordSchema } from './feedbackRecord.ts'
import { givenOfFormbricks } from './formbricksAnswers.ts'
import { keyOfFormbricks, surveyKeyOfFormbricks } from './formbricksKey.ts'
import { type ReadFormbricks, readFormbricksSurvey } from './formbricksSurvey.ts'
import { readAnswers } from './answer.ts'
import { questionsFor } from './asked.ts'
import { surveyContentSchema } from './survey.ts'

const text = (words: string, finnish = `${words} (fi)`) => ({ default: words, fi: finnish })
const jump = (operator: string, value: unknown, target: string, question = 'Recommend1') => ({
  id: 'rule',
  conditions: {
    id: 'group',
    connector: 'and',
    conditions: [{ id: 'one', leftOperand: { type: 'question', value: question }, operator, rightOperand: { type: 'static', value } }],
  },
  actions: [{ id: 'act', objective: 'jumpToQuestion', target }],
})

const survey = {
  id: 'cLx9Survey',
  name: 'Visit',
  type: 'link',
  languages: [
    { default: false, enabled: true, language: { code: 'fi' } },
    { default: true, enabled: true, language: { code: 'en' } },
  ],
  welcomeCard: { enabled: true, headline: text('Welcome'), html: text('<p>Two questions &amp; out.</p>') },
  questions: [
    {
      id: 'Recommend1',
      type: 'nps',
      headline: text('Recommend?'),
      required: true,
      lowerLabel: text('No'),
      upperLabel: text('Yes'),
      logic: [jump('isGreaterThan', 6, 'way')],
    },
    { id: 'why', type: 'openText', headline: text('Why?'), required: false, inputType: 'text' },
    {
      id: 'way',
      type: 'multipleChoiceMulti',
      headline: text('How?'),
      required: false,
      choices: [
        { id: 'web', label: text('Web') },
        { id: 'other', label: text('Other') },
        { id: 'Shop 1', label: text('Shop') },
      ],
    },
    { id: 'stars', type: 'rating', scale: 'star', range: 5, headline: text('Stars'), required: false },
    { id: 'look', type: 'pictureSelection', headline: text('Which?'), required: false, choices: [] },
    { id: 'link', type: 'cta', headline: text('Go on'), required: false },
    {
      id: 'ok',
      type: 'consent',
      headline: text('May we call?'),
      label: text('Yes, do'),
      required: false,
      logic: [{ ...jump('equals', 1, 'x'), actions: [{ objective: 'calculate' }] }],
    },
  ],
  endings: [
    { id: 'e1', type: 'endScreen', headline: text('Thanks') },
    { id: 'e2', type: 'redirectToUrl' },
  ],
  variables: [{ id: 'v' }],
  triggers: [],
}

const read = (given: object) => readFormbricksSurvey(given) as ReadFormbricks

describe('a Formbricks survey', () => {
  it('is read as one of ours, and tells item by item what does not map', () => {
    const { key, name, content, left } = read({ data: survey })
    expect([key, name, content.languages]).toEqual(['fb-clx9survey', 'Visit', ['en', 'fi']])
    expect(surveyContentSchema.parse(content)).toEqual(content)
    expect(content.intro?.['en']).toBe('Welcome\n\nTwo questions & out.')
    expect(content.questions.map(({ key: each, kind }) => `${each} ${kind}`)).toEqual([
      'recommend1 nps',
      'why text',
      'way choice',
      'stars scale',
      'ok consent',
    ])
    expect(content.questions[2]).toMatchObject({
      many: true,
      other: true,
      options: [{ key: 'web' }, { key: 'shop-1', text: { fi: 'Shop (fi)' } }],
    })
    expect(content.questions[3]).toMatchObject({ metric: 'rating-5', from: 1, to: 5 })
    expect(content.thanks).toMatchObject([{ title: { en: 'Thanks' } }])
    expect(left.map(({ item }) => item)).toEqual(['look', 'link', 'link', 'logic of ok', 'ending e2', 'variables'])
  })

  it('asks the same questions of the same answers as its jumps do', () => {
    const { content } = read(survey)
    const asked = (nps: number) => questionsFor(content, { recommend1: nps }).map(({ key }) => key)
    for (let nps = 0; nps <= 10; nps++) expect(asked(nps).includes('why')).toBe(nps <= 6)
  })

  it('has blocks of late, whose jumps are read alike; rules that may fit together are left to a person', () => {
    const [nps, why, ...others] = survey.questions.map(
      ({ logic: _logic, ...element }: (typeof survey.questions)[number] & { logic?: unknown }) => element,
    )
    const toBlock = (rule: ReturnType<typeof jump>, target: string) => {
      const [condition] = rule.conditions.conditions
      const operand = { type: 'element', value: condition!.leftOperand.value }
      return {
        ...rule,
        conditions: { ...rule.conditions, conditions: [{ ...condition, leftOperand: operand }] },
        actions: [{ objective: 'jumpToBlock', target }],
      }
    }
    const blocks = (logic: unknown[]) => ({
      ...survey,
      questions: [],
      blocks: [
        { id: 'b1', elements: [nps], logic },
        { id: 'b2', elements: [why] },
        { id: 'b3', elements: others },
      ],
    })
    const mapped = read(blocks([toBlock(jump('isGreaterThanOrEqual', 9, ''), 'b3')]))
    expect(mapped.content.questions[1]!.askedIf).toEqual([{ question: 'recommend1', is: 'at-most', value: 8 }])
    const both = read(blocks([toBlock(jump('isGreaterThan', 2, ''), 'b2'), toBlock(jump('isGreaterThan', 5, ''), 'b3')]))
    expect(both.content.questions[1]!.askedIf).toEqual([{ question: 'recommend1', is: 'at-most', value: 5 }])
    const odd = read(blocks([toBlock(jump('equals', 5, ''), 'b3')]))
    expect(odd.left.map(({ item }) => item)).toContain('logic of b1')
  })

  it('is told why it cannot be read, whatever is given', () => {
    expect(readFormbricksSurvey({ name: 'x', questions: [] })).toEqual({
      field: 'questions',
      problem: 'must be a list of questions, or blocks with elements',
    })
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (questions, logic) => {
        for (const given of [
          questions,
          { questions },
          { questions: [{ ...survey.questions[0], logic }], endings: questions, languages: logic },
        ]) {
          const result = readFormbricksSurvey(given)
          if ('content' in result) expect(surveyContentSchema.parse(result.content)).toEqual(result.content)
        }
      }),
    )
  })

  it('finds answers in any of its languages', () => {
    const { content } = read(survey)
    const given = givenOfFormbricks(content, {
      Recommend1: 4,
      why: 'Queue',
      way: ['Web (fi)', 'Shop', 'By fax'],
      ok: 'accepted',
      stars: '5',
      unknown: 1,
      look: '',
    })
    expect(readAnswers(content, given, true)).toEqual({
      answers: {
        recommend1: 4,
        why: { text: 'Queue' },
        way: { chosen: ['web', 'shop-1'], other: 'By fax' },
        stars: 5,
        ok: { agreed: true },
      },
      problems: [],
    })
  })

  it('has keys that are always keys', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (id) => {
        expect(keyOfFormbricks(id)).toMatch(/^[a-z][a-z0-9_-]{0,39}$/)
        expect(surveyKeyOfFormbricks(id)).toMatch(/^[a-z][a-z0-9-]{0,59}$/)
      }),
    )
  })
})

describe('feedback records', () => {
  const record = (more: object): FeedbackRecord =>
    feedbackRecordSchema.parse({
      submission_id: 's',
      collected_at: '2026-03-02T10:00:00Z',
      source_type: 'survey',
      field_id: 'f',
      field_type: 'nps',
      value_number: 9,
      ...more,
    })

  it('make a survey of their fields, with a longer scale when a score needs it', () => {
    const first = contentWith(
      null,
      [
        record({}),
        record({ field_id: 'stars', field_type: 'rating', value_number: 4 }),
        record({ field_id: 'why', field_type: 'text', value_text: 'x' }),
      ],
      'Hub',
    )!
    expect(surveyContentSchema.parse(first)).toEqual(first)
    expect(first.questions.map(({ key, kind }) => `${key} ${kind}`)).toEqual(['f nps', 'stars scale', 'why text'])
    expect(contentWith(first, [record({})], 'Hub')).toBeNull()
    const second = contentWith(first, [record({ field_id: 'stars', field_type: 'rating', value_number: 8 })], 'Hub')!
    expect(second.questions[1]).toMatchObject({ to: 10, metric: 'stars-10' })
  })

  it('keep the scores of several fields apart, so that what they make is always a survey', () => {
    const csat = (field_id: string, value_number: number) => record({ field_id, field_type: 'csat', value_number })
    const first = contentWith(null, [csat('delivery', 4), csat('price', 2), record({}), record({ field_id: 'again' })], 'Hub')!
    expect(surveyContentSchema.parse(first)).toEqual(first)
    expect(first.questions.map((question) => 'metric' in question && question.metric)).toEqual(['csat', 'csat-price', 'nps', 'nps-again'])
    const second = contentWith(first, [csat('place', 3), csat('price', 7)], 'Hub')!
    expect(surveyContentSchema.parse(second)).toEqual(second)
  })

  it.each([
    [{ field_type: 'nps', value_number: 11 }, 'value_number'],
    [{ field_type: 'text' }, 'value_text'],
    [{ field_type: 'mood' }, 'field_type'],
    [{ collected_at: 'yesterday' }, 'collected_at'],
    [{ submission_id: '' }, 'submission_id'],
  ])('%o is refused for its %s', (more, field) => {
    const given = {
      submission_id: 's',
      collected_at: '2026-03-02T10:00:00Z',
      source_type: 'survey',
      field_id: 'f',
      field_type: 'nps',
      value_number: 9,
      ...more,
    }
    const result = feedbackRecordSchema.safeParse(given)
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toContain(field)
  })
})
