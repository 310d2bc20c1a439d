import type { Messages } from './fi.ts'
import { shellWords } from './en/shell.ts'
import { customerWords } from './en/customer.ts'
import { briefWords } from './en/brief.ts'
import { customersWords } from './en/customers.ts'
import { frictionWords } from './en/friction.ts'
import { journeyWords } from './en/journey.ts'
import { caseWords } from './en/case.ts'
import { caseListWords } from './en/caseList.ts'
import { accessWords } from './en/access.ts'
import { overviewWords } from './en/overview.ts'
import { analysisWords } from './en/analysis.ts'
import { touchpointWords } from './en/touchpoint.ts'

/** Every word on the screens, in English. */
export const en: Messages = {
  ...shellWords,
  ...customerWords,
  ...briefWords,
  ...customersWords,
  ...frictionWords,
  ...journeyWords,
  ...caseWords,
  ...caseListWords,
  ...accessWords,
  ...overviewWords,
  ...analysisWords,
  ...touchpointWords,
}
