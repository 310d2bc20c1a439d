import { holds } from '../../domain/feedback/asked.ts'
import { givenOf } from '../../domain/feedback/form.ts'
import type { Answers, QuestionKind } from '../../domain/feedback/question.ts'
import { type Field, fieldIn, formWords, type Kept, readFields, type Untaken } from './answering.ts'
import { layGrids } from './feelingGrid.ts'

/** How a form is asked by a script. */
export interface Asking {
  /** Where the form, its other questions and its progress stand. */
  root: ParentNode
  /** Answers that were kept before, to go on with. */
  before: Kept | null
  /** Keeps what was said so far; what is whole is sent. */
  keep: (kept: Kept) => Promise<Untaken | null>
  /** Called at each change, so that nothing is lost. */
  note: (kept: Kept) => void
  /** Whether the browser's back button goes from question to question. */
  hasHistory: boolean
  /** Whether choosing one goes on by itself. */
  isQuick: boolean
}

/** Kinds in which one press says it all. */
const ONE_PRESS: readonly QuestionKind[] = ['nps', 'csat', 'ces', 'meaning', 'scale']
/** So long what was pressed is seen before the next question comes, in ms. */
const SEEN = 250

/** Asks a form one question at a time; answers how to begin anew. Null where there is no form. */
export function askForm({ root, before, keep, note, hasHistory, isQuick }: Asking): { restart: () => void } | null {
  const form = root.querySelector<HTMLFormElement>('#survey')
  const others = root.querySelector<HTMLTemplateElement>('#others')
  if (form === null || others === null) return null
  const words = formWords(others)
  const buttons = form.querySelector<HTMLElement>('.buttons')!
  const send = buttons.querySelector<HTMLButtonElement>('button')!
  let startedAt = Date.now()
  form.insertBefore(others.content, buttons)
  const fields = others.dataset['order']!.split(' ').flatMap((key) => fieldIn(form, key) ?? [])
  for (const { element } of fields) form.insertBefore(element, buttons)
  layGrids(form)
  const back = buttons.querySelector<HTMLAnchorElement>('.back') ?? document.createElement('a')
  Object.assign(back, { className: 'back', href: '#', textContent: words.back })
  buttons.prepend(back)
  const mark = root.querySelector<HTMLElement>('.progress')!
  const bar = mark.querySelector('progress')!
  const line = mark.querySelector('.small') ?? mark.insertBefore(Object.assign(document.createElement('span'), { className: 'small' }), bar)
  root.querySelector('#news')?.remove()
  if (before !== null) readFields(form, before.fields)
  let at = before?.at ?? form.querySelector<HTMLInputElement>('[name=step]')?.value ?? fields[0]!.key

  function answers(): Answers {
    const data = new FormData(form!)
    const given: Answers = {}
    for (const { key, kind, conditions } of fields) {
      const value = holds(conditions, given) ? givenOf({ key, kind }, (name) => data.getAll(name).map(String)) : undefined
      if (value !== undefined) given[key] = value as Answers[string]
    }
    return given
  }

  function asked(): Field[] {
    const given = answers()
    return fields.filter(({ conditions }) => holds(conditions, given))
  }

  function show(focus: boolean): void {
    const list = asked()
    const place = Math.max(
      0,
      list.findIndex(({ key }) => key === at),
    )
    const field = list[place]!
    at = field.key
    for (const each of fields) each.element.hidden = each !== field
    root.querySelectorAll<HTMLElement>('.intro').forEach((intro) => (intro.hidden = place > 0))
    back.hidden = place === 0
    const mayFollow = fields.some(({ conditions }) => conditions.some(({ question }) => question === field.key))
    send.textContent = place === list.length - 1 && !mayFollow ? words.send : words.next
    mark.hidden = fields.length < 2
    line.textContent = words.progress.replace('{step}', String(place + 1)).replace('{of}', String(list.length))
    bar.max = list.length
    bar.value = place + 1
    if (!focus) return
    const first = field.kind === 'text' ? field.element.querySelector<HTMLElement>('textarea, input') : field.element
    first?.focus()
    if (hasHistory) window.scrollTo({ top: 0 })
  }

  function go(key: string): void {
    at = key
    if (hasHistory) history.pushState({ at }, '')
    show(true)
  }

  function complain(field: Field, text: string): void {
    field.element.querySelector('.problem')?.remove()
    const problem = Object.assign(document.createElement('p'), { className: 'problem', textContent: text })
    problem.setAttribute('role', 'alert')
    field.element.append(problem)
    at = field.key
    show(true)
  }

  function keptNow(isWhole: boolean): Kept {
    const data = new FormData(form!)
    const said = [...data.entries()].map(([name, value]) => [name, String(value)] as const)
    const valueOf = (name: string) => said.find(([each]) => each === name)?.[1] ?? null
    const language = form!.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang
    const place = { fields: said.filter(([name]) => name !== 'form' && name !== 'step'), at }
    return {
      answers: answers(),
      website: valueOf('website'),
      form: valueOf('form'),
      language,
      startedAt,
      saidAt: Date.now(),
      isWhole,
      ...place,
    }
  }

  async function sendAll(field: Field): Promise<void> {
    send.disabled = true
    const problem = await keep(keptNow(true))
    send.disabled = false
    if (problem === null) return
    const wrong = fields.find(({ key }) => key === problem.question) ?? field
    complain(wrong, words[problem.expected] ?? words.value)
  }

  function goOn(): void {
    const list = asked()
    const place = list.findIndex(({ key }) => key === at)
    const field = list[place]!
    const given = answers()
    if (field.isRequired && given[field.key] === undefined) return complain(field, words.required)
    if (field.kind === 'emotion' && isHalf(given[field.key])) return complain(field, words.feeling)
    field.element.querySelector('.problem')?.remove()
    const next = list[place + 1]
    if (next !== undefined) {
      void keep(keptNow(false))
      return go(next.key)
    }
    const missed = list.find(({ key, isRequired }) => isRequired && given[key] === undefined)
    if (missed !== undefined) return complain(missed, words.required)
    if (Object.keys(given).length === 0) return complain(list[0]!, words.nothing)
    void sendAll(field)
  }

  let later: ReturnType<typeof setTimeout> | undefined
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    clearTimeout(later)
    goOn()
  })
  form.addEventListener('input', (event) => {
    chooseWritten(form, event.target as HTMLInputElement)
    note(keptNow(false))
  })
  form.addEventListener('change', (event) => {
    dropWritten(form, event.target as HTMLInputElement)
    note(keptNow(false))
    const kind = (event.target as HTMLElement).closest<HTMLElement>('.question')?.dataset['kind'] as QuestionKind | undefined
    clearTimeout(later)
    if (isQuick && kind !== undefined && ONE_PRESS.includes(kind)) later = setTimeout(goOn, SEEN)
  })
  form.addEventListener('keydown', (event) => pressNumber(event, form.querySelector<HTMLElement>('.question:not([hidden])')))
  back.addEventListener('click', (event) => {
    event.preventDefault()
    const list = asked()
    const place = list.findIndex(({ key }) => key === at)
    if (place > 0) go(list[place - 1]!.key)
  })
  if (hasHistory) {
    window.addEventListener('popstate', ({ state }) => {
      const key = (state as { at?: string } | null)?.at
      if (key === undefined) return
      at = key
      show(true)
    })
    history.replaceState({ at }, '')
  }
  show(false)
  return {
    restart: () => {
      clearTimeout(later)
      form.reset()
      for (const input of form.querySelectorAll<HTMLInputElement>('input[type=radio], input[type=checkbox]')) input.checked = false
      form.querySelectorAll('.problem').forEach((problem) => problem.remove())
      startedAt = Date.now()
      at = fields[0]!.key
      show(false)
    },
  }
}

/** Words of a feeling without the feeling. */
function isHalf(answer: Answers[string] | undefined): boolean {
  return typeof answer === 'object' && 'words' in answer && answer.pleasant === undefined
}

/** Who writes something else has chosen it. */
function chooseWritten(form: HTMLFormElement, { name, value }: HTMLInputElement): void {
  if (!name.endsWith('.other') || value === '') return
  const radio = form.querySelector<HTMLInputElement>(`input[type=radio][name="${name.slice(0, -6)}"][value=""]`)
  if (radio !== null) radio.checked = true
}

/** Who then chooses an option after all has not written anything else. */
function dropWritten(form: HTMLFormElement, { type, name, value }: HTMLInputElement): void {
  const written = form.querySelector<HTMLInputElement>(`input[name="${name}.other"]`)
  if (type === 'radio' && value !== '' && written !== null) written.value = ''
}

/** A number key chooses that number where numbers are chosen among. */
function pressNumber(event: KeyboardEvent, shown: HTMLElement | null): void {
  if (shown === null || !/^\d$/.test(event.key) || (event.target as HTMLElement).matches('textarea, input[type=text]')) return
  const kind = shown.dataset['kind'] as QuestionKind
  if (!ONE_PRESS.includes(kind)) return
  const input = shown.querySelector<HTMLInputElement>(`input[value="${event.key}"]`)
  if (input === null) return
  input.checked = true
  input.focus()
  input.dispatchEvent(new Event('change', { bubbles: true }))
}
