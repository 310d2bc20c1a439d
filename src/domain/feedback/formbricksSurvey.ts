import { keyOfFormbricks, type LeftOut, surveyKeyOfFormbricks } from './formbricksKey.ts'
import { foldLogic, type LogicStep } from './formbricksLogic.ts'
import type { Condition, Texts } from './question.ts'
import { type SurveyContent, surveyContentSchema } from './survey.ts'

/** A Formbricks survey as a survey of ours; `left` says item by item what does not map. */
export interface ReadFormbricks {
  key: string
  name: string
  content: SurveyContent
  left: LeftOut[]
}

type Fields = Record<string, unknown>

/** A question of ours as it is being made. */
type Draft = { id: string; question: Fields & { key: string; askedIf?: Condition[] } }

/** Reads a Formbricks survey (its JSON, with `questions` or `blocks`); a text says why it cannot be one of ours. Never throws. */
export function readFormbricksSurvey(given: unknown): ReadFormbricks | { problem: string; field: string } {
  const survey = fieldsOf(isObject(given) && isObject(given['data']) ? given['data'] : given)
  const left: LeftOut[] = []
  const languages = languagesOf(survey)
  const say = textsIn(languages)
  const steps = stepsOf(survey)
  if (steps.length === 0) return { field: 'questions', problem: 'must be a list of questions, or blocks with elements' }
  const taken = new Set<string>()
  const drafts: Draft[] = []
  const places: LogicStep[] = []
  for (const step of steps) {
    const from = drafts.length
    for (const element of step.elements) {
      const draft = questionOf(element, say, left)
      if (draft === null) continue
      if (taken.has(draft.question.key)) left.push({ item: draft.id, why: 'Its id is that of another question in other letters.' })
      else drafts.push(draft)
      taken.add(draft.question.key)
    }
    places.push({ id: step.id, from, to: drafts.length, logic: step.logic, fallback: step.fallback })
  }
  const name = typeof survey['name'] === 'string' && survey['name'].trim() !== '' ? survey['name'].trim().slice(0, 200) : 'Formbricks'
  foldLogic(
    places,
    drafts.map(({ question }) => question),
    left,
  )
  parTwins(drafts)
  const welcome = fieldsOf(survey['welcomeCard'])
  const thanks = thanksOf(survey, say, left)
  for (const [field, why] of UNKNOWN) {
    if (Array.isArray(survey[field]) ? survey[field].length > 0 : isObject(survey[field])) left.push({ item: field, why })
  }
  const read = surveyContentSchema.safeParse({
    languages,
    title: { [languages[0]!]: name.slice(0, 300) },
    ...(welcome['enabled'] === true && { intro: mergeTexts(say(welcome['headline'], 1000), say(welcome['html'], 1000)) }),
    questions: drafts.map(({ question }) => question),
    thanks,
  })
  if (!read.success) {
    const [issue] = read.error.issues
    return { field: issue!.path.map(String).join('.'), problem: issue!.message }
  }
  return { key: surveyKeyOfFormbricks(String(survey['id'] ?? name)), name, content: read.data, left }
}

const UNKNOWN: readonly (readonly [string, string])[] = [
  ['variables', 'Variables are not counted with here.'],
  ['hiddenFields', 'What goes along with an answer is told by the ask or the door here.'],
  ['triggers', 'When it is asked is the plan’s: set its trigger.'],
  ['followUps', 'What follows on an answer is a case, a webhook or another survey’s trigger.'],
  ['styling', 'Pages have the look of the house.'],
]

/** Two scores under one metric would be one series: the later ones get metrics of their own. */
function parTwins(drafts: readonly Draft[]): void {
  const seen = new Set<string>()
  for (const { question } of drafts) {
    const metric = typeof question['metric'] === 'string' ? question['metric'] : METRICS[String(question['kind'])]
    if (metric === undefined) continue
    if (seen.has(metric)) question['metric'] = `${metric}-${question.key}`.slice(0, 60)
    seen.add(String(question['metric'] ?? metric))
  }
}

const METRICS: Readonly<Record<string, string>> = { nps: 'nps', csat: 'csat', ces: 'ces' }

interface Step {
  id: string
  elements: Fields[]
  logic: unknown[]
  fallback: string | null
}

function stepsOf(survey: Fields): Step[] {
  const blocks = listOf(survey['blocks']).map((block) => ({ block, elements: listOf(block['elements']) }))
  const parts = blocks.length > 0 ? blocks : listOf(survey['questions']).map((question) => ({ block: question, elements: [question] }))
  return parts.map(({ block, elements }) => ({
    id: String(block['id'] ?? ''),
    elements,
    logic: Array.isArray(block['logic']) ? block['logic'] : [],
    fallback: typeof block['logicFallback'] === 'string' ? block['logicFallback'] : null,
  }))
}

type Say = (given: unknown, most?: number) => Texts

function questionOf(element: Fields, say: Say, left: LeftOut[]): Draft | null {
  const id = String(element['id'] ?? '')
  const type = String(element['type'] ?? '')
  const common = {
    key: keyOfFormbricks(id),
    title: say(element['headline']),
    ...(element['subheader'] !== undefined && { help: say(element['subheader'], 2000) }),
    required: element['required'] === true,
  }
  const made = kindOf(element, type, say, left)
  if (typeof made === 'string') {
    left.push({ item: id, why: made })
    return null
  }
  return { id, question: { ...common, ...made } }
}

/** What makes a question of its kind here; a text says why there is none. */
function kindOf(element: Fields, type: string, say: Say, left: LeftOut[]): Fields | string {
  const ends = { low: say(element['lowerLabel']), high: say(element['upperLabel']) }
  switch (type) {
    case 'openText':
      return { kind: 'text', long: element['longAnswer'] !== false }
    case 'nps':
      return { kind: 'nps', ...ends }
    case 'csat':
      return { kind: 'csat', look: lookOf(element) }
    case 'ces':
      return Number(element['range'] ?? 7) === 7 ? { kind: 'ces' } : scale(element, ends)
    case 'rating':
      return scale(element, ends)
    case 'multipleChoiceSingle':
    case 'multipleChoiceMulti': {
      const choices = listOf(element['choices'])
      const other = choices.some((choice) => choice['id'] === 'other')
      const options = choices
        .filter((choice) => choice['id'] !== 'other')
        .map((choice) => ({ key: keyOfFormbricks(String(choice['id'])), text: say(choice['label']) }))
      return { kind: 'choice', many: type.endsWith('Multi'), other, options }
    }
    case 'consent':
      return { kind: 'consent', title: mergeTexts(say(element['headline'], 150), say(element['label'], 145), ' ') }
    case 'cta':
      left.push({ item: String(element['id']), why: 'A page without an answer; its words may go into the intro or the thanks.' })
      return 'A button gives no answer here.'
    default:
      return `There is no question like ${type || 'this'} here.`
  }
}

function lookOf(element: Fields): 'faces' | 'stars' | 'numbers' {
  return element['scale'] === 'smiley' ? 'faces' : element['scale'] === 'star' ? 'stars' : 'numbers'
}

/** A rating’s scale stays what it was: its scores count under a metric that names how long it is. */
function scale(element: Fields, ends: Fields): Fields {
  const to = Number(element['range'] ?? 5)
  return { kind: 'scale', metric: `rating-${to}`, level: 'action', from: 1, to, ...ends }
}

function thanksOf(survey: Fields, say: Say, left: LeftOut[]): Fields[] {
  const endings = listOf(survey['endings'])
  const [first] = endings.filter((ending) => ending['type'] === 'endScreen')
  for (const ending of endings) {
    if (ending !== first) left.push({ item: `ending ${String(ending['id'])}`, why: 'Thanks by score are written here with conditions.' })
  }
  if (first === undefined || Object.keys(say(first['headline'])).length === 0) return []
  return [{ title: say(first['headline']), ...(first['subheader'] !== undefined && { text: say(first['subheader'], 2000) }) }]
}

function languagesOf(survey: Fields): string[] {
  const given = listOf(survey['languages']).filter((each) => each['enabled'] !== false)
  const codes = given
    .toSorted((left, right) => Number(right['default'] === true) - Number(left['default'] === true))
    .map((each) => String(fieldsOf(each['language'])['code'] ?? ''))
    .filter((code) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/.test(code))
  return codes.length === 0 ? ['en'] : [...new Set(codes)].slice(0, 30)
}

/** Reads words as Formbricks has them: one text, or texts by language where `default` is the first. */
function textsIn(languages: readonly string[]): Say {
  return (given, most = 300) => {
    if (typeof given === 'string') return given.trim() === '' ? {} : { [languages[0]!]: plain(given, most) }
    const texts = fieldsOf(given)
    const read: Texts = {}
    for (const [index, language] of languages.entries()) {
      const text = texts[language] ?? (index === 0 ? texts['default'] : undefined)
      if (typeof text === 'string' && text.trim() !== '') read[language] = plain(text, most)
    }
    return read
  }
}

const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** Words without the marks of a page. */
function plain(text: string, most: number): string {
  return text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(nbsp|amp|lt|gt|quot|#39);/g, (_whole, name: string) => ENTITIES[name]!)
    .trim()
    .slice(0, most)
}

function mergeTexts(first: Texts, second: Texts, between = '\n\n'): Texts {
  const languages = [...new Set([...Object.keys(first), ...Object.keys(second)])]
  return Object.fromEntries(languages.map((each) => [each, [first[each], second[each]].filter(Boolean).join(between)]))
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {}
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
