import type { PathColumns } from '../columns.ts'
import { compareNames } from './compareNames.ts'
import { chosenPaths, type PathFilter } from './filter.ts'

/** An outcome (null = none, or none yet) and how many paths came to it. */
export interface OutcomeCount {
  outcome: string | null
  paths: number
}

/** What the paths with at least one chosen encounter came to; most first, then by text. */
export function getOutcomes(columns: PathColumns, filter: PathFilter): OutcomeCount[] {
  const { outcome } = columns.paths
  const counts = new Map<number, number>()
  for (const path of chosenPaths(columns, filter)) counts.set(outcome[path]!, (counts.get(outcome[path]!) ?? 0) + 1)
  const listed = [...counts].map(([code, paths]) => ({ outcome: columns.outcomes[code]!, paths }))
  return listed.sort((a, b) => b.paths - a.paths || compareNames(a.outcome, b.outcome))
}
