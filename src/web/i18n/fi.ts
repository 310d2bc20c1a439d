import { shellWords } from './fi/shell.ts'
import { customerWords } from './fi/customer.ts'
import { briefWords } from './fi/brief.ts'
import { customersWords } from './fi/customers.ts'
import { frictionWords } from './fi/friction.ts'
import { journeyWords } from './fi/journey.ts'
import { definitionWords } from './fi/definition.ts'
import { caseWords } from './fi/case.ts'
import { caseFiguresWords } from './fi/caseFigures.ts'
import { caseAfterWords } from './fi/caseAfter.ts'
import { caseListWords } from './fi/caseList.ts'
import { accessWords } from './fi/access.ts'
import { noticeWords } from './fi/notice.ts'
import { overviewWords } from './fi/overview.ts'
import { analysisWords } from './fi/analysis.ts'
import { touchpointWords } from './fi/touchpoint.ts'
import { listWords } from './fi/list.ts'

/** Every word on the screens, in Finnish; a file for each word of the house. */
export const fi = {
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

/** Key of a message. */
export type MessageKey = keyof typeof fi

/** All messages of a language. */
export type Messages = Readonly<Record<MessageKey, string>>
