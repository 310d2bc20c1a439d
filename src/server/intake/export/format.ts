import type { Encounter } from '../../../domain/encounter/encounter.ts'
import type { JudgementBody } from '../../../api/identity.ts'
import type { CustomerStatement } from '../tellStatements.ts'
import type { HeardRow } from './mentionJson.ts'
import type { CustomerRow, PathRow, PlacedRow, ThingRow } from './statements.ts'

/** How one format writes what is exported, piece by piece, in this order; objects only where it has a place for them. */
export interface FormatWriter {
  begin: () => string
  customer?: (row: CustomerRow) => string
  path?: (row: PathRow) => string
  thing?: (row: ThingRow) => string
  judgement: (judgement: JudgementBody) => string
  statement: (statement: CustomerStatement, customerId: number) => string
  placed: (row: PlacedRow) => string
  awaiting: (encounter: Encounter) => string
  mention?: (row: HeardRow) => string
  end: () => string
}
