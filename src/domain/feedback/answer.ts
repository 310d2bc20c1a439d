import type { Measure } from '../measure/measure.ts'
import { type Answer, type Answers, type Question, scoreOf } from './question.ts'
import { questionsFor, type SurveyContent } from './survey.ts'

/** Why an answer was not taken: the question's key and what is expected. */
export interface AnswerProblem {
  question: string
  expected: 'score' | 'feeling' | 'option' | 'text' | 'consent' | 'required' | 'unknown-question'
}

/** Most characters of what is written in one answer. */
export const LONGEST_ANSWER = 10_000
/** Most characters of something else, a line, or an address to be contacted at. */
export const LONGEST_LINE = 300

/** Answers that were read, and those that were not taken with why. */
export interface ReadAnswers {
  answers: Answers
  problems: AnswerProblem[]
}

/**
 * Reads answers as a door gives them (JSON); answers to questions that are not asked of whoever answers so are left out. With `whole`,
 * required questions that are asked and unanswered are problems. Never throws.
 */
export function readAnswers(content: SurveyContent, given: Readonly<Record<string, unknown>>, whole: boolean): ReadAnswers {
  const problems: AnswerProblem[] = []
  const read: Answers = {}
  for (const key of Object.keys(given)) {
    if (!content.questions.some((question) => question.key === key))
      problems.push({ question: key.slice(0, 40), expected: 'unknown-question' })
  }
  for (const question of content.questions) {
    const value = Object.hasOwn(given, question.key) ? given[question.key] : undefined
    if (value === undefined || value === null || value === '') continue
    const answer = readAnswer(question, value)
    if (typeof answer === 'string') problems.push({ question: question.key, expected: answer })
    else if (answer !== null) read[question.key] = answer
  }
  const asked = questionsFor(content, read)
  const answers: Answers = {}
  for (const { key, required } of asked) {
    const answer = read[key]
    if (answer !== undefined) answers[key] = answer
    else if (required && whole && !problems.some(({ question }) => question === key)) problems.push({ question: key, expected: 'required' })
  }
  return { answers, problems }
}

function readAnswer(question: Question, value: unknown): Answer | AnswerProblem['expected'] | null {
  switch (question.kind) {
    case 'text':
      return readText(value)
    case 'choice':
      return readChoice(question, value)
    case 'emotion':
      return readFeeling(question, value)
    case 'consent':
      return readConsent(question, value)
    default: {
      const { from, to } = scoreOf(question)!
      return isWhole(value, from, to) ? value : 'score'
    }
  }
}

function isWhole(value: unknown, from: number, to: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Characters that steer machines (tabs and ends of lines are kept), and halves of characters. */
const UNKEEPABLE = /[^\P{Cc}\t\n]|\p{Cs}/gu

/** Words as they are kept: without steering and broken characters, line ends alike, trimmed. */
function cleaned(text: string, most: number): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(UNKEEPABLE, '').trim().slice(0, most).replaceAll(UNKEEPABLE, '')
}

function readText(value: unknown): Answer | 'text' | null {
  const text = isObject(value) ? value['text'] : value
  if (typeof text !== 'string') return 'text'
  const kept = cleaned(text, LONGEST_ANSWER)
  return kept === '' ? null : { text: kept }
}

function readKeys(value: unknown, options: readonly { key: string }[]): string[] | null {
  const list = value === undefined ? [] : typeof value === 'string' ? [value] : value
  if (!Array.isArray(list) || !list.every((key) => options.some((option) => option.key === key))) return null
  return options.map(({ key }) => key).filter((key) => list.includes(key))
}

function readChoice(question: Extract<Question, { kind: 'choice' }>, value: unknown): Answer | 'option' | null {
  const given = isObject(value) ? value : { chosen: value }
  const chosen = readKeys(given['chosen'], question.options)
  const other = given['other'] ?? ''
  if (chosen === null || typeof other !== 'string') return 'option'
  const written = question.other ? cleaned(other, LONGEST_LINE) : ''
  if (!question.many && chosen.length + (written === '' ? 0 : 1) > 1) return 'option'
  if (chosen.length === 0 && written === '') return null
  return written === '' ? { chosen } : { chosen, other: written }
}

function readFeeling(question: Extract<Question, { kind: 'emotion' }>, value: unknown): Answer | 'feeling' {
  if (!isObject(value)) return 'feeling'
  const { pleasant, stirred = 3, words } = value
  const chosen = readKeys(words, question.words)
  return isWhole(pleasant, 1, 5) && isWhole(stirred, 1, 5) && chosen !== null ? { pleasant, stirred, words: chosen } : 'feeling'
}

function readConsent(question: Extract<Question, { kind: 'consent' }>, value: unknown): Answer | 'consent' {
  const given = isObject(value) ? value : { agreed: value }
  const { agreed, contact = '' } = given
  if (typeof agreed !== 'boolean' || typeof contact !== 'string') return 'consent'
  const kept = agreed && question.contact ? cleaned(contact, LONGEST_LINE) : ''
  return kept === '' ? { agreed } : { agreed, contact: kept }
}

/** The scores in answers, each with its metric and scale; a feeling gives pleasantness under its metric and stir under `<metric>-stir`. */
export function measuresOf(content: SurveyContent, answers: Answers): Measure[] {
  return content.questions.flatMap((question): Measure[] => {
    const answer = answers[question.key]
    const score = scoreOf(question)
    if (answer === undefined || score === null) return []
    const { metric, from, to } = score
    const scale = `${from}-${to}`
    if (typeof answer === 'number') return [{ metric, score: answer, scale }]
    if (!('pleasant' in answer)) return []
    return [
      { metric, score: answer.pleasant, scale },
      { metric: `${metric}-stir`, score: answer.stirred, scale },
    ]
  })
}

/** The answerer's own words in the order of the questions, what they wrote beside options included, parted by empty lines; empty without any. */
export function textOf(content: SurveyContent, answers: Answers): string {
  const parts = content.questions.map(({ key }) => {
    const answer = answers[key]
    if (typeof answer !== 'object') return ''
    if ('text' in answer) return answer.text
    return 'chosen' in answer ? (answer.other ?? '') : ''
  })
  return parts.filter((part) => part !== '').join('\n\n')
}
