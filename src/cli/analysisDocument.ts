import type { Analysis, FileDamage } from '../compose.ts'

/** What `polku analyze --json` prints: the analysis, and what became of the files. */
export interface AnalysisDocument extends Analysis {
  /** Rows that the map left out on purpose. */
  skipped: number
  /** Files that could not be read to their end. */
  broken: FileDamage[]
}
