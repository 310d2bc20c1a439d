import type { Path } from '../journey/path.ts'
import type { Report, Rule } from './rule.ts'

/**
 * The path becomes abandoned – by `step: abandon`, or once its rest on the customer's turn has passed the pause limit – and contains
 * a customer's `start` or `provides`. Evidence: its last encounter.
 */
export const abandonment: Rule = {
  kind: 'abandonment',
  everywhere: false,
  atEncounter({ path, encounter, before }, report) {
    if (before.abandons) told(path, encounter.at, report)
  },
  atLapse(path, lapse, report) {
    if (lapse.to === 'abandoned') told(path, lapse.at, report)
  },
}

function told(path: Path, at: number, report: Report): void {
  if (path.begun) report(at, [path.last])
}
