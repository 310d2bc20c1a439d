import type { Answers, Condition, QuestionKind } from '../../domain/feedback/question.ts'

/** A question as it stands in a form. */
export interface Field {
  key: string
  kind: QuestionKind
  conditions: Condition[]
  isRequired: boolean
  element: HTMLElement
}

/** The question of a key in a form; null without it. */
export function fieldIn(form: ParentNode, key: string): Field | null {
  const element = form.querySelector<HTMLElement>(`[data-key="${key}"]`)
  if (element === null) return null
  const { kind, if: conditions, required } = element.dataset
  return { key, kind: kind as QuestionKind, conditions: JSON.parse(conditions ?? '[]'), isRequired: required !== undefined, element }
}

/** What a script says, as the page tells it. */
export type FormWords = Record<'next' | 'send' | 'back' | 'progress' | 'required' | 'value' | 'nothing' | 'feeling', string> &
  Partial<Record<string, string>>

/** What a script says, as the page tells it. */
export function formWords(template: HTMLElement): FormWords {
  return JSON.parse(template.dataset['words'] ?? '{}') as FormWords
}

/** Fills the fields of a form again with what they held. */
export function readFields(form: HTMLFormElement, fields: readonly (readonly [string, string])[]): void {
  for (const input of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input:not([type=hidden]), textarea')) {
    const values = fields.filter(([name]) => name === input.name).map(([, value]) => value)
    if (input instanceof HTMLInputElement && (input.type === 'radio' || input.type === 'checkbox'))
      input.checked = values.includes(input.value)
    else input.value = values[0] ?? ''
  }
}

/** Answers as they are kept on the device: what is sent, and how the form goes on. Times are the device's. */
export interface Kept {
  answers: Answers
  website: string | null
  form: string | null
  language: string
  startedAt: number
  saidAt: number
  isWhole: boolean
  fields: (readonly [string, string])[]
  at: string
}

/** Why what was sent was not taken. */
export interface Untaken {
  question: string
  expected: string
}

/** What came of sending: where to go on, what was not taken, or that there was no way through. */
export type Sending = { next: string; isTaken: boolean } | { problem: Untaken } | 'alone'

/** An id that nobody else makes; pages without https have no other way to one. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Browsers let no more outlive a page than 64 kB; what is longer is sent all the same. */
const OUTLIVES = 60_000

/** Sends answers to a place; `more` goes along. */
export async function sendAnswers({ fields: _fields, at: _at, ...body }: Kept, place: string, more: object = {}): Promise<Sending> {
  const text = JSON.stringify({ ...body, ...more, sentAt: Date.now() })
  try {
    const answer = await fetch(place, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
      keepalive: new TextEncoder().encode(text).length < OUTLIVES,
    })
    if (answer.status >= 500 || answer.status === 429) return 'alone'
    const { next, problems, closed } = (await answer.json()) as { next?: string; problems?: Untaken[]; closed?: string }
    if (answer.ok || closed !== undefined) return { next: next ?? place, isTaken: answer.ok }
    return { problem: problems?.[0] ?? { question: '', expected: 'value' } }
  } catch {
    return 'alone'
  }
}

/** So often what could not be sent is tried again, in ms. */
const AGAIN = 10_000

/** Keeps the answers of a page on the device until the server has them. */
export function keepUntilSent(
  place: string,
  told: { sent: (next: string) => void; alone: (isWhole: boolean) => void; together: () => void },
) {
  const name = `polku answers ${place}`
  const answeredName = `polku answered ${place}`
  let timer: ReturnType<typeof setTimeout> | undefined

  // Where nothing may be kept, answering goes on without it.
  function attempt<Value>(work: () => Value): Value | null {
    try {
      return work()
    } catch {
      return null
    }
  }
  const read = (): Kept | null => attempt(() => JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null)
  const write = (kept: Kept): void => void attempt(() => localStorage.setItem(name, JSON.stringify(kept)))

  async function send(kept: Kept): Promise<Untaken | null> {
    const sending = await sendAnswers(kept, place)
    clearTimeout(timer)
    if (sending === 'alone') {
      timer = setTimeout(sendKept, AGAIN)
      told.alone(kept.isWhole)
      return null
    }
    told.together()
    if ('problem' in sending) return kept.isWhole ? sending.problem : null
    if (!kept.isWhole) return null
    // What is closed for now may open again: then it is sent.
    if (sending.isTaken) {
      attempt(() => localStorage.removeItem(name))
      attempt(() => localStorage.setItem(answeredName, '1'))
    }
    told.sent(sending.next)
    return null
  }

  function sendKept(): void {
    const kept = read()
    if (kept !== null) void send(kept)
  }

  window.addEventListener('online', sendKept)
  if (read()?.isWhole === true) sendKept()
  return {
    read,
    write,
    keep: (kept: Kept): Promise<Untaken | null> => {
      write(kept)
      return send(kept)
    },
    hasAnswered: (): boolean => attempt(() => localStorage.getItem(answeredName)) === '1',
  }
}
