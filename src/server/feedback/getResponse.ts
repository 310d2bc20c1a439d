import type { z } from 'zod'
import type { getResponse as contract } from '../../api/response.ts'
import { wordsIn } from '../../domain/feedback/asked.ts'
import { type Answer, type Answers, type Question, scoreOf } from '../../domain/feedback/question.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { findResponse, responseJson } from './getResponses.ts'

type Whole = z.output<typeof contract.answer>

interface AnsweredRow {
  startedAt: number
  stateAt: number | null
  stateBy: string | null
  language: string
  answers: Answers
  content: SurveyContent | null
}

/** A response with every question as it was asked in its version. Throws problem 404 without one. */
export async function getResponse(database: Queryable, id: string): Promise<Whole> {
  const row = await findResponse(database, id)
  if (row === null) throw notFound('such response')
  const [answered] = await database.query<AnsweredRow>(
    `SELECT started_at AS "startedAt", state_at AS "stateAt", state_by AS "stateBy", language, answers, content
     FROM responses LEFT JOIN survey_versions USING (survey, version) WHERE id = $1 LIMIT 1`,
    [id],
  )
  const { content, answers = {}, language = '', stateAt = null, stateBy = null, startedAt = row.at } = answered ?? {}
  return {
    ...responseJson(row),
    startedAt: formatInstant(startedAt),
    stateAt: stateAt === null ? null : formatInstant(stateAt),
    stateBy,
    questions: content?.questions.map((question) => questionJson(question, content, answers[question.key], language)) ?? [],
  }
}

function questionJson(
  question: Question,
  content: SurveyContent,
  answer: Answer | undefined,
  language: string,
): Whole['questions'][number] {
  const score = scoreOf(question)
  const given = typeof answer === 'number' ? answer : typeof answer === 'object' && 'pleasant' in answer ? answer.pleasant : null
  return {
    key: question.key,
    kind: question.kind,
    title: wordsIn(question.title, language, content),
    answer: answer === undefined ? null : inWords(question, answer, language, content),
    score: given,
    scale: score === null ? null : `${score.from}-${score.to}`,
  }
}

/** An answer in words of its survey; scores and agreement as they are kept. */
function inWords(question: Question, answer: Answer, language: string, content: SurveyContent): string {
  if (typeof answer === 'number') return String(answer)
  if ('text' in answer) return answer.text
  if ('agreed' in answer) return [answer.agreed ? 'yes' : 'no', answer.contact].filter(Boolean).join(': ')
  const options = question.kind === 'choice' ? question.options : question.kind === 'emotion' ? question.words : []
  const named = (keys: readonly string[]) =>
    keys.map((key) => wordsIn(options.find((option) => option.key === key)?.text, language, content) || key)
  if ('chosen' in answer) return [...named(answer.chosen), ...(answer.other === undefined ? [] : [answer.other])].join(', ')
  return [`${answer.pleasant}/5, ${answer.stirred}/5`, ...named(answer.words)].join(', ')
}
