import type { AnswerProblem } from '../domain/feedback/answer.ts'
import type { Answers } from '../domain/feedback/question.ts'
import type { SurveyContent } from '../domain/feedback/survey.ts'

/** Where a page of the answerer stands: its path, without what follows `?`; the language of the survey in which it speaks. */
export interface AnswerPlace {
  address: string
  language: string
  /** What goes along in each address of the page, e.g. the sealed form; without `lang` and `step`. */
  along: Readonly<Record<string, string>>
}

/** A page on which some questions are asked. */
export interface AnswerStepView extends AnswerPlace {
  content: SurveyContent
  answers: Answers
  /** Key of the first question of the step that is shown; the one to go on with when null. */
  step: string | null
  /** What was sent or is chosen beforehand, by the names of fields; it goes before the answers. */
  values: Readonly<Record<string, readonly string[]>>
  problems: readonly AnswerProblem[]
  /** The sealed form; null where the address says it all. */
  form: string | null
  /** door: anybody may answer, and double answers are told of; preview: for the people who write the survey, and sends nothing. */
  sort: 'ask' | 'door' | 'kiosk' | 'widget' | 'preview'
  /** What the page of a kiosk or widget tells its script. */
  told?: Readonly<Record<string, string>>
  /** Whether scripts were built. */
  hasScript: boolean
}

/** Thanks after answering. */
export interface AnswerThanksView extends AnswerPlace {
  content: SurveyContent
  answers: Answers
  sort: 'ask' | 'door' | 'preview'
}

/** What a page says that asks nothing. */
export type AnswerNotice = 'missing' | 'ended' | 'expired' | 'closed' | 'stop' | 'stopped' | 'resumed'

/** The pages of whoever answers a survey, as HTML. */
export interface AnswerPages {
  showStep: (view: AnswerStepView) => string
  showThanks: (view: AnswerThanksView) => string
  showNotice: (notice: AnswerNotice, place: AnswerPlace) => string
}
