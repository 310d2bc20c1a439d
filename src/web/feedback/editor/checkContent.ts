import { type Condition, metricsOf, type Question, type Texts } from '../../../domain/feedback/question.ts'
import type { SurveyContent } from '../../../domain/feedback/survey.ts'
import { fieldOf, offersOf, type Offer } from './edits.ts'

/** What keeps a survey from being kept as it is written. */
export type Fault =
  | 'first-language'
  | 'no-questions'
  | 'too-few-options'
  | 'key'
  | 'same-key'
  | 'same-metric'
  | 'metric'
  | 'order-of-scale'
  | 'not-earlier'
  | 'not-offered'
  | 'nothing-chosen'
  | 'address'

/** A fault and the field it is at, as the server names it: `questions.2.title.fi`. */
export interface FaultAt {
  field: string
  fault: Fault
}

const KEY = /^[a-z][a-z0-9_-]{0,39}$/
const METRIC = /^[a-z][a-z0-9_-]{0,59}$/

/** Faults of a survey as it is written, in its order; what the server would refuse is among them. */
export function checkContent(content: SurveyContent): FaultAt[] {
  const faults: FaultAt[] = []
  const tell = (fault: Fault, ...path: (string | number)[]) => faults.push({ field: path.join('.'), fault })
  const [first = ''] = content.languages
  const needs = (texts: Texts, ...path: (string | number)[]) => {
    if (!texts[first]?.trim()) tell('first-language', ...path, first)
  }
  needs(content.title, 'title')
  if (content.questions.length === 0) tell('no-questions', 'questions')
  const keys = new Set<string>()
  const metrics = new Set<string>()
  content.questions.forEach((question, index) => {
    const at = ['questions', index] as const
    if (!KEY.test(question.key)) tell('key', ...at, 'key')
    else if (keys.has(question.key)) tell('same-key', ...at, 'key')
    keys.add(question.key)
    needs(question.title, ...at, 'title')
    checkMetric(question, metrics, (fault) => tell(fault, ...at, 'metric'))
    if (question.kind === 'scale' && question.from >= question.to) tell('order-of-scale', ...at, 'to')
    if (question.kind === 'choice') checkOptions(question.options, 2, 'options')
    if (question.kind === 'emotion') checkOptions(question.words, 0, 'words')
    checkConditions(question.askedIf, offersOf(content, index), [...at, 'askedIf'])

    function checkOptions(options: readonly { key: string }[], least: number, name: string): void {
      if (options.length < least) tell('too-few-options', ...at, name)
      if (options.some(({ key }) => !KEY.test(key))) tell('key', ...at, name)
      if (new Set(options.map(({ key }) => key)).size < options.length) tell('same-key', ...at, name)
    }
  })
  const all = offersOf(content, content.questions.length)
  content.thanks.forEach((thanks, index) => {
    needs(thanks.title, 'thanks', index, 'title')
    if (thanks.link && !isWebAddress(thanks.link.address)) tell('address', 'thanks', index, 'link', 'address')
    checkConditions(thanks.if, all, ['thanks', index, 'if'])
  })
  return faults

  function checkConditions(conditions: readonly Condition[], offers: readonly Offer[], path: (string | number)[]): void {
    conditions.forEach((condition, index) => {
      const fault = faultOf(
        condition,
        offers.find(({ question }) => question.key === condition.question),
      )
      if (fault !== null) tell(fault, ...path, index)
    })
  }
}

function checkMetric(question: Question, metrics: Set<string>, tell: (fault: Fault) => void): void {
  const own = metricsOf(question)
  if ('metric' in question && question.metric !== undefined && !METRIC.test(question.metric)) tell('metric')
  else if (own.some((metric) => metrics.has(metric))) tell('same-metric')
  for (const metric of own) metrics.add(metric)
}

function faultOf(condition: Condition, offer: Offer | undefined): Fault | null {
  if (offer === undefined) return 'not-earlier'
  if (condition.is === 'at-least' || condition.is === 'at-most') return offer.scores === null ? 'not-offered' : null
  if (condition.is === 'answered' || condition.is === 'unanswered') return null
  if (condition.values.length === 0) return 'nothing-chosen'
  return condition.values.every((value) => offer.values.some(({ key }) => key === value)) ? null : 'not-offered'
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/** A place where a language lacks words that the first one has; `field` as the server names it. */
export interface Missing {
  field: string
  language: string
}

/** Words that languages after the first lack, in order; what the first has not either is missing nowhere. */
export function missingWords(content: SurveyContent): Missing[] {
  const [first = '', ...others] = content.languages
  const missing: Missing[] = []
  const look = (texts: Texts | undefined, field: string) => {
    if (!texts?.[first]) return
    for (const language of others) if (!texts[language] && !texts[language.split('-', 1)[0]!]) missing.push({ field, language })
  }
  look(content.title, 'title')
  look(content.intro, 'intro')
  content.questions.forEach((question, index) => {
    const at = fieldOf('questions', index)
    look(question.title, `${at}.title`)
    look(question.help, `${at}.help`)
    if ('low' in question) look(question.low, `${at}.low`)
    if ('high' in question) look(question.high, `${at}.high`)
    const options = question.kind === 'choice' ? question.options : question.kind === 'emotion' ? question.words : []
    options.forEach(({ text }, place) => look(text, `${at}.${question.kind === 'choice' ? 'options' : 'words'}.${place}.text`))
  })
  content.thanks.forEach(({ title, text, link }, index) => {
    look(title, fieldOf('thanks', index, 'title'))
    look(text, fieldOf('thanks', index, 'text'))
    look(link?.text, fieldOf('thanks', index, 'link', 'text'))
  })
  return missing
}
