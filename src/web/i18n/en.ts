import type { Messages } from './fi.ts'
import { shellWords } from './en/shell.ts'
import { customerWords } from './en/customer.ts'
import { briefWords } from './en/brief.ts'
import { customersWords } from './en/customers.ts'
import { frictionWords } from './en/friction.ts'
import { journeyWords } from './en/journey.ts'
import { definitionWords } from './en/definition.ts'
import { caseWords } from './en/case.ts'
import { caseFiguresWords } from './en/caseFigures.ts'
import { caseAfterWords } from './en/caseAfter.ts'
import { caseListWords } from './en/caseList.ts'
import { accessWords } from './en/access.ts'
import { noticeWords } from './en/notice.ts'
import { overviewWords } from './en/overview.ts'
import { analysisWords } from './en/analysis.ts'
import { touchpointWords } from './en/touchpoint.ts'
import { listWords } from './en/list.ts'

/** Every word on the screens, in English. */
export const en: Messages = {
  ...shellWords,
  ...customerWords,
  ...briefWords,
  ...customersWords,
  ...frictionWords,
  ...journeyWords,
  ...definitionWords,
  ...caseWords,
  ...caseListWords,
  ...caseAfterWords,
  ...caseFiguresWords,
  ...accessWords,
  ...noticeWords,
  ...overviewWords,
  ...analysisWords,
  ...touchpointWords,
  ...listWords,
}
