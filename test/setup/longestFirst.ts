import { basename } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take 15 s and more, longest first. What is new on a machine would be ordered by its size, and a long file that begins last keeps a core idle. */
const LONG = [
  'firstScreen.test.ts',
  'customers.test.ts',
  'cases.test.ts',
  'journeys.test.ts',
  'signIn.test.ts',
  'logs.test.ts',
  'embedded.db.test.ts',
  'editor.test.ts',
  'importedLogs.db.test.ts',
  'away.db.test.ts',
  'memory.test.ts',
  'fuzz.db.test.ts',
  'analyzeEncounters.test.ts',
  'notices.db.test.ts',
  'killed.db.test.ts',
  'roundTrip.db.test.ts',
  'gate.db.test.ts',
  'twins.db.test.ts',
  'backup.db.test.ts',
  'indexThread.db.test.ts',
  'segmentNode.db.test.ts',
  'signIn.db.test.ts',
  'identity.db.test.ts',
  'rules.test.ts',
]

/** Begins with what takes longest, so that all workers end together. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => LONG.indexOf(basename(moduleId)) + 1 || LONG.length + 1
    const order = ({ project }: TestSpecification) => project.config.sequence.groupOrder
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => order(a) - order(b) || rank(a) - rank(b))
  }
}
