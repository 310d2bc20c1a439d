import type { Messages } from './fi.ts'
import { shellWords } from './sv/shell.ts'
import { customerWords } from './sv/customer.ts'
import { briefWords } from './sv/brief.ts'
import { customersWords } from './sv/customers.ts'
import { frictionWords } from './sv/friction.ts'
import { journeyWords } from './sv/journey.ts'
import { definitionWords } from './sv/definition.ts'
import { caseWords } from './sv/case.ts'
import { caseFiguresWords } from './sv/caseFigures.ts'
import { caseAfterWords } from './sv/caseAfter.ts'
import { caseListWords } from './sv/caseList.ts'
import { accessWords } from './sv/access.ts'
import { noticeWords } from './sv/notice.ts'
import { overviewWords } from './sv/overview.ts'
import { analysisWords } from './sv/analysis.ts'
import { touchpointWords } from './sv/touchpoint.ts'
import { listWords } from './sv/list.ts'

/** Every word on the screens, in Swedish. */
export const sv: Messages = {
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
