import { shellWords } from './shell.ts'
import { customerWords } from './customer.ts'
import { briefWords } from './brief.ts'
import { customersWords } from './customers.ts'
import { frictionWords } from './friction.ts'
import { journeyWords } from './journey.ts'
import { caseWords } from './case.ts'
import { accessWords } from './access.ts'
import { overviewWords } from './overview.ts'
import { listWords } from './list.ts'

/** Words that are there from the beginning, in Swedish. */
export const firstWords = {
  ...shellWords,
  ...customerWords,
  ...briefWords,
  ...customersWords,
  ...frictionWords,
  ...journeyWords,
  ...caseWords,
  ...accessWords,
  ...overviewWords,
  ...listWords,
}
