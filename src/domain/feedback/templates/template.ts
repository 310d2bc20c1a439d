import type { z } from 'zod'
import type { planSchema } from '../plan.ts'
import type { Condition, Texts } from '../question.ts'
import type { surveyContentSchema } from '../survey.ts'

/** Moments of a customer's time with an organisation, in their order; each has templates. */
export const MOMENTS = ['encounter', 'task', 'buying', 'repair', 'relationship', 'leaving'] as const

/** A ready survey for a moment: words in fi, sv and en, with a suggestion of when and how politely to ask. */
export interface Template {
  /** Also what a survey made of it is called unless another key is chosen. */
  key: string
  moment: (typeof MOMENTS)[number]
  name: Texts
  /** What it tells the organisation, in a sentence. */
  description: Texts
  /** When to ask, in words. */
  when: Texts
  content: SurveyInput
  plan: z.input<typeof planSchema>
}

/** A survey's content as it is written. */
export type SurveyInput = z.input<typeof surveyContentSchema>

/** A question as it is written. */
export type QuestionInput = SurveyInput['questions'][number]

/** Words in the three languages. */
export function inThree(fi: string, sv: string, en: string): Texts {
  return { fi, sv, en }
}

/** Holds for a score at most as given. */
export function atMost(question: string, value: number): Condition {
  return { question, is: 'at-most', value }
}

/** Holds for a score at least as given. */
export function atLeast(question: string, value: number): Condition {
  return { question, is: 'at-least', value }
}

/** Holds when one of these was chosen. */
export function anyOf(question: string, ...values: string[]): Condition {
  return { question, is: 'any-of', values }
}

/** Holds when none of these was chosen, or nothing. */
export function noneOf(question: string, ...values: string[]): Condition {
  return { question, is: 'none-of', values }
}

/** An open question under the key `key`, asked of those of whom the conditions hold. */
export function openQuestion(key: string, title: Texts, ...askedIf: Condition[]): QuestionInput {
  return { key, kind: 'text', title, askedIf }
}

/** A choice of one among options by key, `[key, fi, sv, en]` each. */
export function choice(key: string, title: Texts, options: [key: string, fi: string, sv: string, en: string][]) {
  return { key, kind: 'choice' as const, title, options: options.map(([each, ...words]) => ({ key: each, text: inThree(...words) })) }
}

/** May we be in touch: asked, as `contact`, of those of whom the conditions hold. */
export function mayContact(...askedIf: Condition[]) {
  return {
    key: 'contact',
    kind: 'consent' as const,
    title: inThree('Saammeko ottaa sinuun yhteyttä?', 'Får vi kontakta dig?', 'May we get in touch with you?'),
    help: inThree(
      'Vain tämän asian vuoksi. Voit myös jättää väliin.',
      'Bara om det här. Du kan också hoppa över frågan.',
      'About this only. You may also skip this.',
    ),
    askedIf,
  }
}

/** Words before the first question. */
export const SHORTLY = inThree(
  'Muutama kysymys, aikaa menee noin minuutti.',
  'Några frågor, det tar ungefär en minut.',
  'A few questions, about a minute of your time.',
)

/** Thanks to all of whom nothing better is said. */
export const THANKS = {
  title: inThree('Kiitos vastauksestasi!', 'Tack för ditt svar!', 'Thank you for your answer!'),
  text: inThree('Siitä on meille apua.', 'Det hjälper oss.', 'It helps us.'),
}

/** Thanks to those who agreed to be contacted. */
export const WE_CALL = {
  if: [anyOf('contact', 'yes')],
  title: inThree('Kiitos, että kerroit.', 'Tack för att du berättade.', 'Thank you for telling us.'),
  text: inThree(
    'Otamme sinuun yhteyttä, jotta saadaan asia kuntoon.',
    'Vi hör av oss så att vi kan ställa saken till rätta.',
    'We will be in touch to put this right.',
  ),
}

/** Thanks to those whose score was poor, at most `poor`. */
export function sorry(question: string, poor: number) {
  return {
    if: [atMost(question, poor)],
    title: inThree('Kiitos, että kerroit.', 'Tack för att du berättade.', 'Thank you for telling us.'),
    text: inThree(
      'Olemme pahoillamme, ettei kaikki mennyt niin kuin piti. Vastauksesi auttaa meitä korjaamaan asian.',
      'Vi beklagar att allt inte gick som det skulle. Ditt svar hjälper oss att rätta till saken.',
      'We are sorry that not all went as it should. Your answer helps us to put it right.',
    ),
  }
}

/** Thanks to those whose score was good, at least `good`, with words of the moment. */
export function glad(question: string, good: number, text: Texts) {
  return { if: [atLeast(question, good)], title: inThree('Kiitos!', 'Tack!', 'Thank you!'), text }
}
