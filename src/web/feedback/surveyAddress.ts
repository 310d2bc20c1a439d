/** Parts of a survey's place. */
export const PARTS = ['questions', 'plan', 'doors', 'asks', 'versions'] as const
export type Part = (typeof PARTS)[number]

/** Which part of a survey is looked at, as the address says it; the questions without one. */
export interface SurveyAddress {
  part?: Exclude<Part, 'questions'>
}

/** Reads an address's search part; what makes no sense there is left out. */
export function readSurveyAddress(search: Record<string, unknown>): SurveyAddress {
  const part = PARTS.find((each) => each === search['part'])
  return part === undefined || part === 'questions' ? {} : { part }
}
