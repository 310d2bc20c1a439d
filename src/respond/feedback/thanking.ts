import { holds } from '../../domain/feedback/asked.ts'
import type { Answers, Condition } from '../../domain/feedback/question.ts'

/** A copy of the thanks that fit these answers, of all that a page holds; the last fits always. */
export function thanksIn(root: ParentNode, answers: Answers): HTMLElement {
  const all = [...root.querySelector<HTMLTemplateElement>('#thanked')!.content.querySelectorAll<HTMLElement>('[data-if]')]
  const fitting = all.find((each) => holds(JSON.parse(each.dataset['if']!) as Condition[], answers)) ?? all.at(-1)!
  return fitting.cloneNode(true) as HTMLElement
}
