import type { Answer, Answers, Question } from './question.ts'
import { scoreOf } from './question.ts'
import { type SurveyContent, wordsIn } from './survey.ts'

/** A column of a table of responses: its name, what it holds, in words, and what its codes mean. */
export interface ResponseColumn {
  /** Letters, digits and "_", a letter first, at most 60; no two alike in any case. */
  name: string
  label: string
  /** Numbers, moments in ms since 1970 UTC, or texts. */
  kind: 'number' | 'moment' | 'text'
  codes: readonly { value: number; label: string }[]
}

/** A cell: a number, a text, or null for none. */
export type ResponseCell = number | string | null

interface Drawn extends ResponseColumn {
  versions: ReadonlySet<number>
  cell: (answer: Answer | undefined) => ResponseCell
}

/** Columns of answers, and how the answers to a version fill them. */
export interface AnswerColumns {
  columns: readonly ResponseColumn[]
  cellsOf: (version: number, answers: Answers) => ResponseCell[]
}

/**
 * The columns that hold the answers to every version of a survey, told in a language. A question that is asked alike in several versions –
 * of one kind, scale and options – has one column, whatever its words; otherwise each way of asking has its own, named after its version.
 */
export function answerColumns(versions: readonly { version: number; content: SurveyContent }[], language: string): AnswerColumns {
  const drawn = new Map<string, Drawn & { question: string }>()
  const taken = new Set<string>()
  for (const { version, content } of versions) {
    for (const question of content.questions) {
      const shape = shapeOf(question)
      for (const part of partsOf(question, content, language)) {
        const id = `${question.key} ${shape} ${part.name}`
        const known = drawn.get(id)
        if (known !== undefined) {
          drawn.set(id, { ...known, versions: new Set([...known.versions, version]) })
          continue
        }
        const plain = part.name.replaceAll(/[^A-Za-z0-9_]/g, '_').slice(0, 50)
        const name = taken.has(plain.toLowerCase()) ? freeName(`${plain}_v${version}`, taken) : plain
        taken.add(name.toLowerCase())
        drawn.set(id, { ...part, name, versions: new Set([version]), question: question.key })
      }
    }
  }
  const all = [...drawn.values()]
  return {
    columns: all.map(({ name, label, kind, codes }) => ({ name, label, kind, codes })),
    cellsOf: (version, answers) => all.map((column) => (column.versions.has(version) ? column.cell(answers[column.question]) : null)),
  }
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}_${number}`
  return free
}

/** What must be alike for answers to be comparable. */
function shapeOf(question: Question): string {
  const score = scoreOf(question)
  const options = question.kind === 'choice' ? [question.many, question.options.map(({ key }) => key)] : []
  return JSON.stringify([question.kind, score, options])
}

type Part = Omit<Drawn, 'versions'>

function partsOf(question: Question, content: SurveyContent, language: string): Part[] {
  const { key } = question
  const label = wordsIn(question.title, language, content)
  const number = (name: string, more: string, cell: Part['cell'], codes: Part['codes'] = []): Part => ({
    name,
    label: more === '' ? label : `${label} – ${more}`,
    kind: 'number',
    codes,
    cell,
  })
  const text = (name: string, cell: Part['cell']): Part => ({ name, label, kind: 'text', codes: [], cell })
  const option = (each: { key: string; text: Record<string, string> }) => wordsIn(each.text, language, content)
  const flag = (name: string, more: string, cell: Part['cell']) =>
    number(name, more, cell, [
      { value: 0, label: '–' },
      { value: 1, label: more },
    ])
  switch (question.kind) {
    case 'text':
      return [text(key, (answer) => (isKind(answer, 'text') ? answer.text : null))]
    case 'consent':
      return [
        flag(key, label, (answer) => (isKind(answer, 'agreed') ? Number(answer.agreed) : null)),
        ...(question.contact ? [text(`${key}_contact`, (answer) => (isKind(answer, 'agreed') ? (answer.contact ?? null) : null))] : []),
      ]
    case 'emotion':
      return [
        number(key, '', (answer) => (isKind(answer, 'pleasant') ? answer.pleasant : null)),
        number(`${key}_stir`, '', (answer) => (isKind(answer, 'pleasant') ? answer.stirred : null)),
        ...question.words.map((word) =>
          flag(`${key}_${word.key}`, option(word), (answer) =>
            isKind(answer, 'pleasant') ? Number(answer.words.includes(word.key)) : null,
          ),
        ),
      ]
    case 'choice': {
      const { options, many, other } = question
      const written = other ? [text(`${key}_other`, (answer) => (isKind(answer, 'chosen') ? (answer.other ?? null) : null))] : []
      if (many) {
        const flags = options.map((each) =>
          flag(`${key}_${each.key}`, option(each), (answer) =>
            isKind(answer, 'chosen') ? Number(answer.chosen.includes(each.key)) : null,
          ),
        )
        return [...flags, ...written]
      }
      const place = (answer: Answer | undefined) => {
        const chosen = isKind(answer, 'chosen') ? answer.chosen[0] : undefined
        return chosen === undefined ? null : options.findIndex((each) => each.key === chosen) + 1
      }
      const codes = options.map((each, index) => ({ value: index + 1, label: option(each) }))
      return [number(key, '', place, codes), ...written]
    }
    default:
      return [number(key, '', (answer) => (typeof answer === 'number' ? answer : null))]
  }
}

function isKind<Key extends string>(answer: Answer | undefined, key: Key): answer is Extract<Answer, { [K in Key]: unknown }> {
  return typeof answer === 'object' && key in answer
}
