import { compareMarks, type Mark } from '../kernel/order.ts'
import { SEVERITY, type Friction, type FrictionKind } from './friction.ts'
import type { Report } from './rule.ts'

/** Takes down what rules report: whoever calls a rule says before of which kind and path it is. */
export interface Reporter {
  kind: FrictionKind
  path: string
  report: Report
  frictions: Friction[]
}

/** Begins to take down. */
export function openReporter(): Reporter {
  const frictions: Friction[] = []
  const reporter: Reporter = {
    kind: 'silence',
    path: '',
    frictions,
    report: (at, marks, details) => {
      const { kind, path } = reporter
      frictions.push({ kind, path, at, severity: SEVERITY[kind], evidence: evidenceOf(marks), ...details })
    },
  }
  return reporter
}

/** The ids of marks by time, each once. */
function evidenceOf(marks: readonly Mark[]): string[] {
  if (marks.length === 1) return [marks[0]!.id]
  return [...new Set([...marks].sort(compareMarks).map((mark) => mark.id))]
}
