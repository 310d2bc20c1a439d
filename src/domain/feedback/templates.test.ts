import { describe, expect, it } from 'vitest'
import { planSchema } from './plan.ts'
import { type Answer, type Answers, levelOf, type Question, scoreOf } from './question.ts'
import { holds, questionsFor, type SurveyContent, surveyContentSchema, surveyKeySchema, thanksFor } from './survey.ts'
import { MOMENTS, TEMPLATES } from './templates.ts'

const LANGUAGES = ['fi', 'sv', 'en']
/** Characters a slow reader reads in a second: about 150 words a minute. */
const READ_IN_SECOND = 15

const templates = TEMPLATES.map((template) => ({ ...template, content: surveyContentSchema.parse(template.content) }))

describe.each(templates)('$key', ({ key, content, name, description, when, plan }) => {
  const ways = waysThrough(content)

  it('is a survey with a plan, ready to be asked', () => {
    expect(surveyKeySchema.safeParse(key).error).toBeUndefined()
    expect(planSchema.safeParse(plan).error).toBeUndefined()
    expect(content.questions[0]!.required).toBe(true)
  })

  it('says everything in three languages, each in its own words', () => {
    expect(content.languages).toEqual(LANGUAGES)
    const texts = [name, description, when, ...wordsOf(content)]
    for (const text of texts) {
      expect(Object.keys(text)).toEqual(LANGUAGES)
      for (const words of Object.values(text)) expect(words).toMatch(/^\S.*\S$/)
    }
    expect(texts.filter(({ fi, sv, en }) => fi === en || fi === sv)).toEqual([])
  })

  it('asks nobody more than five questions, everybody at least two, each question of somebody', () => {
    const counts = ways.map((way) => questionsFor(content, way).length)
    expect(Math.max(...counts)).toBeLessThanOrEqual(5)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2)
    const asked = new Set(ways.flatMap((way) => questionsFor(content, way).map((question) => question.key)))
    expect([...asked].toSorted()).toEqual(content.questions.map((question) => question.key).toSorted())
  })

  it('thanks everybody, and each of its thanks fits somebody', () => {
    const given = ways.map((way) => thanksFor(content, way))
    expect(given).not.toContain(null)
    expect(new Set(given).size).toBe(content.thanks.length)
  })

  it('lets everybody say it in their own words', () => {
    const without = ways.filter((way) => !questionsFor(content, way).some(({ kind }) => kind === 'text'))
    expect(without).toEqual([])
  })

  it('promises to be in touch only with whom agreed', () => {
    const agreed = ways.filter((way) => holds([{ question: 'contact', is: 'any-of', values: ['yes'] }], way))
    expect(agreed.length).toBeGreaterThan(0)
    const promised = new Set(agreed.map((way) => thanksFor(content, way)))
    expect(promised.size).toBe(1)
    expect(ways.filter((way) => !agreed.includes(way) && promised.has(thanksFor(content, way)))).toEqual([])
  })

  it('is read within a minute', () => {
    for (const language of LANGUAGES) {
      const longest = Math.max(...ways.map((way) => lengthOf(content, way, language)))
      expect(longest / READ_IN_SECOND).toBeLessThanOrEqual(60)
    }
  })

  it('measures each score on a level', () => {
    const levels = content.questions.filter((question) => scoreOf(question) !== null).map((question) => levelOf(question))
    expect(levels).not.toContain(null)
  })
})

describe('templates', () => {
  it('have keys of their own, and one at least for each moment', () => {
    expect(new Set(templates.map(({ key }) => key)).size).toBe(templates.length)
    expect([...new Set(templates.map(({ moment }) => moment))].toSorted()).toEqual([...MOMENTS].toSorted())
  })

  it('follow up a question that there is, by a score it can have', () => {
    const followed = templates.flatMap(({ plan: { trigger } }) => (trigger?.on === 'response' ? [trigger] : []))
    expect(followed.length).toBeGreaterThan(0)
    for (const { survey, question, atLeast } of followed) {
      const asked = templates.find(({ key }) => key === survey)?.content.questions.find(({ key }) => key === question)
      const score = asked === undefined ? null : scoreOf(asked)
      expect(score).not.toBeNull()
      expect(atLeast).toBeGreaterThan(score!.from)
      expect(atLeast).toBeLessThanOrEqual(score!.to)
    }
  })

  it('ask about all three levels between them', () => {
    const levels = templates.flatMap(({ content }) => content.questions.map((question) => levelOf(question)))
    expect(new Set(levels.filter((level) => level !== null)).size).toBe(3)
  })
})

/** Answers that tell the ways through a survey apart; undefined = passed over. */
function possible(question: Question): (Answer | undefined)[] {
  const over = question.required ? [] : [undefined]
  const score = scoreOf(question)
  if (question.kind === 'emotion') return [...over, { pleasant: 1, stirred: 3, words: [] }, { pleasant: 5, stirred: 3, words: [] }]
  if (score !== null) return [...over, ...Array.from({ length: score.to - score.from + 1 }, (_, index) => score.from + index)]
  if (question.kind === 'choice') {
    const chosen = question.options.map(({ key }) => ({ chosen: [key] }))
    return [...over, ...chosen, ...(question.other ? [{ chosen: [], other: 'x' }] : [])]
  }
  return question.kind === 'consent' ? [...over, { agreed: true }, { agreed: false }] : over
}

/** Every way through a survey, as the answers given on it. */
function waysThrough({ questions }: SurveyContent): Answers[] {
  return questions.reduce<Answers[]>(
    (ways, question) =>
      ways.flatMap((way) =>
        holds(question.askedIf, way)
          ? possible(question).map((answer) => (answer === undefined ? way : { ...way, [question.key]: answer }))
          : [way],
      ),
    [{}],
  )
}

function wordsOf(content: SurveyContent): Record<string, string>[] {
  const thanks = content.thanks.flatMap(({ title, text }) => [title, text])
  return [content.title, content.intro, ...content.questions.flatMap(wordsOfQuestion), ...thanks].filter((text) => text !== undefined)
}

function wordsOfQuestion(question: Question) {
  const options = question.kind === 'choice' ? question.options : question.kind === 'emotion' ? question.words : []
  const ends = question.kind === 'scale' || question.kind === 'nps' ? [question.low, question.high] : []
  return [question.title, question.help, ...options.map(({ text }) => text), ...ends].filter((text) => text !== undefined)
}

/** Characters read on a way through a survey in a language. */
function lengthOf(content: SurveyContent, way: Answers, language: string): number {
  const thanks = thanksFor(content, way)!
  const texts = [content.title, content.intro, ...questionsFor(content, way).flatMap(wordsOfQuestion), thanks.title, thanks.text]
  return texts.reduce((sum, text) => sum + (text?.[language] ?? '').length, 0)
}
