import { keyOfFormbricks, type LeftOut } from './formbricksKey.ts'
import type { Condition } from './question.ts'

/** A step of a Formbricks survey: its questions by place (`from` to before `to`), where its rules jump, and where it goes without any. */
export interface LogicStep {
  id: string
  from: number
  to: number
  logic: readonly unknown[]
  fallback: string | null
}

type Asked = Record<string, unknown> & { key: string; askedIf?: Condition[] }
type Fields = Record<string, unknown>

/** A rule as it can be told here: any of these must hold for the jump, to the question at a place. */
interface Jump {
  any: Condition[]
  target: number
}

/**
 * Turns jumps into conditions on the questions that they pass over, where that says the same; the others are left out and told. A jump
 * passes a question over when its conditions hold, so the question is asked when none of them does.
 */
export function foldLogic(steps: readonly LogicStep[], questions: readonly Asked[], left: LeftOut[]): void {
  const placeOf = new Map(steps.map(({ id, from }) => [id, from]))
  for (const { id, to, logic, fallback } of steps) {
    const say = (why: string) => void left.push({ item: `logic of ${id}`, why })
    if (fallback !== null && (placeOf.get(fallback) ?? questions.length) > to) say('Going on elsewhere when no rule fits is not mapped.')
    const jumps = logic.map((rule) => jumpOf(rule, placeOf, questions, to))
    if (jumps.includes('odd')) {
      say('A rule that counts, needs two things at once, or compares with another answer is not mapped.')
      continue
    }
    const told = (jumps as (Jump | null)[]).filter((jump) => jump !== null)
    if (!told.every((jump, index) => told.slice(0, index).every((before) => before.target >= jump.target || isApart(before, jump)))) {
      say('Rules of which the first that fits holds, and which may fit together, are not mapped.')
      continue
    }
    for (const { any, target } of told) {
      const none = any.map(negation)
      for (const question of questions.slice(to, target)) question.askedIf = [...(question.askedIf ?? []), ...none].slice(0, 10)
    }
  }
}

/** A rule that jumps forward; null for one that passes nothing over, `odd` for one that cannot be told here. */
function jumpOf(rule: unknown, placeOf: ReadonlyMap<string, number>, questions: readonly Asked[], to: number): Jump | null | 'odd' {
  const { conditions, actions } = fieldsOf(rule)
  const action = Array.isArray(actions) && actions.length === 1 ? fieldsOf(actions[0]) : {}
  if (action['objective'] !== 'jumpToQuestion' && action['objective'] !== 'jumpToBlock') return 'odd'
  const target = placeOf.get(String(action['target'])) ?? questions.length
  if (target < to) return 'odd'
  const group = fieldsOf(conditions)
  const list: unknown[] = Array.isArray(group['conditions']) ? group['conditions'] : []
  const read = list.map((each) => conditionOf(fieldsOf(each), questions))
  if (read.length === 0 || read.includes(null) || (read.length > 1 && group['connector'] !== 'or')) return 'odd'
  return target === to ? null : { any: read as Condition[], target }
}

function conditionOf({ leftOperand, operator, rightOperand }: Fields, questions: readonly Asked[]): Condition | null {
  const asked = fieldsOf(leftOperand)
  const given = fieldsOf(rightOperand)
  const key = keyOfFormbricks(String(asked['value']))
  const question = questions.find((each) => each.key === key)
  if ((asked['type'] !== 'question' && asked['type'] !== 'element') || question === undefined) return null
  if (operator === 'isSubmitted') return { question: key, is: 'answered' }
  if (operator === 'isSkipped') return { question: key, is: 'unanswered' }
  if (question['kind'] === 'consent') return operator === 'isAccepted' ? { question: key, is: 'any-of', values: ['yes'] } : null
  const value = given['type'] === 'static' ? given['value'] : undefined
  if (question['kind'] === 'choice') return choiceCondition(key, operator, value)
  const number = Number(value)
  if (question['kind'] === 'text' || !Number.isFinite(number)) return null
  switch (operator) {
    case 'isLessThan':
      return { question: key, is: 'at-most', value: number - 1 }
    case 'isLessThanOrEqual':
      return { question: key, is: 'at-most', value: number }
    case 'isGreaterThan':
      return { question: key, is: 'at-least', value: number + 1 }
    case 'isGreaterThanOrEqual':
      return { question: key, is: 'at-least', value: number }
    default:
      return null
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function choiceCondition(key: string, operator: unknown, value: unknown): Condition | null {
  const values = (Array.isArray(value) ? value : [value]).map((each) => keyOfFormbricks(String(each)))
  if (value === undefined || values.includes('other')) return null
  if (operator === 'equals' || operator === 'equalsOneOf' || operator === 'includesOneOf') return { question: key, is: 'any-of', values }
  return operator === 'doesNotEqual' ? { question: key, is: 'none-of', values } : null
}

function negation(condition: Condition): Condition {
  const { question } = condition
  switch (condition.is) {
    case 'at-least':
      return { question, is: 'at-most', value: condition.value - 1 }
    case 'at-most':
      return { question, is: 'at-least', value: condition.value + 1 }
    case 'any-of':
      return { question, is: 'none-of', values: condition.values }
    case 'none-of':
      return { question, is: 'any-of', values: condition.values }
    case 'answered':
      return { question, is: 'unanswered' }
    case 'unanswered':
      return { question, is: 'answered' }
  }
}

/** Whether two rules can never fit the same answers: low scores and high ones of one question, or different choices. */
function isApart(one: Jump, other: Jump): boolean {
  return one.any.every((left) => other.any.every((right) => left.question === right.question && excludes(left, right)))
}

function excludes(left: Condition, right: Condition): boolean {
  if (left.is === 'at-most' && right.is === 'at-least') return left.value < right.value
  if (left.is === 'at-least' && right.is === 'at-most') return right.value < left.value
  if (left.is === 'any-of' && right.is === 'any-of') return !left.values.some((value) => right.values.includes(value))
  return false
}
