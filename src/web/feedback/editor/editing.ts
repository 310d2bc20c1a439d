import { createContext, useContext } from 'react'
import type { SurveyContent } from '../../../domain/feedback/survey.ts'
import type { Words } from '../../i18n/words.ts'
import type { Missing } from './checkContent.ts'
import type { WrittenSurvey } from './useSurveyDraft.ts'

/** The survey being written, and what the parts of its editor share. */
export interface SurveyEditing {
  survey: WrittenSurvey
  content: SurveyContent
  mayEdit: boolean
  missing: readonly Missing[]
  /** Key of the question that is open; null = none. */
  chosen: string | null
  choose: (key: string | null) => void
  /** Changes what is asked; changes of one `field` shortly after each other are one step. */
  change: (make: (content: SurveyContent) => SurveyContent, field?: string) => void
  /** What is wrong at a field (`questions.2.title`) or within it, in words; null when nothing is. */
  faultAt: (field: string) => string | null
}

const Context = createContext<SurveyEditing | null>(null)

/** Gives the survey being written to every part within. */
export const Editing = Context.Provider

/** The survey being written. */
export function useEditing(): SurveyEditing {
  return useContext(Context)!
}

/** What is wrong at a field of a survey or within it, in words; what the server said when we found nothing. */
export function openFaults({ faults, problems, keeping }: WrittenSurvey, { say }: Words): SurveyEditing['faultAt'] {
  const isAt = (field: string, at: string) => at === field || at.startsWith(`${field}.`)
  return (field) => {
    const found = faults.find((each) => isAt(field, each.field))
    if (found) return say(`survey.fault.${found.fault}`)
    if (keeping !== 'faulty') return null
    const told = problems.find((each) => isAt(field, each.field.replace(/^draft\./, '')))
    return told ? say('survey.refused', { message: told.message }) : null
  }
}

/** A language as people of another call it; a tag that nobody names, as it is. */
export function nameLanguage(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
